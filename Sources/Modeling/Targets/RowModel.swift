import Catalog
import Features
import LightGBM
import Statistics

/// A model of the rows of a history table, each row with its client's outcome.
struct RowModel: Hashable, Sendable, Codable {
    /// Trees grown; few and small, because a client's rows are alike and their outcome is one.
    static let rounds = 120

    /// How the rows' columns become numbers.
    let encoder: FeatureEncoder
    private let trees: RowTrees

    /// Learns from the rows of some clients.
    ///
    /// - Parameters:
    ///   - history: the rows of all clients.
    ///   - clients: the clients to learn from, by their place.
    ///   - outcomes: of all clients.
    /// - Returns: nil when the clients have no rows, or no column of them varies, or their outcomes are all the same.
    /// - Throws: `LightGBMError`.
    init?(fitting history: HistoryTable, clients: [Int], outcomes: [Bool?], seed: UInt64, threads: Int) throws {
        var rows: [Int] = [], labels: [Float] = []
        for client in clients {
            let range = history.starts[client]..<history.starts[client + 1]
            rows += range
            labels += range.map { _ in outcomes[client] == true ? 1 : 0 }
        }
        let table = history.asTable
        encoder = FeatureEncoder(fitting: table, rows: rows)
        guard !encoder.columns.isEmpty, labels.contains(0), labels.contains(1) else { return nil }
        var parameters = Parameters(
            threads: threads,
            [
                "objective": "binary", "learning_rate": 0.05, "num_leaves": 20, "max_depth": 5,
                "min_data_in_leaf": 100, "min_sum_hessian_in_leaf": 5, "feature_fraction": 0.3,
                "bagging_fraction": 0.9, "bagging_freq": 1, "lambda_l1": 5, "lambda_l2": 20, "cat_smooth": 50,
                "cat_l2": 50, "max_cat_to_onehot": 8, "deterministic": true, "force_col_wise": true,
            ])
        parameters["seed"] = .integer(Int(seed % 2_000_000_000))
        let data = try Dataset(
            columns: encoder.encode(table, rows: rows), names: encoder.columns.indices.map { "f\($0)" },
            categorical: encoder.categorical, labels: labels, parameters: parameters)
        let grown = try Booster.train(on: data, parameters: parameters, rounds: Self.rounds)
        guard let trees = RowTrees(text: try grown.booster.text()) else {
            throw ModelingError(.engine, "LightGBM wrote trees that cannot be read: check its version.")
        }
        self.trees = trees
    }

    /// The probability that each row of some clients gives, client after client.
    func probabilities(of history: HistoryTable, clients: [Int], threads: Int) -> [[Double]] {
        let rows = clients.flatMap { history.starts[$0]..<history.starts[$0 + 1] }
        let columns = encoder.encode(history.asTable, rows: rows)
        let size = 4_096
        let scores = mapInParallel(pieces: (rows.count + size - 1) / size, threads: threads) { piece in
            (piece * size..<min((piece + 1) * size, rows.count)).map { row in
                logistic(trees.score { columns[$0][row] })
            }
        }.flatMap(\.self)
        var next = 0
        return clients.map { client in
            let count = history.starts[client + 1] - history.starts[client]
            defer { next += count }
            return Array(scores[next..<next + count])
        }
    }

    /// Prepares the scoring of single clients' rows of a schema.
    func binding(to schema: HistorySchema) -> FeatureBinding {
        encoder.binding(to: FeatureSchema(columns: schema.columns))
    }

    /// The probability that each row of one client gives.
    func probabilities(of history: HistoryRows, _ binding: FeatureBinding) -> [Double] {
        (0..<history.count).map { row in
            let encoded = binding.encode(FeatureRow(values: history.columns.map { $0[row] }))
            return logistic(trees.score { encoded[$0] })
        }
    }
}

extension HistoryRecipe.Summary {
    /// What one client's predictions become, the latest row's first; NaN without any.
    func value(of probabilities: [Double]) -> Float {
        guard let first = probabilities.first else { return .nan }
        return switch self {
        case .mean: Float(probabilities.reduce(0, +) / Double(probabilities.count))
        case .max: Float(probabilities.reduce(first, Swift.max))
        case .min: Float(probabilities.reduce(first, Swift.min))
        case .sum: Float(probabilities.reduce(0, +))
        case .last: Float(first)
        }
    }
}

extension HistoryTable {
    /// The rows as a table, for what encodes columns.
    fileprivate var asTable: FeatureTable {
        FeatureTable(
            schema: FeatureSchema(columns: schema.columns), clients: [], outcomes: [], persons: [], columns: columns)
    }
}
