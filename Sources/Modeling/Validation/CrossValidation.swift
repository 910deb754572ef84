import Catalog
import Features
import Statistics

/// Candidates judged on the same folds: persons are never divided, and all that is learned is learned within the fold.
final class CrossValidation {
    /// The rows that are divided, rising.
    let rows: [Int]
    /// Whether each is a default.
    let outcomes: [Bool]
    /// A number per row, shared by rows of one person.
    let persons: [Int32]
    /// The folds of each repetition, by place in `rows`.
    let folds: [PersonFolds]
    let seed: UInt64
    let threads: Int
    private let table: FeatureTable
    private let catalog: LenderCatalog
    private let excluded: Set<String>
    private var preparations: [Place: Preparation] = [:]

    /// One fold of one repetition.
    struct Place: Hashable {
        let repetition: Int
        let fold: Int
    }

    /// Deals rows into folds.
    ///
    /// - Parameter excluded: Features that no learner may see.
    /// - Throws: ``ModelingError`` when a fold would lack a class.
    init(
        _ table: FeatureTable, _ catalog: LenderCatalog, rows: [Int], folds: Int, repetitions: Int, seed: UInt64,
        threads: Int, excluded: Set<String> = []
    ) throws(ModelingError) {
        self.table = table
        self.catalog = catalog
        self.rows = rows
        self.seed = seed
        self.threads = threads
        self.excluded = excluded
        outcomes = rows.map { table.outcomes[$0] == true }
        persons = rows.map { table.persons[$0] }
        do {
            self.folds = try PersonFolds.repeated(
                persons: persons, outcomes: outcomes, count: folds, repetitions: repetitions, seed: seed)
        } catch {
            let sentence = error.message.prefix(1).lowercased() + error.message.dropFirst()
            throw ModelingError(error.code == .invalidSetting ? .invalidSetting : .unusableData, sentence)
        }
    }

    /// Every fold of every repetition, in order.
    var places: [Place] {
        folds.indices.flatMap { repetition in
            (0..<folds[repetition].count).map { Place(repetition: repetition, fold: $0) }
        }
    }

    /// What one fold gave.
    struct FoldResult {
        /// Log-odds of the fold's rows, in their order.
        let logOdds: [Double]
        let rounds: [Int]
        let priorShift: Double
        let features: Int
    }

    /// Fits a recipe outside one fold and scores the fold.
    ///
    /// - Throws: ``ModelingError``; what `onProgress` throws.
    func run(
        _ recipe: LearnerRecipe, at place: Place, onProgress: (Double) throws -> Void = { _ in }
    ) throws -> FoldResult {
        let preparation = try preparation(place)
        let fitting = LearnerFitting(
            rows: preparation.training(training(place)), seed: seed(place), threads: threads)
        let result = try fitting.fit(recipe, onProgress: onProgress)
        let held = heldOut(place)
        let logOdds = try LearnerScorer(result.learner).logOdds(
            preparation.encode(held), count: held.count, threads: threads)
        return FoldResult(
            logOdds: logOdds, rounds: result.rounds, priorShift: result.priorShift,
            features: result.learner.columnsUsed.count)
    }

    /// Fits a recipe in every fold.
    ///
    /// - Parameter onFold: Called during and after each fold: its number from 0, the share of it that is done.
    func run(_ recipe: LearnerRecipe, onFold: (Int, Double) throws -> Void = { _, _ in }) throws -> OutOfFold {
        var result = OutOfFold(recipe: recipe, rows: rows.count, repetitions: folds.count)
        for (number, place) in places.enumerated() {
            let fold = try run(recipe, at: place) { try onFold(number, $0) }
            result.take(fold, at: place, rows: folds[place.repetition].heldOut(place.fold))
            try onFold(number, 1)
        }
        return result
    }

    private func training(_ place: Place) -> [Int] { folds[place.repetition].training(place.fold).map { rows[$0] } }

    private func heldOut(_ place: Place) -> [Int] { folds[place.repetition].heldOut(place.fold).map { rows[$0] } }

    private func seed(_ place: Place) -> UInt64 {
        seed &+ UInt64(place.repetition) &* 1_000_003 &+ UInt64(place.fold) &* 101
    }

    private func preparation(_ place: Place) throws -> Preparation {
        if let known = preparations[place] { return known }
        let made = try Preparation(
            table, catalog, rows: training(place), excluded: excluded, seed: seed(place), threads: threads)
        preparations[place] = made
        return made
    }
}

/// A recipe's predictions of rows that it did not learn from.
struct OutOfFold {
    let recipe: LearnerRecipe
    /// By repetition, then one per row: log-odds, brought back to the population's share of defaults.
    private(set) var logOdds: [[Double]]
    /// What was added to each of them for a changed share of defaults, likewise.
    private(set) var priorShifts: [[Double]]
    /// Trees of every fold and bag.
    private(set) var rounds: [Int] = []
    /// Features used by fold.
    private(set) var features: [Int] = []

    init(recipe: LearnerRecipe, rows: Int, repetitions: Int) {
        self.recipe = recipe
        logOdds = Array(repeating: Array(repeating: .nan, count: rows), count: repetitions)
        priorShifts = Array(repeating: Array(repeating: 0, count: rows), count: repetitions)
    }

    /// Predictions made from others', as a blend's.
    init(recipe: LearnerRecipe, logOdds: [[Double]], features: [Int]) {
        self.recipe = recipe
        self.logOdds = logOdds
        priorShifts = logOdds.map { $0.map { _ in 0 } }
        self.features = features
    }

    mutating func take(_ fold: CrossValidation.FoldResult, at place: CrossValidation.Place, rows: [Int]) {
        for (row, value) in zip(rows, fold.logOdds) {
            logOdds[place.repetition][row] = value
            priorShifts[place.repetition][row] = fold.priorShift
        }
        rounds += fold.rounds
        features.append(fold.features)
    }

    /// The trees to grow when the recipe learns from all rows: the median of the folds'; nil without trees.
    var medianRounds: Int? {
        rounds.isEmpty ? nil : max(1, rounds.sorted()[rounds.count / 2])
    }
}
