import Conformance
import Foundation
import Monitoring
import Storage
import Testing

@Suite("The history of indicators in SQLite")
struct MonitoringStoreTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("monitoring.sqlite")
    }

    @Test("keeps every promise", arguments: MonitoringStoreConformance.laws)
    func conforms(_ law: MonitoringStoreLaw) async throws {
        try await law.check(SQLiteMonitoringStore(path: path))
    }

    @Test("what one process keeps, another finds")
    func shared() async throws {
        let first = try SQLiteMonitoringStore(path: path), second = try SQLiteMonitoringStore(path: path)
        let record = WindowRecord(
            window: Window(start: .distantPast, end: Date(timeIntervalSince1970: 0)), model: "m",
            facts: WindowRecord.Facts(
                decisions: 0, approvalRate: nil, overrideRate: nil, expectedDefaults: nil, expectedCost: nil,
                reasons: [:]),
            measurements: [Reading(Indicator(.volume), .breached, value: 0, limit: 1)])
        let rules = try AlertRules(breaches: 1, of: 1)
        _ = try await first.record(record, rules: rules, channels: ["mail"], replacing: false, now: .now)
        #expect(try await second.windows(model: "m", limit: 1).count == 1)
        #expect(try await second.takeNotices(for: "mail", now: .now, lease: 60).count == 1)
        #expect(try await first.takeNotices(for: "mail", now: .now, lease: 60).isEmpty)
    }

    @Test("a file that is none is refused and left as it is")
    func damaged() throws {
        let bytes = Data(String(repeating: "no database ", count: 500).utf8)
        try bytes.write(to: URL(filePath: path))
        let error = try #require(throws: StorageError.self) { try SQLiteMonitoringStore(path: path) }
        #expect(error.code == .corrupt)
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }

    @Test("a folder that is not there is said")
    func absent() throws {
        let error = try #require(throws: StorageError.self) {
            try SQLiteMonitoringStore(path: folder.path("nowhere/monitoring.sqlite"))
        }
        #expect(error.code == .failed)
    }
}
