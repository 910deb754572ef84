public import Features
import LightGBM
import Statistics

/// Which features tell of outcomes more than they would tell of chance.
///
/// A forest of boosted trees is grown on the true outcomes and on shuffled ones, several times each. A feature is kept when
/// its mean gain on the true outcomes is above a quantile of its gains on the shuffled ones (Altmann et al., 2010): features
/// with many different values gain much by chance, and are held to it. Learned on training rows alone; what is kept is frozen
/// with the model, as the columns of its encoder.
public struct NullImportance: Hashable, Sendable, Codable {
    /// How many trees are grown and how strict the choice is.
    public struct Settings: Hashable, Sendable, Codable {
        /// Trainings on the true outcomes, at least 1.
        public var trueRuns = 4
        /// Trainings on shuffled outcomes, at least 1.
        public var nullRuns = 20
        /// Trees of each training, at least 1.
        public var rounds = 100
        /// The quantile of the gains on shuffled outcomes that must be passed, 0…1.
        public var quantile = 0.75

        /// The standard settings.
        public init() {}
    }

    /// One feature.
    public struct Feature: Hashable, Sendable, Codable {
        /// Its name.
        public let name: String
        /// Mean gain on the true outcomes.
        public let gain: Double
        /// The quantile of the gains on shuffled outcomes.
        public let nullGain: Double
        /// Whether it is kept.
        public let isKept: Bool
    }

    /// The features, in the encoder's order.
    public let features: [Feature]

    /// The names of the features that are kept, in order.
    public var kept: [String] { features.filter(\.isKept).map(\.name) }

    /// Weighs the features of training rows.
    ///
    /// Complexity: O(trainings × trees × rows × features offered to a tree).
    ///
    /// - Parameters:
    ///   - rows: labelled rows of both outcomes.
    ///   - encoder: fitted on these rows.
    ///   - seed: decides the shuffles and the trees.
    ///   - threads: at least 1; changes the time alone.
    ///   - onRun: called before each training with the share that is done; what it throws ends the choice.
    /// - Throws: ``ModelingError``.
    public init(
        fitting table: FeatureTable, rows: [Int], encoder: FeatureEncoder, settings: Settings = Settings(),
        seed: UInt64, threads: Int, onRun: (Double) throws -> Void = { _ in }
    ) throws {
        guard settings.trueRuns > 0, settings.nullRuns > 0, settings.rounds > 0, (0...1).contains(settings.quantile)
        else {
            throw ModelingError(
                .invalidSetting, "null importance needs a training of each kind, a tree, and a quantile from 0 to 1.")
        }
        let outcomes = rows.map { table.outcomes[$0] == true }
        guard outcomes.contains(true), outcomes.contains(false) else {
            throw ModelingError(.unusableData, "features cannot be chosen by rows of one outcome only.")
        }
        let trial = try Self.reported { try Trial(table, rows, encoder, outcomes, settings, threads) }
        let runs = Double(settings.trueRuns + settings.nullRuns)
        var gains: [[Double]] = [], nulls: [[Double]] = []
        for run in 0..<settings.trueRuns {
            try onRun(Double(run) / runs)
            gains.append(try Self.reported { try trial.gains(outcomes, seed: seed &+ UInt64(run)) })
        }
        for run in 0..<settings.nullRuns {
            try onRun(Double(settings.trueRuns + run) / runs)
            var generator = SeededGenerator(seed: seed, stream: UInt64(run))
            let mixed = shuffled(outcomes, using: &generator)
            nulls.append(try Self.reported { try trial.gains(mixed, seed: seed &+ UInt64(run)) })
        }
        features = encoder.columns.enumerated().map { place, column in
            let gain = gains.map { $0[place] }.reduce(0, +) / Double(gains.count)
            let null = quantiles(nulls.map { $0[place] }, at: [settings.quantile]).first ?? 0
            return Feature(name: column.name, gain: gain, nullGain: null, isKept: gain > null)
        }
    }

    private static func reported<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as LightGBMError {
            throw ModelingError(.engine, "LightGBM could not weigh the features: \(error.message)")
        }
    }
}

/// Encoded rows whose bins are made once for all trainings.
private struct Trial {
    private let columns: [[Float]]
    private let names: [String]
    private let categorical: [Int]
    private let rounds: Int
    private let base: Parameters
    private let first: Dataset

    init(
        _ table: FeatureTable, _ rows: [Int], _ encoder: FeatureEncoder, _ outcomes: [Bool],
        _ settings: NullImportance.Settings, _ threads: Int
    ) throws {
        columns = encoder.encode(table, rows: rows)
        names = encoder.columns.indices.map { "f\($0)" }
        categorical = encoder.categorical
        rounds = settings.rounds
        base = Parameters(
            threads: threads,
            [
                "objective": "binary", "learning_rate": 0.1, "num_leaves": 8, "max_depth": 4,
                "min_data_in_leaf": 50, "feature_fraction": 0.2, "bagging_fraction": 0.8, "bagging_freq": 1,
                "lambda_l2": 20, "cat_smooth": 50, "cat_l2": 50, "max_cat_to_onehot": 8, "deterministic": true,
                "force_col_wise": true,
            ])
        first = try Dataset(
            columns: columns, names: names, categorical: categorical, labels: Self.labels(outcomes), parameters: base)
    }

    /// The gain of each column's splits, in sum.
    func gains(_ outcomes: [Bool], seed: UInt64) throws -> [Double] {
        var parameters = base
        parameters["seed"] = .integer(Int(seed % 2_000_000_000))
        let data = try Dataset(
            columns: columns, names: names, categorical: categorical, labels: Self.labels(outcomes),
            reference: first, parameters: base)
        return try Booster.train(on: data, parameters: parameters, rounds: rounds).booster.importance(.gain)
    }

    private static func labels(_ outcomes: [Bool]) -> [Float] { outcomes.map { $0 ? 1 : 0 } }
}

extension FeatureEncoder {
    /// The same encoding of some of the columns.
    public func keeping(_ names: some Sequence<String>) -> FeatureEncoder {
        let kept = Set(names)
        return FeatureEncoder(columns: columns.filter { kept.contains($0.name) })
    }
}
