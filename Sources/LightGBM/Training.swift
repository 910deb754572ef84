/// When to stop a training that no longer gets better on the validation rows.
public struct EarlyStopping: Hashable, Sendable {
    /// Rounds without a better value before the training stops, 1 or more.
    public var rounds: Int
    /// By how much a value must be better to count, 0 or more, in the metric's unit.
    public var minimumDelta: Double

    /// An early stopping by the first metric of the parameters.
    public init(rounds: Int, minimumDelta: Double = 0) {
        self.rounds = rounds
        self.minimumDelta = minimumDelta
    }
}

/// What one round of a training gave.
public struct RoundReport: Hashable, Sendable {
    /// A metric on the validation rows.
    public struct Metric: Hashable, Sendable {
        /// LightGBM's name, such as "auc".
        public let name: String
        /// Its value after the round.
        public let value: Double

        /// True when a greater value is better, as for the area under the curve; false for a loss.
        public var isBetterWhenGreater: Bool {
            ["auc", "ndcg", "map", "average_precision", "r2"].contains { name == $0 || name.hasPrefix("\($0)@") }
                || name.hasPrefix("auc_")
        }
    }

    /// The round's number, from 1.
    public let round: Int
    /// How many rounds the training may have at most.
    public let maximumRounds: Int
    /// The metrics on the validation rows, in the order of the parameters; empty without validation.
    public let metrics: [Metric]
    /// The best round so far by the first metric; this one without validation.
    public let bestRound: Int
}

/// Whether a training goes on after a round.
public enum RoundDecision: Hashable, Sendable {
    /// The next round, if any is left.
    case go
    /// No further round; what was trained is kept.
    case stop
}

/// Why a training ended.
public enum TrainingEnd: Hashable, Sendable {
    /// All rounds were trained.
    case allRounds
    /// The first metric no longer got better.
    case noBetterRound
    /// No tree could be split any further.
    case noMoreSplits
    /// `onRound` asked to stop.
    case asked
}

/// A training's model and its history.
public struct TrainedBooster: Sendable {
    /// The model: the rounds up to the best one, and no others.
    public let booster: Booster
    /// The best round by the first metric when there was early stopping, otherwise the last round; from 1.
    public let bestRound: Int
    /// Every round's report.
    public let history: [RoundReport]
    /// Why the training ended.
    public let end: TrainingEnd
}
