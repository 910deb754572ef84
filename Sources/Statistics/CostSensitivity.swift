/// Whether the choice of model and threshold survives another price of a missed default.
///
/// Costs are in units of one good client refused, so they grow with the ratio: compare models within a ratio, never
/// ratios with each other. Whether a difference between two models is more than luck is ``PairedDifference``'s matter.
public struct CostSensitivity: Sendable, Hashable, Codable {
    /// One model at one ratio.
    public struct ModelCost: Sendable, Hashable, Codable {
        /// The mean cost at the Bayes threshold: nothing is tuned on these rows, but probabilities must be calibrated.
        public let costAtBayesThreshold: Double
        /// The cheapest threshold on these rows and its mean cost, flattered by the choice.
        public let minimum: CostCurve.Minimum
    }

    /// All models at one ratio.
    public struct Row: Sendable, Hashable, Codable {
        /// The cost of a missed default in refused good clients.
        public let ratio: Double
        /// `1 / (1 + ratio)`.
        public let bayesThreshold: Double
        /// The mean cost of granting every loan, `ratio · default rate`.
        public let costOfGrantingAll: Double
        /// The mean cost of refusing every loan, `1 − default rate`.
        public let costOfRefusingAll: Double
        /// By model, in the order given.
        public let models: [ModelCost]
        /// The model that is cheapest at the Bayes threshold; of equal ones the first.
        public let cheapestAtBayesThreshold: Int
        /// The model that is cheapest at its own best threshold; of equal ones the first.
        public let cheapestAtOwnThreshold: Int
    }

    /// By ratio, in the order given.
    public let rows: [Row]

    /// The ratios at which another model becomes the cheapest at the Bayes threshold than at the ratio before.
    public var switches: [Double] {
        zip(rows, rows.dropFirst()).compactMap {
            $0.cheapestAtBayesThreshold == $1.cheapestAtBayesThreshold ? nil : $1.ratio
        }
    }
}

/// The costs of one or several models over ratios of a missed default to a refused good client.
///
/// - Parameters:
///   - models: The probabilities of each model, one per row, in 0...1; at least one model.
///   - outcomes: One per row, true for a default.
///   - ratios: Each above 0.
/// - Returns: nil without rows or when a probability is not in 0...1.
/// - Complexity: O(models · (n log n + ratios · n)).
public func costSensitivity(
    models: [[Double]], outcomes: [Bool], ratios: [Double] = (5...20).map(Double.init)
) -> CostSensitivity? {
    precondition(!models.isEmpty, "at least one model")
    precondition(ratios.allSatisfy { $0 > 0 && $0.isFinite }, "ratios above 0")
    let sorted = models.compactMap { SortedDecisions(probabilities: $0, outcomes: outcomes, costs: .ratio(1)) }
    guard sorted.count == models.count else { return nil }
    let rate = Double(outcomes.count { $0 }) / Double(outcomes.count)
    var rows: [CostSensitivity.Row] = []
    for ratio in ratios {
        let threshold = bayesThreshold(ratio: ratio)
        let costs = sorted.compactMap { CostCurve($0, scales: (ratio, 1)) }.map {
            CostSensitivity.ModelCost(costAtBayesThreshold: $0.cost(at: threshold), minimum: $0.minimum)
        }
        rows.append(
            CostSensitivity.Row(
                ratio: ratio, bayesThreshold: threshold, costOfGrantingAll: ratio * rate, costOfRefusingAll: 1 - rate,
                models: costs, cheapestAtBayesThreshold: lowest(costs.map(\.costAtBayesThreshold)),
                cheapestAtOwnThreshold: lowest(costs.map(\.minimum.cost))))
    }
    return CostSensitivity(rows: rows)
}

/// The first place of the lowest value.
private func lowest(_ values: [Double]) -> Int {
    values.indices.reduce(0) { values[$1] < values[$0] ? $1 : $0 }
}
