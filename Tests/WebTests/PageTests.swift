import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Pages speak to people")
struct PageTests {
    let server = Server.shared

    static let pages = [
        "/", "/clients", "/clients?q=1", "/clients?q=777", "/clients/100001", "/clients/100002", "/clients/100003",
        "/clients/100004", "/clients/200001", "/model", "/clients/999999", "/clients/abc", "/nothing",
        "/clients/500500", "/clients?q=abc", "/clients?status=refused&from=5&order=risk-down", "/clients?from=9&to=1",
        "/clients/100003/reasons", "/clients/100003/reasons/external_scores", "/clients/100003/reasons/nothing",
        "/clients/100003/history-of-credit", "/clients/100004/history-of-credit", "/portfolio",
        "/portfolio?limit=12&ratio=15", "/portfolio?limit=x", "/models", "/fairness",
        "/clients/500500", "/clients?q=abc", "/clients/100002/changes", "/clients/100003/changes",
        "/clients/100004/changes", "/clients/100003/simulation", "/clients/100004/simulation",
        "/clients/200001/simulation?montant-emprunte=310000&duree=x", "/applications/new",
    ]

    @Test("every page is whole: type, language, title, one heading, the way past the header", arguments: pages)
    func whole(path: String) async throws {
        for language in Language.allCases {
            let separator = path.contains("?") ? "&" : "?"
            let reply = try await server.send("\(path)\(separator)lang=\(language.rawValue)")
            #expect(reply.headers[.contentType] == "text/html; charset=utf-8")
            #expect(reply.body.hasPrefix("<!doctype html>\n<html lang=\"\(language.rawValue)\">"))
            #expect(reply.body.components(separatedBy: "<h1").count == 2)
            #expect(reply.body.contains("<a class=\"skip\" href=\"#content\">"))
            #expect(reply.body.contains("Prêt à dépenser</title>"))
            let ids = reply.body.matches(of: /\ id="([^"]+)"/).map { String($0.output.1) }
            #expect(Set(ids).count == ids.count, "an identifier stands twice")
            let filled = reply.body.replacing(/data-many="[^"]*"/, with: "")
            #expect(filled.firstMatch(of: /\{[a-z]+\}/) == nil, "a place was not filled in")
        }
    }

    @Test("no page needs what the security policy forbids", arguments: pages)
    func policy(path: String) async throws {
        let reply = try await server.send(path)
        #expect(
            reply.headers[.contentSecurityPolicy]
                == "default-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'self'"
        )
        #expect(reply.headers[.xContentTypeOptions] == "nosniff")
        #expect(reply.headers[.cacheControl] == "no-store")
        #expect(reply.body.firstMatch(of: /\ style=|\ on[a-z]+="|hx-on|<style|javascript:/) == nil)
        #expect(reply.body.firstMatch(of: /<script[^>]*>[^<]/) == nil, "a script is written in the page")
    }

    @Test("no page shows a raw column name outside the expert view", arguments: pages)
    func humanNames(path: String) async throws {
        for language in ["fr", "en"] {
            let body = try await server.send(path, headers: [.cookie: "lang=\(language)"]).body
            let page = body.replacing(/<details class="[^"]*expert">.*?<\/details>/.dotMatchesNewlines(), with: "")
            #expect(page.firstMatch(of: /[A-Z]{2,}_[A-Z_]+/) == nil)
            #expect(page.firstMatch(of: /AUC|SHAP|[Ll]og-(odds|cotes)|\bnan\b|Optional\(/) == nil)
        }
    }

    @Test("words of a client stay words")
    func hostile() async throws {
        let body = try await server.send("/clients/\(Server.hostile)").body
        #expect(!body.contains("<script>alert"))
        #expect(body.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"))
        let search = try await server.send("/clients?q=%3Cscript%3Ealert(1)%3C/script%3E")
        #expect(search.status == 400 && !search.body.contains("<script>alert"))
        let other = try await server.send("/nothing/%22%3E%3Cscript%3E?x=\"><script>alert(1)</script>")
        #expect(other.status == 404 && !other.body.contains("<script>alert"))
    }

    @Test("the answer comes first, in a word and a sentence")
    func verdict() async throws {
        let refused = try await server.send("/clients/\(Server.refused)").body
        #expect(refused.contains("Refusé</h2>"))
        #expect(refused.contains("ne sont pas remboursés. Notre limite est de 10."))
        #expect(refused.contains("points au-dessus de la limite"))
        #expect(refused.contains("Le client peut demander qu’une personne réexamine son dossier."))
        let granted = try await server.send("/clients/\(Server.granted)?lang=en").body
        #expect(granted.contains("Granted</h2>"))
        #expect(granted.contains("Of 100 similar loans, about 2 are not repaid. Our limit is 10."))
        #expect(granted.contains("8 points below the limit"))
        let limit = try await server.send("/clients/\(Server.atTheLimit)").body
        #expect(limit.contains("Exactement à la limite"))
    }

    @Test("reasons show the client's value and what is usual, in human units")
    func reasons() async throws {
        let body = try await server.send("/clients/\(Server.refused)").body
        #expect(
            body.contains("<span class=\"fact\">25\u{A0}ans</span><span class=\"usual\">d’habitude 43\u{A0}ans</span>"))
        #expect(body.contains("<span class=\"fact\">1\u{202F}500\u{202F}000\u{A0}€</span>"))
        let subjects = try await server.send("/clients/\(Server.refused)/reasons").body
        #expect(subjects.contains("<figure class=\"chart\" data-chart=\"{"))
    }

    @Test("what is unknown is said")
    func unknown() async throws {
        let body = try await server.send("/clients/\(Server.unknownEverything)").body
        let shown = try #require(server.engine.catalog.rootTable).columns.count { $0.section != nil }
        #expect(body.components(separatedBy: "<dd class=\"unknown\">inconnu</dd>").count == shown + 1)
        #expect(body.contains("Rien ne pèse nettement contre ce dossier."))
    }

    @Test("the whole sum stands in the expert view, and ends at the score")
    func calculation() async throws {
        let body = try await server.send("/clients/\(Server.atTheLimit)").body
        #expect(body.contains("<tfoot><tr><th scope=\"row\">Score du client</th>"))
        #expect(body.contains("−2,197225"))
        #expect(body.contains("une probabilité de 0,1000\u{A0}; le seuil est 0,1000."))
    }

    @Test("the model page says in words what decides")
    func model() async throws {
        let body = try await server.send("/model").body
        #expect(body.contains("On refuse à partir de 10 sur 100"))
        #expect(body.contains("Un impayé coûte 10 fois un bon client refusé"))
        #expect(body.contains("77 fois sur 100"))
        #expect(body.contains(server.engine.model.digest))
    }

    @Test("the notice of made-up data is at the foot when there is one")
    func notice() async throws {
        let noticed = try Server(notice: LocalizedText(fr: "Clients <fictifs>.", en: "Made-up clients."))
        #expect(try await noticed.send("/model").body.contains("Clients &lt;fictifs&gt;."))
        #expect(!(try await server.send("/model")).body.contains("<footer"))
    }
}
