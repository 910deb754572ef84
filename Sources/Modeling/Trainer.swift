public import Catalog
import Credit
public import Features
import LightGBM
import Statistics

/// Trains a model from a feature table: split by person, learn, stop, calibrate, set the threshold, judge.
public struct Trainer: Sendable {
    /// The stages of training.
    public enum Stage: String, Sendable, CaseIterable {
        /// Rows are divided and encoded.
        case preparing
        /// Trees are grown.
        case learning
        /// Calibration, threshold, profile.
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
        /// Trees grown so far.
        public let round: Int
        /// The best log-loss on validation so far.
        public let bestLoss: Double?
    }

    private let settings: TrainingSettings

    /// Makes a trainer.
    public init(settings: TrainingSettings) { self.settings = settings }

    /// Trains a model.
    ///
    /// - Parameters:
    ///   - table: features of labelled and unlabelled applications; only labelled ones take part.
    ///   - losses: what is lost for want of a table, for the record.
    ///   - onProgress: called on the same thread.
    /// - Throws: ``ModelingError``.
    public func train(
        _ table: FeatureTable, catalog: LenderCatalog, losses: [FeaturePlan.Loss],
        onProgress: (Progress) throws -> Void = { _ in }
    ) throws -> ModelBundle {
        try settings.check()
        try onProgress(Progress(stage: .preparing, share: 0, round: 0, bestLoss: nil))
        let split = try split(table)
        let (fitted, table) = try FittedFeatures.learned(
            catalog, fitting: table, rows: split.training, seed: settings.seed, threads: settings.threads)
        let encoder = FeatureEncoder(fitting: table, rows: split.training)
        guard !encoder.columns.isEmpty else {
            throw ModelingError(
                .unusableData, "no feature varies among the applications: there is nothing to learn from.")
        }
        let grown = try grow(table, split, encoder, catalog, onProgress)
        let booster = grown.booster

        try onProgress(Progress(stage: .deciding, share: 0, round: grown.bestRound, bestLoss: nil))
        func scores(_ rows: [Int]) throws -> [Double] {
            try booster.predict(columns: encoder.encode(table, rows: rows), kind: .logOdds, threads: settings.threads)
        }
        func outcomes(_ rows: [Int]) -> [Bool] { rows.map { table.outcomes[$0] == true } }
        let validationScores = try scores(split.validation)
        let validationOutcomes = outcomes(split.validation)
        let calibration = try Calibration(fitting: validationScores, to: validationOutcomes)
        let probabilities = validationScores.map { calibration.probability(LogOdds($0)).value }
        let search = ThresholdSearch(
            probabilities: probabilities, outcomes: validationOutcomes, cost: catalog.cost, seed: settings.seed)
        let threshold = search.threshold
        let granted = split.validation.indices.filter { probabilities[$0] < threshold.probability.value }
        let baseline = try baseline(
            near: granted.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }.prefix(500).map {
                split.validation[$0]
            },
            table, encoder, booster)
        let profile = ReferenceProfile(of: table, rows: granted.map { split.validation[$0] })

        try onProgress(Progress(stage: .judging, share: 0, round: grown.bestRound, bestLoss: nil))
        let testProbabilities = try scores(split.test).map { calibration.probability(LogOdds($0)).value }
        guard
            let evaluation = Evaluation(
                probabilities: testProbabilities, outcomes: outcomes(split.test), threshold: threshold,
                cost: catalog.cost,
                seed: settings.seed)
        else {
            throw ModelingError(.unusableData, "the test rows hold one class only: give more labelled applications.")
        }
        let labelled = table.outcomes.indices.filter { table.outcomes[$0] != nil }
        return ModelBundle(
            catalog: catalog, fitted: fitted, encoder: encoder, model: try booster.text(rounds: grown.bestRound),
            calibration: calibration,
            decision: DecisionRule(
                threshold: threshold.probability.value, interval: search.interval, cost: catalog.cost),
            baseline: baseline, profile: profile,
            training: TrainingRecord(
                learner: "LightGBM", settings: settings, rounds: grown.bestRound, rows: labelled.count,
                persons: Set(labelled.map { table.persons[$0] }).count, trainingRows: split.training.count,
                validationRows: split.validation.count, losses: losses,
                validationAUC: areaUnderROC(scores: validationScores, outcomes: validationOutcomes) ?? .nan),
            evaluation: evaluation)
    }

    private func split(_ table: FeatureTable) throws(ModelingError) -> PersonSplit {
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
        let split = PersonSplit(
            persons: table.persons, outcomes: table.outcomes, validation: settings.validationShare,
            test: settings.testShare,
            seed: settings.seed)
        for (name, rows) in [("training", split.training), ("validation", split.validation), ("test", split.test)] {
            let bad = rows.count { table.outcomes[$0] == true }
            guard bad >= 10, rows.count - bad >= 10 else {
                throw ModelingError(
                    .unusableData,
                    "the \(name) rows hold \(bad) defaults and \(rows.count - bad) repaid loans, and 10 of each are the least: give more labelled applications."
                )
            }
        }
        return split
    }

    private func grow(
        _ table: FeatureTable, _ split: PersonSplit, _ encoder: FeatureEncoder, _ catalog: LenderCatalog,
        _ onProgress: (Progress) throws -> Void
    ) throws -> TrainedBooster {
        let parameters = settings.parameters(encoder, catalog, seed: settings.seed)
        func dataset(_ rows: [Int], _ reference: Dataset?) throws -> Dataset {
            try Dataset(
                columns: encoder.encode(table, rows: rows), names: encoder.columns.indices.map { "f\($0)" },
                categorical: encoder.categorical, labels: rows.map { table.outcomes[$0] == true ? 1 : 0 },
                reference: reference, parameters: parameters)
        }
        do {
            let training = try dataset(split.training, nil)
            let validation = try dataset(split.validation, training)
            var best: Double?
            return try Booster.train(
                on: training, validation: validation, parameters: parameters, rounds: settings.rounds,
                earlyStopping: EarlyStopping(rounds: settings.patience)
            ) { report in
                if report.bestRound == report.round { best = report.metrics.first?.value }
                // Early stopping ends most trainings: what is certain is the patience that is left.
                let waited = Double(report.round - report.bestRound) / Double(settings.patience)
                let share = max(Double(report.round) / Double(settings.rounds), waited)
                try onProgress(Progress(stage: .learning, share: share, round: report.round, bestLoss: best))
                return .go
            }
        } catch let error as LightGBMError {
            throw ModelingError(.engine, "LightGBM could not train the model: \(error.message)")
        }
    }

    /// The mean contributions of the granted clients who are closest to the threshold.
    private func baseline(
        near rows: [Int], _ table: FeatureTable, _ encoder: FeatureEncoder, _ booster: Booster
    ) throws -> ReferenceBaseline {
        guard !rows.isEmpty else {
            throw ModelingError(
                .unusableData, "the model would refuse every client at these costs: check the costs in the catalog.")
        }
        let width = encoder.columns.count + 1
        let contributions = try booster.predict(
            columns: encoder.encode(table, rows: rows), kind: .contributions, threads: settings.threads)
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
