public import Catalog
public import Features
import Foundation
import Searching
import Statistics

/// A search over one learner's own parameters, by cross-validation on development rows: test rows take no part.
public struct RecipeSearch: Sendable {
    /// What is sought.
    public enum Objective: String, Sendable, CaseIterable {
        /// The lowest cost per 1,000 at its best threshold.
        case cost
        /// The largest area under the ROC curve.
        case auc
        /// The lowest logarithmic loss.
        case logLoss = "log-loss"
    }

    /// How points are chosen.
    public enum Method: String, Sendable, CaseIterable {
        /// Three values of each parameter, every combination, in random order.
        case grid
        /// At random.
        case random
        /// Where earlier trials make the best likely (tree-structured Parzen estimator).
        case sequential
    }

    /// What was found.
    public struct Found: Sendable, Codable {
        /// The base recipe with the best trial's parameters.
        public let recipe: LearnerRecipe
        /// The search in short.
        public let report: SearchReport
    }

    /// How far a search has come.
    public struct Progress: Sendable {
        /// The share of all trials that is done, 0…1.
        public let share: Double
        /// Trials that ended.
        public let done: Int
        /// Trials to make.
        public let trials: Int
        /// The best value so far; nil before the first.
        public let best: Double?
    }

    /// The recipe whose parameters are varied; what the search leaves alone stays as it says.
    public var base: LearnerRecipe
    /// What is sought.
    public var objective = Objective.cost
    /// How points are chosen.
    public var method = Method.sequential
    /// Trials to make, at least 1.
    public var trials = 50
    /// Whether trials that go badly on the first folds are given up.
    public var abandons = true
    /// Folds, seed and test share.
    public var settings = TrainingSettings()
    /// Threads to use, at least 1.
    public var threads = 2

    /// A search around a recipe.
    public init(base: LearnerRecipe) { self.base = base }

    /// Searches, or goes on with a search that was stopped.
    ///
    /// - Parameters:
    ///   - journal: The file that keeps the trials; a search of another kind there is refused.
    ///   - run: The run that trials are told of as children of.
    ///   - onProgress: Called after each fold, on the same thread.
    /// - Throws: ``ModelingError``, `SearchError`; what `onProgress` throws.
    public func run(
        _ table: FeatureTable, catalog: LenderCatalog, journal: String, run: ObservedRun,
        onProgress: (Progress) throws -> Void = { _ in }
    ) throws -> Found {
        try base.check()
        try settings.check()
        guard !base.learner.parameters.allSatisfy({ $0.searched == nil }) else {
            throw ModelingError(.invalidSetting, "the learner \(base.learner.rawValue) has no parameters to search.")
        }
        let held = HoldOut(
            persons: table.persons, outcomes: table.outcomes, share: settings.testShare, seed: settings.seed)
        guard held.development.contains(where: { table.outcomes[$0] == true }) else {
            throw ModelingError(.unusableData, "no application is a default: a search needs some of both kinds.")
        }
        let validation = try CrossValidation(
            table, catalog, rows: held.development, folds: settings.folds, repetitions: 1, seed: settings.seed,
            threads: threads)
        let space = try space()
        let plan = try plan(space, digest: DatasetDigest.of(table))
        let study =
            FileManager.default.fileExists(atPath: journal)
            ? try Study(plan, resuming: journal) : try Study(plan, journal: journal)
        run.parameters(base.settings.merging(words) { $1 })
        let places = validation.places
        let best = try study.run(trials: trials) { trial in
            let told = run.child("trial \(trial.number + 1)")
            return try told.during {
                let recipe = recipe(with: trial.parameters)
                told.parameters(recipe.settings)
                var predictions = OutOfFold(recipe: recipe, rows: validation.rows.count, repetitions: 1)
                var known: [Int] = [], value = 0.0
                for (number, place) in places.enumerated() {
                    let rows = validation.folds[0].heldOut(place.fold)
                    predictions.take(try validation.run(recipe, at: place), at: place, rows: rows)
                    known += rows
                    value = try self.value(predictions.logOdds[0], known, validation, catalog)
                    told.metrics([objective.rawValue: value], step: number + 1)
                    let done = study.history.trials.count
                    let share = (Double(done) + Double(number + 1) / Double(places.count)) / Double(trials)
                    try onProgress(
                        Progress(share: min(1, share), done: done, trials: trials, best: study.best?.value))
                    if number + 1 < places.count { try trial.report(value, step: number + 1) }
                }
                return value
            }
        }
        return Found(recipe: recipe(with: best.parameters), report: report(study, best, space))
    }

