public import Catalog
public import Credit
public import Drift
public import Features
public import Statistics

/// Everything that decides and explains, in one value: what is served is what was trained.
public struct ModelBundle: Sendable, Hashable {
    /// The catalog at the time of training: old decisions are explained with the words of their day.
    public let catalog: LenderCatalog
    /// Features that compare a client with others, as learned on the training rows.
    public let fitted: FittedFeatures
    /// How features become numbers.
    public let encoder: FeatureEncoder
    /// What scores: trees, regressions, scorecards, and their weights.
    public let learner: FittedLearner
    /// How scores become probabilities.
    public let calibration: Calibration
    /// The threshold and what it was chosen by.
    public let decision: DecisionRule
    /// The clients that explanations compare with.
    public let baseline: ReferenceBaseline
    /// What is usual among granted clients.
    public let profile: ReferenceProfile
    /// How the model was made.
    public let training: TrainingRecord
    /// How good it is, on the test rows.
    public let evaluation: Evaluation
    /// How it was chosen among candidates, and what it costs to be wrong.
    public let selection: SelectionReport
    /// The population that it was made on, column by column; nil in bundles that do not describe it.
    public var population: PopulationProfile?

    /// The trees, as LightGBM writes them; nil for a learner without trees.
    public var model: String? { learner.trees }
}

/// The threshold from which loans are refused, and the costs that it minimises.
public struct DecisionRule: Hashable, Sendable, Codable {
    /// Refuse at this probability and above.
    public let threshold: Double
    /// Where the cheapest threshold falls in 95 % of resamples of the rows that it was chosen on.
    public let interval: Interval
    /// What each error costs.
    public let cost: CostMatrix
    /// The probabilities that a person decides; nil when the catalog refers nobody.
    public let referral: ReferralBand?
    /// What the threshold was chosen by.
    public var pricing: Pricing = .errors

    /// The threshold as a domain value.
    public var value: Threshold { Threshold(Probability(clamping: threshold)) }
}

/// A group of clients and their mean contributions.
public struct ReferenceBaseline: Hashable, Sendable, Codable {
    /// Who they are.
    public let label: LocalizedText
    /// How many they are.
    public let clients: Int
    /// Their mean score, in log-odds.
    public let logOdds: Double
    /// Their mean contributions to the score, one per column of the encoder.
    public let contributions: [Double]
    /// The model's own expected score, to which contributions add.
    public let expected: Double
}

/// How a model was made.
public struct TrainingRecord: Hashable, Sendable, Codable {
    /// What the learner is called, as `LightGBM`.
    public let learner: String
    /// The recipe that it was trained by.
    public let recipe: LearnerRecipe
    /// The settings.
    public let settings: TrainingSettings
    /// Trees; 0 for a learner without trees.
    public let rounds: Int
    /// Labelled applications in the data.
    public let rows: Int
    /// Different persons among them.
    public let persons: Int
    /// Applications that the model learned from.
    public let trainingRows: Int
    /// Applications whose predictions out of fold calibrated it and set its threshold.
    public let validationRows: Int
    /// Features lost because a table was not there.
    public let losses: [FeaturePlan.Loss]
    /// Area under the ROC curve out of fold, for the record.
    public let validationAUC: Double
    /// Whether the applications were made up by the generator: documents then say so on every page.
    public let isSynthetic: Bool
}
