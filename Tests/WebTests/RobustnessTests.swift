import Access
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

@Suite("Whatever is sent, the answer is a problem document without a word of the inside")
struct RobustnessTests {
    let server = Server.shared

    static let posts = apiRoutes.filter {
        $0.method == .post && $0.path != "/v1/scores:batch" && !$0.path.hasSuffix("decisions")
    }
    .map { $0.path.replacing("{id}", with: "0000-0000-0000-0000") }

    static func check(_ reply: Reply, _ status: Int) throws {
        #expect(reply.status == status)
        #expect(reply.headers[.contentType] == "application/problem+json")
        let problem = try reply.json(ProblemDocument.self)
        #expect(problem.status == status && problem.detail.hasSuffix("."))
        for word in ["Swift", "Error(", "/work", "Optional", ".swift", "GRDB", "SQL"] {
            #expect(!reply.body.contains(word))
        }
    }

    @Test(
        "malformed JSON, NaN and infinities",
        arguments: [
            "", "{", "nonsense", "{\"application\": {\"AMT_CREDIT\": NaN}}", "{\"a\": Infinity}", "{\"a\": 1e999}",
            "{\"a\":1,\"a\":2}", "\u{0}", String(repeating: "[", count: 50_000),
        ])
    func malformed(body: String) async throws {
        for path in Self.posts where path != "/invocations" || !body.contains("NaN") {
            let reply = try await server.send(path, method: .post, headers: DecidingTests.json, body: body)
            try Self.check(reply, 400)
        }
    }

    @Test(
        "a body of another type, or in another character set",
        arguments: ["text/html", "", "application/json; charset=latin1", "multipart/form-data"])
    func types(type: String) async throws {
        for path in Self.posts where path != "/invocations" || !type.isEmpty {
            try Self.check(try await server.send(path, method: .post, headers: [.contentType: type], body: "{}"), 415)
        }
    }

    @Test("a body of 100 MB is refused at its announcement, and one that announces nothing at its limit")
    func large() async throws {
        for path in Self.posts {
            var headers = DecidingTests.json
            headers[.contentLength] = "104857600"
            try Self.check(try await server.send(path, method: .post, headers: headers, body: "{}"), 413)
            headers = DecidingTests.json
            headers[.authorization] = "Bearer \(server.accounts.secret(of: nil).text)"
            let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 20)
            let stream = AsyncStream<ByteBuffer> { continuation in
                for _ in 0..<20 { continuation.yield(piece) }
                continuation.finish()
            }
            try Self.check(
                try await server.send(path, method: .post, headers: headers, body: RequestBody(asyncSequence: stream)),
                413)
        }
    }

    @Test("a body that does not arrive is waited for only so long", .timeLimit(.minutes(5)))
    func slow() async throws {
        let server = try Server(changing: { $0.bodyTime = .milliseconds(20) })
        var headers = DecidingTests.json
        headers[.authorization] = "Bearer \(server.accounts.secret(of: nil).text)"
        for path in Self.posts {
            let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
            continuation.yield(ByteBuffer(string: "{"))
            try Self.check(
                try await server.send(path, method: .post, headers: headers, body: RequestBody(asyncSequence: stream)),
                408)
            continuation.finish()
        }
    }

    static let hostile = [
        "'; DROP TABLE clients; --", "<script>alert(1)</script>", "{{7*7}}", "../../etc/passwd", "\u{202E}\u{0000}",
        "%00", "' OR '1'='1",
    ]

    @Test("SQL, markup and other mischief in every text", arguments: hostile)
    func mischief(word: String) async throws {
        let text = String(decoding: JSONWriter.bytes(of: .text(word)), as: UTF8.self)
        let encoded = try #require(word.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        for path in [
            "/v1/clients/\(encoded)", "/v1/clients/\(encoded)/score", "/v1/clients?q=\(encoded)",
            "/v1/clients?cursor=\(encoded)", "/v1/clients?limit=\(encoded)",
        ] {
            try Self.check(try await server.send(path), 400)
        }
        for body in [
            #"{"application": {\#(text): 1}}"#, #"{\#(text): 1}"#, #"{"application": {"AMT_CREDIT": \#(text)}}"#,
        ] {
            let reply = try await server.send(
                "/v1/applications", method: .post, headers: DecidingTests.json, body: body)
            try Self.check(reply, 422)
        }
        let page = try await server.send("/clients?q=\(encoded)")
        #expect(page.status == 400 && !page.body.contains("<script>alert"))
        let signIn = try await server.send(
            "/sign-in", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"], as: .stranger,
            body: "name=\(encoded)&password=\(encoded)")
        #expect([422, 429].contains(signIn.status) && !signIn.body.contains("<script>alert"))
    }

    @Test("an unknown category is scored as one never seen")
    func unknownCategory() async throws {
        let body =
            #"{"dataframe_records": [{"NAME_HOUSING_TYPE": "Castle", "EXT_SOURCE_2": 0.5}, {"EXT_SOURCE_2": 0.5}]}"#
        let answer = try await server.send("/invocations", method: .post, headers: DecidingTests.json, body: body)
            .json(InvocationAnswer.self)
        #expect(answer.predictions.count == 2 && answer.predictions[0] == answer.predictions[1])
    }
}
