public import Credit
public import Features

/// A loaded model: probabilities and contributions for rows and tables.
public final class ScoringModel: Sendable {
    /// What it was loaded from.
    public let bundle: ModelBundle
    private let scorer: LearnerScorer

    /// Prepares a bundle for scoring.
    ///
    /// - Throws: ``ModelingError`` when LightGBM is missing or refuses the trees.
    public init(_ bundle: ModelBundle) throws {
        self.bundle = bundle
        scorer = try LearnerScorer(bundle.learner)
    }

    /// The score of one encoded row.
    ///
    /// Takes microseconds.
    public func logOdds(_ encoded: [Float]) throws -> LogOdds { LogOdds(try scorer.logOdds(encoded)) }

    /// The parts of one row's score, one per column of the encoder, and the model's expected score.
    ///
    /// Takes milliseconds.
    public func contributions(_ encoded: [Float]) throws -> (columns: [Double], expected: Double) {
        let all = try scorer.contributions(encoded.map { [$0] }, count: 1, threads: 1)
        return (Array(all.dropLast()), all.last ?? 0)
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
        let scores = try scorer.logOdds(
            bundle.encoder.encode(bundle.fitted.completing(table, threads: threads), rows: rows), count: rows.count,
            threads: threads)
        return scores.map { decision(LogOdds($0)) }
    }
}
