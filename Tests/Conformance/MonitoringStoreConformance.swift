import Foundation
import Monitoring
public import Storage
public import Testing

/// One promise of ``MonitoringStore``.
public struct MonitoringStoreLaw: Sendable, CustomTestStringConvertible {
    /// The promise.
    public let sentence: String
    /// Fails when a store breaks it.
    public let check: @Sendable (_ store: any MonitoringStore) async throws -> Void

    /// The promise.
    public var testDescription: String { sentence }
}

/// The promises that every implementation of ``MonitoringStore`` keeps.
public enum MonitoringStoreConformance {
    private static let score = Indicator(.score)
    private static let column = Indicator(.missing, column: "NAME:odd, \"é\"")

    private static func day(_ number: Double) -> Date { Date(timeIntervalSince1970: 1_767_571_200 + number * 86_400) }

    private static func record(
        _ number: Int, _ state: Reading.State = .breached, model: String = "m", problems: [String] = []
    ) -> WindowRecord {
        WindowRecord(
            window: Window(start: day(Double(number)), end: day(Double(number + 1))), model: model,
            facts: WindowRecord.Facts(
                decisions: 10 + number, approvalRate: 0.8, overrideRate: nil, expectedDefaults: 0.1, expectedCost: nil,
                reasons: ["a": 3]),
            measurements: [
                Reading(score, state, value: 0.1 + Double(number), limit: 0.1),
                Reading(column, state, value: nil, limit: nil, before: 0.01, now: 0.5, approvalChange: -0.03),
            ], problems: problems)
    }

    private static func rules(_ breaches: Int = 1, of windows: Int = 1) throws -> AlertRules {
        try AlertRules(breaches: breaches, of: windows)
    }

    @discardableResult
    private static func keep(
        _ record: WindowRecord, in store: any MonitoringStore, _ rules: AlertRules? = nil,
        channels: [String] = ["webhook", "mail"], replacing: Bool = false
    ) async throws -> AlertRules.Changes? {
        try await store.record(
            record, rules: rules ?? self.rules(), channels: channels, replacing: replacing, now: record.window.end)
    }

