/// The difference of two models' mean losses on the same rows, with an interval.
///
/// Both models are read on the same resamples of persons, so what makes a sample easy or hard for both cancels out: two
/// intervals that overlap say nothing of the difference. Percentile bootstrap.
public struct PairedDifference: Sendable, Hashable, Codable {
    /// The first model's mean loss.
    public let first: Double
    /// The second model's mean loss.
    public let second: Double
    /// `first − second`: below 0 the first model is better.
    public let difference: Double
    /// The interval of the difference.
    public let interval: Interval
    /// The standard deviation of the difference over resamples.
    public let standardError: Double
    /// The share of resamples where the first model loses less, equal ones counting half, in 0...1.
    ///
    /// Not the probability that it is better: that would need a prior.
    public let firstBetterShare: Double

    /// Compares losses of any kind by row.
    ///
    /// - Parameters:
    ///   - first: The first model's losses, one per row, finite.
    ///   - second: The second model's losses on the same rows.
    ///   - persons: A number per row, shared by rows of one person; nil makes each row its own person.
    ///   - replicates: How many resamples, at least 2.
    ///   - level: The coverage asked, strictly between 0 and 1.
    ///   - seed: Decides every draw.
    /// - Returns: nil without rows or when a loss is not finite.
    /// - Complexity: O(rows + replicates · persons).
    public init?(
        ofMeans first: [Double], _ second: [Double], persons: [Int32]? = nil, replicates: Int = 1_000,
        level: Double = 0.95, seed: UInt64
    ) {
        precondition(first.count == second.count, "two losses per row")
        precondition(replicates > 1, "at least two replicates")
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        guard !first.isEmpty, first.allSatisfy(\.isFinite), second.allSatisfy(\.isFinite) else { return nil }
        let clusters = Clusters(persons, rows: first.count)
        let gaps = clusters.sums { first[$0] - second[$0] }
        let sizes = clusters.sums { _ in 1 }
        var draws = PersonDraws(clusters, seed: seed)
        var figures: [Double] = []
        figures.reserveCapacity(replicates)
        for _ in 0..<replicates {
            draws.next()
            var (gap, size) = (0.0, 0.0)
            for (person, count) in draws.counts.enumerated() where count > 0 {
                gap += Double(count) * gaps[person]
                size += Double(count) * sizes[person]
            }
            figures.append(gap / size)
        }
        guard let interval = percentileInterval(figures, replicates: replicates, level: level) else { return nil }
        let rows = Double(first.count)
        self.first = first.reduce(0, +) / rows
        self.second = second.reduce(0, +) / rows
        // From row differences: exactly 0 for models that decide alike.
        difference = gaps.reduce(0, +) / rows
        self.interval = interval
        let mean = figures.reduce(0, +) / Double(replicates)
        standardError =
            (figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(replicates - 1)).squareRoot()
        firstBetterShare = figures.reduce(0) { $0 + ($1 < 0 ? 1 : $1 == 0 ? 0.5 : 0) } / Double(replicates)
    }
}

/// The difference of two models' mean costs, each at its own threshold.
///
/// Thresholds must come from other rows: chosen on these, they flatter whichever model was tuned more.
///
/// - Parameters:
///   - first: The first model's probabilities, one per row, in 0...1, and the threshold from which it refuses.
///   - second: The second model's.
///   - outcomes: One per row, true for a default.
///   - costs: What wrong decisions cost.
///   - persons: A number per row, shared by rows of one person; nil makes each row its own person.
///   - replicates: How many resamples, at least 2.
///   - level: The coverage asked, strictly between 0 and 1.
///   - seed: Decides every draw.
/// - Returns: Mean costs per application; nil without rows.
/// - Complexity: O(rows + replicates · persons).
public func pairedCostDifference(
    first: (probabilities: [Double], threshold: Double), second: (probabilities: [Double], threshold: Double),
    outcomes: [Bool], costs: DecisionCosts, persons: [Int32]? = nil, replicates: Int = 1_000, level: Double = 0.95,
    seed: UInt64
) -> PairedDifference? {
    costs.check(first.probabilities.count, outcomes.count)
    costs.check(second.probabilities.count, outcomes.count)
    func losses(_ model: (probabilities: [Double], threshold: Double)) -> [Double] {
        outcomes.indices.map {
            costs.cost(row: $0, isRefused: model.probabilities[$0] >= model.threshold, outcome: outcomes[$0])
        }
    }
    return PairedDifference(
        ofMeans: losses(first), losses(second), persons: persons, replicates: replicates, level: level, seed: seed)
}

/// The difference of two models' logarithmic losses, in nats; see ``logLoss(probabilities:outcomes:weights:)``.
///
/// - Parameters:
///   - first: The first model's probabilities, one per row, in 0...1.
///   - second: The second model's.
///   - outcomes: One per row, true for a default.
///   - persons: A number per row, shared by rows of one person; nil makes each row its own person.
///   - replicates: How many resamples, at least 2.
///   - level: The coverage asked, strictly between 0 and 1.
///   - seed: Decides every draw.
/// - Returns: nil without rows or when a probability is NaN.
/// - Complexity: O(rows + replicates · persons).
public func pairedLogLossDifference(
    first: [Double], second: [Double], outcomes: [Bool], persons: [Int32]? = nil, replicates: Int = 1_000,
    level: Double = 0.95, seed: UInt64
) -> PairedDifference? {
    precondition(first.count == outcomes.count && second.count == outcomes.count, "two probabilities per outcome")
    guard !first.contains(where: \.isNaN), !second.contains(where: \.isNaN) else { return nil }
    return PairedDifference(
        ofMeans: zip(first, outcomes).map { rowLogLoss($0, $1) }, zip(second, outcomes).map { rowLogLoss($0, $1) },
        persons: persons, replicates: replicates, level: level, seed: seed)
}
