import Statistics

/// The learner that tells every row the share of defaults: what any other must beat.
public struct MajorityBaseline: Sendable, Hashable, Codable {
    /// The natural log-odds of default, the same for every row.
    public let logOdds: Double

    /// Learns the share of defaults.
    ///
    /// - Parameters:
    ///   - labels: One per row, true for a default.
    ///   - weights: One per row, not negative; nil counts each once.
    /// - Throws: ``LearningError`` when a class has no weight, or a weight is negative or not finite.
    public init(fitting labels: [Bool], weights: [Double]? = nil) throws(LearningError) {
        try checkOutcomes(labels, weights: weights)
        let sums = classWeights(labels, weights: weights)
        logOdds = logit(sums.bads / (sums.goods + sums.bads))
    }

    /// The log-odds of each of so many rows.
    public func logOdds(rows: Int) -> [Double] {
        [Double](repeating: logOdds, count: rows)
    }
}
