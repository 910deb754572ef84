/// A value that a trial reported on its way: after how many folds or rounds, and what.
public struct TrialReport: Hashable, Sendable {
    /// The number of folds or rounds so far, at least 1.
    public let step: Int
    /// The objective as it stands at this step, of the same kind as the final value.
    public let value: Double

    /// A value at a step.
    public init(step: Int, value: Double) {
        self.step = step
        self.value = value
    }
}

/// A trial that has ended, and how.
public struct FinishedTrial: Hashable, Sendable {
    /// How a trial ended.
    public enum Outcome: Hashable, Sendable {
        /// With this value of the objective.
        case completed(Double)
        /// Given up before its end, as one that would not win.
        case pruned
        /// With an error, told here in its own words.
        case failed(String)
    }

    /// The trial's place in the search, from 0.
    public let number: Int
    /// The parameters that took part.
    public let parameters: [String: ParameterValue]
    /// What it reported, by rising step.
    public let reports: [TrialReport]
    /// How it ended.
    public let outcome: Outcome

    /// A trial by its place, its parameters, what it reported and how it ended.
    public init(number: Int, parameters: [String: ParameterValue], reports: [TrialReport], outcome: Outcome) {
        self.number = number
        self.parameters = parameters
        self.reports = reports
        self.outcome = outcome
    }

    /// The objective's value; nil when the trial was pruned or failed.
    public var value: Double? {
        guard case .completed(let value) = outcome else { return nil }
        return value
    }

    /// True when it failed.
    public var isFailed: Bool {
        guard case .failed = outcome else { return false }
        return true
    }
}

/// What samplers and pruners may know: the space, the direction, the seed, and the trials that have ended.
public struct SearchHistory: Sendable {
    /// The parameters that the search varies.
    public let space: SearchSpace
    /// Which values are better.
    public let direction: SearchDirection
    /// The seed of every draw.
    public let seed: UInt64
    /// The trials that have ended, by number.
    public internal(set) var trials: [FinishedTrial]

    /// What is known after some trials.
    public init(space: SearchSpace, direction: SearchDirection, seed: UInt64, trials: [FinishedTrial] = []) {
        self.space = space
        self.direction = direction
        self.seed = seed
        self.trials = trials
    }

    /// The completed trial with the best value, the earliest of equals; nil before the first.
    public var best: FinishedTrial? {
        var place: Int?
        var least = Double.infinity
        for (index, trial) in trials.enumerated() {
            guard let value = trial.value, place == nil || direction.loss(value) < least else { continue }
            (place, least) = (index, direction.loss(value))
        }
        return place.map { trials[$0] }
    }
}
