import Access
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

@Suite("Nobody sees what is not theirs")
struct AdmissionTests {
    /// A session's cookie, as a browser sends it back.
    static func signIn(_ server: Server, as name: String, password: String = Server.password) async throws -> HTTPFields
    {
        let reply = try await server.send(
            "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], as: .stranger,
            body: "name=\(name)&password=\(password.replacing(" ", with: "+"))&to=%2Fclients%2F100002")
        try #require(reply.status == 303, "\(reply.status)")
        let cookie = try #require(reply.headers[.setCookie])
        return [.cookie: String(cookie.prefix { $0 != ";" })]
    }

    static func token(in body: String) throws -> String {
        let match = try #require(body.firstMatch(of: /name="form_token" value="([^"]+)"/))
        return String(match.output.1)
    }

    @Test(
        "a program without a token, or with a wrong one, learns nothing but that",
        arguments: [
            nil, "Bearer", "Bearer x", "Bearer limpide_" + String(repeating: "A", count: 43), "Basic eDp5", "Digest x",
        ])
    func noToken(field: String?) async throws {
        let server = try Server()
        for route in apiRoutes where route.access != .anybody {
            let headers: HTTPFields = field.map { [.authorization: $0] } ?? [:]
            let path = route.path.replacing("{id}", with: "100002")
            let reply = try await server.send(path, method: route.method, headers: headers, as: .stranger)
            #expect(reply.status == 401 && reply.headers[.wwwAuthenticate] == #"Bearer realm="limpide""#)
            let problem = try reply.json(ProblemDocument.self)
            #expect(problem.type == "urn:limpide:problem:" + (field == nil ? "not-signed-in" : "unknown-token"))
            #expect(!reply.body.contains("100002"))
        }
    }

    @Test("a token may also come as the password of Basic, as programs send what stands in .netrc")
    func basic() async throws {
        let server = Server.shared
        let text = Data("token:\(server.accounts.secret(of: nil).text)".utf8).base64EncodedString()
        let reply = try await server.send("/v1/model", headers: [.authorization: "Basic \(text)"], as: .stranger)
        #expect(reply.status == 200)
    }

    @Test("each role reaches its own routes and pages and no other", arguments: Role.allCases)
    func roles(role: Role) async throws {
        let server = try Server()
        for route in apiRoutes where route.method == .get {
            guard let permission = route.access.permission else { continue }
            let path = route.path.replacing("{id}", with: "100002")
            let reply = try await server.send(path, as: .role(role))
            #expect((reply.status != 403) == role.permissions.contains(permission), "\(path) \(reply.status)")
        }
        let cookie = try await Self.signIn(server, as: role.rawValue)
        let page = try await server.send("/clients/100002", method: .get, headers: cookie, as: .stranger)
        #expect(page.status == (role.permissions.contains(.readClients) ? 200 : 403))
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        let home = try await server.send("/", headers: cookie, as: .stranger)
        #expect(home.status == (role.permissions.contains(.readClients) ? 200 : 303))
    }

    @Test("an expired or revoked token, and one of a disabled account, is refused within seconds")
    func ended() async throws {
        let server = try Server()
        #expect(try await server.send("/v1/model", as: .role(.auditor)).status == 200)
        var auditor = try #require(try await server.accounts.account(try AccountName(typed: "auditor")))
        auditor.isDisabled = true
        _ = try await server.accounts.update(auditor)
        server.clock.advance(Gatekeeper.memory)
        #expect(try await server.send("/v1/model", as: .role(.auditor)).status == 401)
        let token = try #require(try await server.accounts.tokens(of: try AccountName(typed: "adviser")).first)
        #expect(try await server.accounts.revokeToken(id: token.id))
        #expect(try await server.send("/v1/model", as: .role(.adviser)).status == 401)
        server.clock.advance(31 * 86_400)
        #expect(try await server.send("/v1/model", as: .role(.reviewer)).status == 401)
    }

    @Test("a person is led to sign in and back to where they wanted to go")
    func led() async throws {
        let server = try Server()
        let reply = try await server.send("/clients/100002?lang=en", as: .stranger)
        #expect(reply.status == 303 && reply.headers[.location] == "/sign-in?to=%2Fclients%2F100002%3Flang%3Den")
        let page = try await server.send("/sign-in?to=%2Fclients%2F100002", as: .stranger)
        #expect(page.status == 200 && page.body.contains("value=\"/clients/100002\""))
        let name = try #require(HTTPField.Name("HX-Request"))
        let fragment = try await server.send("/clients?q=1", headers: [name: "true"], as: .stranger)
        #expect(fragment.status == 401 && fragment.headers[.fragmentRedirect]?.hasPrefix("/sign-in") == true)
    }

