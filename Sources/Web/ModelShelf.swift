public import Credit
public import Foundation

/// The models that the lender keeps and the trainings that made them, for people to look at.
public protocol ModelShelf: Sendable {
    /// The models, the newest first. It may take a second when many were added.
    func models() throws -> [ShelvedModel]
    /// The latest trainings and searches, the newest first.
    func experiments() throws -> [Experiment]
    /// A model's card as a whole HTML page that needs nothing else; nil when there is no such model, or it is damaged.
    func card(of digest: String, language: Language) throws -> [UInt8]?
}

/// A model that is kept.
public struct ShelvedModel: Hashable, Sendable {
    /// What is known of a model that is whole.
    public struct Figures: Hashable, Sendable {
        /// The learner, as `LightGBM`.
        public let learner: String
        /// Number of features.
        public let features: Int
        /// Labelled applications that it learned from.
        public let trainingRows: Int
        /// The threshold from which it refuses.
        public let threshold: Probability
        /// Area under the ROC curve on the test set, with its 95 % interval.
        public let auc: ClosedRange<Double>
        /// The same as one figure.
        public let meanAUC: Double
        /// Cost per 1,000 applications on the test set in refused good clients, with its 95 % interval.
        public let cost: ClosedRange<Double>
        /// The same as one figure.
        public let meanCost: Double
        /// Applications of the test set.
        public let testRows: Int

        /// Makes the figures.
        public init(
            learner: String, features: Int, trainingRows: Int, threshold: Probability, meanAUC: Double,
            auc: ClosedRange<Double>, meanCost: Double, cost: ClosedRange<Double>, testRows: Int
        ) {
            self.learner = learner
            self.features = features
            self.trainingRows = trainingRows
            self.threshold = threshold
            self.meanAUC = meanAUC
            self.auc = auc
            self.meanCost = meanCost
            self.cost = cost
            self.testRows = testRows
        }
    }

    /// SHA-256 of its manifest, in hexadecimal.
    public let digest: String
    /// The names that point at it, as `champion`.
    public let aliases: [String]
    /// When it was kept.
    public let saved: Date
    /// What is known of it; nil when it is not what was saved, or of another version.
    public let figures: Figures?

    /// Makes a model of the shelf.
    public init(digest: String, aliases: [String], saved: Date, figures: Figures?) {
        self.digest = digest
        self.aliases = aliases
        self.saved = saved
        self.figures = figures
    }
}

/// A training or a search that was kept.
public struct Experiment: Hashable, Sendable {
    /// How it ended.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It goes on.
        case running
        /// It came to its end.
        case finished
        /// It stopped with an error.
        case failed
        /// It was stopped from outside.
        case stopped
    }

    /// Its own name.
    public let id: String
    /// What a person calls it.
    public let name: String
    /// What it belongs to.
    public let experiment: String
    /// How it ended.
    public let state: State
    /// When it began.
    public let started: Date
    /// When it ended; nil while it goes on.
    public let ended: Date?
    /// Its trials and folds.
    public let parts: Int
    /// The last value of each of its metrics, by the metric's name.
    public let metrics: [String: Double]

    /// Makes an experiment.
    public init(
        id: String, name: String, experiment: String, state: State, started: Date, ended: Date?, parts: Int,
        metrics: [String: Double]
    ) {
        self.id = id
        self.name = name
        self.experiment = experiment
        self.state = state
        self.started = started
        self.ended = ended
        self.parts = parts
        self.metrics = metrics
    }
}
