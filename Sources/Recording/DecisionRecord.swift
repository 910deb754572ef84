public import Credit
public import Features

/// An answer to an application, as a word that later versions may extend.
public struct Outcome: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The word.
    public let rawValue: String

    /// Wraps a word.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The loan may be granted.
    public static let granted = Outcome(rawValue: "granted")
    /// A person must look.
    public static let referred = Outcome(rawValue: "referred")
    /// The loan is refused.
    public static let refused = Outcome(rawValue: "refused")

    /// The word.
    public var description: String { rawValue }
}

/// One decision, with all it takes to compute it again and to explain it in ten years.
public struct DecisionRecord: Hashable, Sendable {
    /// What was received, byte for byte; empty when a client was asked for by number.
    public var input: [UInt8]
    /// The media type of ``input``.
    public var inputType: String
    /// The features' names, in the order of ``features``.
    public var schema: FeatureSchema
    /// The very row that was scored.
    public var features: FeatureRow
    /// SHA-256 of the model's manifest, in hexadecimal.
    public var modelDigest: String
    /// The policy in force; nil when there was none but the model's threshold.
    public var policyVersion: String?
    /// The model's score before calibration.
    public var logOdds: LogOdds
    /// The calibrated probability of default.
    public var probability: Probability
    /// From this probability the loan is refused.
    public var refusedFrom: Probability
    /// From this probability a person must look; nil where nothing is referred.
    public var referredFrom: Probability?
    /// The answer.
    public var outcome: Outcome
    /// The clients compared with, and their mean score; nil when nothing was explained.
    public var baseline: Baseline?
    /// Every feature's part in the score; empty when nothing was explained.
    public var contributions: [Contribution]
    /// Reasons of policy, score and people, in the order shown.
    public var reasons: [RecordedReason]
    /// Texts shown or sent, by name, as `summary`.
    public var texts: [String: LocalizedText]
    /// The amount asked for, in the catalog's currency; nil when not known.
    public var amount: Double?

    /// Makes a record of a decision that was not explained.
    public init(
        schema: FeatureSchema, features: FeatureRow, modelDigest: String, logOdds: LogOdds, decision: Decision,
        outcome: Outcome? = nil
    ) {
        input = []
        inputType = ""
        self.schema = schema
        self.features = features
        self.modelDigest = modelDigest
        self.logOdds = logOdds
        probability = decision.probability
        refusedFrom = decision.threshold.probability
        self.outcome = outcome ?? Outcome(rawValue: decision.status.rawValue)
        contributions = []
        reasons = []
        texts = [:]
    }

    /// Makes a record of a decision that was explained.
    public init(
        schema: FeatureSchema, features: FeatureRow, modelDigest: String, explanation: Explanation,
        outcome: Outcome? = nil
    ) {
        self.init(
            schema: schema, features: features, modelDigest: modelDigest, logOdds: explanation.logOdds,
            decision: explanation.decision, outcome: outcome)
        baseline = explanation.baseline
        contributions = explanation.contributions
        reasons = explanation.reasons.map(RecordedReason.init)
    }
}
