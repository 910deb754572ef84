import Access
import Credit
import Explaining
import Foundation
import HTTPTypes
import Recording
import Storage
import Testing

@testable import Web

@Suite("What is decided is recorded before it is told")
struct DecidingTests {
    /// A server with a real log in a folder of its own.
    struct Recorded {
        let server: Server
        let log: StoredDecisionLog
        private let folder: TemporaryFolder

        init(changing change: (inout WebSettings) -> Void = { _ in }) async throws {
            folder = try TemporaryFolder()
            let store = try SQLiteLogStore.open(path: folder.path("log.sqlite"))
            log = try await StoredDecisionLog.open(
                store, key: try LogKeyFile.read(folder.path("log.key"), orMake: true), clock: { Server.now })
            server = try Server(log: log, changing: change)
        }
    }

    static let json: HTTPFields = [.contentType: "application/json"]
    static let refusedRecords = #"{"application": {"EXT_SOURCE_2": 0.1, "EXT_SOURCE_3": 0.25, "AMT_CREDIT": 1500000}}"#

    static func text(_ json: JSON?) throws -> String {
        guard case .text(let text)? = json else { throw StorageError(.failed, "the answer holds no text there.") }
        return text
    }

    static func entry(_ recorded: Recorded, _ answer: JSON) async throws -> LogEntry {
        let text = try text(answer["reference"])
        let id = try #require(EntryID(text))
        return try #require(try await recorded.log.entry(id))
    }

