public import Credit

/// A reason as it was given, whoever gave it.
public struct RecordedReason: Hashable, Sendable, Codable {
    /// A fact behind the reason, in words.
    public struct Fact: Hashable, Sendable, Codable {
        /// The feature's name in the catalog.
        public let feature: String
        /// What the feature is called.
        public let label: LocalizedText
        /// The client's value in human units.
        public let value: LocalizedText
        /// What is usual, in human units.
        public let usual: LocalizedText?
        /// The feature's part in the log-odds.
        public let contribution: Double?

        /// Makes a fact.
        public init(
            feature: String, label: LocalizedText, value: LocalizedText, usual: LocalizedText? = nil,
            contribution: Double? = nil
        ) {
            self.feature = feature
            self.label = label
            self.value = value
            self.usual = usual
            self.contribution = contribution
        }
    }

    /// Who gave it.
    public let source: StatedReason.Source
    /// Its stable code, as `policy.minimum_age`, `payment_history.adverse` or `human.documents_inconsistent`.
    public let code: String
    /// Against the loan or for it; nil when neither.
    public let direction: String?
    /// Its part in the log-odds, for reasons of the score.
    public let contribution: Double?
    /// What it is called.
    public let label: LocalizedText
    /// The sentence given.
    public let sentence: LocalizedText
    /// The facts behind it.
    public let facts: [Fact]

    /// Makes a reason.
    public init(
        source: StatedReason.Source, code: String, direction: Direction? = nil, contribution: LogOdds? = nil,
        label: LocalizedText,
        sentence: LocalizedText, facts: [Fact] = []
    ) {
        self.source = source
        self.code = code
        self.direction = direction?.rawValue
        self.contribution = contribution?.value
        self.label = label
        self.sentence = sentence
        self.facts = facts
    }

    /// Keeps a reason of the score.
    public init(_ reason: Reason) {
        self.init(
            source: .score, code: reason.code, direction: reason.direction,
            contribution: reason.contribution,
            label: reason.label, sentence: reason.sentence,
            facts: reason.evidence.map {
                Fact(
                    feature: $0.feature, label: $0.label, value: $0.value, usual: $0.usual,
                    contribution: $0.contribution.value)
            })
    }

    /// Keeps a reason of the policy.
    public init(_ reason: PolicyReason) {
        self.init(
            source: .policy, code: reason.code, direction: .adverse, label: reason.label, sentence: reason.sentence)
    }
}
