public import Foundation

/// How often each caller may ask: a bucket of `burst` requests that refills at `perSecond`; memory is bounded.
public struct RateLimit: Sendable {
    /// Requests that come back each second.
    public let perSecond: Double
    /// Requests that may come at once.
    public let burst: Double
    private let capacity: Int

    private struct Bucket {
        var level: Double
        var filled: Date
    }

    private var buckets: [String: Bucket] = [:]

    /// Makes a limit for at most `capacity` callers at once; the longest silent are forgotten first.
    public init(perSecond: Double, burst: Double, capacity: Int = 10_000) {
        self.perSecond = perSecond
        self.burst = burst
        self.capacity = capacity
    }

    /// Takes a request; nil when it may pass, else the seconds to wait.
    public mutating func take(_ caller: String, at now: Date) -> TimeInterval? {
        if buckets[caller] == nil, buckets.count >= capacity { forgetOldest() }
        var bucket = buckets[caller] ?? Bucket(level: burst, filled: now)
        // A clock that was set back refills nothing, and does not stop refilling.
        let passed = max(0, now.timeIntervalSince(bucket.filled))
        bucket.level = min(burst, bucket.level + passed * perSecond)
        bucket.filled = now
        defer { buckets[caller] = bucket }
        guard bucket.level >= 1 else { return (1 - bucket.level) / perSecond }
        bucket.level -= 1
        return nil
    }

    private mutating func forgetOldest() {
        let kept = buckets.sorted { $0.value.filled > $1.value.filled }.prefix(capacity / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
