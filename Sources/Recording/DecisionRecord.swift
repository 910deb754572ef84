public import Credit
public import Features

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
    /// The day by which the policy was chosen.
    public var day: Day
    /// The policy in force; nil when there was none.
    public var policyVersion: String?
    /// The model's score before calibration.
    public var logOdds: LogOdds
    /// The calibrated probability of default.
    public var probability: Probability
    /// The threshold that costs the lender least.
    public var threshold: Threshold
    /// Where a person decides; empty when nobody does.
    public var band: ReviewBand
    /// The answer.
    public var outcome: Status
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

    /// Makes a record of a decision that was not explained; the policy's reasons are among its reasons.
    public init(
        schema: FeatureSchema, features: FeatureRow, modelDigest: String, logOdds: LogOdds, decision: Decision,
        on day: Day
    ) {
        input = []
        inputType = ""
        self.schema = schema
        self.features = features
        self.modelDigest = modelDigest
        self.day = day
        policyVersion = decision.policy.version
        self.logOdds = logOdds
        probability = decision.probability
        threshold = decision.threshold
        band = decision.band
        outcome = decision.status
        contributions = []
        reasons = decision.policy.reasons.map(RecordedReason.init)
        texts = [:]
    }

    /// Makes a record of a decision that was explained.
    public init(
        schema: FeatureSchema, features: FeatureRow, modelDigest: String, explanation: Explanation, on day: Day
    ) {
        self.init(
            schema: schema, features: features, modelDigest: modelDigest, logOdds: explanation.logOdds,
            decision: explanation.decision, on: day)
        baseline = explanation.baseline
        contributions = explanation.contributions
        reasons += explanation.reasons.map(RecordedReason.init)
    }
}
