import Learning
import LightGBM
import Synchronization

/// A fitted learner, ready to score: the same bits for a row alone as among others, at any number of threads.
final class LearnerScorer: Sendable {
    let learner: FittedLearner
    private let trees: LoadedTrees?

    /// Loads the trees.
    ///
    /// - Throws: ``ModelingError`` when LightGBM is missing or refuses them.
    init(_ learner: FittedLearner) throws(ModelingError) {
        self.learner = learner
        do throws(LightGBMError) {
            guard let text = learner.trees else {
                trees = nil
                return
            }
            trees = try LoadedTrees(text)
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }

    /// The log-odds of default of one row.
    func logOdds(_ row: [Float]) throws(ModelingError) -> Double {
        var sum = learner.constant
        for part in learner.linear {
            sum += part.weight * part.regression.logOdds(ofRow: part.encoding.apply(toRow: row))
        }
        for part in learner.cards { sum += part.weight * part.scorecard.logOdds(ofRow: row) }
        guard let trees else { return sum }
        do throws(LightGBMError) {
            return sum + (try trees.logOdds(row))
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }

    /// The log-odds of default of each row.
    ///
    /// - Parameter count: How many rows there are.
    func logOdds(_ columns: [[Float]], count: Int, threads: Int) throws(ModelingError) -> [Double] {
        guard count > 0 else { return [] }
        var sums = [Double](repeating: learner.constant, count: count)
        for part in learner.linear {
            for (row, value) in part.regression.logOdds(part.encoding.apply(to: columns)).enumerated() {
                sums[row] += part.weight * value
            }
        }
        for part in learner.cards {
            for (row, value) in part.scorecard.logOdds(columns).enumerated() { sums[row] += part.weight * value }
        }
        guard let trees else { return sums }
        do throws(LightGBMError) {
            let values = try trees.booster.predict(columns: columns, kind: .logOdds, threads: threads)
            for (row, value) in values.enumerated() { sums[row] += value }
            return sums
        } catch {
            throw ModelingError(.engine, error.message)
        }
    }

    /// What each column adds to the log-odds of each row, row after row: one value per column, then the expected log-odds.
    ///
    /// They sum to the row's log-odds, to about 1e-12. Trees by TreeSHAP; a regression's columns against their mean in training;
    /// a scorecard's against evidence 0, the whole's.
    func contributions(_ columns: [[Float]], count: Int, threads: Int) throws(ModelingError) -> [Double] {
        let width = columns.count + 1
        var values = [Double](repeating: 0, count: count * width)
        if let trees {
            do throws(LightGBMError) {
                values = try trees.booster.predict(columns: columns, kind: .contributions, threads: threads)
            } catch {
                throw ModelingError(.engine, error.message)
            }
        }
        for part in learner.linear {
            let encoded = part.encoding.apply(to: columns)
            var expected = part.regression.intercept
            for (position, coefficient) in part.regression.coefficients.enumerated() where coefficient != 0 {
                let mean = part.means[position], source = part.encoding.sources[position]
                expected += coefficient * mean
                for row in 0..<count {
                    values[row * width + source] += part.weight * coefficient * (Double(encoded[position][row]) - mean)
                }
            }
            for row in 0..<count { values[row * width + width - 1] += part.weight * expected }
        }
        for part in learner.cards {
            for row in 0..<count {
                values[row * width + width - 1] += part.weight * part.scorecard.intercept
                for share in part.scorecard.parts(ofRow: columns.map { $0[row] }) {
                    values[row * width + share.column] += part.weight * share.logOdds
                }
            }
        }
        for row in 0..<count { values[row * width + width - 1] += learner.constant }
        return values
    }
}

/// Trees, for many rows and for one.
private final class LoadedTrees: Sendable {
    /// How many rows can be scored at once; the work of one is microseconds, so more would not help.
    private static let rowCount = 8

    let booster: Booster
    private let rows: [Row]

    /// A predictor of single rows; each serves one thread at a time.
    private final class Row: Sendable {
        let predictor: Mutex<RowPredictor>

        init(_ booster: Booster) throws(LightGBMError) {
            predictor = Mutex(try RowPredictor(booster, kind: .logOdds))
        }
    }

    init(_ text: String) throws(LightGBMError) {
        booster = try Booster(text: text)
        var rows: [Row] = []
        for _ in 0..<Self.rowCount { rows.append(try Row(booster)) }
        self.rows = rows
    }

    /// The log-odds of one row, by the first predictor that is free.
    func logOdds(_ row: [Float]) throws(LightGBMError) -> Double {
        for free in rows {
            let score = try free.predictor.withLockIfAvailable {
                (predictor: inout RowPredictor) throws(LightGBMError) in try predictor.predict(row)
            }
            if let score { return score }
        }
        // All are at work: wait for the first.
        return try rows[0].predictor.withLock { (predictor: inout RowPredictor) throws(LightGBMError) in
            try predictor.predict(row)
        }
    }
}
