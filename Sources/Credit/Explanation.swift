/// The group of clients that an explanation compares with, and its score.
public struct Baseline: Hashable, Sendable {
    /// Who they are.
    public let label: LocalizedText
    /// Their mean score.
    public let logOdds: LogOdds

    /// Makes a baseline.
    public init(label: LocalizedText, logOdds: LogOdds) {
        self.label = label
        self.logOdds = logOdds
    }
}

/// Why a client has their score: a baseline and what each feature adds to it.
///
/// The law that makes it checkable: `baseline + Σ contributions = log-odds`, to 1e-9.
public struct Explanation: Hashable, Sendable {
    /// The decision explained.
    public let decision: Decision
    /// The model's score before calibration.
    public let logOdds: LogOdds
    /// The group compared with.
    public let baseline: Baseline
    /// Every feature's part, strongest first; ties by name.
    public let contributions: [Contribution]
    /// At most four reasons in each direction, strongest first; ties by family name.
    public let reasons: [Reason]

    /// Makes an explanation.
    public init(
        decision: Decision, logOdds: LogOdds, baseline: Baseline, contributions: [Contribution], reasons: [Reason]
    ) {
        self.decision = decision
        self.logOdds = logOdds
        self.baseline = baseline
        self.contributions = contributions
        self.reasons = reasons
    }

    /// How far the sum is from the score: `baseline + Σ contributions − log-odds`.
    public var residual: Double {
        contributions.reduce(baseline.logOdds.value) { $0 + $1.logOdds.value } - logOdds.value
    }

    /// The reasons of one direction.
    public func reasons(_ direction: Direction) -> [Reason] { reasons.filter { $0.direction == direction } }

    /// The reasons that a letter of refusal states, those of the rules and of the score together; none unless refused.
    public var statedReasons: [StatedReason] { StatedReason.refusing(decision, score: reasons) }
}
