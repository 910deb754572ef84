import Access
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("What was typed outlives its session")
struct KeptFormTests {
    private func token(_ name: String, in body: String) throws -> String {
        String(
            try #require(body.firstMatch(of: try Regex("name=\"\(name)\" value=\"([^\"]*)\""))).output[1].substring
                ?? "")
    }

    /// Sends a filled-in form when its session has ended, and gives the answer.
    private func ended(_ server: Server, headers more: HTTPFields = [:], account: String? = "adviser") async throws
        -> Reply
    {
        var headers = try await AdmissionTests.signIn(server, as: "adviser")
        let page = try await server.send("/applications/new", headers: headers, as: .stranger).body
        server.clock.advance(Session.idle)
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.referer] = "http://test/applications/new?lang=fr"
        for field in more { headers[field.name] = field.value }
        let token = try token("form_token", in: page)
        return try await server.send(
            "/applications/new", method: .post, headers: headers, as: .stranger,
            body: "form_token=\(token)&montant-emprunte=123+456&personnes-au-foyer=%3Cb%3E"
                + (account.map { "&form_account=\($0)" } ?? ""))
    }

    /// Signs in on a page that carries a form.
    private func signIn(_ server: Server, as name: String, from page: String, password: String = Server.password)
        async throws -> Reply
    {
        let kept = try token("kept", in: page), place = try token("to", in: page)
        return try await server.send(
            "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], as: .stranger,
            body: "name=\(name)&password=\(Form.encoded(password))&to=\(Form.encoded(place))&kept=\(kept)")
    }

    private func cookie(_ reply: Reply) throws -> HTTPFields {
        [.cookie: String(try #require(reply.headers[.setCookie]).prefix { $0 != ";" })]
    }

    @Test("a script that asks about one field meanwhile leads nobody away from the others")
    func aside() async throws {
        let reply = try await Server().send(
            "/applications/new/check", method: .post,
            headers: [.contentType: "application/x-www-form-urlencoded", .fragment: "true"], as: .stranger,
            body: "montant-emprunte=123")
        #expect(reply.status == 204 && reply.body.isEmpty)
    }

    @Test("the sign-in page says so, and shows nothing of it; after signing in it is back in the form, once, unsent")
    func back() async throws {
        let server = try Server()
        let page = try await ended(server)
        #expect(page.status == 401 && page.body.contains("Ce que vous avez saisi est gardé, et rien n’a été envoyé"))
        #expect(
            !page.body.contains("123 456") && !page.body.contains("montant") && page.body.contains("value=\"adviser\""))
        let wrong = try await signIn(server, as: "adviser", from: page.body, password: "wrong")
        #expect(wrong.status == 422)
        let welcome = try await signIn(server, as: "adviser", from: wrong.body)
        #expect(welcome.status == 303 && welcome.headers[.location] == "/applications/new?lang=fr")
        let session = try cookie(welcome)
        // Another page leaves it where it is.
        #expect(!(try await server.send("/model", headers: session, as: .stranger)).body.contains("Votre saisie"))
        let form = try await server.send("/applications/new?lang=fr", headers: session, as: .stranger).body
        #expect(form.contains("Votre saisie est retrouvée") && form.contains("value=\"123 456\""))
        #expect(form.contains("value=\"&lt;b&gt;\""))
        let again = try await server.send("/applications/new?lang=fr", headers: session, as: .stranger).body
        #expect(!again.contains("123 456"))
    }

    @Test("another account never sees it, nor does the same one after the time is up")
    func others() async throws {
        let server = try Server()
        let page = try await ended(server)
        let other = try await signIn(server, as: "everybody", from: page.body)
        let seen = try await server.send("/applications/new?lang=fr", headers: try cookie(other), as: .stranger).body
        #expect(!seen.contains("123 456") && !seen.contains("Votre saisie"))
        let late = try await signIn(server, as: "adviser", from: page.body)
        server.clock.advance(KeptForms.longest)
        let nothing = try await server.send("/applications/new?lang=fr", headers: try cookie(late), as: .stranger).body
        #expect(!nothing.contains("123 456"))
    }

    @Test("another server, or one that was restarted, does not open it")
    func restarted() async throws {
        let page = try await ended(try Server())
        let server = try Server()
        let welcome = try await signIn(server, as: "adviser", from: page.body)
        #expect(welcome.status == 303)
        let form = try await server.send("/applications/new?lang=fr", headers: try cookie(welcome), as: .stranger).body
        #expect(!form.contains("123 456"))
    }

    @Test("a form of another site, or of nobody, is not kept")
    func foreign() async throws {
        for headers in [[.origin: "https://evil.example"], [.fetchSite: "cross-site"]] as [HTTPFields] {
            let reply = try await ended(try Server(), headers: headers)
            #expect(reply.status == 303 && !reply.body.contains("kept"))
        }
        #expect(try await ended(try Server(), account: nil).status == 303)
    }

    @Test("a part of a page gives way to the sign-in page")
    func fragment() async throws {
        let reply = try await ended(
            try Server(), headers: [.fragment: "true", .fragmentPlace: "http://test/applications/new"])
        #expect(
            reply.status == 401 && reply.headers[.fragmentTarget] == "body"
                && reply.headers[.fragmentSwap] == "innerHTML")
        #expect(try token("to", in: reply.body) == "/applications/new")
    }

    @Test(
        "a place of another site is never led to",
        arguments: ["https://evil.example/x", "http://test.evil/x", "http://test//evil", "x"])
    func places(referrer: String) async throws {
        let reply = try await ended(try Server(), headers: [.referer: referrer])
        let place = (try? token("to", in: reply.body)) ?? "/applications/new"
        #expect(place == "/applications/new")
    }

    @Test("a page of an earlier session of the same account is filled in again instead of sent")
    func stale() async throws {
        let server = try Server()
        var old = try await AdmissionTests.signIn(server, as: "adviser")
        let page = try await server.send("/applications/new", headers: old, as: .stranger).body
        old = try await AdmissionTests.signIn(server, as: "adviser")
        var headers = old
        headers[.contentType] = "application/x-www-form-urlencoded"
        let token = try token("form_token", in: page)
        func post(_ account: String) async throws -> Reply {
            try await server.send(
                "/applications/new", method: .post, headers: headers, as: .stranger,
                body: "form_token=\(token)&form_account=\(account)&montant-emprunte=123+456")
        }
        #expect(try await post("reviewer").status == 403)
        let reply = try await post("adviser")
        #expect(reply.status == 303 && reply.headers[.location] == "/applications/new")
        #expect(
            try await server.send("/applications/new", headers: old, as: .stranger).body.contains("value=\"123 456\""))
    }

    @Test("on a page that does not fill in itself, what was typed is there to be read")
    func readable() async throws {
        let server = try Server()
        var headers = try await AdmissionTests.signIn(server, as: "adviser")
        server.clock.advance(Session.idle)
        headers[.contentType] = "application/x-www-form-urlencoded"
        headers[.referer] = "http://test/clients/100003/simulation?revenu-declare=900000"
        let reply = try await server.send(
            "/clients/100003/scenarios", method: .post, headers: headers, as: .stranger,
            body: "form_token=x&form_account=adviser&scenario=Un+%3Cnom%3E")
        let welcome = try await signIn(server, as: "adviser", from: reply.body)
        let place = try #require(welcome.headers[.location])
        #expect(place == "/clients/100003/simulation?revenu-declare=900000")
        let page = try await server.send(place, headers: try cookie(welcome), as: .stranger).body
        #expect(page.contains("<li>Un &lt;nom&gt;</li>") && page.contains("data-action=\"/clients/100003/scenarios\""))
    }

    @Test("the address of a form keeps its values over the sign-in page")
    func addresses() async throws {
        let path = "/clients/100003/simulation?montant-emprunte=310%20000"
        let reply = try await Server.shared.send(path, as: .stranger)
        let place = try #require(reply.headers[.location]?.dropFirst("/sign-in?to=".count).removingPercentEncoding)
        #expect(place == path)
    }
}
