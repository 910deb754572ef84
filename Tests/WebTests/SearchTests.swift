import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("A client is found by number, in the language that was chosen")
struct SearchTests {
    let server = Server.shared

    @Test("a whole number leads to its client, spaces and all", arguments: ["100002", "100+002", "100%E2%80%AF002"])
    func exact(query: String) async throws {
        let reply = try await server.send("/clients?q=\(query)")
        #expect(reply.status == 303 && reply.headers[.location] == "/clients/100002")
    }

    @Test("first digits list their clients; none says what to do")
    func prefix() async throws {
        let found = try await server.send("/clients?q=1000").body
        #expect(found.contains("4 clients trouvés") && found.contains("href=\"/clients/100004\""))
        #expect(!found.contains("/clients/200001\""))
        let none = try await server.send("/clients?q=777").body
        #expect(none.contains("Aucun numéro de client ne commence par 777"))
        #expect(none.contains("tapez moins de chiffres"))
    }

    @Test("a script gets the changed part alone, even while a whole number is typed")
    func fragment() async throws {
        let name = try #require(HTTPField.Name("HX-Request"))
        let part = try await server.send("/clients?q=100002", headers: [name: "true"])
        #expect(part.status == 200 && part.body.hasPrefix("<h2 tabindex=\"-1\">1 client trouvé</h2>"))
        #expect(!part.body.contains("<html"))
        let wrong = try await server.send("/clients?q=12x", headers: [name: "true"])
        #expect(wrong.status == 200 && wrong.body.contains("que des chiffres"))
    }

    @Test("the first page shows clients worth a look, each kind with its reason")
    func home() async throws {
        let body = try await server.send("/").body
        // One client is refused: that is narrowly, since nobody is shown twice.
        for title in ["Refusés de peu", "Accordés de peu", "Accordés nettement"] {
            #expect(body.contains("<h3>\(title)</h3><p class=\"soft\">"))
        }
        #expect(body.contains("Nous avons 5 dossiers."))
    }

    @Test("French unless the address or the cookie says otherwise, the address first")
    func language() async throws {
        #expect(try await server.send("/model").body.contains("<html lang=\"fr\">"))
        #expect(try await server.send("/model", headers: [.acceptLanguage: "en"]).body.contains("<html lang=\"fr\">"))
        #expect(try await server.send("/model", headers: [.cookie: "lang=en"]).body.contains("<html lang=\"en\">"))
        #expect(try await server.send("/model?lang=xx").body.contains("<html lang=\"fr\">"))
        let chosen = try await server.send("/model?lang=fr", headers: [.cookie: "lang=en"])
        #expect(chosen.body.contains("<html lang=\"fr\">"))
        let cookie = try #require(chosen.headers[.setCookie])
        #expect(cookie.hasPrefix("lang=fr;"))
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
        #expect(try await server.send("/model").headers[.setCookie] == nil)
    }

    @Test("the other language keeps the page and its search")
    func otherLanguage() async throws {
        #expect(try await server.send("/clients/100002").body.contains("href=\"/clients/100002?lang=en\""))
        let search = try await server.send("/clients?q=1&lang=en").body
        #expect(search.contains("href=\"/clients?q=1&amp;lang=fr\""))
    }

    @Test("no address makes a page link to another site", arguments: ["//evil.example/", "/\\evil.example", "///x"])
    func otherSite(path: String) async throws {
        let body = try await server.send(path).body
        let links = body.matches(of: /(?:href|action|src)="([^"]*)"/).map(\.output.1)
        #expect(links.allSatisfy { $0 == "#content" || $0.wholeMatch(of: /\/(?:[^\/\\].*)?/) != nil })
    }
}
