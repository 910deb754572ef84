public import Learning

/// What wrong decisions are counted in when a threshold is chosen.
public enum Pricing: String, Hashable, Sendable, Codable, CaseIterable {
    /// One price for each kind of error: the catalog's cost matrix.
    case errors
    /// Each loan's own amount: loss given default × credit against the margin lost.
    case amounts
}

/// How models are trained and one of them chosen; all of it is written into the bundle.
public struct TrainingSettings: Hashable, Sendable, Codable {
    /// Decides every random choice: the same seed, data and settings give the same model, at any number of threads.
    public var seed: UInt64 = 1
    /// Share of persons kept for the final judgement, above 0 and at most 0.5.
    public var testShare: Double = 0.15
    /// Folds on which candidates are compared, at least 2.
    public var folds: Int = 5
    /// How often rows are dealt into folds anew, at least 1.
    public var repetitions: Int = 1
    /// The learners to choose among, at least one.
    public var candidates: [LearnerRecipe] = [.standard(.boosting)]
    /// Treatments of class imbalance to compare on the best candidate that is no blend.
    public var treatments: [Resampling] = []
    /// Whether to measure what dropping the protected columns in use would cost.
    public var measuresDropping = false
    /// Whether to measure comparisons with others, features made from outcomes and the choice of features, on and off.
    public var measuresAdditions = false

    /// What the threshold is chosen by.
    public var pricing: Pricing = .errors

    /// The default settings: gradient boosting alone.
    public init() {}

    /// Every learner, treatments of class imbalance, and the cost of dropping protected columns.
    public static var everything: TrainingSettings {
        var settings = TrainingSettings()
        settings.candidates = LearnerRecipe.everyLearner()
        settings.treatments = [
            .classWeights(ratio: 1), .undersampling(ratio: 0.33), .oversampling(ratio: 0.33),
            .smote(ratio: 0.33, neighbours: 5),
        ]
        settings.measuresDropping = true
        return settings
    }

    /// Refuses settings out of range.
    func check() throws(ModelingError) {
        func require(_ condition: Bool, _ sentence: String) throws(ModelingError) {
            if !condition { throw ModelingError(.invalidSetting, sentence) }
        }
        try require(testShare > 0 && testShare <= 0.5, "the share kept for the test must be above 0 and at most 0.5.")
        try require(folds >= 2 && folds <= 100, "cross-validation needs 2 to 100 folds.")
        try require((1...100).contains(repetitions), "the folds are dealt from 1 to 100 times.")
        try require(!candidates.isEmpty, "there is no candidate: name at least one learner.")
        let names = candidates.map(\.name)
        try require(Set(names).count == names.count, "two candidates have the same name: name each once.")
        for recipe in candidates { try recipe.check() }
    }
}
