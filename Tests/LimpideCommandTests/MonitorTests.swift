import Credit
import Drift
import Explaining
import Features
import Fixtures
import Foundation
import Modeling
import Recording
import Storage
import Synchronization
import Testing

/// A workspace whose service has decided for six days; from the fourth on, one feature is missing for half of the clients.
private struct DecidedWorkspace {
    static let shared = Task { try await DecidedWorkspace() }
    static let perDay = 250

    let folder: TemporaryFolder
    let feature: String
    let decisions: [(id: EntryID, defaulted: Bool)]
    /// Midnight of the first day, UTC.
    let start: Date

    var path: String { folder["workspace"] }

    private init() async throws {
        let lender = try Lender.shared.get()
        folder = try lender.copy()
        let path = folder["workspace"]
        let (digest, bundle) = try ModelRepository(folder: path + "/models").load(ModelRepository.champion)
        let store = try SQLiteClientStore.open(path: path + "/limpide.sqlite")
        let engine = BundleDecisionEngine(try ScoringModel(bundle), digest: digest, schema: store.schema)
        let place = try #require(
            store.schema.columns.firstIndex { $0.name == "application.CNT_FAM_MEMBERS" }
                ?? store.schema.columns.firstIndex { column in
                    !column.isCategory && (bundle.population?[column.name]?.missingShare ?? 1) < 0.02
                        && bundle.population?[column.name]?.kind == .number
                })
        feature = store.schema.columns[place].name
        let midnight = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
        start = midnight.addingTimeInterval(-6 * 86_400)
        let now = Mutex(start)
        let log = try await StoredDecisionLog.open(
            SQLiteLogStore.open(path: path + "/log.sqlite"), key: LogKeyFile.read(path + "/log.key", orMake: true),
            clock: { now.withLock { $0 } })
        var after: ClientID?
        var decisions: [(id: EntryID, defaulted: Bool)] = []
        for day in 0..<6 {
            var clients: [StoredClient] = []
            while clients.count < Self.perDay {
                let page = try await store.search("", after: after, limit: min(200, Self.perDay - clients.count))
                after = try #require(page.last, "the lender has too few clients").id
                for summary in page { clients += try await store.client(summary.id).map { [$0] } ?? [] }
            }
            let moment = start.addingTimeInterval(Double(day) * 86_400 + 3_600)
            now.withLock { $0 = moment }
            let ids = try await withThrowingTaskGroup(of: (Int, EntryID, Bool).self) { group in
                for (number, client) in clients.enumerated() {
                    group.addTask {
                        var values = client.features.values
                        if day >= 3, number.isMultiple(of: 2) { values[place] = .missing }
                        let row = FeatureRow(values: values)
                        let decision = try engine.decision(for: row)
                        let record = DecisionRecord(
                            schema: store.schema, features: row, modelDigest: digest, logOdds: LogOdds(0),
                            decision: decision, on: Day(secondsSince1970: moment.timeIntervalSince1970))
                        let receipt = try await log.append(
                            .decision(record), about: .client(client.id), by: Author(name: "test", channel: "api"))
                        return (number, receipt.id, decision.probability.value > 0.1 && number % 5 == 0)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }
            }
            decisions += ids.map { ($0.1, $0.2) }
        }
        self.decisions = decisions
    }

    func day(_ number: Int) -> String {
        start.addingTimeInterval(Double(number) * 86_400).formatted(.iso8601.year().month().day())
    }

    /// The workspace with a history of its own.
    func fresh() throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: copy["workspace"], withIntermediateDirectories: false)
        for name in ["models", "log.sqlite", "log.sqlite-wal", "log.sqlite-shm", "log.key"]
        where FileManager.default.fileExists(atPath: path + "/" + name) {
            try FileManager.default.copyItem(atPath: path + "/" + name, toPath: copy["workspace/" + name])
        }
        return copy
    }
}

