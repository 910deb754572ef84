public import Statistics

/// One decision and what became of it.
public struct DecidedLoan: Sendable, Hashable {
    /// When it was decided.
    public let month: Month
    /// The calibrated probability of default at that time, 0...1.
    public let probability: Double
    /// Whether it was refused.
    public let refused: Bool
    /// Whether it went unpaid; nil while nobody knows, and for a refused client for ever.
    public let defaulted: Bool?

    /// Describes a decision.
    public init(month: Month, probability: Double, refused: Bool, defaulted: Bool?) {
        self.month = month
        self.probability = probability
        self.refused = refused
        self.defaulted = defaulted
    }
}

/// How the decisions of one month turned out.
///
/// Outcomes are known for granted loans only, so a figure here describes the granted: its AUC is lower than the model's on
/// everyone who applies, since those it found riskiest are not there. A young month has few known outcomes, and the
/// defaults among them come first: compare months of the same age.
public struct Vintage: Sendable, Hashable, Codable {
    /// When the decisions were made.
    public let month: Month
    /// Decisions.
    public let decisions: Int
    /// Refusals among them.
    public let refused: Int
    /// Decisions with a known outcome.
    public let known: Int
    /// Defaults among the known.
    public let defaults: Int
    /// Share of defaults among the known; nil when none is known.
    public let defaultRate: Double?
    /// Wilson's interval of that share, 95 %.
    public let defaultInterval: Interval?
    /// The share of defaults that the probabilities of the known had promised.
    public let expectedRate: Double?
    /// How likely chance alone sets defaults so far from what was promised, two-sided, if the probabilities were right.
    ///
    /// `z = (defaults − Σp) / √Σp(1−p)` against the normal law (Spiegelhalter, 1986, of the sum); rough below about five
    /// expected defaults.
    public let calibrationProbability: Double?
    /// Area under the ROC curve among the known; nil unless both outcomes occur.
    public let areaUnderROC: Double?
    /// Hanley and McNeil's interval of that area, 95 %.
    public let areaInterval: Interval?
    /// Mean squared gap between probability and outcome among the known.
    public let brierScore: Double?
    /// Mean cost per known outcome, in the unit of the costs.
    public let meanCost: Double?
}

/// The decisions by month, earliest first.
///
/// - Parameters:
///   - loans: Decisions in any order.
///   - missedDefault: Cost of a default that was granted.
///   - refusedGoodClient: Cost of a good client refused.
/// - Returns: One vintage per month in which something was decided.
/// - Throws: ``DriftError`` when a probability is not in 0...1.
/// - Complexity: O(n log n).
public func vintages(
    of loans: [DecidedLoan], missedDefault: Double, refusedGoodClient: Double
) throws(DriftError) -> [Vintage] {
    guard loans.allSatisfy({ (0...1).contains($0.probability) }) else {
        throw DriftError(
            .invalidInput, "a probability of default is missing or not between 0 and 1: score these clients again.")
    }
    return Dictionary(grouping: loans, by: \.month).sorted { $0.key < $1.key }.map { month, loans in
        let known = loans.filter { $0.defaulted != nil }
        let outcomes = known.map { $0.defaulted == true }
        let probabilities = known.map(\.probability)
        let defaults = outcomes.count { $0 }
        let promised = probabilities.reduce(0, +)
        let variance = probabilities.reduce(0) { $0 + $1 * (1 - $1) }
        let costs = known.map { loan in
            switch (loan.refused, loan.defaulted == true) {
            case (false, true): missedDefault
            case (true, false): refusedGoodClient
            default: 0.0
            }
        }
        let size = Double(known.count)
        let area = areaUnderROC(scores: probabilities, outcomes: outcomes)
        return Vintage(
            month: month, decisions: loans.count, refused: loans.count { $0.refused }, known: known.count,
            defaults: defaults, defaultRate: known.isEmpty ? nil : Double(defaults) / size,
            defaultInterval: wilsonInterval(successes: defaults, trials: known.count),
            expectedRate: known.isEmpty ? nil : promised / size,
            calibrationProbability: variance > 0
                ? 2 * normalProbability(-abs(Double(defaults) - promised) / variance.squareRoot()) : nil,
            areaUnderROC: area,
            areaInterval: area.flatMap {
                areaUnderROCInterval(area: $0, positives: defaults, negatives: known.count - defaults)
            },
            brierScore: brierScore(probabilities: probabilities, outcomes: outcomes),
            meanCost: known.isEmpty ? nil : costs.reduce(0, +) / size)
    }
}
