import Catalog
import Credit
import Explaining
import FeatureKernels
import Features
import Foundation
import Modeling
import Recording
import Storage
import Testing

@Suite("The decision log, on the built binary", .serialized)
struct LogTests {
    /// A workspace with a model, clients, and a few decisions in its log.
    private struct Recorded {
        let folder: TemporaryFolder
        let log: StoredDecisionLog
        let byNumber: LogReceipt
        let byRecords: LogReceipt
        let plain: LogReceipt

        var workspace: String { folder["workspace"] }
    }

    private let adviser = Author(name: "amelie", role: "adviser", channel: "api")

    private func record() async throws -> Recorded {
        let folder = try Lender.shared.get().copy()
        let workspace = folder["workspace"]
        let (digest, bundle) = try ModelRepository(folder: workspace + "/models").load(ModelRepository.champion)
        let scoring = try ScoringModel(bundle)
        let clients = try SQLiteClientStore.open(path: workspace + "/limpide.sqlite")
        let log = try await StoredDecisionLog.open(
            SQLiteLogStore.open(path: workspace + "/log.sqlite"),
            key: LogKeyFile.read(workspace + "/log.key", orMake: true), head: HeadFile(path: workspace + "/log.head"))
        let found = try await clients.search("", after: nil, limit: 2)
        func row(_ index: Int) async throws -> (ClientID, FeatureRow) {
            let client = try #require(try await clients.client(found[index].id))
            return (client.id, client.features)
        }
        let engine = BundleDecisionEngine(scoring, digest: digest, schema: clients.schema)
        let (first, features) = try await row(0)
        let explained = DecisionRecord(
            schema: clients.schema, features: features, modelDigest: digest,
            explanation: try engine.explanation(for: features, on: engine.today), on: engine.today)
        let byNumber = try await log.append(.decision(explained), about: .client(first), by: adviser)

        let json = Data(
            #"{"application": {"AMT_CREDIT": 450000, "AMT_INCOME_TOTAL": 120000.5, "EXT_SOURCE_2": 0.4}}"#.utf8)
        let plan = FeaturePlan(catalog: bundle.catalog, available: Set(bundle.catalog.tables.map(\.name)))
        let posted = try FeatureProgram(plan).row(of: ApplicantRecords(json: json, catalog: bundle.catalog))
        let fresh = BundleDecisionEngine(scoring, digest: digest, schema: plan.schema)
        var received = DecisionRecord(
            schema: plan.schema, features: posted, modelDigest: digest,
            explanation: try fresh.explanation(for: posted, on: fresh.today), on: fresh.today)
        received.input = Array(json)
        received.inputType = "application/json"
        let byRecords = try await log.append(.decision(received), about: .applicant("A-17"), by: adviser)

        let (second, other) = try await row(1)
        let score = try scoring.logOdds(bundle.binding(to: clients.schema).encode(other))
        let unexplained = DecisionRecord(
            schema: clients.schema, features: other, modelDigest: digest, logOdds: score,
            decision: try engine.decision(for: other, on: engine.today), on: engine.today)
        let plain = try await log.append(.decision(unexplained), about: .client(second), by: adviser)
        return Recorded(folder: folder, log: log, byNumber: byNumber, byRecords: byRecords, plain: plain)
    }

    @Test("decisions are replayed bit for bit, and one that was recorded wrongly is named with what differs")
    func replay() async throws {
        let recorded = try await record()
        for receipt in [recorded.byNumber, recorded.byRecords, recorded.plain] {
            let outcome = try Limpide.run("log", "replay", receipt.id.description, "--workspace", recorded.workspace)
            try succeed(outcome)
            #expect(outcome.output.hasPrefix("Equal, bit for bit: log-odds, probability, threshold, policy, outcome"))
            let compared = try #require(outcome.output.split(separator: "\n").first)
            #expect(compared.hasSuffix("features.") == (receipt == recorded.byRecords))
            #expect(compared.contains("contributions") == (receipt != recorded.plain))
        }
        guard case .decision(var wrong)? = try await recorded.log.entry(recorded.byRecords.id)?.content?.event else {
            Issue.record("no decision")
            return
        }
        wrong.logOdds = LogOdds(wrong.logOdds.value.nextUp)
        wrong.input = Array(
            #"{"application": {"AMT_CREDIT": 450001, "AMT_INCOME_TOTAL": 120000.5, "EXT_SOURCE_2": 0.4}}"#.utf8)
        let receipt = try await recorded.log.append(.decision(wrong), about: .applicant("A-18"), by: adviser)
        let outcome = try Limpide.run("log", "replay", String(receipt.sequence), "--workspace", recorded.workspace)
        #expect(outcome.code == 65)
        #expect(outcome.errors == "limpide: entry \(receipt.sequence) computed again differs in: log-odds, features.\n")
    }

    @Test("verify says intact with the head, then names the entry that was changed, with an exit code for pipelines")
    func verify() async throws {
        let recorded = try await record()
        let path = recorded.workspace + "/log.sqlite"
        let intact = try Limpide.run("log", "verify", "--workspace", recorded.workspace)
        try succeed(intact)
        #expect(intact.output.hasPrefix("The log is intact: 3 entries.\nHead: 3:\(recorded.plain.digest)\n"))
        let head = try Limpide.run("log", "head", "--workspace", recorded.workspace).output
        #expect(head == "3:\(recorded.plain.digest)\n")
        let noted = head.trimmingCharacters(in: .newlines)
        try succeed(Limpide.run("log", "verify", "--workspace", recorded.workspace, "--head", noted, "--json"))
        let other = "2:" + String(repeating: "0", count: 64)
        let rewritten = try Limpide.run("log", "verify", "--workspace", recorded.workspace, "--head", other)
        #expect(rewritten.code == 65 && rewritten.errors.contains("entry 2 is not the one whose digest was noted"))

        try sql("DROP TRIGGER entries_are_not_removed; DELETE FROM entries WHERE sequence = 3", in: path)
        let cut = try Limpide.run("log", "verify", "--workspace", recorded.workspace, "--json")
        #expect(cut.code == 65)
        #expect(cut.output.contains(#""finding" : "truncated""#) && cut.output.contains(#""intact" : false"#))
        try sql("DROP TRIGGER entries_are_not_changed; UPDATE entries SET time = 1 WHERE sequence = 2", in: path)
        let altered = try Limpide.run("log", "verify", "--workspace", recorded.workspace)
        #expect(altered.code == 65)
        #expect(altered.errors == "limpide: entry 2 was altered: its digest does not fit its content.\n")
    }

    @Test("the program in the documentation checks an export without Limpide, and finds a changed byte")
    func python() async throws {
        let recorded = try await record()
        let out = recorded.folder["log.ndjson"]
        try succeed(Limpide.run("log", "export", "--workspace", recorded.workspace, "--out", out))
        let page = try String(
            contentsOf: Limpide.root.appending(path: "Documentation/decision-log.md"), encoding: .utf8)
        let program = try #require(page.split(separator: "```python\n").last?.split(separator: "```").first)
        func check() throws -> (Int32, String) {
            let process = Process(), pipe = Pipe()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["python3", "-c", String(program), out]
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, text)
        }
        let (code, text) = try check()
        #expect(code == 0 && text == "3:\(recorded.plain.digest)\n")
        var lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n").map(String.init)
        lines[2] = lines[2].replacing("\"kind\":\"decision\"", with: "\"kind\":\"decisions\"")
        try lines.joined(separator: "\n").write(toFile: out, atomically: true, encoding: .utf8)
        #expect(try check().0 == 1)
    }

    @Test("list, show, erase and expire say what they did, and nothing of an erased client")
    func erasing() async throws {
        let recorded = try await record()
        guard case .client(let client)? = try await recorded.log.entry(recorded.byNumber.id)?.content?.subject else {
            Issue.record("no client")
            return
        }
        let list = try Limpide.run("log", "list", "--workspace", recorded.workspace, "--client", "\(client)")
        try succeed(list)
        #expect(list.output.contains(recorded.byNumber.id.description) && list.output.contains("client \(client)"))
        let show = try Limpide.run("log", "show", recorded.byNumber.id.description, "--workspace", recorded.workspace)
        try succeed(show)
        for part in ["\"baseline\"", "\"reasons\"", "\"contributions\"", "\"policy\"", "\"model\"", "amelie"] {
            #expect(show.output.contains(part) || part == "\"policy\"", "\(part)")
        }
        let asked = try Limpide.run(
            "log", "erase", "\(client)", "--reason", "letter of 3 May", "--workspace", recorded.workspace)
        #expect(asked.code == 0 && asked.output.contains("1 entries would become unreadable"))
        let done = try Limpide.run(
            "log", "erase", "\(client)", "--reason", "letter of 3 May", "--confirm", "--workspace", recorded.workspace)
        try succeed(done)
        let after = try Limpide.run("log", "list", "--workspace", recorded.workspace)
        #expect(after.output.contains("(erased)") && !after.output.contains("client \(client)"))
        let verify = try Limpide.run("log", "verify", "--workspace", recorded.workspace)
        #expect(verify.code == 0 && verify.output.contains("4 entries, 1 of them erased"))
        let replay = try Limpide.run("log", "replay", "1", "--workspace", recorded.workspace)
        #expect(replay.code == 65 && replay.errors.contains("the client was erased"))
        let expire = try Limpide.run("log", "expire", "--workspace", recorded.workspace)
        #expect(expire.output == "No key is past its date.\n")
        let overrides = try Limpide.run("log", "overrides", "--workspace", recorded.workspace)
        #expect(overrides.output == "3 decisions, 0 reviews ended.\n")
    }

    @Test(
        "a workspace without a log, a key that is gone or open to others, and an unknown entry are told with what to do"
    )
    func refusals() async throws {
        let empty = try TemporaryFolder()
        let absent = try Limpide.run("log", "list", "--workspace", empty.path)
        #expect(absent.code == 66 && absent.errors.contains("there is no decision log"))
        let recorded = try await record()
        let key = recorded.workspace + "/log.key"
        for (command, code) in [
            (["show", "999"], Int32(66)), (["replay", "nothing"], 66), (["list", "--client", "x"], 64),
        ] {
            let outcome = try Limpide.run(["log"] + command + ["--workspace", recorded.workspace])
            #expect(outcome.code == code, "\(command): \(outcome.errors)")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
        let open = try Limpide.run("log", "list", "--workspace", recorded.workspace)
        #expect(open.code == 78 && open.errors.contains("chmod 600"))
        try FileManager.default.removeItem(atPath: key)
        let gone = try Limpide.run("log", "list", "--workspace", recorded.workspace)
        #expect(gone.code == 78 && gone.errors.contains("restore it from its backup"))
        #expect(!FileManager.default.fileExists(atPath: key))
    }

    private func sql(_ statement: String, in path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])", path,
            statement,
        ]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
