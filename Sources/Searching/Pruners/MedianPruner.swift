internal import Statistics

/// Stops a trial whose best value so far is worse than the median of what completed trials reported at the same step.
///
/// Golovin et al., *Google Vizier*, KDD 2017, §3.2.2, in the form of Optuna's `MedianPruner`. Report running means over
/// folds rather than each fold's own value: folds differ in how hard they are.
public struct MedianPruner: Pruner {
    private let startupTrials: Int
    private let warmupSteps: Int

    /// A pruner.
    ///
    /// - Parameters:
    ///   - startupTrials: How many trials must have completed before any is stopped, at least 1.
    ///   - warmupSteps: No trial stops before or at this step, at least 0.
    /// - Throws: `invalidSetting` for a setting out of range.
    public init(startupTrials: Int = 5, warmupSteps: Int = 0) throws(SearchError) {
        guard startupTrials >= 1 else {
            throw SearchError(.invalidSetting, "a median needs at least one completed trial, not \(startupTrials).")
        }
        guard warmupSteps >= 0 else {
            throw SearchError(.invalidSetting, "a pruner cannot warm up for \(warmupSteps) steps: give 0 or more.")
        }
        self.startupTrials = startupTrials
        self.warmupSteps = warmupSteps
    }

    /// Its name and settings.
    public var identity: String { "median, \(startupTrials) trials first, \(warmupSteps) steps first" }

    /// True when the best report is worse than the median at the last step.
    public func shouldStop(after reports: [TrialReport], given history: SearchHistory) -> Bool {
        let completed = history.trials.filter { $0.value != nil }
        guard let step = reports.last?.step, step > warmupSteps, completed.count >= startupTrials else { return false }
        let others = completed.compactMap { trial in trial.reports.first { $0.step == step }?.value }
            .map(history.direction.loss)
        guard let median = quantile(sorted: others.sorted(), at: 0.5) else { return false }
        return reports.allSatisfy { history.direction.loss($0.value) > median }
    }
}