    private var words: [String: String] {
        [
            "learner": base.learner.rawValue, "objective": objective.rawValue, "method": method.rawValue,
            "trials": "\(trials)", "folds": "\(settings.folds)", "seed": "\(settings.seed)",
        ]
    }

    /// The objective over the rows predicted so far, all folds together.
    private func value(
        _ logOdds: [Double], _ rows: [Int], _ validation: CrossValidation, _ catalog: LenderCatalog
    ) throws(ModelingError) -> Double {
        let scores = rows.map { logOdds[$0] }, outcomes = rows.map { validation.outcomes[$0] }
        let value: Double? =
            switch objective {
            case .cost:
                CostCurve(probabilities: scores.map(logistic), outcomes: outcomes, costs: catalog.cost.decisions).map {
                    1000 * $0.minimum.cost
                }
            case .auc: areaUnderROC(scores: scores, outcomes: outcomes)
            case .logLoss: logLoss(probabilities: scores.map(logistic), outcomes: outcomes)
            }
        guard let value else {
            throw ModelingError(.engine, "the learner gave scores that are no numbers: narrow its parameters.")
        }
        return value
    }

    private func plan(_ space: SearchSpace, digest: String) throws(SearchError) -> SearchPlan {
        let sampler: any Sampler
        switch method {
        case .grid: sampler = try GridSampler(space, steps: 3)
        case .random: sampler = RandomSampler()
        case .sequential: sampler = try ParzenSampler()
        }
        let pruner: any Pruner = abandons ? try MedianPruner(startupTrials: 5) : NeverPruner()
        let standing = space.dimensions.reduce(into: [String: Searching.ParameterValue]()) { point, dimension in
            switch dimension.domain {
            case .real(let from, let to, _):
                point[dimension.name] = .real(min(max(base.value(dimension.name), from), to))
            case .integer(let from, let to, _):
                point[dimension.name] = .integer(min(max(base.integer(dimension.name), from), to))
            case .choice: break
            }
        }
        let fixed = base.settings.filter { setting in !space.dimensions.contains { $0.name == setting.key } }
        let rest = fixed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        return try SearchPlan(
            space, direction: objective == .auc ? .maximise : .minimise, sampler: sampler, pruner: pruner,
            seed: settings.seed, startingPoints: method == .grid ? [] : [standing],
            subject:
                "\(base.learner.rawValue) by \(objective.rawValue), \(settings.folds) folds, test \(settings.testShare), data \(digest), \(rest)"
        )
    }

    private func space() throws(SearchError) -> SearchSpace {
        try SearchSpace(
            base.learner.parameters.compactMap { parameter in
                guard let (range, isLogarithmic) = parameter.searched else { return nil }
                let scale = isLogarithmic ? ParameterScale.logarithmic : .linear
                return Dimension(
                    parameter.name,
                    parameter.isInteger
                        ? .integer(from: Int(range.lowerBound), to: Int(range.upperBound), scale: scale)
                        : .real(from: range.lowerBound, to: range.upperBound, scale: scale))
            })
    }

    private func recipe(with parameters: [String: Searching.ParameterValue]) -> LearnerRecipe {
        var recipe = base
        for (name, value) in parameters {
            switch value {
            case .real(let value): recipe.parameters[name] = value
            case .integer(let value): recipe.parameters[name] = Double(value)
            case .choice: break
            }
        }
        return recipe
    }

    private func report(_ study: Study, _ best: FinishedTrial, _ space: SearchSpace) -> SearchReport {
        let trials = study.history.trials
        var progress: [Double] = []
        for value in trials.compactMap(\.value) {
            progress.append(progress.last.map { objective == .auc ? max($0, value) : min($0, value) } ?? value)
        }
        return SearchReport(
            learner: base.learner, objective: objective.rawValue, method: method.rawValue, trials: trials.count,
            pruned: trials.count { $0.outcome == .pruned }, failed: trials.count(where: \.isFailed),
            best: best.value ?? .nan, progress: progress, parameters: best.parameters.mapValues(\.description),
            space: Dictionary(
                uniqueKeysWithValues: space.dimensions.map { dimension in
                    switch dimension.domain {
                    case .real(let from, let to, let scale): (dimension.name, "\(from) to \(to), \(scale.rawValue)")
                    case .integer(let from, let to, let scale): (dimension.name, "\(from) to \(to), \(scale.rawValue)")
                    case .choice(let values): (dimension.name, values.joined(separator: ", "))
                    }
                }))
    }
}
