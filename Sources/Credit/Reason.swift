/// A group of features that a person sees as one subject, as *payment history*.
public struct FamilyID: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// The family's name in the catalog.
    public let rawValue: String

    /// Wraps a name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Orders by name.
    public static func < (a: FamilyID, b: FamilyID) -> Bool { a.rawValue < b.rawValue }
}

/// Whether something speaks against the loan or for it.
public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// It raises the probability of default.
    case adverse
    /// It lowers the probability of default.
    case favourable
}

/// One fact behind a reason: a feature, the client's own value and what is usual, as words.
public struct Evidence: Hashable, Sendable {
    /// The feature's name in the catalog.
    public let feature: String
    /// What the feature is called.
    public let label: LocalizedText
    /// The client's value in human units.
    public let value: LocalizedText
    /// What is usual among granted clients, in human units; nil where nothing is usual.
    public let usual: LocalizedText?
    /// The feature's part in the log-odds, positive when adverse.
    public let contribution: LogOdds

    /// Makes a fact.
    public init(
        feature: String, label: LocalizedText, value: LocalizedText, usual: LocalizedText?, contribution: LogOdds
    ) {
        self.feature = feature
        self.label = label
        self.value = value
        self.usual = usual
        self.contribution = contribution
    }
}

/// A reason for a decision: one family of features, its sentence and its facts.
public struct Reason: Hashable, Sendable {
    /// The family it speaks of.
    public let family: FamilyID
    /// What the family is called.
    public let label: LocalizedText
    /// Against the loan or for it.
    public let direction: Direction
    /// The family's part in the log-odds: the sum over all its features.
    public let contribution: LogOdds
    /// One plain sentence for the client.
    public let sentence: LocalizedText
    /// The facts that weigh most in this direction, strongest first.
    public let evidence: [Evidence]

    /// The stable code of its sentence, as `payment_history.adverse`.
    public var code: String { "\(family.rawValue).\(direction.rawValue)" }

    /// Makes a reason.
    public init(
        family: FamilyID, label: LocalizedText, direction: Direction, contribution: LogOdds, sentence: LocalizedText,
        evidence: [Evidence]
    ) {
        self.family = family
        self.label = label
        self.direction = direction
        self.contribution = contribution
        self.sentence = sentence
        self.evidence = evidence
    }
}

/// A feature's part in a score.
public struct Contribution: Hashable, Sendable {
    /// The feature's name in the catalog.
    public let feature: String
    /// The family it belongs to.
    public let family: FamilyID
    /// Its part in the log-odds against the baseline; positive raises the risk.
    public let logOdds: LogOdds

    /// Makes a contribution.
    public init(feature: String, family: FamilyID, logOdds: LogOdds) {
        self.feature = feature
        self.family = family
        self.logOdds = logOdds
    }
}
