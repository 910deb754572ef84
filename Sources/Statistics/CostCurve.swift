/// The mean cost per application at every threshold, exactly.
///
/// An application is refused when its probability is at or above the threshold, so the cost only changes where a
/// probability lies: it is a staircase with one step more than there are distinct probabilities. The minimum of a curve
/// was chosen on the rows that it is told for, and flatters them: set the threshold on one sample and read its cost on
/// another.
public struct CostCurve: Sendable, Hashable {
    /// Distinct probabilities, rising, in 0...1.
    public let probabilities: [Double]
    /// The mean cost by step: step k holds thresholds above `probabilities[k − 1]` and up to `probabilities[k]`.
    ///
    /// The first step refuses all. The last grants all; it is left out when the highest probability is 1, which every
    /// threshold in 0...1 refuses.
    public let costs: [Double]
    /// The share of applications granted by step, in 0...1, rising.
    public let grantedShares: [Double]

    /// A threshold with what it costs.
    public struct Minimum: Sendable, Hashable, Codable {
        /// The lowest mean cost of the curve.
        public let cost: Double
        /// The middle of the thresholds that have this cost, in 0...1.
        public let threshold: Double
        /// The thresholds that make the same decisions on these rows: above the low end, up to the high one.
        public let thresholds: Interval
        /// The share of applications granted, in 0...1.
        public let grantedShare: Double
    }

    /// The thresholds about as cheap as the cheapest.
    public struct Plateau: Sendable, Hashable, Codable {
        /// The unbroken run of thresholds around the minimum: above the low end, up to the high one.
        public let thresholds: Interval
        /// The shares of applications granted at its two ends.
        public let grantedShares: Interval
        /// Whether no threshold outside the run is as cheap.
        public let isWhole: Bool
    }

    /// Walks all thresholds.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1.
    ///   - outcomes: One per row, true for a default.
    ///   - costs: What wrong decisions cost.
    ///   - weights: How often each row counts, not negative; nil counts each once.
    /// - Returns: nil when no row counts or a probability is not in 0...1.
    /// - Complexity: O(n log n).
    public init?(probabilities: [Double], outcomes: [Bool], costs: DecisionCosts, weights: [Int32]? = nil) {
        if let weights { precondition(weights.count == outcomes.count, "one weight per row") }
        guard let sorted = SortedDecisions(probabilities: probabilities, outcomes: outcomes, costs: costs) else {
            return nil
        }
        self.init(sorted, scales: costs.scales, weights: weights)
    }

    init?(_ sorted: SortedDecisions, scales: (missed: Double, alarm: Double), weights: [Int32]? = nil) {
        var costs = [Double](repeating: 0, count: sorted.stepCount)
        var granted = costs
        guard sorted.measure(scales, weights: weights, costs: &costs, granted: &granted) else { return nil }
        probabilities = sorted.values
        self.costs = costs
        grantedShares = granted
    }

    /// The mean cost of refusing from a threshold.
    ///
    /// - Parameter threshold: In 0...1.
    /// - Complexity: O(log n).
    public func cost(at threshold: Double) -> Double {
        costs[stepIndex(threshold)]
    }

    /// The share of applications granted at a threshold, in 0...1.
    ///
    /// - Parameter threshold: In 0...1.
    /// - Complexity: O(log n).
    public func grantedShare(at threshold: Double) -> Double {
        grantedShares[stepIndex(threshold)]
    }

    /// The cheapest threshold; of equal ones the highest, which refuses fewest.
    public var minimum: Minimum {
        let step = SortedDecisions.cheapest(costs)
        return Minimum(
            cost: costs[step], threshold: middle(ofStep: step, of: probabilities),
            thresholds: ends(ofStep: step, of: probabilities), grantedShare: grantedShares[step])
    }

    /// The thresholds around the minimum that cost at most a share more.
    ///
    /// A wide plateau says that the exact threshold matters little, and that another sample would choose another.
    ///
    /// - Parameter tolerance: A share of the minimum, not negative: 0.01 for 1 %.
    public func plateau(within tolerance: Double = 0.01) -> Plateau {
        precondition(tolerance >= 0, "a tolerance that is not negative")
        let best = SortedDecisions.cheapest(costs)
        let limit = costs[best] + tolerance * abs(costs[best])
        var (first, last) = (best, best)
        while first > 0, costs[first - 1] <= limit { first -= 1 }
        while last + 1 < costs.count, costs[last + 1] <= limit { last += 1 }
        return Plateau(
            thresholds: Interval(
                low: ends(ofStep: first, of: probabilities).low, high: ends(ofStep: last, of: probabilities).high),
            grantedShares: Interval(low: grantedShares[first], high: grantedShares[last]),
            isWhole: costs.count { $0 <= limit } == last - first + 1
        )
    }

    private func stepIndex(_ threshold: Double) -> Int {
        precondition(threshold >= 0 && threshold <= 1, "a threshold in 0...1")
        return step(at: threshold, of: probabilities)
    }
}