    @Test("an applicant is decided, told why and what would change it, and the log holds the very bytes that were sent")
    func application() async throws {
        let recorded = try await Recorded(changing: { $0.amountFeature = "AMT_CREDIT" })
        let reply = try await recorded.server.send(
            "/v1/applications", method: .post, headers: Self.json, body: Self.refusedRecords)
        #expect(reply.status == 201)
        let answer = try reply.json(JSON.self)
        #expect(answer["status_code"] == "refused" && answer["client"] == .null)
        #expect(answer["counterfactuals"]?["answer"] == "found")
        let entry = try await Self.entry(recorded, answer)
        #expect(entry.content?.author == Author(name: "everybody", role: "adviser", channel: "api"))
        guard case .decision(let record)? = entry.content?.event, case .applicant? = entry.content?.subject else {
            Issue.record("the log does not hold the decision")
            return
        }
        #expect(record.input == Array(Self.refusedRecords.utf8) && record.amount == 1_500_000)
        #expect(answer["probability"] == .number(record.probability.value) && record.outcome == .refused)
        #expect(
            record.contributions.count == LinearEngine.terms.count
                && record.modelDigest == recorded.server.engine.model.digest)
        #expect(answer["sequence"] == 1 && answer["digest"] == .text(entry.receipt.digest))
    }

    @Test("a client by number is decided and recorded, and so are the looks at clients")
    func client() async throws {
        let recorded = try await Recorded()
        let reply = try await recorded.server.send("/v1/clients/100002/decisions", method: .post)
        #expect(reply.status == 201)
        let entry = try await Self.entry(recorded, try reply.json(JSON.self))
        #expect(entry.content?.subject == .client(ClientID(rawValue: 100_002)))
        for path in ["score", "explanation", "counterfactuals", "similar"] {
            #expect(try await recorded.server.send("/v1/clients/100003/\(path)").status == 200)
        }
        try await recorded.log.flush()
        let views = try await recorded.log.entries(LogQuery(kinds: [.views])).compactMap { entry -> [RecordedView]? in
            if case .views(let views)? = entry.content?.event { views } else { nil }
        }.flatMap(\.self)
        #expect(Set(views.map(\.what)) == ["decision", "score", "explanation", "counterfactuals", "similar"])
        #expect(views.allSatisfy { $0.author.name == "everybody" })
    }

    @Test("without a log nothing is decided")
    func noLog() async throws {
        let server = Server.shared
        for (path, body) in [("/v1/applications", Self.refusedRecords), ("/v1/clients/100002/decisions", "")] {
            let reply = try await server.send(path, method: .post, headers: Self.json, body: body)
            #expect(reply.status == 503)
            let problem = try reply.json(ProblemDocument.self)
            #expect(problem.type == "urn:limpide:problem:cannot-record")
            #expect(!reply.body.contains("probability"))
        }
    }

    @Test("records that are wrong are told field by field, and nothing is recorded")
    func wrongRecords() async throws {
        let recorded = try await Recorded()
        let body = #"{"application": {"AMT_CREDIT": "much", "INCOME": 1}, "bureaux": []}"#
        let reply = try await recorded.server.send("/v1/applications", method: .post, headers: Self.json, body: body)
        #expect(reply.status == 422)
        let errors = try #require(try reply.json(ProblemDocument.self).errors)
        #expect(
            errors.map(\.pointer).contains("/application/0/AMT_CREDIT")
                || errors.map(\.pointer).contains("/application/AMT_CREDIT"))
        #expect(errors.contains { $0.pointer.hasSuffix("/INCOME") } && errors.contains { $0.pointer == "/bureaux" })
        #expect(!reply.body.contains("much"))
        #expect(try await recorded.log.entries(LogQuery()).isEmpty)
    }

    @Test("a simulation tells before and after, records no decision, and refuses what cannot be a value")
    func simulation() async throws {
        let recorded = try await Recorded()
        let body = #"{"client": 100003, "changes": {"EXT_SOURCE_2": 0.9, "EXT_SOURCE_3": 0.9}}"#
        let reply = try await recorded.server.send("/v1/simulations", method: .post, headers: Self.json, body: body)
        #expect(reply.status == 200)
        let answer = try reply.json(JSON.self)
        #expect(answer["before"]?["status_code"] == "refused" && answer["after"]?["status_code"] == "granted")
        #expect(try await recorded.log.entries(LogQuery(kinds: [.decision])).isEmpty)
        for (body, pointer) in [
            (#"{"client": 100003}"#, "/changes"), (#"{"client": "x", "changes": {}}"#, "/client"),
            (#"{"client": 100003, "changes": {"A": [1]}}"#, "/changes/A"),
            (#"{"client": 100003, "changes": {}, "extra": 1}"#, "/extra"), ("[]", ""),
        ] {
            let reply = try await recorded.server.send("/v1/simulations", method: .post, headers: Self.json, body: body)
            #expect(reply.status == 422)
            #expect(try reply.json(ProblemDocument.self).errors?.map(\.pointer) == [pointer])
        }
    }

    @Test("a review is asked for, given, judged, and needs another person above the amount")
    func reviews() async throws {
        let recorded = try await Recorded(changing: {
            $0.secondAbove = 1_000_000
            $0.amountFeature = "AMT_CREDIT"
        })
        let server = recorded.server
        func post(_ path: String, _ body: String, as caller: Server.Caller) async throws -> Reply {
            try await server.send(path, method: .post, headers: Self.json, as: caller, body: body)
        }
        let decided = try await post("/v1/applications", Self.refusedRecords, as: .role(.adviser)).json(JSON.self)
        let decision = try Self.text(decided["reference"])
        let asked = try await post(
            "/v1/reviews", #"{"decision": "\#(decision)", "reason": "A new job"}"#, as: .role(.adviser))
        #expect(asked.status == 201)
        let review = try asked.json(JSON.self)
        #expect(review["needs_second"] == .flag(true) && review["state"] == "requested")
        let id = try Self.text(review["reference"])
        #expect(
            try await post("/v1/reviews/\(id)/assignment", #"{"reviewer": "adviser"}"#, as: .role(.reviewer)).status
                == 422)
        #expect(
            try await post("/v1/reviews/\(id)/assignment", #"{"reviewer": "reviewer"}"#, as: .role(.reviewer)).status
                == 200)
        let judgement = #"{"outcome": "granted", "code": "income", "text": "Higher income."}"#
        #expect(try await post("/v1/reviews/\(id)/judgement", judgement, as: .role(.adviser)).status == 403)
        let proposed = try await post("/v1/reviews/\(id)/judgement", judgement, as: .role(.reviewer))
        #expect(try proposed.json(JSON.self)["state"] == "proposed")
        let same = try await post("/v1/reviews/\(id)/judgement", judgement, as: .role(.reviewer))
        #expect(same.status == 403)
        #expect(try same.json(ProblemDocument.self).type == "urn:limpide:problem:second-person-needed")
        let second = try await post("/v1/reviews/\(id)/judgement", judgement, as: .everybody)
        #expect(try second.json(JSON.self)["state"] == "decided")
        let list = try await server.send("/v1/reviews?state=decided", as: .role(.adviser)).json(JSON.self)
        guard case .list(let found)? = list["reviews"] else {
            Issue.record("no list")
            return
        }
        #expect(found.map { $0["reference"] } == [.text(id)] && found.first?["is_override"] == .flag(true))
        #expect(try await server.send("/v1/reviews/\(id)", as: .role(.adviser)).status == 200)
        #expect(try await server.send("/v1/reviews/0000-0000-0000-0000").status == 404)
        #expect(try await server.send("/v1/reviews/nothing").status == 404)
        #expect(try await server.send("/v1/reviews?state=x").status == 400)
        for body in [#"{"decision": "0000-0000-0000-0000", "reason": "x"}"#] {
            #expect(try await post("/v1/reviews", body, as: .role(.adviser)).status == 404)
        }
        for body in [
            #"{"decision": "x", "reason": "x"}"#, #"{"decision": "\#(decision)", "reason": " "}"#,
            #"{"decision": "\#(decision)", "reason": "x", "due": "soon"}"#,
        ] {
            #expect(try await post("/v1/reviews", body, as: .role(.adviser)).status == 422)
        }
    }

    @Test("lines are scored in order, and a line that cannot be is told in its place")
    func batch() async throws {
        let body = """
            {"client": 100002}
            \(Self.refusedRecords)

            {"client": 999999}
            nonsense
            {"client": 100002, "more": 1}
            {"application": {"AMT_CREDIT": true, "UNKNOWN": 1}}
            {"client": 100003}
            """
        let reply = try await Server.shared.send(
            "/v1/scores:batch", method: .post, headers: [.contentType: "application/x-ndjson"], body: body)
        #expect(reply.status == 200 && reply.headers[.contentType] == "application/x-ndjson")
        let lines = try reply.body.split(separator: "\n").map { try JSONReader.value(of: Array($0.utf8)) }
        #expect(lines.map { $0["line"] } == [1, 2, 4, 5, 6, 7, 8])
        #expect(lines.map { $0["status_code"] } == ["granted", "refused", nil, nil, nil, nil, "refused"])
        #expect(lines.map { $0["problem"]?["status"] } == [nil, nil, 404, 400, 422, 422, nil])
        let wrong = try await Server.shared.send("/v1/scores:batch", method: .post, headers: Self.json, body: body)
        #expect(wrong.status == 415)
    }

    @Test("who may compute scores but see no client gets none by number")
    func batchPermission() async throws {
        let reply = try await Server.shared.send(
            "/v1/scores:batch", method: .post, headers: [.contentType: "application/x-ndjson"],
            as: .role(.dataScientist),
            body: "{\"client\": 100002}\n\(Self.refusedRecords)")
        #expect(reply.body.contains("urn:limpide:problem:forbidden") && reply.body.contains("\"refused\""))
    }

    @Test("a line without end is refused, and what stood before it is answered")
    func longLine() async throws {
        let reply = try await Server.shared.send(
            "/v1/scores:batch", method: .post, headers: [.contentType: "application/x-ndjson"],
            body: "{\"client\": 100002}\n" + String(repeating: " ", count: Call.longestLine + 1))
        let lines = reply.body.split(separator: "\n")
        #expect(lines.count == 2 && lines[1].contains("body-too-large"))
    }
}
