import Credit
import Statistics

/// Probabilities of rows whose calibration was fitted on the other folds: nothing is judged on the rows it was fitted to.
struct CrossFitting {
    /// The calibrations compared, the simplest first.
    let reports: [CalibrationReport]
    /// The chosen method fitted to all rows, for scores to come.
    let calibration: Calibration
    /// The chosen method's cross-fitted probabilities, one per row.
    let probabilities: [Double]

    /// Fits each method fold by fold, and takes the one of the lowest log-loss; of equal ones the simplest.
    ///
    /// - Parameters:
    ///   - logOdds: Out of fold.
    ///   - folds: The same folds.
    init(_ logOdds: [Double], _ outcomes: [Bool], folds: PersonFolds) {
        var tried: [(method: Calibration.Method, probabilities: [Double], loss: Double)] = []
        for method in Calibration.Method.allCases {
            guard let probabilities = Self.probabilities(method, logOdds, outcomes, folds),
                let loss = logLoss(probabilities: probabilities, outcomes: outcomes)
            else { continue }
            tried.append((method, probabilities, loss))
        }
        var best = 0
        for place in tried.indices where tried[place].loss < tried[best].loss { best = place }
        reports = tried.enumerated().map { place, entry in
            CalibrationReport(
                name: entry.method.rawValue, logLoss: entry.loss,
                brier: brierScore(probabilities: entry.probabilities, outcomes: outcomes) ?? .infinity,
                calibrationError: expectedCalibrationError(probabilities: entry.probabilities, outcomes: outcomes) ?? 1,
                isChosen: place == best)
        }
        probabilities = tried.isEmpty ? logOdds.map(logistic) : tried[best].probabilities
        let chosen = tried.isEmpty ? Calibration.Method.none : tried[best].method
        calibration = Calibration(chosen, fitting: logOdds, to: outcomes) ?? .none
    }

    private static func probabilities(
        _ method: Calibration.Method, _ logOdds: [Double], _ outcomes: [Bool], _ folds: PersonFolds
    ) -> [Double]? {
        var result = [Double](repeating: 0, count: logOdds.count)
        for fold in 0..<folds.count {
            let outside = folds.training(fold)
            guard
                let fitted = Calibration(
                    method, fitting: outside.map { logOdds[$0] }, to: outside.map { outcomes[$0] })
            else { return nil }
            for row in folds.heldOut(fold) { result[row] = fitted.probability(LogOdds(logOdds[row])).value }
        }
        return result
    }
}
