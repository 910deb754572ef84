public import Credit

/// A client's application with other values, as somebody kept it; no decision.
public struct ScenarioRecord: Hashable, Sendable, Codable {
    /// One changed field.
    public struct Change: Hashable, Sendable, Codable {
        /// The column of the application.
        public let field: String
        /// What it is called.
        public let label: LocalizedText
        /// The value tried, as a file would hold it; nil when it is no number.
        public let value: Double?
        /// The value before, in human units.
        public let before: LocalizedText
        /// The value tried, in human units.
        public let after: LocalizedText
        /// Whether it follows from another change and was not asked for.
        public let isDependent: Bool

        /// Makes a change.
        public init(
            field: String, label: LocalizedText, value: Double?, before: LocalizedText, after: LocalizedText,
            isDependent: Bool
        ) {
            self.field = field
            self.label = label
            self.value = value
            self.before = before
            self.after = after
            self.isDependent = isDependent
        }
    }

    /// A decision in short.
    public struct Outcome: Hashable, Sendable, Codable {
        /// The probability of default.
        public let probability: Double
        /// The limit.
        public let threshold: Double
        /// The answer.
        public let status: Status

        /// Shortens a decision.
        public init(_ decision: Decision) {
            probability = decision.probability.value
            threshold = decision.threshold.probability.value
            status = decision.status
        }
    }

    /// What its author calls it.
    public let name: String
    /// What was changed, asked for first.
    public let changes: [Change]
    /// Without the changes.
    public let before: Outcome
    /// With them.
    public let after: Outcome
    /// SHA-256 of the model's manifest, in hexadecimal.
    public let modelDigest: String
    /// The day by which the policy was chosen.
    public let day: Day

    /// Makes a record.
    public init(
        name: String, changes: [Change], before: Decision, after: Decision, modelDigest: String, day: Day
    ) {
        self.name = name
        self.changes = changes
        self.before = Outcome(before)
        self.after = Outcome(after)
        self.modelDigest = modelDigest
        self.day = day
    }
}
