/// What a change of clients does to decisions at an unchanged threshold.
public struct ApprovalEffect: Sendable, Hashable, Codable {
    /// Share of clients granted after less before, −1...1.
    public let approvalChange: Double
    /// Share of clients whose decision changed, either way, 0...1.
    public let decisionsChanged: Double
    /// Expected cost per client after less before, in the unit of the costs.
    public let expectedCostChange: Double
    /// Mean probability of default after less before.
    public let meanProbabilityChange: Double

    private enum CodingKeys: String, CodingKey {
        case approvalChange = "approval_change"
        case decisionsChanged = "decisions_changed"
        case expectedCostChange = "expected_cost_change"
        case meanProbabilityChange = "mean_probability_change"
    }

    /// Compares the same clients scored twice, such as before and after ``DriftColumn/transported(to:seed:)``.
    ///
    /// The expected cost of granting is `p · missedDefault`, of refusing `(1 − p) · refusedGoodClient`: right as far as the
    /// probabilities are.
    ///
    /// - Parameters:
    ///   - before: Calibrated probabilities of default, one per client, in 0...1.
    ///   - after: For the same clients, in the same order.
    ///   - threshold: Refuse at this probability and above.
    ///   - missedDefault: Cost of a default that was granted.
    ///   - refusedGoodClient: Cost of a good client refused.
    /// - Returns: nil without clients.
    public init?(
        before: [Double], after: [Double], threshold: Double, missedDefault: Double, refusedGoodClient: Double
    ) {
        precondition(before.count == after.count, "the same clients twice")
        guard !before.isEmpty else { return nil }
        func cost(_ p: Double) -> Double { p >= threshold ? (1 - p) * refusedGoodClient : p * missedDefault }
        var sums = (granted: 0, changed: 0, cost: 0.0, probability: 0.0)
        for (old, new) in zip(before, after) {
            sums.granted += (new < threshold ? 1 : 0) - (old < threshold ? 1 : 0)
            sums.changed += (new < threshold) == (old < threshold) ? 0 : 1
            sums.cost += cost(new) - cost(old)
            sums.probability += new - old
        }
        let size = Double(before.count)
        approvalChange = Double(sums.granted) / size
        decisionsChanged = Double(sums.changed) / size
        expectedCostChange = sums.cost / size
        meanProbabilityChange = sums.probability / size
    }
}

extension DriftReport {
    /// The same report with what each column's drift does to approvals, the largest effect first.
    ///
    /// Columns without an effect come after: those that drifted first, then by how far past the threshold; otherwise the order
    /// is kept.
    ///
    /// - Parameter effects: By column.
    public func ranked(by effects: [String: ApprovalEffect]) -> DriftReport {
        let marked = columns.map { column in
            var column = column
            column.approvalEffect = effects[column.column]
            return column
        }
        func weight(_ column: ColumnDrift) -> (Double, Double, Double, Double) {
            (
                abs(column.approvalEffect?.approvalChange ?? 0), abs(column.approvalEffect?.expectedCostChange ?? 0),
                column.drifted ? 1 : 0, column.severity
            )
        }
        let weights = marked.map(weight)
        let order = marked.indices.sorted { a, b in
            weights[a] == weights[b] ? a < b : weights[a] > weights[b]
        }
        return DriftReport(dataset: dataset, columns: order.map { marked[$0] }, newColumns: newColumns)
    }
}

extension ColumnDrift {
    /// How far the score is past its threshold: 1 at it, 0 without a score.
    var severity: Double {
        guard let test, let score, let threshold, score.isFinite, threshold > 0 else { return 0 }
        // Only evidently's scores are chances, and its columns carry no signal.
        let isChance = signals.isEmpty && [.kolmogorovSmirnov, .chiSquare, .twoProportions].contains(test)
        return isChance ? threshold / max(score, .leastNormalMagnitude) : score / threshold
    }
}
