public import Drift

/// The decisions of one window, column by column.
public struct DecisionSample: Sendable {
    /// Calibrated probabilities of default, one per decision, in 0...1.
    public let probabilities: [Double]
    /// Whether each decision granted the loan; neither granted nor refused is one that a person must still look at.
    public let granted: [Bool]
    /// Whether each decision refused the loan.
    public let refused: [Bool]
    /// Decisions that a person changed in the window, whenever they had been made.
    public let overrides: Int
    /// How often each reason code was given.
    public let reasons: [String: Int]
    /// What the decisions were made from, one row per decision.
    public let features: [DriftColumn]
    /// What could not be read of the log, as sentences.
    public let problems: [String]

    /// Puts decisions together; every column has as many rows as there are decisions.
    public init(
        probabilities: [Double], granted: [Bool], refused: [Bool], overrides: Int, reasons: [String: Int],
        features: [DriftColumn], problems: [String] = []
    ) {
        precondition(
            probabilities.count == refused.count && refused.count == granted.count
                && features.allSatisfy { $0.rows == refused.count }, "one row per decision")
        self.probabilities = probabilities
        self.granted = granted
        self.refused = refused
        self.overrides = overrides
        self.reasons = reasons
        self.features = features
        self.problems = problems
    }

    /// Decisions.
    public var count: Int { refused.count }
    /// Share of decisions that granted, 0...1; nil without decisions.
    public var approvalRate: Double? { count > 0 ? Double(granted.count { $0 }) / Double(count) : nil }
    /// Decisions that a person changed for each one made, 0...1; nil without decisions.
    public var overrideRate: Double? { count > 0 ? min(1, Double(overrides) / Double(count)) : nil }
}
