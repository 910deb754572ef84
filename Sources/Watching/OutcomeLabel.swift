import Credit
public import Drift
public import Foundation
public import Recording

/// What became of a loan, as somebody tells it later.
public struct OutcomeLabel: Sendable, Hashable {
    /// The decision's reference; nil where the client is named instead.
    public let decision: EntryID?
    /// The client or applicant; nil where the decision is named.
    public let subject: Subject?
    /// A day on or after the decision, in UTC; nil for the client's last decision.
    public let date: Date?
    /// Whether the loan went unpaid.
    public let defaulted: Bool

    /// Tells what became of a loan.
    public init(decision: EntryID? = nil, subject: Subject? = nil, date: Date? = nil, defaulted: Bool) {
        self.decision = decision
        self.subject = subject
        self.date = date
        self.defaulted = defaulted
    }
}

/// Decisions met with their outcomes.
public struct FollowedDecisions: Sendable {
    /// Every decision, with its outcome where it is known.
    public let loans: [DecidedLoan]
    /// Labels of which the log holds no decision.
    public let unknown: Int
    /// Labels that contradict another one of the same decision: the first counts.
    public let contradicting: Int

    /// Finds the decision of every label.
    ///
    /// A label that names a client belongs to the client's last decision on or before its date.
    ///
    /// - Complexity: O(decisions + labels · decisions of the client).
    public init(_ decisions: LoggedDecisions, labels: [OutcomeLabel]) {
        let byReference = Dictionary(
            decisions.references.enumerated().map { ($1, $0) }
        ) { first, _ in first }
        // The newest first, as the log gives them.
        let bySubject = Dictionary(grouping: decisions.subjects.indices) { decisions.subjects[$0] }
        var outcomes = [Bool?](repeating: nil, count: decisions.count)
        var unknown = 0
        var contradicting = 0
        for label in labels {
            let place =
                label.decision.map { byReference[$0] }
                ?? label.subject.flatMap { bySubject[$0] }?.first { place in
                    label.date.map { decisions.times[place] < $0.addingTimeInterval(86_400) } ?? true
                }
            guard let place else {
                unknown += 1
                continue
            }
            if let known = outcomes[place], known != label.defaulted {
                contradicting += 1
            } else {
                outcomes[place] = label.defaulted
            }
        }
        loans = decisions.references.indices.compactMap { place in
            Month(Self.day(decisions.times[place])).map {
                DecidedLoan(
                    month: $0, probability: decisions.probabilities[place],
                    refused: decisions.outcomes[place] == .refused, defaulted: outcomes[place])
            }
        }
        self.unknown = unknown
        self.contradicting = contradicting
    }

    private static func day(_ moment: Date) -> String { moment.formatted(.iso8601.year().month().day()) }
}
