public import Catalog
import Credit
public import Features
public import Statistics

/// Something that a model may have or not, measured on and off.
public enum Addition: Hashable, Sendable {
    /// The features that compare a client with others.
    case comparisons
    /// One entry of the catalog made from outcomes.
    case target(TargetFeature)
    /// The choice of features by null importance.
    case selection

    /// Its name, as `comparisons`, the catalog's entry, or `selection`.
    public var name: String {
        switch self {
        case .comparisons: "comparisons"
        case .target(let target): target.name
        case .selection: "selection"
        }
    }
}

/// Measures additions on and off, on the same folds, persons apart: everything is learned within the fold.
///
/// The model without any addition is measured once; each addition is measured alone against it. Trees are those of the
/// settings, a fixed number of them, so that on and off differ in the addition only.
public struct AdditionTrial: Sendable {
    /// The area and the cost of one model in one fold.
    public struct FoldFigures: Hashable, Sendable, Codable {
        /// Area under the ROC curve.
        public let auc: Double
        /// Cost per 1,000 at the threshold of Bayes.
        public let cost: Double
    }

    /// What one addition does.
    public struct Result: Hashable, Sendable, Codable {
        /// The difference, with intervals over rows.
        public let report: AdditionReport
        /// The figures with it, by fold, repetition after repetition.
        public let with: [FoldFigures]
        /// The figures without it, in the same order.
        public let without: [FoldFigures]
        /// Features kept in each fold, for a choice of features; empty for the others.
        public let kept: [Int]
        /// The t test over folds of the area, with minus without, corrected for folds sharing rows.
        public let foldAUC: CorrectedTTest?
    }

    private let table: FeatureTable
    private let catalog: LenderCatalog
    private let recipe: LearnerRecipe
    private let seed: UInt64
    private let threads: Int
    private let rows: [Int]
    private let folds: [PersonFolds]

    /// Prepares a trial.
    ///
    /// - Parameters:
    ///   - table: features with the histories that models of rows need.
    ///   - catalog: its entries made from outcomes count as used when they are measured.
    ///   - recipe: how boosting grows its trees; it should not stop early, so that on and off have as many.
    ///   - seed: of the folds and the trees.
    ///   - threads: at least 1; changes the time alone.
    ///   - development: the rows to measure on; all labelled ones by default.
    /// - Throws: ``ModelingError`` when a fold would lack a class.
    public init(
        _ table: FeatureTable, catalog: LenderCatalog, recipe: LearnerRecipe, seed: UInt64 = 1, threads: Int = 1,
        folds: Int = 5, repetitions: Int = 1, development: [Int]? = nil
    ) throws {
        try recipe.check()
        self.table = table
        self.catalog = catalog
        self.recipe = recipe
        self.seed = seed
        self.threads = threads
        rows = (development ?? Array(table.outcomes.indices)).filter { table.outcomes[$0] != nil }
        guard repetitions > 0 else { throw ModelingError(.invalidSetting, "a trial needs at least one repetition.") }
        do {
            self.folds = try PersonFolds.repeated(
                persons: rows.map { table.persons[$0] }, outcomes: rows.map { table.outcomes[$0] == true },
                count: folds, repetitions: repetitions, seed: seed)
        } catch {
            throw ModelingError(.unusableData, error.message.prefix(1).lowercased() + error.message.dropFirst())
        }
    }

    /// What can be measured on this table.
    public var additions: [Addition] {
        let present = Set(table.schema.columns.map(\.name)), histories = Set(table.histories.map(\.schema.name))
        let comparisons = catalog.fitted.contains { present.isSuperset(of: $0.comparison.inputs) }
        let targets = catalog.targets.filter { target in
            switch target.recipe {
            case .neighbours(_, let within): present.isSuperset(of: within)
            case .rows: histories.contains(target.name)
            }
        }
        return (comparisons ? [.comparisons] : []) + targets.map(Addition.target) + [.selection]
    }

    /// Measures additions.
    ///
    /// - Parameter onProgress: called with the share that is done, 0…1; what it throws ends the trial.
    /// - Throws: ``ModelingError``.
    public func run(_ additions: [Addition], onProgress: (Double) throws -> Void = { _ in }) throws -> [Result] {
        let models = Double(additions.count + 1)
        let base = try outOfFold(nil) { try onProgress($0 / models) }
        var results: [Result] = []
        for (place, addition) in additions.enumerated() {
            let with = try outOfFold(addition) { try onProgress((Double(place) + 1 + $0) / models) }
            results.append(try result(addition, with, base))
        }
        try onProgress(1)
        return results
    }

    // MARK: One model

    /// Predictions of rows that were not learned from.
    private struct OutOfFold {
        /// One per row: the mean log-odds over repetitions.
        var logOdds: [Double]
        var figures: [FoldFigures] = []
        /// Columns that the learner saw, by fold.
        var features: [Int] = []
    }

    private func outOfFold(_ addition: Addition?, _ onProgress: (Double) throws -> Void) throws -> OutOfFold {
        var result = OutOfFold(logOdds: [Double](repeating: 0, count: rows.count))
        let count = folds.reduce(0) { $0 + $1.count }
        for repetition in folds {
            for fold in 0..<repetition.count {
                try onProgress(Double(result.figures.count) / Double(count))
                let held = repetition.heldOut(fold)
                let seed = self.seed &+ UInt64(result.figures.count)
                let (scores, features) = try scores(
                    addition, training: repetition.training(fold).map { rows[$0] }, held: held.map { rows[$0] },
                    seed: seed)
                for (place, score) in zip(held, scores) { result.logOdds[place] += score / Double(folds.count) }
                let outcomes = held.map { table.outcomes[rows[$0]] == true }
                result.figures.append(
                    FoldFigures(
                        auc: areaUnderROC(scores: scores, outcomes: outcomes) ?? .nan,
                        cost: meanCost(scores, outcomes)))
                result.features.append(features)
            }
        }
        return result
    }

