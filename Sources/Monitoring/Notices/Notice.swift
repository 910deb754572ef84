public import Foundation

/// One thing that one receiver must hear of; kept until it has.
public struct Notice: Sendable, Hashable, Identifiable {
    /// Its number.
    public let id: Int64
    /// The receiver, as `webhook` or `mail`.
    public let channel: String
    /// What it is about.
    public let alert: Alert
    /// What happened.
    public let event: Alert.Event.Kind
    /// When it happened.
    public let createdAt: Date
    /// Times that sending failed.
    public let attempts: Int

    /// A notice as it is kept.
    public init(
        id: Int64, channel: String, alert: Alert, event: Alert.Event.Kind, createdAt: Date, attempts: Int
    ) {
        self.id = id
        self.channel = channel
        self.alert = alert
        self.event = event
        self.createdAt = createdAt
        self.attempts = attempts
    }
}

/// When notices are sent again after a receiver failed.
public struct RetryPlan: Sendable, Hashable {
    /// The first wait, in seconds.
    public let first: Double
    /// The longest wait, in seconds.
    public let longest: Double
    /// How long a sender keeps notices to itself while it sends them, in seconds.
    public let lease: Double

    /// A plan; the usual one waits half a minute, then twice as long each time, an hour at most.
    public init(first: Double = 30, longest: Double = 3_600, lease: Double = 120) {
        self.first = first
        self.longest = longest
        self.lease = lease
    }

    /// The next moment to try after so many failures, the one at `moment` included.
    ///
    /// Everything that waits for a receiver is sent in one message, so that a receiver that comes back hears of each thing once.
    public func next(after failures: Int, at moment: Date) -> Date {
        let doublings = Double(min(max(failures - 1, 0), 30))
        return moment.addingTimeInterval(min(longest, first * exp2(doublings)))
    }
}
