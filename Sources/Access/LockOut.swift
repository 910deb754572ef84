public import Foundation

/// Counts failed sign-ins for each name and refuses further ones for a while; memory is bounded.
///
/// A name that does not exist is counted like one that does, so that the lock tells nobody which names exist.
public struct LockOut: Sendable {
    /// Failures in a row after which sign-in is refused.
    public let limit: Int
    /// Seconds for which it is then refused; doubles with every further failure, up to a day.
    public let pause: TimeInterval
    private let capacity: Int

    private struct Record {
        var failures = 0
        var last: Date
        var lockedUntil: Date
    }

    private var records: [String: Record] = [:]

    /// Makes a counter for at most `capacity` names at once.
    public init(limit: Int = 5, pause: TimeInterval = 60, capacity: Int = 10_000) {
        self.limit = limit
        self.pause = pause
        self.capacity = capacity
    }

    /// Seconds until the name may be tried again; nil when it may be now.
    public func wait(for name: String, at now: Date) -> TimeInterval? {
        guard let until = records[name]?.lockedUntil, now < until else { return nil }
        return until.timeIntervalSince(now)
    }

    /// Notes a failure.
    public mutating func fail(_ name: String, at now: Date) {
        if records[name] == nil, records.count >= capacity { forgetOldest(at: now) }
        var record = records[name] ?? Record(last: now, lockedUntil: .distantPast)
        // A day without failures starts anew.
        if now.timeIntervalSince(record.last) > 86_400 { record.failures = 0 }
        record.failures += 1
        record.last = now
        if record.failures >= limit {
            let doublings = min(record.failures - limit, 20)
            record.lockedUntil = now.addingTimeInterval(min(86_400, pause * Double(1 << doublings)))
        }
        records[name] = record
    }

    /// Notes a success: the name starts anew.
    public mutating func succeed(_ name: String) { records[name] = nil }

    /// Complexity: O(names), once for every `capacity / 2` new names.
    private mutating func forgetOldest(at now: Date) {
        let kept = records.sorted { $0.value.last > $1.value.last }.prefix(capacity / 2)
        records = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
