import Credit
import Features
import Foundation
import Recording
import Storage
import StoragePostgreSQL

/// Records decisions as fast as it can, and prints the place and digest of each one when it is acknowledged; for tests that kill it.
///
/// `LogStorm PLACE KEYFILE HEADFILE TASKS`, where the place is a file or begins with `postgresql://`.
@main
struct LogStorm {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let tasks = Int(arguments[4]) else { exit(64) }
        let store: any LogStore =
            arguments[1].hasPrefix("postgresql://")
            ? try await PostgreSQLLogStore.open(arguments[1]) : try SQLiteLogStore.open(path: arguments[1])
        let key = try LogKeyFile.read(arguments[2], orMake: true)
        let log = try await StoredDecisionLog.open(store, key: key, head: HeadFile(path: arguments[3]))
        say("ready")
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<tasks { group.addTask { await record(task, in: log) } }
        }
    }

    private static func record(_ task: Int, in log: StoredDecisionLog) async {
        var number = 0
        while true {
            number += 1
            let client = Subject.client(ClientID(rawValue: Int64(task * 1000 + number % 50)))
            do {
                let receipt = try await log.append(
                    .decision(decision(number)), about: client, by: Author(name: "storm", channel: "test"))
                say("\(receipt.sequence) \(receipt.digest)")
            } catch {
                say("refused \(error.isOutage)")
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static let schema = FeatureSchema(
        columns: (0..<50).map { FeatureColumn(name: "feature \($0)", isCategory: $0 == 7) })

    private static func decision(_ number: Int) -> DecisionRecord {
        let values = (0..<50).map { $0 == 7 ? FeatureValue.level("word") : .number(Float(number + $0)) }
        var record = DecisionRecord(
            schema: schema, features: FeatureRow(values: values), modelDigest: String(repeating: "0", count: 64),
            logOdds: LogOdds(-1.5),
            decision: Decision(
                probability: Probability(clamping: 0.2), threshold: Threshold(Probability(clamping: 0.1))),
            on: Day(secondsSince1970: 1_795_000_000))
        record.input = Array(repeating: 65, count: 1000 + number % 4000)
        return record
    }

    /// One line in one write, so that a kill cuts none in two.
    private static func say(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
}
