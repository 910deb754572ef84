public import Catalog
import Credit
public import Features
import Foundation
import Statistics

/// Trains a model from a feature table: compare candidates out of fold, choose one, fit it to all rows, judge it once.
public struct Trainer: Sendable {
    /// The stages of training.
    public enum Stage: String, Sendable, CaseIterable {
        /// Rows are divided.
        case preparing
        /// Candidates are fitted fold by fold.
        case comparing
        /// What a model may have or not is measured on and off.
        case measuring
        /// The chosen one learns from all development rows.
        case learning
        /// Threshold, profile, reports.
        case deciding
        /// The test rows are judged.
        case judging
    }

    /// What is known while training goes on.
    public struct Progress: Sendable {
        /// The stage.
        public let stage: Stage
        /// The share of the stage that is done, 0…1.
        public let share: Double
        /// A few words, as the candidate and the fold; may be empty.
        public let detail: String
    }

    let settings: TrainingSettings
    let threads: Int
    let run: ObservedRun
    private let search: SearchReport?

    /// Makes a trainer.
    ///
    /// - Parameters:
    ///   - threads: At least 1; changes the time alone.
    ///   - run: The run that candidates are told of as children of; without one nobody hears of them.
    ///   - search: The search that a candidate's recipe came from, for the record.
    public init(
        settings: TrainingSettings, threads: Int = 2, run: ObservedRun? = nil, search: SearchReport? = nil
    ) {
        self.settings = settings
        self.threads = threads
        self.run = run ?? ObservedRun("train", observer: NoObserver())
        self.search = search
    }

    /// Trains a model.
    ///
    /// - Parameters:
    ///   - table: features of labelled and unlabelled applications; only labelled ones take part.
    ///   - losses: what is lost for want of a table, for the record.
    ///   - groups: protected characteristics of the table's rows, for the reports on fairness alone.
    ///   - isSynthetic: whether the applications are made up, for the record.
    ///   - onProgress: called on the same thread.
    /// - Throws: ``ModelingError``; what `onProgress` throws.
    public func train(
        _ table: FeatureTable, catalog: LenderCatalog, losses: [FeaturePlan.Loss], groups: [ProtectedGroups] = [],
        isSynthetic: Bool = false, onProgress: (Progress) throws -> Void = { _ in }
    ) throws -> ModelBundle {
        try settings.check()
        guard threads >= 1 else { throw ModelingError(.invalidSetting, "the number of threads must be at least 1.") }
        try onProgress(Progress(stage: .preparing, share: 0, detail: ""))
        let held = try divide(table)
        let validation = try CrossValidation(
            table, catalog, rows: held.development, folds: settings.folds, repetitions: settings.repetitions,
            seed: settings.seed, threads: threads)
        let design = design(table, held)
        tell(design)

        let compared = try compare(validation, table, catalog, held.development, onProgress)
        let choice = CandidateChoice(compared.candidates, validation, cost: catalog.cost)
        let winner = compared.candidates[choice.chosen]
        let additions = try additions(table, catalog, held.development, onProgress)

        try onProgress(Progress(stage: .learning, share: 0, detail: winner.name))
        let preparation = try Preparation(
            table, catalog, rows: held.development, seed: settings.seed, threads: threads)
        let learner = try fitWhole(winner.outOfFold.recipe, compared, preparation, held.development) {
            try onProgress(Progress(stage: .learning, share: $0, detail: winner.name))
        }
        let scorer = try LearnerScorer(learner)

        try onProgress(Progress(stage: .deciding, share: 0, detail: ""))
        let calibration = winner.fittings[0].calibration
        let search = try thresholdSearch(winner, validation, table, catalog)
        let threshold = search.threshold
        let reporting = SelectionReporting(
            validation: validation, table: table, catalog: catalog, winner: winner, threshold: threshold,
            threads: threads)
        let cost = try reporting.cost(compared.candidates)
        let scores = try scorer.logOdds(
            preparation.encode(held.development), count: held.development.count, threads: threads)
        let probabilities = scores.map { calibration.probability(LogOdds($0)).value }
        let granted = held.development.indices.filter { probabilities[$0] < threshold.probability.value }
        let nearest = granted.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }.prefix(500)
        let baseline = try baseline(near: nearest.map { held.development[$0] }, preparation, scorer)
        let profile = ReferenceProfile(of: preparation.completed, rows: granted.map { held.development[$0] })
        let importance = try reporting.importance(preparation, scorer)

