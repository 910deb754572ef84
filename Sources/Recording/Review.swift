public import Credit
public import Foundation

/// A person's second look at a decision, as it stands now.
public struct Review: Hashable, Sendable {
    /// Where a review stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Nobody has it yet.
        case requested
        /// A reviewer has it.
        case assigned
        /// A reviewer has judged, and a second one must confirm.
        case proposed
        /// It has ended.
        case decided
    }

    /// The reference: that of the entry that requested it.
    public let id: EntryID
    /// The decision looked at.
    public let decision: EntryID
    /// The outcome of the decision.
    public let before: Status
    /// The outcome that was proposed or decided; nil until somebody has judged.
    public var after: Status?
    /// Where it stands.
    public var state: State
    /// When it was requested.
    public let requested: Date
    /// Until when it should be decided; nil where no date was set.
    public let due: Date?
    /// The amount of the loan, in the catalog's currency; nil when not known.
    public let amount: Double?
    /// Whether a second pair of eyes must confirm.
    public let needsSecond: Bool
    /// Who asked for it.
    public let requester: String
    /// Who has it; nil when nobody has.
    public var assignee: String?
    /// Who judged first; nil until somebody has.
    public var first: String?
    /// Who confirmed; nil until somebody has.
    public var second: String?
    /// The code of the last judgement.
    public var code: String?
    /// When it ended.
    public var decided: Date?
    /// How many steps it has taken: two persons cannot take the same one.
    public var version: Int

    /// Takes a review as it is kept.
    public init(
        id: EntryID, decision: EntryID, before: Status, after: Status?, state: State, requested: Date, due: Date?,
        amount: Double?, needsSecond: Bool, requester: String, assignee: String?, first: String?, second: String?,
        code: String?, decided: Date?, version: Int
    ) {
        self.id = id
        self.decision = decision
        self.before = before
        self.after = after
        self.state = state
        self.requested = requested
        self.due = due
        self.amount = amount
        self.needsSecond = needsSecond
        self.requester = requester
        self.assignee = assignee
        self.first = first
        self.second = second
        self.code = code
        self.decided = decided
        self.version = version
    }

    /// Whether it ended with another outcome.
    public var isOverride: Bool { state == .decided && after != nil && after != before }
}

/// What is asked of a reviewer.
public struct ReviewRequest: Hashable, Sendable, Codable {
    /// The decision to look at.
    public let decision: EntryID
    /// Why, in words.
    public let reason: String
    /// Until when.
    public let due: Date?
    /// The amount of the loan, in the catalog's currency; nil when not known.
    public let amount: Double?
    /// Above this amount a second pair of eyes must confirm; nil where one person suffices.
    ///
    /// An unknown amount counts as above.
    public let secondAbove: Double?

    /// Makes a request.
    public init(
        decision: EntryID, reason: String, due: Date? = nil, amount: Double? = nil, secondAbove: Double? = nil
    ) {
        self.decision = decision
        self.reason = reason
        self.due = due
        self.amount = amount
        self.secondAbove = secondAbove
    }
}

/// What a reviewer finds.
public struct Judgement: Hashable, Sendable, Codable {
    /// The outcome that should stand.
    public let outcome: Status
    /// The code of the ground, from the lender's list; never empty.
    public let code: String
    /// The ground in words; never empty.
    public let text: String

    /// Makes a judgement.
    public init(outcome: Status, code: String, text: String) {
        self.outcome = outcome
        self.code = code
        self.text = text
    }
}

/// One step of a review, as the log keeps it.
public struct ReviewStep: Hashable, Sendable, Codable {
    /// The review; nil in the step that requests it, whose entry gives the reference.
    public let review: EntryID?
    /// The decision looked at.
    public let decision: EntryID
    /// What happened, by its word in ``EntryKind``.
    public let kind: EntryKind
    /// What was asked.
    public var request: ReviewRequest?
    /// Who got it.
    public var assignee: String?
    /// What a reviewer found.
    public var judgement: Judgement?
    /// The outcome of the decision under review.
    public var before: Status?
}

/// Which reviews to list.
public struct ReviewQuery: Hashable, Sendable {
    /// The states wanted; empty means all.
    public var states: Set<Review.State>
    /// Only those that this person has; nil means anybody's.
    public var assignee: String?
    /// Only those that this person asked for; nil means anybody.
    public var requester: String?
    /// Only those of this decision.
    public var decision: EntryID?
    /// Those after this one in the order of the list, for the next page.
    public var after: EntryID?
    /// At most this many, 1…200.
    public var limit: Int
    /// Whether the one that ended last, or was requested last, comes first; else the one due first does.
    public var isLatestFirst: Bool

    /// Makes a query.
    public init(
        states: Set<Review.State> = [], assignee: String? = nil, requester: String? = nil, decision: EntryID? = nil,
        after: EntryID? = nil, limit: Int = 50, isLatestFirst: Bool = false
    ) {
        self.states = states
        self.assignee = assignee
        self.requester = requester
        self.decision = decision
        self.after = after
        self.limit = limit
        self.isLatestFirst = isLatestFirst
    }
}

/// How reviews ended in a period.
public struct OverrideSummary: Hashable, Sendable {
    /// How many reviews went from one outcome to another.
    public struct Count: Hashable, Sendable {
        /// The outcome of the decision.
        public let before: Status
        /// The outcome of the review.
        public let after: Status
        /// The code of the ground.
        public let code: String
        /// How many.
        public let count: Int

        /// Makes a count.
        public init(before: Status, after: Status, code: String, count: Int) {
            self.before = before
            self.after = after
            self.code = code
            self.count = count
        }
    }

    /// Decisions recorded in the period.
    public let decisions: Int
    /// Reviews that ended in the period, by their outcomes and codes.
    public let counts: [Count]

    /// Makes a summary.
    public init(decisions: Int, counts: [Count]) {
        self.decisions = decisions
        self.counts = counts
    }

    /// Reviews that ended.
    public var reviews: Int { counts.reduce(0) { $0 + $1.count } }

    /// How many reviews ended so.
    public func count(from before: Status, to after: Status) -> Int {
        counts.reduce(0) { $0 + ($1.before == before && $1.after == after ? $1.count : 0) }
    }

    /// The share of reviews that changed the outcome, in 0…1; nil without reviews.
    public var overrideRate: Double? {
        guard reviews > 0 else { return nil }
        return Double(counts.reduce(0) { $0 + ($1.before == $1.after ? 0 : $1.count) }) / Double(reviews)
    }
}