    /// All of them.
    public static let laws: [MonitoringStoreLaw] = [
        MonitoringStoreLaw(sentence: "an empty store answers every question") { store async throws in
            #expect(try await store.windows(model: nil, limit: 10).isEmpty)
            #expect(try await store.alerts(Set(Alert.State.allCases), limit: 10).isEmpty)
            #expect(try await store.alert(1) == nil)
            #expect(try await store.takeNotices(for: "mail", now: day(0), lease: 60).isEmpty)
            #expect(try await store.waiting().isEmpty)
            #expect(try await store.change(1) { $0 } == nil)
        },
        MonitoringStoreLaw(sentence: "a window comes back exactly, and the latest first") { store async throws in
            let records = [record(0), record(1, .normal, problems: ["x"]), record(2, .unknown)]
            for record in records { try await keep(record, in: store, channels: []) }
            let kept = try await store.windows(model: "m", limit: 10)
            #expect(kept == records.reversed())
            #expect(try await store.windows(model: nil, limit: 2).count == 2)
            #expect(try await store.windows(model: "other", limit: 2).isEmpty)
        },
        MonitoringStoreLaw(sentence: "a window of a model is kept once, and the second try changes nothing") {
            store async throws in
            #expect(try await keep(record(0), in: store)?.opened.count == 2)
            #expect(try await keep(record(0, .normal), in: store) == nil)
            #expect(try await store.windows(model: "m", limit: 10) == [record(0)])
            #expect(try await store.waiting() == ["webhook": 2, "mail": 2])
            #expect(try await keep(record(0, model: "other"), in: store)?.opened.count == 2)
        },
        MonitoringStoreLaw(sentence: "a window gives way to the same one when asked, without a second alert") {
            store async throws in
            try await keep(record(0), in: store)
            let changes = try await keep(record(0, .breached, problems: ["again"]), in: store, replacing: true)
            #expect(changes?.opened.isEmpty == true)
            #expect(try await store.windows(model: "m", limit: 10) == [record(0, .breached, problems: ["again"])])
        },
        MonitoringStoreLaw(sentence: "an indicator's history is in order of time") { store async throws in
            for number in [0, 2, 1] { try await keep(record(number), in: store, channels: []) }
            let history = try await store.history(of: score, model: "m", limit: 2)
            #expect(history.map(\.measurement.value) == [1.1, 2.1])
            #expect(try await store.history(of: column, model: "m", limit: 9).count == 3)
            #expect(try await store.history(of: Indicator(.volume), model: "m", limit: 9).isEmpty)
        },
        MonitoringStoreLaw(sentence: "alerts are numbered, kept and found by state; k of m holds across calls") {
            store async throws in
            let rules = try rules(2, of: 3)
            #expect(try await keep(record(0), in: store, rules)?.opened.isEmpty == true)
            #expect(try await keep(record(1, .normal), in: store, rules)?.opened.isEmpty == true)
            let opened = try #require(try await keep(record(2), in: store, rules)).opened
            #expect(opened.count == 2 && Set(opened.map(\.id)).count == 2 && opened.allSatisfy { $0.id > 0 })
            #expect(try await store.alerts([.open], limit: 10).sorted { $0.id < $1.id } == opened)
            #expect(try await store.alerts([.closed, .acknowledged], limit: 10).isEmpty)
            #expect(try await keep(record(3), in: store, rules)?.opened.isEmpty == true)
        },
        MonitoringStoreLaw(sentence: "a person's change is kept; one that is refused changes nothing") {
            store async throws in
            let alert = try #require(try await keep(record(0), in: store)?.opened.first)
            let taken = try await store.change(alert.id) { alert throws(MonitoringError) in
                try alert.acknowledged(by: "eve", what: "looking", at: day(1))
            }
            #expect(try await store.alert(alert.id) == taken)
            #expect(taken?.owner == "eve")
            await #expect(throws: MonitoringError.self) {
                try await store.change(alert.id) { alert throws(MonitoringError) in
                    try alert.closed(by: "eve", why: "", at: day(2))
                }
            }
            #expect(try await store.alert(alert.id) == taken)
            _ = try await store.change(alert.id) { alert throws(MonitoringError) in
                try alert.closed(by: "eve", why: "known", what: "nothing", at: day(2))
            }
            #expect(try await store.alerts([.closed], limit: 9).map(\.id) == [alert.id])
            #expect(try await store.alert(alert.id)?.closure?.why == "known")
            #expect(try await keep(record(3), in: store)?.opened.map(\.indicator) == [alert.indicator])
        },
        MonitoringStoreLaw(
            sentence: "a notice waits for each channel until it was delivered, and is then never given again"
        ) { store async throws in
            try await keep(record(0), in: store)
            let mail = try await store.takeNotices(for: "mail", now: day(1), lease: 60)
            #expect(mail.count == 2)
            try await store.noteDelivered(mail, at: day(1))
            #expect(try await store.takeNotices(for: "mail", now: day(9), lease: 60).isEmpty)
            #expect(try await store.waiting() == ["webhook": 2])
            #expect(
                try await store.takeNotices(for: "webhook", now: day(9), lease: 60).map(\.alert) == mail.map(\.alert))
        },
        MonitoringStoreLaw(sentence: "who takes notices has them alone until the lease is over; nobody's are lost") {
            store async throws in
            try await keep(record(0), in: store)
            #expect(try await store.takeNotices(for: "mail", now: day(1), lease: 60).count == 2)
            #expect(try await store.takeNotices(for: "mail", now: day(1).addingTimeInterval(59), lease: 60).isEmpty)
            #expect(try await store.takeNotices(for: "mail", now: day(1).addingTimeInterval(60), lease: 60).count == 2)
        },
        MonitoringStoreLaw(
            sentence: "a channel that failed is left alone until its time, new notices included; then all come at once"
        ) { store async throws in
            try await keep(record(0), in: store)
            let first = try await store.takeNotices(for: "mail", now: day(1), lease: 60)
            try await store.noteFailed(first, until: day(1.5), reason: "down")
            try await keep(record(1, .normal), in: store)
            try await keep(record(2), in: store)
            #expect(try await store.takeNotices(for: "mail", now: day(1.4), lease: 60).isEmpty)
            let all = try await store.takeNotices(for: "mail", now: day(1.5), lease: 60)
            #expect(all.count == 6)
            #expect(all.map(\.attempts) == [1, 1, 0, 0, 0, 0])
            #expect(all.map(\.event) == [.opened, .opened, .recovered, .recovered, .returned, .returned])
            #expect(all.map(\.id) == all.map(\.id).sorted())
        },
        MonitoringStoreLaw(sentence: "many writers at once keep one window and one alert for each indicator") {
            store async throws in
            let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 { group.addTask { try await keep(record(0), in: store) != nil } }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(kept == 1)
            #expect(try await store.alerts([.open], limit: 100).count == 2)
            #expect(try await store.waiting() == ["webhook": 2, "mail": 2])
        },
    ]
}
