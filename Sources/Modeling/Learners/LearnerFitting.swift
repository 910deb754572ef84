import Catalog
import Credit
import Learning

/// Fits learners to rows.
struct LearnerFitting {
    let rows: TrainingRows
    let seed: UInt64
    let threads: Int

    /// A learner and what was found on the way.
    struct Result {
        let learner: FittedLearner
        /// Trees of each bag; empty without trees.
        let rounds: [Int]
        /// What was added to the log-odds for the changed share of defaults.
        let priorShift: Double
    }

    /// Fits any learner but a blend, which is made of the others' predictions.
    ///
    /// - Parameters:
    ///   - rounds: Trees to grow, when that is already known; nil stops early as the recipe says.
    ///   - onProgress: Called with the share that is done, 0…1, on the same thread.
    /// - Throws: ``ModelingError``; what `onProgress` throws.
    func fit(
        _ recipe: LearnerRecipe, rounds known: Int? = nil, onProgress: (Double) throws -> Void = { _ in }
    ) throws -> Result {
        do {
            switch recipe.learner {
            case .majority:
                let majority = try MajorityBaseline(fitting: rows.labels)
                return Result(learner: FittedLearner(constant: majority.logOdds), rounds: [], priorShift: 0)
            case .logistic, .scorecard:
                let set = try trainingSet(recipe)
                let columns = set.columns(of: rows.columns), labels = set.labels(of: rows.labels)
                let learner =
                    recipe.learner == .logistic
                    ? try logistic(recipe, columns, labels, set.rowWeights)
                    : try scorecard(recipe, columns, labels, set.rowWeights)
                return Result(learner: learner.shifted(by: set.priorShift), rounds: [], priorShift: set.priorShift)
            case .forest, .boosting:
                return try TreeGrowing(rows: rows, recipe: recipe, seed: seed, threads: threads)
                    .grow(rounds: known, onProgress: onProgress)
            case .blend:
                throw ModelingError(.invalidSetting, "a blend is made of the predictions of its members.")
            }
        } catch let error as LearningError {
            throw ModelingError(
                error.code == .invalidSetting ? .invalidSetting : .unusableData,
                error.message.prefix(1).lowercased() + error.message.dropFirst())
        }
    }

    private func trainingSet(_ recipe: LearnerRecipe) throws(LearningError) -> TrainingSet {
        try recipe.imbalance.trainingSet(
            columns: rows.columns, isCategory: rows.isCategory, labels: rows.labels, rows: Array(rows.labels.indices),
            seed: seed, threads: threads)
    }

    private func logistic(
        _ recipe: LearnerRecipe, _ columns: [[Float]], _ labels: [Bool], _ weights: [Double]?
    ) throws(LearningError) -> FittedLearner {
        let encoding = LinearEncoding(
            fitting: columns, isCategory: rows.isCategory, minimumRows: recipe.integer("minimum_level_rows"))
        let encoded = encoding.apply(to: columns)
        var settings = LogisticRegression.Settings()
        settings.l1 = recipe.value("l1")
        settings.l2 = recipe.value("l2")
        let regression = try LogisticRegression(
            fitting: encoded, labels: labels, weights: weights, settings: settings, threads: threads)
        let linear = FittedLearner.Linear(
            encoding: encoding, regression: regression, means: Scaling(fitting: encoded).means, weight: 1)
        return FittedLearner(linear: [linear])
    }

    private func scorecard(
        _ recipe: LearnerRecipe, _ columns: [[Float]], _ labels: [Bool], _ weights: [Double]?
    ) throws(LearningError) -> FittedLearner {
        var settings = Scorecard.Settings()
        settings.binning.maximumBins = recipe.integer("maximum_bins")
        settings.binning.minimumShare = recipe.value("minimum_share")
        settings.minimumInformationValue = recipe.value("minimum_information_value")
        settings.maximumCorrelation = recipe.value("maximum_correlation")
        settings.maximumCharacteristics = recipe.integer("maximum_characteristics")
        settings.l2 = recipe.value("l2")
        settings.scale.basePoints = recipe.value("base_points")
        settings.scale.baseOdds = recipe.value("base_odds")
        settings.scale.pointsToDoubleOdds = recipe.value("points_to_double_odds")
        let trends = rows.risks.map { risk -> OptimalBinning.Trend? in
            switch risk {
            case .rises: .rising
            case .falls: .falling
            case nil: nil
            }
        }
        let card = try Scorecard(
            fitting: columns, isCategory: rows.isCategory, labels: labels, weights: weights, trends: trends,
            settings: settings, threads: threads)
        return FittedLearner(cards: [FittedLearner.Card(scorecard: card, weight: 1)])
    }
}
