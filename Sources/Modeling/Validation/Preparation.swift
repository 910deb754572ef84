import Catalog
import Features

/// Everything that is learned from training rows before a learner sees them, fitted to some rows and then frozen.
struct Preparation: Sendable {
    let fitted: FittedFeatures
    let encoder: FeatureEncoder
    /// The table with the fitted features.
    private let table: FeatureTable
    private let risks: [Risk?]

    /// Fits to training rows.
    ///
    /// - Parameters:
    ///   - excluded: Features that the learner may not see.
    ///   - seed: Decides what is drawn for features made from outcomes.
    ///   - threads: At least 1; changes the time alone.
    /// - Throws: ``ModelingError`` when nothing varies among the rows.
    init(
        _ table: FeatureTable, _ catalog: LenderCatalog, rows: [Int], excluded: Set<String> = [], seed: UInt64,
        threads: Int
    ) throws {
        let (fitted, completed) = try FittedFeatures.learned(
            catalog, fitting: table, rows: rows, excluded: excluded, seed: seed, threads: threads)
        self.fitted = fitted
        let encoder = FeatureEncoder(fitting: completed, rows: rows, excluded: excluded)
        guard !encoder.columns.isEmpty else {
            throw ModelingError(
                .unusableData, "no feature varies among the applications: there is nothing to learn from.")
        }
        let definitions = catalog.definitions
        risks = encoder.columns.map { $0.levels == nil ? definitions[$0.name]?.risk : nil }
        self.table = completed
        self.encoder = encoder
    }

    /// The completed table.
    var completed: FeatureTable { table }

    /// Rows as a learner is fitted to them.
    func training(_ rows: [Int]) -> TrainingRows {
        TrainingRows(
            columns: encoder.encode(table, rows: rows), isCategory: encoder.columns.map { $0.levels != nil },
            risks: risks, labels: rows.map { table.outcomes[$0] == true }, persons: rows.map { table.persons[$0] })
    }

    /// Rows as a fitted learner scores them: features alone.
    func encode(_ rows: [Int]) -> [[Float]] { encoder.encode(table, rows: rows) }
}
