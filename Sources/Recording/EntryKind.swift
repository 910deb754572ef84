/// What an entry of the log is about; written in the clear, so that counts need no key.
public struct EntryKind: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The word in the log: lower-case letters and hyphens, 1…32 of them.
    public let rawValue: String

    /// Wraps a word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// An application was decided by policy and model.
    public static let decision = EntryKind(rawValue: "decision")
    /// People looked at clients.
    public static let views = EntryKind(rawValue: "views")
    /// Somebody asked a person to look at a decision again.
    public static let reviewRequested = EntryKind(rawValue: "review-requested")
    /// A review was given to a reviewer.
    public static let reviewAssigned = EntryKind(rawValue: "review-assigned")
    /// A reviewer has judged, and a second one must confirm.
    public static let reviewProposed = EntryKind(rawValue: "review-proposed")
    /// The second reviewer disagreed with the first: the review is open again.
    public static let reviewReturned = EntryKind(rawValue: "review-returned")
    /// A review ended and the outcome stayed.
    public static let reviewUpheld = EntryKind(rawValue: "review-upheld")
    /// A review ended and the outcome changed, in either direction.
    public static let override = EntryKind(rawValue: "override")
    /// A letter went to the client.
    public static let letter = EntryKind(rawValue: "letter")
    /// The client contests a decision.
    public static let contest = EntryKind(rawValue: "contest")
    /// Somebody wrote down what was said with the client.
    public static let note = EntryKind(rawValue: "note")
    /// The client got a link to their decision.
    public static let link = EntryKind(rawValue: "link")
    /// A client's keys were destroyed on request.
    public static let erasure = EntryKind(rawValue: "erasure")
    /// Keys past their date were destroyed.
    public static let expiry = EntryKind(rawValue: "expiry")
    /// An alias moved to another model.
    public static let promotion = EntryKind(rawValue: "promotion")
    /// Somebody kept a client's application with other values, and what would come of it.
    public static let scenario = EntryKind(rawValue: "scenario")
    /// A sign-in, a lock-out, a token: what happened to an account.
    public static let access = EntryKind(rawValue: "access")

    /// The word.
    public var description: String { rawValue }

    /// Whether the word may stand in a log.
    var isValid: Bool {
        (1...32).contains(rawValue.utf8.count)
            && rawValue.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