    private func scores(
        _ addition: Addition?, training: [Int], held: [Int], seed: UInt64
    ) throws -> (scores: [Double], features: Int) {
        var used: Set<String> = []
        if case .target(let target)? = addition { used = [target.name] }
        let excluded = addition == .comparisons ? [] : Set(catalog.fitted.map(\.name))
        let (_, completed) = try FittedFeatures.learned(
            catalog.using(targets: used), fitting: table, rows: training, excluded: excluded, seed: seed,
            threads: threads)
        var encoder = FeatureEncoder(fitting: completed, rows: training)
        if addition == .selection {
            let weighed = try NullImportance(
                fitting: completed, rows: training, encoder: encoder, seed: seed, threads: threads)
            encoder = encoder.keeping(weighed.kept)
        }
        guard !encoder.columns.isEmpty else {
            throw ModelingError(.unusableData, "no feature is left to learn from.")
        }
        let definitions = catalog.definitions
        let rows = TrainingRows(
            columns: encoder.encode(completed, rows: training), isCategory: encoder.columns.map { $0.levels != nil },
            risks: encoder.columns.map { $0.levels == nil ? definitions[$0.name]?.risk : nil },
            labels: training.map { table.outcomes[$0] == true }, persons: training.map { table.persons[$0] })
        let learner = try LearnerFitting(rows: rows, seed: seed, threads: threads).fit(recipe).learner
        let scores = try LearnerScorer(learner).logOdds(
            encoder.encode(completed, rows: held), count: held.count, threads: threads)
        return (scores, encoder.columns.count)
    }

    private func meanCost(_ logOdds: [Double], _ outcomes: [Bool]) -> Double {
        let cost = costs.meanCost(
            probabilities: logOdds.map(logistic), outcomes: outcomes, threshold: bayesThreshold)
        return 1_000 * (cost ?? .nan)
    }

    private var costs: DecisionCosts {
        .perError(missedPositive: catalog.cost.missedDefault, falseAlarm: catalog.cost.refusedGoodClient)
    }

    private var bayesThreshold: Double { costs.bayesThreshold(row: 0) }

    // MARK: On against off

    private func result(_ addition: Addition, _ with: OutOfFold, _ without: OutOfFold) throws -> Result {
        let outcomes = rows.map { table.outcomes[$0] == true }, persons = rows.map { table.persons[$0] }
        guard
            let auc = AreaComparison(
                first: with.logOdds, second: without.logOdds, outcomes: outcomes, persons: persons),
            let cost = pairedCostDifference(
                first: (with.logOdds.map(logistic), bayesThreshold),
                second: (without.logOdds.map(logistic), bayesThreshold), outcomes: outcomes, costs: costs,
                persons: persons, seed: seed)
        else { throw ModelingError(.unusableData, "the predictions cannot be compared: give more applications.") }
        let test = CorrectedTTest(
            differences: zip(with.figures, without.figures).map { $0.auc - $1.auc },
            testPerTraining: 1 / Double(max(1, folds[0].count - 1)))
        let isUsed: Bool
        switch addition {
        case .comparisons: isUsed = !catalog.fitted.isEmpty
        case .target(let target): isUsed = target.isUsed
        case .selection: isUsed = false
        }
        let mean = { (counts: [Int]) in counts.reduce(0, +) / max(1, counts.count) }
        let report = AdditionReport(
            name: addition.name, label: addition.label, featuresWith: mean(with.features),
            featuresWithout: mean(without.features), auc: auc, cost: cost, isUsed: isUsed,
            reason: Self.reason(auc, cost))
        return Result(
            report: report, with: with.figures, without: without.figures,
            kept: addition == .selection ? with.features : [], foldAUC: test)
    }

    /// What the differences say.
    private static func reason(_ auc: AreaComparison, _ cost: PairedDifference) -> LocalizedText {
        let isBetter = auc.interval.low > 0 || cost.interval.high < 0
        let isWorse = auc.interval.high < 0 || cost.interval.low > 0
        return switch (isBetter, isWorse) {
        case (true, false):
            LocalizedText(fr: "le gain dépasse le hasard", en: "the gain is more than chance")
        case (false, true):
            LocalizedText(fr: "la perte dépasse le hasard", en: "the loss is more than chance")
        case (true, true):
            LocalizedText(
                fr: "l'aire et le coût se contredisent", en: "area and cost contradict each other")
        case (false, false):
            LocalizedText(
                fr: "aucune différence que l'on puisse distinguer du hasard",
                en: "no difference that can be told from chance")
        }
    }
}

extension Addition {
    /// What it is called.
    var label: LocalizedText {
        switch self {
        case .comparisons:
            LocalizedText(
                fr: "comparaisons avec des clients semblables", en: "comparisons with similar clients")
        case .target(let target):
            switch target.recipe {
            case .neighbours: target.definitions[0].label
            case .rows(let recipe):
                LocalizedText(
                    fr: "modèle des lignes de \(recipe.table)", en: "model of the rows of \(recipe.table)")
            }
        case .selection:
            LocalizedText(fr: "choix des variables", en: "choice of features")
        }
    }
}