@Suite("Watching decisions, on the built binary", .timeLimit(.minutes(10)))
struct MonitorTests {
    private func object(_ outcome: Limpide.Outcome) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome.errors)")
    }

    private func indicators(_ object: [String: Any], _ key: String) -> Set<String> {
        Set((object[key] as? [[String: Any]] ?? []).compactMap { $0["indicator"] as? String })
    }

    @Test(
        "drift that lasts is told once by post and by mail, taken and closed by people, and not told again",
        .enabled(if: Receivers.areThere, "scripts/setup installs the mail server of the tests"))
    func life() async throws {
        let decided = try await DecidedWorkspace.shared.value
        let folder = try decided.fresh()
        let receivers = try Receivers()
        let workspace = folder["workspace"]
        try Data("correct horse\n".utf8).write(to: URL(filePath: folder["password"]))
        let settings = """
            {"owner": "risk team", "limits": {"score": 5, "approvals": 1},
             "webhook": {"url": "http://127.0.0.1:\(receivers.http)/hook", "secret_from": {"variable": "HOOK_SECRET"}},
             "mail": {"host": "localhost", "port": \(receivers.protectedMail), "authority": "\(receivers.certificate)",
                      "from": "limpide@example.org", "to": ["risk@example.org"], "user": "limpide",
                      "password_from": {"file": "\(folder["password"])"}}}
            """
        try Data(settings.utf8).write(to: URL(filePath: workspace + "/monitoring.json"))
        let environment = ["HOOK_SECRET": "s3cret"]
        func monitor(_ arguments: String...) throws -> Limpide.Outcome {
            try Limpide.run(["monitor"] + arguments + ["--workspace", workspace], environment: environment)
        }

        try receivers.down()
        var outcome = try monitor("--json")
        #expect(outcome.code == 75, "\(outcome.errors)")
        #expect(outcome.errors.contains("What waits is kept"))
        let found = try object(outcome)
        #expect((found["windows"] as? [[String: Any]])?.count == 6)
        let told = "missing:\(decided.feature)"
        #expect(indicators(found, "opened").contains(told))
        #expect(!outcome.errors.contains("s3cret") && !outcome.errors.contains("correct horse"))

        try receivers.up()
        // The first wait is half a minute.
        try await Task.sleep(for: .seconds(31))
        outcome = try monitor("--json")
        try succeed(outcome)
        #expect((try object(outcome)["windows"] as? [Any])?.isEmpty == true)
        try succeed(monitor("--json"))
        let received = try receivers.received()
        #expect(received.posts.count == 1 && received.mails.count == 1)
        #expect(received.posts[0].headers["x-limpide-signature"]?.hasPrefix("sha256=") == true)
        #expect(received.posts[0].body.contains(decided.feature))
        #expect(received.mails[0].tls && received.mails[0].user == "limpide")
        #expect(received.mails[0].text.contains("risk team"))

        let alerts = try #require(
            try JSONSerialization.jsonObject(with: Data(monitor("alerts", "--json").output.utf8)) as? [[String: Any]])
        let number = try #require(alerts.first { $0["indicator"] as? String == told }?["alert"] as? Int)
        try succeed(monitor("acknowledge", "\(number)", "--by", "eve", "--what", "asking the bureau"))
        #expect(try monitor("close", "\(number)", "--by", "eve", "--why", " ").code == 64)
        outcome = try monitor(
            "close", "\(number)", "--by", "eve", "--why", "a field was renamed", "--what", "mapped again")
        try succeed(outcome)
        #expect(outcome.output.contains("eve: a field was renamed: mapped again"))
        #expect(try monitor("close", "\(number)", "--by", "eve", "--why", "x").code == 64)
        #expect(try monitor("close", "99999", "--by", "eve", "--why", "x").code == 66)

        outcome = try monitor("--test-alert")
        try succeed(outcome)
        #expect(try receivers.received().posts.count == 2)
        #expect(try receivers.received().mails.count == 2)
        #expect(
            try Limpide.run(["monitor", "--test-alert", "--workspace", workspace]).code == 78, "the secret is not there"
        )
    }

    @Test("outcomes that come later give vintages; labels of unknown decisions and unreadable rows are counted")
    func outcomes() async throws {
        let decided = try await DecidedWorkspace.shared.value
        let folder = try decided.fresh()
        var generator = SystemRandomNumberGenerator()
        let rows =
            decided.decisions.map { "\($0.id),\($0.defaulted ? 1 : 0)" }
            + ["\(EntryID(using: &generator)),0", "\(decided.decisions[0].id),perhaps"]
        try Data(("decision,outcome\n" + rows.joined(separator: "\n") + "\n").utf8)
            .write(to: URL(filePath: folder["paid.csv"]))
        let outcome = try Limpide.run(
            "monitor", "--workspace", folder["workspace"], "--outcomes", folder["paid.csv"], "--json")
        try succeed(outcome)
        let object = try object(outcome)
        let vintages = try #require(object["vintages"] as? [[String: Any]])
        #expect(vintages.compactMap { $0["known"] as? Int }.reduce(0, +) == decided.decisions.count)
        #expect(object["unknown_labels"] as? Int == 1)
        #expect(object["unreadable_labels"] as? Int == 1)
        #expect(outcome.errors.contains("1 labels are of decisions that the log does not hold"))
    }

    @Test("two stretches of the log are compared, and a stretch with the model's population")
    func stretches() async throws {
        let decided = try await DecidedWorkspace.shared.value
        let period = ["--from", decided.day(3), "--to", decided.day(6), "--workspace", decided.path, "--json"]
        for reference in [["--reference-from", decided.day(0)], ["--reference-model", "champion"]] {
            let outcome = try Limpide.run(["drift", "--log"] + reference + period)
            try succeed(outcome)
            let object = try object(outcome)
            let columns = try #require(object["columns"] as? [[String: Any]])
            let moved = columns.filter { $0["drift"] as? Bool == true }.compactMap { $0["column"] as? String }
            #expect(moved.contains(decided.feature), "\(moved)")
            let names = Set(columns.compactMap { $0["column"] as? String })
            #expect(names.isSuperset(of: ["probability", "decision"]))
            #expect((object["dataset"] as? [String: Any])?["current_rows"] as? Int == 3 * DecidedWorkspace.perDay)
        }
        let empty = try Limpide.run(
            "drift", "--log", "--reference-model", "champion", "--from", "2001-01-01", "--to", "2001-02-01",
            "--workspace",
            decided.path, "--json")
        #expect(empty.code == 65)
        #expect(empty.errors.contains("no row"))
        #expect(try object(empty)["columns"] != nil, "the rest of the report still comes")
    }

    @Test("what is missing or wrong is said with what to do")
    func refused() throws {
        let lender = try Lender.shared.get()
        let folder = try lender.copy()
        var outcome = try Limpide.run("monitor", "--workspace", folder["workspace"])
        #expect(outcome.code == 66)
        #expect(outcome.errors.contains("log"))
        #expect(try Limpide.run("monitor", "--workspace", folder["nowhere"]).code == 66)
        try Data(#"{"widow": "1d"}"#.utf8).write(to: URL(filePath: folder["settings.json"]))
        outcome = try Limpide.run("monitor", "--workspace", folder["workspace"], "--settings", folder["settings.json"])
        #expect(outcome.code == 78)
        #expect(outcome.errors.contains("widow"))
        #expect(try Limpide.run("monitor", "--every", "soon").code == 64)
        #expect(try Limpide.run("drift", "--reference-model", "champion").code == 64)
        #expect(try Limpide.run("drift", "--reference-model", "champion", "--log", "--from", "yesterday").code == 64)
    }

    @Test("the model's own clients have not drifted from its population; other data has nothing in common, and says so")
    func population() throws {
        let lender = try Lender.shared.get()
        let own = try Limpide.run(
            "drift", "--reference-model", "champion", "--current", lender.workspace, "--workspace", lender.workspace,
            "--json")
        try succeed(own)
        let found = try object(own)
        #expect((found["dataset"] as? [String: Any])?["broken_columns"] as? Int == 0)
        #expect((found["dataset"] as? [String: Any])?["drift"] as? Bool == false, "\(found["dataset"] ?? "")")
        #expect(found["approvals"] != nil)
        let folder = try TemporaryFolder()
        try Data("a,b\n1,x\n2,y\n".utf8).write(to: URL(filePath: folder["other.csv"]))
        let other = try Limpide.run(
            "drift", "--reference-model", "champion", "--current", folder["other.csv"], "--workspace", lender.workspace,
            "--json")
        #expect(other.code == 65)
        #expect(other.errors.contains("nothing was scored") || other.errors.contains("in common"))
        #expect(try object(other)["columns"] != nil)
        #expect(
            try Limpide.run(
                "drift", "--reference-model", "champion", "--current", lender.workspace, "--preset", "evidently"
            ).code == 64)
    }
}