        try onProgress(Progress(stage: .judging, share: 0, detail: ""))
        let testScores = try scorer.logOdds(preparation.encode(held.test), count: held.test.count, threads: threads)
        guard
            let evaluation = Evaluation(
                probabilities: testScores.map { calibration.probability(LogOdds($0)).value },
                outcomes: held.test.map { table.outcomes[$0] == true }, threshold: threshold, cost: catalog.cost,
                seed: settings.seed)
        else {
            throw ModelingError(.unusableData, "the test rows hold one class only: give more labelled applications.")
        }
        let selection = SelectionReport(
            design: design,
            candidates: compared.candidates.enumerated().map { place, candidate in
                candidate.report(
                    validation, isChosen: place == choice.chosen, reason: choice.reason(place, compared.candidates))
            },
            chosen: winner.name, rule: CandidateChoice.rule,
            comparisons: choice.comparisons(compared.candidates, validation, cost: catalog.cost),
            imbalance: reporting.imbalance(compared.treated), calibrations: winner.fittings[0].reports,
            additions: additions,
            cost: cost, reliability: reporting.reliability(groups),
            fairness: try fairness(reporting, groups, winner, table, catalog, validation),
            importance: importance, search: self.search,
            warnings: reporting.warnings(testAUC: evaluation.auc.estimate, importance))
        tell(evaluation, selection)
        return ModelBundle(
            catalog: catalog, fitted: preparation.fitted, encoder: preparation.encoder, learner: learner,
            calibration: calibration,
            decision: DecisionRule(
                threshold: threshold.probability.value, interval: search.interval, cost: catalog.cost,
                referral: cost.referral?.band, pricing: settings.pricing),
            baseline: baseline, profile: profile,
            training: TrainingRecord(
                learner: winner.outOfFold.recipe.learner.title, recipe: winner.outOfFold.recipe, settings: settings,
                rounds: learner.treeCount, rows: design.rows, persons: design.persons,
                trainingRows: held.development.count, validationRows: held.development.count, losses: losses,
                validationAUC: winner.auc.estimate, isSynthetic: isSynthetic),
            evaluation: evaluation, selection: selection)
    }

    /// What a model may have or not, measured on and off on the development rows; nothing unless it was asked for.
    ///
    /// With as many trees on and off, whatever the candidates are: the difference is the addition's alone.
    private func additions(
        _ table: FeatureTable, _ catalog: LenderCatalog, _ rows: [Int], _ onProgress: (Progress) throws -> Void
    ) throws -> [AdditionReport] {
        guard settings.measuresAdditions else { return [] }
        let recipe = LearnerRecipe(.boosting, parameters: ["rounds": 600, "early_stopping_round": 0])
        let trial = try AdditionTrial(
            table, catalog: catalog, recipe: recipe, seed: settings.seed, threads: threads, folds: settings.folds,
            development: rows)
        return try trial.run(trial.additions) {
            try onProgress(Progress(stage: .measuring, share: $0, detail: ""))
        }.map(\.report)
    }

    /// The cheapest threshold out of fold, by errors or in money.
    private func thresholdSearch(
        _ winner: JudgedCandidate, _ validation: CrossValidation, _ table: FeatureTable, _ catalog: LenderCatalog
    ) throws(ModelingError) -> ThresholdSearch {
        guard settings.pricing == .amounts else {
            return ThresholdSearch(
                probabilities: winner.probabilities, outcomes: validation.outcomes, cost: catalog.cost,
                seed: settings.seed)
        }
        guard let priced = AmountCosts(catalog, table, rows: validation.rows) else {
            throw ModelingError(
                .invalidSetting,
                "costs cannot be counted in money: the catalog says no `cost.amounts`, or the tables hold no such amount."
            )
        }
        return ThresholdSearch(
            probabilities: priced.places.map { winner.probabilities[$0] },
            outcomes: priced.places.map { validation.outcomes[$0] }, costs: priced.costs,
            usual: priced.costs.bayesThreshold(row: 0), seed: settings.seed)
    }

    private func divide(_ table: FeatureTable) throws(ModelingError) -> HoldOut {
        let labelled = table.outcomes.count { $0 != nil }
        let defaults = table.outcomes.count { $0 == true }
        guard labelled > 0 else {
            throw ModelingError(
                .unusableData,
                "no application has a known outcome: training needs the file that holds the outcome column.")
        }
        guard defaults > 0, defaults < labelled else {
            throw ModelingError(
                .unusableData,
                "all \(labelled) labelled applications \(defaults == 0 ? "were repaid" : "are defaults"): a model needs both."
            )
        }
        guard labelled > table.schema.columns.count else {
            throw ModelingError(
                .unusableData,
                "there are \(labelled) labelled applications for \(table.schema.columns.count) features: give more applications than features."
            )
        }
        let held = HoldOut(
            persons: table.persons, outcomes: table.outcomes, share: settings.testShare, seed: settings.seed)
        for (name, rows) in [("development", held.development), ("test", held.test)] {
            let bad = rows.count { table.outcomes[$0] == true }
            guard bad >= 10, rows.count - bad >= 10 else {
                throw ModelingError(
                    .unusableData,
                    "the \(name) rows hold \(bad) defaults and \(rows.count - bad) repaid loans, and 10 of each are the least: give more labelled applications."
                )
            }
        }
        return held
    }

    private func design(_ table: FeatureTable, _ held: HoldOut) -> ValidationDesign {
        let labelled = table.outcomes.indices.filter { table.outcomes[$0] != nil }
        return ValidationDesign(
            rows: labelled.count, persons: Set(labelled.map { table.persons[$0] }).count,
            defaults: labelled.count { table.outcomes[$0] == true }, testRows: held.test.count,
            developmentRows: held.development.count,
            developmentDefaults: held.development.count { table.outcomes[$0] == true }, folds: settings.folds,
            repetitions: settings.repetitions, seed: settings.seed, datasetDigest: DatasetDigest.of(table),
            features: table.schema.columns.count)
    }

    /// The mean contributions of the granted clients who are closest to the threshold.
    private func baseline(
        near rows: [Int], _ preparation: Preparation, _ scorer: LearnerScorer
    ) throws -> ReferenceBaseline {
        guard !rows.isEmpty else {
            throw ModelingError(
                .unusableData, "the model would refuse every client at these costs: check the costs in the catalog.")
        }
        let width = preparation.encoder.columns.count + 1
        let contributions = try scorer.contributions(preparation.encode(rows), count: rows.count, threads: threads)
        var means = [Double](repeating: 0, count: width)
        for row in rows.indices { for column in 0..<width { means[column] += contributions[row * width + column] } }
        for column in 0..<width { means[column] /= Double(rows.count) }
        return ReferenceBaseline(
            label: LocalizedText(
                fr: "clients accordés, tout près du seuil", en: "granted clients, just below the threshold"),
            clients: rows.count, logOdds: means.reduce(0, +), contributions: Array(means.dropLast()),
            expected: means[width - 1])
    }
}
