import Statistics

/// A weighted mean of several learners' log-odds, weighted to lower the log-loss.
///
/// Weights are 0 or more and sum to 1, so that no learner speaks against itself; a learner that adds nothing gets 0. Fit it
/// on out-of-fold log-odds, since those of training rows favour the learner that remembers most (Breiman, *Stacked
/// regressions*, 1996).
public struct Blend: Sendable, Hashable, Codable {
    /// What is averaged.
    public enum Scale: String, Sendable, Hashable, Codable {
        /// Log-odds as the learners give them; the mean is the blend's log-odds.
        case logOdds
        /// Log-odds of ranks among the fitting rows, for learners that rank well and are badly calibrated; a logistic
        /// regression brings their mean back to log-odds of default.
        case ranks
    }

    /// What is averaged.
    public let scale: Scale
    /// The weight of each learner: 0 or more, together 1.
    public let weights: [Double]
    /// Log-odds at a mean of 0; 0 on the scale of log-odds.
    public let intercept: Double
    /// Log-odds per unit of the mean; 1 on the scale of log-odds.
    public let slope: Double
    /// From each learner's log-odds to a rank in 0...1; empty on the scale of log-odds.
    private let ranks: [IsotonicRegression]

    /// Finds the weights.
    ///
    /// - Parameters:
    ///   - logOdds: By learner, then one per row: natural log-odds of default, finite.
    ///   - labels: One per row, true for a default.
    ///   - rowWeights: One per row, not negative; nil counts each once.
    ///   - scale: What is averaged.
    /// - Throws: ``LearningError`` without learners, when a class has no weight, or when log-odds are not finite.
    /// - Complexity: O(rows · learners²) per step, about ten steps; on ranks O(rows log rows) besides.
    public init(
        fitting logOdds: [[Double]], labels: [Bool], rowWeights: [Double]? = nil, scale: Scale = .logOdds
    ) throws(LearningError) {
        precondition(logOdds.allSatisfy { $0.count == labels.count }, "one value per label")
        try checkOutcomes(labels, weights: rowWeights)
        guard !logOdds.isEmpty, logOdds.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw LearningError(.unusableData, "A blend needs one learner or more, each with finite log-odds.")
        }
        self.scale = scale
        switch scale {
        case .logOdds:
            ranks = []
            (intercept, slope) = (0, 1)
            weights = SimplexSearch(scores: logOdds, labels: labels, rowWeights: rowWeights).minimum()
        case .ranks:
            var ranks: [IsotonicRegression] = []
            for scores in logOdds {
                guard let rank = Self.rank(of: scores) else {
                    throw LearningError(.unusableData, "A blend needs rows to rank.")
                }
                ranks.append(rank)
            }
            let columns = zip(ranks, logOdds).map { rank, scores in scores.map { Float(logit(rank($0))) } }
            var settings = LogisticRegression.Settings()
            settings.isNonNegative = true
            settings.l2 = 1e-6
            let regression = try LogisticRegression(
                fitting: columns, labels: labels, weights: rowWeights, settings: settings)
            let sum = regression.coefficients.reduce(0, +)
            // Learners that all rank upside down, or do not rank, leave nothing to weigh.
            weights = regression.coefficients.map { sum > 0 ? $0 / sum : 1 / Double(logOdds.count) }
            (intercept, slope) = (regression.intercept, sum)
            self.ranks = ranks
        }
    }

    /// The blend's log-odds of one row, from those of each learner.
    public func logOdds(ofRow logOdds: [Double]) -> Double {
        precondition(logOdds.count == weights.count, "as many learners as in fitting")
        var mean = 0.0
        for (learner, weight) in weights.enumerated() where weight > 0 {
            mean += weight * (ranks.isEmpty ? logOdds[learner] : logit(ranks[learner](logOdds[learner])))
        }
        return intercept + slope * mean
    }

    /// The blend's log-odds of each row, from those of each learner.
    ///
    /// - Parameter logOdds: By learner, then one per row.
    public func logOdds(_ logOdds: [[Double]]) -> [Double] {
        precondition(logOdds.count == weights.count, "as many learners as in fitting")
        return (logOdds.first ?? []).indices.map { row in self.logOdds(ofRow: logOdds.map { $0[row] }) }
    }

    /// The rank of a score among scores, strictly within 0...1, linear between about a thousand of them.
    private static func rank(of scores: [Double]) -> IsotonicRegression? {
        let ranks = averageRanks(scores)
        let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
        let knots = 1024
        var chosen = order
        if order.count > knots { chosen = (0..<knots).map { order[$0 * (order.count - 1) / (knots - 1)] } }
        return IsotonicRegression(
            fitting: chosen.map { scores[$0] }, to: chosen.map { (ranks[$0] - 0.5) / Double(scores.count) })
    }
}
