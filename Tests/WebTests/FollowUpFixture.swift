import Access
import Credit
import Foundation
import HTTPTypes
import Recording
import Storage
import Testing

@testable import Web

/// A server with a log, its key, and people who have signed in.
struct FollowUpServer {
    let server: Server
    let log: StoredDecisionLog
    let links: LinkKey
    private let folder: TemporaryFolder
    private let cookies: [String: HTTPFields]

    /// - Parameter print: makes a PDF of a page; nil for a server that has no browser.
    init(
        print: (@Sendable ([UInt8]) async throws -> [UInt8])? = nil,
        changing change: (inout WebSettings) -> Void = { _ in }
    ) async throws {
        folder = try TemporaryFolder()
        let store = try SQLiteLogStore.open(path: folder.path("log.sqlite"))
        let key = try LogKeyFile.read(folder.path("log.key"), orMake: true)
        // Views are written when a test flushes them, and never by a timer between two looks.
        log = try await StoredDecisionLog.open(
            store, key: key, settings: LogSettings(viewDelay: .seconds(3600)), clock: { Server.now })
        links = key.links
        server = try Server(
            log: log, links: links, print: print,
            changing: {
                $0.amountFeature = "AMT_CREDIT"
                change(&$0)
            })
        var cookies: [String: HTTPFields] = [:]
        for name in Role.allCases.map(\.rawValue) + ["everybody"] {
            cookies[name] = try await AdmissionTests.signIn(server, as: name)
        }
        self.cookies = cookies
    }

    /// A page as somebody who has signed in; as nobody for nil.
    func get(_ path: String, as name: String?, fragment: Bool = false) async throws -> Reply {
        var headers = name.flatMap { cookies[$0] } ?? [:]
        if fragment, let field = HTTPField.Name("HX-Request") { headers[field] = "true" }
        return try await server.send(path, headers: headers, as: .stranger)
    }

    /// Sends a form with the session's token; as nobody, without one, for nil.
    func post(_ path: String, _ fields: [String: String] = [:], as name: String?) async throws -> Reply {
        var headers = name.flatMap { cookies[$0] } ?? [:]
        headers[.contentType] = "application/x-www-form-urlencoded"
        var fields = fields
        if let name {
            fields[Form.tokenField] = try AdmissionTests.token(in: try await get("/model", as: name).body)
        }
        let body = fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        return try await server.send(path, method: .post, headers: headers, as: .stranger, body: body)
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// A recorded decision on a client, by the adviser's button.
    func decide(_ client: Int64 = Server.refused) async throws -> String {
        let reply = try await post("/clients/\(client)/decisions", as: "adviser")
        #expect(reply.status == 303)
        return String(try #require(reply.headers[.location]).dropFirst("/decisions/".count))
    }

    /// A review asked for by the adviser.
    func askReview(_ decision: String) async throws -> Review {
        let reply = try await post(
            "/decisions/\(decision)/reviews", ["why": "changed", "text": "Un nouvel emploi", "due": "7"], as: "adviser")
        #expect(reply.status == 303)
        let id = try #require(EntryID(decision))
        return try #require(try await log.reviews(ReviewQuery(decision: id)).first { $0.state != .decided })
    }

    /// A client's link, by the adviser's form; its path alone.
    func link(_ decision: String, days: Int = 30) async throws -> String {
        let reply = try await post("/decisions/\(decision)/link", ["days": "\(days)"], as: "adviser")
        let match = try #require(reply.body.firstMatch(of: /value="http:\/\/test(\/mine\/[^"]+)"/))
        return String(match.output.1)
    }

    func events(_ kind: EntryKind) async throws -> [LogEvent] {
        try await log.flush()
        return try await log.entries(LogQuery(kinds: [kind])).compactMap { $0.content?.event }
    }
}
