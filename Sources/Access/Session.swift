public import Foundation

/// A person's signed-in browser, as it is kept.
public struct Session: Hashable, Sendable {
    /// Seconds after which a session ends, however busy: a working day.
    public static let longest: TimeInterval = 12 * 3600
    /// Seconds without a request after which it ends.
    public static let idle: TimeInterval = 30 * 60
    /// Seconds after which a request is worth writing down, so that not every one is.
    public static let grain: TimeInterval = 60

    /// SHA-256 of the secret in the cookie, in hexadecimal.
    public let digest: String
    /// Whose.
    public let account: AccountName
    /// When they signed in.
    public let created: Date
    /// When they were last there, to ``grain``.
    public var seen: Date

    /// Makes a session as it is kept.
    public init(digest: String, account: AccountName, created: Date, seen: Date) {
        self.digest = digest
        self.account = account
        self.created = created
        self.seen = seen
    }

    /// Whether it is still good.
    public func isLive(at now: Date) -> Bool {
        now < created.addingTimeInterval(Self.longest) && now < seen.addingTimeInterval(Self.idle)
    }

    /// Whether its last request is so long ago that this one should be written down.
    public func isStale(at now: Date) -> Bool { now >= seen.addingTimeInterval(Self.grain) }
}