    @Test(
        "no place outside this site is led to",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a%0d%0ab",
        ])
    func openRedirect(place: String) async throws {
        let server = try Server()
        let reply = try await server.send(
            "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], as: .stranger,
            body: "name=adviser&password=\(Server.password.replacing(" ", with: "+"))&to=\(place)")
        #expect(reply.status == 303 && reply.headers[.location] == "/")
    }

    @Test(
        "a session's cookie is kept from scripts and other sites, and goes over encrypted connections only where there are"
    )
    func cookie() async throws {
        let server = try Server()
        func cookie(_ headers: HTTPFields) async throws -> String {
            var headers = headers
            headers[.contentType] = "application/x-www-form-urlencoded"
            let reply = try await server.send(
                "/sign-in", method: .post, headers: headers, as: .stranger,
                body: "name=adviser&password=cinq+mots+bien+choisis")
            return try #require(reply.headers[.setCookie])
        }
        let plain = try await cookie([:])
        #expect(plain.hasPrefix("limpide-session=") && plain.contains("HttpOnly") && plain.contains("SameSite=Lax"))
        #expect(!plain.contains("Secure") && !plain.contains("Expires") && !plain.contains("Max-Age"))
        let encrypted = try Server(changing: { $0.encryption = WebSettings.Encryption(certificate: "c", key: "k") })
        let reply = try await encrypted.send(
            "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], as: .stranger,
            body: "name=adviser&password=cinq+mots+bien+choisis")
        let secure = try #require(reply.headers[.setCookie])
        #expect(secure.hasPrefix("__Host-limpide-session=") && secure.contains("Secure"))
    }

    @Test("after a wrong password the page says so without saying which was wrong, and five lock the name for a minute")
    func wrong() async throws {
        let server = try Server()
        func attempt(_ name: String, _ password: String) async throws -> Reply {
            try await server.send(
                "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], as: .stranger,
                body: "name=\(name)&password=\(password)")
        }
        for name in ["adviser", "nobody"] {
            let replies = [try await attempt(name, "x"), try await attempt(name, "x")]
            #expect(replies.allSatisfy { $0.status == 422 && $0.body.contains("role=\"alert\"") })
            #expect(replies[0].body.replacing(name, with: "") == replies[1].body.replacing(name, with: ""))
            for _ in 0..<3 { _ = try await attempt(name, "x") }
            let locked = try await attempt(name, "cinq+mots+bien+choisis")
            #expect(locked.status == 429 && locked.headers[.retryAfter] == "60")
            #expect(locked.body.contains("60\u{A0}secondes"))
        }
        server.clock.advance(60)
        #expect(try await attempt("adviser", "cinq+mots+bien+choisis").status == 303)
        #expect(server.accounts.sessionCount == 1)
    }

    @Test("signing out ends the session at once, and half an hour without a request does too")
    func ends() async throws {
        let server = try Server()
        let cookie = try await Self.signIn(server, as: "adviser")
        let page = try await server.send("/clients/100002", headers: cookie, as: .stranger)
        var form = cookie
        form[.contentType] = "application/x-www-form-urlencoded"
        let out = try await server.send(
            "/sign-out", method: .post, headers: form, as: .stranger,
            body: "form_token=\(try Self.token(in: page.body))")
        #expect(out.status == 303 && out.headers[.location] == "/sign-in?out")
        #expect(try await server.send("/clients/100002", headers: cookie, as: .stranger).status == 303)
        let second = try await Self.signIn(server, as: "adviser")
        server.clock.advance(Session.idle - 1)
        #expect(try await server.send("/model", headers: second, as: .stranger).status == 200)
        server.clock.advance(Session.idle - 1)
        #expect(try await server.send("/model", headers: second, as: .stranger).status == 200)
        server.clock.advance(Session.idle)
        #expect(try await server.send("/model", headers: second, as: .stranger).status == 303)
    }

    @Test("a form without its token, with another's, or from another site changes nothing")
    func forgery() async throws {
        let server = try Server()
        let cookie = try await Self.signIn(server, as: "adviser")
        let other = try await Self.signIn(server, as: "reviewer")
        let token = try Self.token(in: try await server.send("/model", headers: cookie, as: .stranger).body)
        let others = try Self.token(in: try await server.send("/model", headers: other, as: .stranger).body)
        var form = cookie
        form[.contentType] = "application/x-www-form-urlencoded"
        func attempt(_ headers: HTTPFields, _ body: String) async throws -> Int {
            try await server.send("/sign-out", method: .post, headers: headers, as: .stranger, body: body).status
        }
        #expect(try await attempt(form, "") == 403)
        #expect(try await attempt(form, "form_token=") == 403)
        #expect(try await attempt(form, "form_token=\(others)") == 403)
        #expect(try await attempt(cookie, "form_token=\(token)") == 403)
        var foreign = form
        foreign[.origin] = "https://evil.example"
        #expect(try await attempt(foreign, "form_token=\(token)") == 403)
        foreign = form
        foreign[.fetchSite] = "cross-site"
        #expect(try await attempt(foreign, "form_token=\(token)") == 403)
        #expect(try await server.send("/model", headers: cookie, as: .stranger).status == 200)
        var sent = cookie
        sent[.formToken] = token
        #expect(try await attempt(sent, "") == 303)
    }

    @Test("who asks too often waits, and others do not")
    func rate() async throws {
        let server = try Server(changing: { $0.requestsPerSecond = 2 })
        for _ in 0..<4 { #expect(try await server.send("/v1/model").status == 200) }
        let reply = try await server.send("/v1/model")
        #expect(reply.status == 429 && reply.headers[.retryAfter] == "1")
        #expect(try await server.send("/v1/model", as: .role(.auditor)).status == 200)
        server.clock.advance(0.5)
        #expect(try await server.send("/v1/model").status == 200)
    }

    @Test("the address of who asks is believed from a trusted proxy alone")
    func proxies() throws {
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        func address(_ chain: String, trusted: Set<String>) throws -> String {
            let request = Request(
                head: HTTPRequest(
                    method: .get, scheme: "http", authority: "test", path: "/", headerFields: [name: chain]),
                body: RequestBody(buffer: ByteBuffer()))
            let settings = WebSettings(staticFolder: "", trustedProxies: trusted)
            return Connection(request, from: try SocketAddress(ipAddress: "10.0.0.1", port: 1), settings: settings)
                .address
        }
        #expect(try address("1.2.3.4", trusted: []) == "10.0.0.1")
        #expect(try address("1.2.3.4", trusted: ["10.0.0.1"]) == "1.2.3.4")
        #expect(try address("6.6.6.6, 1.2.3.4, 10.0.0.2", trusted: ["10.0.0.1", "10.0.0.2"]) == "1.2.3.4")
    }
}
