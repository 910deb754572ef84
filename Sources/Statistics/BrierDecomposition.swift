/// What a Brier score is made of: faults of calibration, what the model knows, and what is left to chance.
///
/// `Brier = reliability − resolution + uncertainty + withinBins`, to rounding. Lower reliability is better, higher
/// resolution is better, and uncertainty is the data's own.
public struct BrierDecomposition: Sendable, Hashable, Codable {
    /// What miscalibration costs: `mean (predicted − observed)²`, at least 0.
    public let reliability: Double
    /// What sorting the rows earns: `mean (observed − base rate)²`, at least 0.
    public let resolution: Double
    /// `b (1 − b)` with the base rate b: the score of predicting b for all.
    public let uncertainty: Double
    /// What bins hide: the spread of predictions within bins less twice what it tells of outcomes there; 0 when bins do
    /// not mix probabilities.
    public let withinBins: Double

    /// The Brier score, the sum of the parts.
    public var score: Double { reliability - resolution + uncertainty + withinBins }

    /// The share of the uncertainty that the model removes, `1 − score / uncertainty`; nil when all outcomes are alike.
    public var skill: Double? { uncertainty > 0 ? 1 - score / uncertainty : nil }

    /// Decomposes over bins of equal count (Murphy, 1973), what bins hide kept apart (Stephenson, Coelho and Jolliffe,
    /// 2008).
    ///
    /// Reliability and resolution both grow with the number of bins; on few rows both are too high.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1; not NaN.
    ///   - outcomes: One per row, true when the event happened.
    ///   - binCount: The most bins to make, at least 1.
    /// - Returns: nil without rows.
    /// - Complexity: O(n log n).
    public init?(probabilities: [Double], outcomes: [Bool], binCount: Int = 15) {
        precondition(probabilities.count == outcomes.count, "one outcome per probability")
        precondition(binCount > 0, "at least one bin")
        guard !outcomes.isEmpty else { return nil }
        let count = Double(outcomes.count)
        let base = Double(outcomes.count { $0 }) / count
        let parts = EqualMassBins(probabilities, binCount: binCount)
        var (reliability, resolution, within) = (0.0, 0.0, 0.0)
        for range in parts.ranges {
            let rows = parts.order[range]
            let size = Double(rows.count)
            let predicted = rows.reduce(0) { $0 + probabilities[$1] } / size
            let observed = Double(rows.count { outcomes[$0] }) / size
            reliability += size * (predicted - observed) * (predicted - observed)
            resolution += size * (observed - base) * (observed - base)
            for row in rows {
                let deviation = probabilities[row] - predicted
                within += deviation * (deviation - 2 * ((outcomes[row] ? 1 : 0) - observed))
            }
        }
        self.reliability = reliability / count
        self.resolution = resolution / count
        uncertainty = base * (1 - base)
        withinBins = within / count
    }

    /// Decomposes without bins, against the best increasing recalibration (Dimitriadis, Gneiting and Jordan, 2021).
    ///
    /// Reliability is what ``IsotonicRegression`` of the outcomes on the probabilities would gain, resolution what it
    /// keeps over the base rate; both are at least 0 and depend on no choice of bins.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1.
    ///   - outcomes: One per row, true when the event happened.
    /// - Returns: nil without rows or when a probability is not finite.
    /// - Complexity: O(n log n).
    public init?(isotonic probabilities: [Double], outcomes: [Bool]) {
        guard let recalibration = IsotonicRegression(fitting: probabilities, to: outcomes),
            let score = brierScore(probabilities: probabilities, outcomes: outcomes),
            let best = brierScore(probabilities: recalibration.predict(probabilities), outcomes: outcomes)
        else { return nil }
        let base = Double(outcomes.count { $0 }) / Double(outcomes.count)
        uncertainty = base * (1 - base)
        reliability = max(0, score - best)
        resolution = max(0, uncertainty - best)
        withinBins = 0
    }
}
