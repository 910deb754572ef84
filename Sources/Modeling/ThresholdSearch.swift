public import Credit
public import Statistics

/// The threshold that costs least on given applications.
public struct ThresholdSearch: Sendable {
    /// The chosen threshold, a multiple of 0.001 so that it can be said aloud.
    public let threshold: Threshold
    /// Where the cheapest threshold falls in 95 % of resamples.
    public let interval: Interval

    /// Finds the threshold.
    ///
    /// The cheapest threshold of one sample is noisy because the cost curve is flat at its bottom; so the cheapest one is found
    /// in many resamples and the median kept (bagging of the argmin).
    ///
    /// - Parameters:
    ///   - probabilities: calibrated, of rows that the model did not learn from.
    ///   - replicates: resamples, at least 1.
    /// - Complexity: O(rows · (log rows + replicates)).
    public init(probabilities: [Double], outcomes: [Bool], cost: CostMatrix, replicates: Int = 200, seed: UInt64) {
        self.init(
            probabilities: probabilities, outcomes: outcomes, costs: cost.decisions,
            usual: cost.indifferenceThreshold.probability.value, replicates: replicates, seed: seed)
    }

    /// Finds the threshold where each decision has its own price.
    ///
    /// - Parameter usual: the threshold where nothing tells one from another.
    init(
        probabilities: [Double], outcomes: [Bool], costs: DecisionCosts, usual: Double, replicates: Int = 200,
        seed: UInt64
    ) {
        let order = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
        let sorted = order.map { probabilities[$0] }
        let changes = order.map { costs.changeByRefusing(row: $0, outcome: outcomes[$0]) }
        var cheapest: [Double] = []
        _ = bootstrapInterval(count: order.count, replicates: replicates, seed: seed) { weights in
            let threshold = Self.cheapest(sorted, changes, order.map { weights[$0] })
            cheapest.append(threshold)
            return threshold
        }
        cheapest.sort()
        func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        let median = quantile(sorted: cheapest, at: 0.5) ?? usual
        threshold = Threshold(Probability(clamping: max(0.001, rounded(median))))
        interval = Interval(
            low: quantile(sorted: cheapest, at: 0.025) ?? median, high: quantile(sorted: cheapest, at: 0.975) ?? median)
    }

    /// The cheapest threshold over rows in order of falling probability, each counted `weights` times.
    ///
    /// Moves the threshold down row by row: each row passed is refused instead of granted. Between two rows the middle is taken.
    static func cheapest(_ probabilities: [Double], _ outcomes: [Bool], _ weights: [Int32], _ cost: CostMatrix)
        -> Double
    {
        cheapest(
            probabilities, outcomes.indices.map { cost.decisions.changeByRefusing(row: $0, outcome: outcomes[$0]) },
            weights)
    }

    /// - Parameter changes: what refusing instead of granting adds to the cost, by row.
    private static func cheapest(_ probabilities: [Double], _ changes: [Double], _ weights: [Int32]) -> Double {
        var current = 0.0, best = 0.0
        var bestIndex = -1
        for index in probabilities.indices {
            current += Double(weights[index]) * changes[index]
            let isLastOfTies = index + 1 == probabilities.count || probabilities[index + 1] < probabilities[index]
            if isLastOfTies, current < best { (best, bestIndex) = (current, index) }
        }
        guard bestIndex >= 0 else { return 1 }
        guard bestIndex + 1 < probabilities.count else { return 0 }
        return (probabilities[bestIndex] + probabilities[bestIndex + 1]) / 2
    }
}
