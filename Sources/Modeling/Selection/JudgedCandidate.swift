import Credit
import Statistics

/// A candidate's predictions out of fold with all that is measured of them.
struct JudgedCandidate {
    let outOfFold: OutOfFold
    /// Calibration by repetition.
    let fittings: [CrossFitting]
    let foldAUCs: [Double]
    /// Per 1,000, at the threshold of Bayes.
    let foldCosts: [Double]
    let auc: Estimate
    let costAtBayesThreshold: Estimate
    let costAtOwnThreshold: Estimate
    let threshold: Double

    var name: String { outOfFold.recipe.name }

    /// Log-odds of the first repetition.
    var logOdds: [Double] { outOfFold.logOdds[0] }

    /// Calibrated probabilities of the first repetition.
    var probabilities: [Double] { fittings[0].probabilities }

    /// Judges predictions.
    ///
    /// - Throws: ``ModelingError`` when a score is not a number.
    init(_ outOfFold: OutOfFold, _ validation: CrossValidation, cost: CostMatrix) throws(ModelingError) {
        let outcomes = validation.outcomes, persons = validation.persons, folds = validation.folds
        guard outOfFold.logOdds.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw ModelingError(
                .engine, "the learner \(outOfFold.recipe.name) gave scores that are no numbers: change its parameters.")
        }
        self.outOfFold = outOfFold
        let fittings = zip(outOfFold.logOdds, folds).map { CrossFitting($0, outcomes, folds: $1) }
        self.fittings = fittings
        let bayes = cost.indifferenceThreshold.probability.value
        var areas: [Double] = [], costs: [Double] = []
        for (repetition, folds) in folds.enumerated() {
            for fold in 0..<folds.count {
                let rows = folds.heldOut(fold)
                let truth = rows.map { outcomes[$0] }
                areas.append(
                    areaUnderROC(scores: rows.map { outOfFold.logOdds[repetition][$0] }, outcomes: truth) ?? 0.5)
                costs.append(
                    1000
                        * (cost.decisions.meanCost(
                            probabilities: rows.map { fittings[repetition].probabilities[$0] }, outcomes: truth,
                            threshold: bayes) ?? 0))
            }
        }
        foldAUCs = areas
        foldCosts = costs
        let scores = outOfFold.logOdds[0]
        guard
            let area = AreaComparison(first: scores, second: scores, outcomes: outcomes, persons: persons),
            let atBayes = Self.cost(
                cost, validation, refused: fittings[0].probabilities.map { $0 >= bayes }),
            let atOwn = Self.cost(
                cost, validation, refused: Self.refusals(fittings[0].probabilities, validation, cost))
        else {
            throw ModelingError(
                .unusableData,
                "the applications hold too few persons of both outcomes: give more labelled applications.")
        }
        let half = 1.959964 * area.firstError
        auc = Estimate(estimate: area.first, low: max(0, area.first - half), high: min(1, area.first + half))
        costAtBayesThreshold = atBayes
        costAtOwnThreshold = atOwn
        threshold =
            ThresholdSearch(
                probabilities: fittings[0].probabilities, outcomes: outcomes, cost: cost, seed: validation.seed
            ).threshold.probability.value
    }

    /// Each row's decision at the threshold that is cheapest on the other folds.
    private static func refusals(
        _ probabilities: [Double], _ validation: CrossValidation, _ cost: CostMatrix
    ) -> [Bool] {
        let folds = validation.folds[0]
        var refused = [Bool](repeating: false, count: probabilities.count)
        for fold in 0..<folds.count {
            let outside = folds.training(fold)
            let search = ThresholdSearch(
                probabilities: outside.map { probabilities[$0] }, outcomes: outside.map { validation.outcomes[$0] },
                cost: cost, replicates: 50, seed: validation.seed)
            let threshold = search.threshold.probability.value
            for row in folds.heldOut(fold) { refused[row] = probabilities[row] >= threshold }
        }
        return refused
    }

    /// The cost per 1,000 of decisions, with its interval over persons.
    private static func cost(_ cost: CostMatrix, _ validation: CrossValidation, refused: [Bool]) -> Estimate? {
        let losses = zip(refused, validation.outcomes).map { cost.loss(isRefused: $0, isDefault: $1) }
        let none = [Double](repeating: 0, count: losses.count)
        return PairedDifference(
            ofMeans: losses, none, persons: validation.persons, replicates: 500, seed: validation.seed
        ).map {
            Estimate(estimate: 1000 * $0.first, low: 1000 * $0.interval.low, high: 1000 * $0.interval.high)
        }
    }

    /// The report on it.
    func report(_ validation: CrossValidation, isChosen: Bool, reason: LocalizedText) -> CandidateReport {
        let outcomes = validation.outcomes
        let mean = foldAUCs.reduce(0, +) / Double(foldAUCs.count)
        let squares = foldAUCs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let features = outOfFold.features
        return CandidateReport(
            name: name, recipe: outOfFold.recipe, parameters: outOfFold.recipe.settings, foldAUCs: foldAUCs,
            foldCosts: foldCosts, meanAUC: mean,
            deviationAUC: foldAUCs.count > 1 ? (squares / Double(foldAUCs.count - 1)).squareRoot() : 0, auc: auc,
            logLoss: logLoss(probabilities: probabilities, outcomes: outcomes) ?? .infinity,
            brier: brierScore(probabilities: probabilities, outcomes: outcomes) ?? 1,
            calibrationError: expectedCalibrationError(probabilities: probabilities, outcomes: outcomes) ?? 1,
            costAtBayesThreshold: costAtBayesThreshold, costAtOwnThreshold: costAtOwnThreshold, threshold: threshold,
            calibration: fittings[0].calibration.name, rounds: outOfFold.rounds,
            meanFeatures: features.isEmpty ? 0 : Double(features.reduce(0, +)) / Double(features.count),
            isChosen: isChosen, reason: reason)
    }
}

extension CostMatrix {
    /// The costs as statistics read them.
    var decisions: DecisionCosts { .perError(missedPositive: missedDefault, falseAlarm: refusedGoodClient) }

    /// What one decision cost, once its outcome is known.
    func loss(isRefused: Bool, isDefault: Bool) -> Double {
        switch (isRefused, isDefault) {
        case (false, true): missedDefault
        case (true, false): refusedGoodClient
        default: 0
        }
    }
}
