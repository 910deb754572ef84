public import Credit
public import Statistics

/// A figure with its 95 % interval.
public struct Estimate: Hashable, Sendable, Codable {
    /// The figure on the rows themselves.
    public let estimate: Double
    /// Low end of the 95 % bootstrap interval.
    public let low: Double
    /// High end of the 95 % bootstrap interval.
    public let high: Double
}

/// How good a model is on rows that took no part in making it.
public struct Evaluation: Hashable, Sendable, Codable {
    /// Applications judged.
    public let rows: Int
    /// Defaults among them.
    public let defaults: Int
    /// Area under the ROC curve.
    public let auc: Estimate
    /// Share of applications decided rightly at the threshold.
    public let accuracy: Estimate
    /// Cost of wrong decisions per 1,000 applications, in the unit of the cost matrix.
    public let costPerThousand: Estimate
    /// Mean squared error of the probabilities.
    public let brier: Estimate
    /// Mean logarithmic loss of the probabilities, in nats.
    public let logLoss: Double
    /// Mean gap between predicted and observed default rates over 15 bins of equal size.
    public let calibrationError: Double
    /// Share of applications granted.
    public let approvalRate: Double
    /// Cost per 1,000 applications of granting every loan, for comparison.
    public let costOfGrantingAll: Double
    /// Predicted and observed default rates, bin by bin.
    public let reliability: ReliabilityTable

    /// Judges probabilities against outcomes.
    ///
    /// - Parameters:
    ///   - replicates: resamples of rows for the intervals.
    ///   - seed: of the resampling.
    /// - Returns: nil unless both classes are there.
    public init?(
        probabilities: [Double], outcomes: [Bool], threshold: Threshold, cost: CostMatrix, replicates: Int = 500,
        seed: UInt64
    ) {
        guard let ranked = RankedScores(scores: probabilities, outcomes: outcomes) else { return nil }
        let cut = threshold.probability.value
        func estimate(_ statistic: ([Int32]?) -> Double?) -> Estimate? {
            guard let value = statistic(nil),
                let interval = bootstrapInterval(
                    count: outcomes.count, replicates: replicates, seed: seed, statistic: { statistic($0) })
            else { return nil }
            return Estimate(estimate: value, low: interval.low, high: interval.high)
        }
        func thousand(_ threshold: Double, _ weights: [Int32]?) -> Double? {
            meanCost(
                probabilities: probabilities, outcomes: outcomes, threshold: threshold,
                missedPositive: cost.missedDefault,
                falseAlarm: cost.refusedGoodClient, weights: weights
            ).map { $0 * 1000 }
        }
        guard let auc = estimate({ ranked.areaUnderROC(weights: $0) }),
            let accuracy = estimate({
                Statistics.accuracy(probabilities: probabilities, outcomes: outcomes, threshold: cut, weights: $0)
            }),
            let costPerThousand = estimate({ thousand(cut, $0) }),
            let brier = estimate({ brierScore(probabilities: probabilities, outcomes: outcomes, weights: $0) }),
            let loss = Statistics.logLoss(probabilities: probabilities, outcomes: outcomes),
            let calibrationError = expectedCalibrationError(probabilities: probabilities, outcomes: outcomes)
        else { return nil }
        rows = outcomes.count
        defaults = outcomes.count { $0 }
        self.auc = auc
        self.accuracy = accuracy
        self.costPerThousand = costPerThousand
        self.brier = brier
        logLoss = loss
        self.calibrationError = calibrationError
        approvalRate = Double(probabilities.count { $0 < cut }) / Double(outcomes.count)
        costOfGrantingAll = 1000 * cost.missedDefault * Double(outcomes.count { $0 }) / Double(outcomes.count)
        reliability = ReliabilityTable(probabilities: probabilities, outcomes: outcomes, binCount: 10)
    }
}
