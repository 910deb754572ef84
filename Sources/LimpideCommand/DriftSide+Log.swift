import Drift
import DriftDuckDB
import Foundation
import Recording
import Watching

extension DriftSide {
    /// The decisions that a workspace's log holds between two moments.
    init(log: any DecisionLog, from start: Date, to end: Date, model: String?) async throws {
        let decisions = try await LoggedDecisions(in: log, from: start, to: end, model: model)
        func day(_ moment: Date) -> String { moment.formatted(.iso8601.year().month().day()) }
        path = "decisions \(day(start)) to \(day(end))"
        // The reason is of interest where somebody was given one.
        let columns = decisions.columns.filter { $0.name != LoggedDecisions.AddedColumn.reason.rawValue || !$0.isBlank }
        table = DriftTable(rows: decisions.count, columns: decisions.count > 0 ? columns : [])
        isSynthetic = false
        isFeatures = true
        problems = decisions.problems
    }
}

/// A moment as a person types it: a day, or a day and a time.
enum Moment {
    /// Reads `2026-03-01` (midnight UTC) or `2026-03-01T08:00:00Z`; nil for anything else.
    static func read(_ text: String) -> Date? {
        (try? Date(text, strategy: .iso8601.year().month().day())) ?? (try? Date(text, strategy: .iso8601))
    }
}
