/// Thrown by ``Trial/report(_:step:)`` to end a trial that will not win; let it pass through the objective.
public struct TrialStopped: Error, Hashable {
    /// For an objective that gives a trial up by itself.
    public init() {}
}

/// A trial under way: the parameters to try, and where to report how it goes.
public final class Trial {
    /// The trial's place in the search, from 0.
    public let number: Int
    /// The parameters that take part; their accessors name the kind, as in `try trial.parameters.real("learning_rate")`.
    public let parameters: [String: ParameterValue]
    /// The search's seed.
    public let seed: UInt64
    private let pruner: any Pruner
    private let history: SearchHistory
    private(set) var reports: [TrialReport] = []
    private(set) var refusal: SearchError?

    init(number: Int, parameters: [String: ParameterValue], pruner: any Pruner, history: SearchHistory) {
        self.number = number
        self.parameters = parameters
        self.pruner = pruner
        self.history = history
        seed = history.seed
    }

    /// Says how the trial stands after some folds or rounds, and ends it when it will not win.
    ///
    /// - Parameters:
    ///   - value: Of the same kind as the objective's, as the mean over the folds so far.
    ///   - step: How many folds or rounds so far, at least 1 and more than in the report before.
    /// - Throws: ``TrialStopped`` when the trial should end; `invalidValue` for a value that is not a finite number and
    ///   `invalidSetting` for a step that does not rise, both of which fail the trial.
    public func report(_ value: Double, step: Int) throws {
        guard value.isFinite else {
            throw refused(.invalidValue, "the value at step \(step) is not a finite number: the training diverged.")
        }
        guard step > reports.last?.step ?? 0 else {
            throw refused(
                .invalidSetting, "step \(step) does not come after \(reports.last?.step ?? 0): report rising steps.")
        }
        reports.append(TrialReport(step: step, value: value))
        if pruner.shouldStop(after: reports, given: history) { throw TrialStopped() }
    }

    private func refused(_ code: SearchError.Code, _ message: String) -> SearchError {
        let error = SearchError(code, message)
        refusal = error
        return error
    }

    /// How the trial ends when the objective returns this value.
    func outcome(of value: Double) -> FinishedTrial.Outcome {
        if let refusal { return .failed(refusal.message) }
        guard value.isFinite else { return .failed("the value of the objective is not a finite number.") }
        return .completed(value)
    }
}
