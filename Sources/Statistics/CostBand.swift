/// How far a cost curve would move on another sample of the same persons' population.
///
/// Percentile bootstrap, whole persons being drawn. The band is pointwise: each threshold's interval holds on its own,
/// not all of them at once. The interval of the cheapest threshold is that of the argmin over resamples, wide where the
/// curve is flat.
public struct CostBand: Sendable, Hashable, Codable {
    /// Where the curve was read, as asked.
    public let thresholds: [Double]
    /// The interval of the mean cost at each.
    public let intervals: [Interval]
    /// The interval of the cheapest threshold.
    public let cheapestThreshold: Interval
    /// The median of the cheapest thresholds of the resamples: steadier than the one of the rows themselves.
    public let medianCheapestThreshold: Double
    /// The coverage asked.
    public let level: Double

    /// Resamples a cost curve.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1.
    ///   - outcomes: One per row, true for a default.
    ///   - costs: What wrong decisions cost.
    ///   - persons: A number per row, shared by rows of one person; nil makes each row its own person.
    ///   - thresholds: Where to read the curve, each in 0...1.
    ///   - replicates: How many resamples, at least 1.
    ///   - level: The coverage asked, strictly between 0 and 1.
    ///   - seed: Decides every draw.
    /// - Returns: nil without rows or when a probability is not in 0...1.
    /// - Complexity: O(n log n + replicates · (n + thresholds)); memory O(n + replicates · thresholds).
    public init?(
        probabilities: [Double], outcomes: [Bool], costs: DecisionCosts, persons: [Int32]? = nil,
        thresholds: [Double], replicates: Int = 500, level: Double = 0.95, seed: UInt64
    ) {
        precondition(replicates > 0, "at least one replicate")
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        precondition(thresholds.allSatisfy { $0 >= 0 && $0 <= 1 }, "thresholds in 0...1")
        guard let sorted = SortedDecisions(probabilities: probabilities, outcomes: outcomes, costs: costs) else {
            return nil
        }
        var draws = PersonDraws(Clusters(persons, rows: outcomes.count), seed: seed)
        let steps = thresholds.map { step(at: $0, of: sorted.values) }
        var figures = [[Double]](repeating: [], count: steps.count)
        var cheapest: [Double] = []
        var curve = [Double](repeating: 0, count: sorted.stepCount)
        var granted = curve
        for _ in 0..<replicates {
            draws.next()
            let weights = draws.rowWeights()
            guard sorted.measure(costs.scales, weights: weights, costs: &curve, granted: &granted) else { continue }
            for (index, step) in steps.enumerated() { figures[index].append(curve[step]) }
            cheapest.append(middle(ofStep: SortedDecisions.cheapest(curve), of: sorted.values))
        }
        let found = figures.compactMap { percentileInterval($0, replicates: replicates, level: level) }
        cheapest.sort()
        guard found.count == steps.count, let median = quantile(sorted: cheapest, at: 0.5),
            let interval = percentileInterval(cheapest, replicates: replicates, level: level)
        else { return nil }
        self.thresholds = thresholds
        intervals = found
        cheapestThreshold = interval
        medianCheapestThreshold = median
        self.level = level
    }
}
