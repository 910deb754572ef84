public import Foundation

/// The record of every decision: append-only, chained by digests, encrypted by client.
///
/// When a function returns, what it recorded is on the disk. A service calls ``append(_:about:by:)`` *before* it answers, and answers
/// 503 when it throws an error whose ``LogError/isOutage`` is true: a decision that is not recorded was not taken.
public protocol DecisionLog: Sendable {
    /// Records something.
    ///
    /// Calls that wait at the same time share one write to the disk.
    @discardableResult
    func append(_ event: LogEvent, about subject: Subject, by author: Author) async throws(LogError) -> LogReceipt

    /// Notes that somebody looked at a client; cheap, and written within a second or so together with others.
    ///
    /// - Throws: ``LogError`` while earlier views cannot be written.
    func noteView(_ view: ClientView) throws(LogError)

    /// Writes the views that wait.
    func flush() async throws(LogError)

    /// An entry by its reference; nil when there is none.
    func entry(_ id: EntryID) async throws(LogError) -> LogEntry?

    /// Entries, the newest first.
    func entries(_ query: LogQuery) async throws(LogError) -> [LogEntry]

    /// Destroys the keys of a client or applicant: what is recorded of them can be read no more, and the chain still verifies.
    @discardableResult
    func erase(_ subject: Subject, reason: String, by author: Author) async throws(LogError) -> LogReceipt

    /// Destroys the keys whose date has passed.
    ///
    /// - Returns: how many keys.
    func expire(before date: Date, by author: Author) async throws(LogError) -> Int

    /// Asks a person to look at a decision again. One review of a decision is open at a time.
    func requestReview(_ request: ReviewRequest, by author: Author) async throws(LogError) -> Review

    /// Gives a review to a reviewer.
    func assignReview(_ id: EntryID, to reviewer: String, by author: Author) async throws(LogError) -> Review

    /// Records what a reviewer found: it ends the review, or waits for a second pair of eyes, who must be another person.
    func judgeReview(_ id: EntryID, _ judgement: Judgement, by author: Author) async throws(LogError) -> Review

    /// A review by its reference; nil when there is none.
    func review(_ id: EntryID) async throws(LogError) -> Review?

    /// Reviews, the one due first first.
    func reviews(_ query: ReviewQuery) async throws(LogError) -> [Review]

    /// How the reviews that ended in a period changed outcomes.
    func overrides(from start: Date, to end: Date) async throws(LogError) -> OverrideSummary
}

/// Where an entry stands in the log.
public struct LogReceipt: Hashable, Sendable {
    /// The reference to give to people.
    public let id: EntryID
    /// Its place in the chain, from 1.
    public let sequence: Int64
    /// When it was recorded.
    public let time: Date
    /// SHA-256 of the chain up to it, in hexadecimal.
    public let digest: String

    /// Makes a receipt.
    public init(id: EntryID, sequence: Int64, time: Date, digest: String) {
        self.id = id
        self.sequence = sequence
        self.time = time
        self.digest = digest
    }
}

/// An entry as it is read.
public struct LogEntry: Hashable, Sendable {
    /// Where it stands.
    public let receipt: LogReceipt
    /// What it is about.
    public let kind: EntryKind
    /// What it holds; nil when its key was destroyed.
    public let content: Content?

    /// What an entry holds.
    public struct Content: Hashable, Sendable {
        /// Whom it is about.
        public let subject: Subject
        /// Who did it.
        public let author: Author
        /// What happened.
        public let event: LogEvent
    }
}

/// Which entries to list.
public struct LogQuery: Hashable, Sendable {
    /// The kinds wanted; empty means all.
    public var kinds: Set<EntryKind>
    /// Only entries about this client or applicant.
    public var subject: Subject?
    /// Only entries from this time.
    public var from: Date?
    /// Only entries before this time.
    public var to: Date?
    /// Only entries before this place in the chain, for the next page.
    public var before: Int64?
    /// At most this many, 1…1000.
    public var limit: Int

    /// Makes a query.
    public init(
        kinds: Set<EntryKind> = [], subject: Subject? = nil, from: Date? = nil, to: Date? = nil, before: Int64? = nil,
        limit: Int = 100
    ) {
        self.kinds = kinds
        self.subject = subject
        self.from = from
        self.to = to
        self.before = before
        self.limit = limit
    }
}
