/// Lets only the best share of the trials that reached a rung go on beyond it: asynchronous successive halving.
///
/// Rungs are at the steps `m`, `m·f`, `m·f²`, … for the least number of steps `m` and the reduction factor `f`. A trial
/// that reaches one is compared with every earlier trial that reached it: of `n`, itself among them, the best `⌊n/f⌋`
/// go on, and while `n < f` only the best one. Li et al., *A system for massively parallel hyperparameter tuning*, MLSys
/// 2020, in the form of Optuna's `SuccessiveHalvingPruner`. For rounds rather than for a handful of folds.
public struct SuccessiveHalvingPruner: Pruner {
    private let leastSteps: Int
    private let reductionFactor: Int

    /// A pruner.
    ///
    /// - Parameters:
    ///   - leastSteps: The step of the first rung, at least 1.
    ///   - reductionFactor: One in so many goes on from each rung, at least 2.
    /// - Throws: `invalidSetting` for a setting out of range.
    public init(leastSteps: Int = 1, reductionFactor: Int = 4) throws(SearchError) {
        guard leastSteps >= 1 else {
            throw SearchError(.invalidSetting, "the first rung must be at step 1 or later, not \(leastSteps).")
        }
        guard reductionFactor >= 2 else {
            throw SearchError(
                .invalidSetting, "one in 2 or more goes on from each rung, not one in \(reductionFactor).")
        }
        self.leastSteps = leastSteps
        self.reductionFactor = reductionFactor
    }

    /// Its name and settings.
    public var identity: String { "successive halving from step \(leastSteps), one in \(reductionFactor)" }

    /// True when the last report reached a rung and is not among the best there.
    public func shouldStop(after reports: [TrialReport], given history: SearchHistory) -> Bool {
        guard let last = reports.last else { return false }
        let before = reports.dropLast().last?.step ?? 0
        let loss = history.direction.loss(last.value)
        var rung = leastSteps
        while rung <= last.step {
            if rung > before, !isPromoted(loss, at: rung, history) { return true }
            let (next, overflows) = rung.multipliedReportingOverflow(by: reductionFactor)
            if overflows { break }
            rung = next
        }
        return false
    }

    private func isPromoted(_ loss: Double, at rung: Int, _ history: SearchHistory) -> Bool {
        var losses = [loss]
        for trial in history.trials {
            // The value that it came to the rung with.
            guard let report = trial.reports.first(where: { $0.step >= rung }) else { continue }
            losses.append(history.direction.loss(report.value))
        }
        losses.sort()
        return loss <= losses[max(losses.count / reductionFactor - 1, 0)]
    }
}
