/// How long the log keeps what, and how long views wait.
public struct LogSettings: Hashable, Sendable {
    /// How long an entry must be readable, in days; 760 by default, which is 25 months.
    public var retention: Int
    /// The span of time that shares a key, in days; an entry is readable for up to this much longer than ``retention``.
    public var keySpan: Int
    /// How long views wait for others before they are written.
    public var viewDelay: Duration

    /// Makes settings.
    public init(retention: Int = 760, keySpan: Int = 90, viewDelay: Duration = .seconds(1)) {
        self.retention = max(retention, 0)
        self.keySpan = max(keySpan, 1)
        self.viewDelay = viewDelay
    }

    /// When the key of an entry is to be destroyed, in milliseconds since 1970 UTC.
    func expiry(of time: Int64) -> Int64 {
        let day: Int64 = 86_400_000
        let span = Int64(keySpan) * day
        let start = time >= 0 ? time / span : (time - span + 1) / span
        return (start + 1) * span + Int64(retention) * day
    }
}
