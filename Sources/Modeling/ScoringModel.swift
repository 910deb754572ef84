public import Credit
public import Features
import LightGBM
import Synchronization

/// A loaded model: probabilities and contributions for rows and tables.
public final class ScoringModel: Sendable {
    /// What it was loaded from.
    public let bundle: ModelBundle
    private let booster: Booster
    private let scorer: Mutex<RowPredictor>

    /// Prepares a bundle for scoring.
    ///
    /// - Throws: ``ModelingError`` when LightGBM is missing or refuses the trees.
    public init(_ bundle: ModelBundle) throws {
        self.bundle = bundle
        do {
            booster = try Booster(text: bundle.model)
            scorer = Mutex(try RowPredictor(booster, kind: .logOdds))
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }

    /// The score of one encoded row.
    ///
    /// Takes microseconds.
    public func logOdds(_ encoded: [Float]) throws -> LogOdds {
        do {
            return LogOdds(
                try scorer.withLock { (predictor: inout RowPredictor) throws(LightGBMError) in
                    try predictor.predict(encoded)
                })
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }

    /// The parts of one row's score, one per column of the encoder, and the model's expected score.
    ///
    /// Takes milliseconds.
    public func contributions(_ encoded: [Float]) throws -> (columns: [Double], expected: Double) {
        do {
            let all = try booster.predict(columns: encoded.map { [$0] }, kind: .contributions, threads: 1)
            return (Array(all.dropLast()), all.last ?? 0)
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }

    /// The probability that belongs to a score.
    public func probability(_ logOdds: LogOdds) -> Probability { bundle.calibration.probability(logOdds) }

    /// The decision that belongs to a score.
    public func decision(_ logOdds: LogOdds) -> Decision {
        Decision(probability: probability(logOdds), threshold: bundle.decision.value)
    }

    /// The decisions of every row of a table.
    ///
    /// Complexity: O(rows × trees).
    public func decisions(_ table: FeatureTable, threads: Int) throws -> [Decision] {
        let rows = Array(0..<table.count)
        guard !rows.isEmpty else { return [] }
        do {
            let scores = try booster.predict(
                columns: bundle.encoder.encode(bundle.fitted.completing(table, threads: threads), rows: rows),
                kind: .logOdds,
                threads: threads)
            return scores.map { decision(LogOdds($0)) }
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }
}
