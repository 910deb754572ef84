import Credit
import Features
import Foundation
import Synchronization

@testable import Recording

/// A log in memory that can only be filled and listed.
final class MemoryLog: DecisionLog {
    private let kept = Mutex<[LogEntry]>([])

    /// Adds a decision as it was taken at a moment; nil instead of a record stands for an erased one.
    @discardableResult
    func add(_ record: DecisionRecord?, about subject: Subject, at time: Date) -> EntryID {
        kept.withLock { entries in
            var generator = SystemRandomNumberGenerator()
            let id = EntryID(using: &generator)
            let receipt = LogReceipt(id: id, sequence: Int64(entries.count + 1), time: time, digest: "")
            entries.append(
                LogEntry(
                    receipt: receipt, kind: .decision,
                    content: record.map {
                        LogEntry.Content(
                            subject: subject, author: Author(name: "test", channel: "api"), event: .decision($0))
                    }))
            return id
        }
    }

    /// Adds an override.
    func addOverride(at time: Date) {
        kept.withLock { entries in
            var generator = SystemRandomNumberGenerator()
            let receipt = LogReceipt(
                id: EntryID(using: &generator), sequence: Int64(entries.count + 1), time: time, digest: "")
            entries.append(LogEntry(receipt: receipt, kind: .override, content: nil))
        }
    }

    func entries(_ query: LogQuery) async throws(LogError) -> [LogEntry] {
        let found = kept.withLock { entries in
            entries.filter { entry in
                (query.kinds.isEmpty || query.kinds.contains(entry.kind))
                    && query.from.map { entry.receipt.time >= $0 } ?? true
                    && query.to.map { entry.receipt.time < $0 } ?? true
                    && query.before.map { entry.receipt.sequence < $0 } ?? true
            }
        }
        return Array(found.reversed().prefix(query.limit))
    }

    private static let no = LogError(.failed, "this log is only filled and listed.")

    func append(_ event: LogEvent, about subject: Subject, by author: Author) async throws(LogError) -> LogReceipt {
        throw Self.no
    }
    func noteView(_ view: ClientView) throws(LogError) { throw Self.no }
    func flush() async throws(LogError) {}
    func entry(_ id: EntryID) async throws(LogError) -> LogEntry? { nil }
    func erase(_ subject: Subject, reason: String, by author: Author) async throws(LogError) -> LogReceipt {
        throw Self.no
    }
    func expire(before date: Date, by author: Author) async throws(LogError) -> Int { 0 }
    func requestReview(_ request: ReviewRequest, by author: Author) async throws(LogError) -> Review { throw Self.no }
    func assignReview(_ id: EntryID, to reviewer: String, by author: Author) async throws(LogError) -> Review {
        throw Self.no
    }
    func judgeReview(_ id: EntryID, _ judgement: Judgement, by author: Author) async throws(LogError) -> Review {
        throw Self.no
    }
    func review(_ id: EntryID) async throws(LogError) -> Review? { nil }
    func reviews(_ query: ReviewQuery) async throws(LogError) -> [Review] { [] }
    func overrides(from start: Date, to end: Date) async throws(LogError) -> OverrideSummary { throw Self.no }
}
