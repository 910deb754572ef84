import Learning
import Statistics

/// The weights of a blend, fitted to its members' predictions out of fold.
///
/// Each member is calibrated by a line first, so that one that is too sure of itself does not count for more.
struct FittedBlend {
    /// By member: what its log-odds are multiplied by.
    let weights: [Double]
    /// What is added to the sum.
    let constant: Double

    /// Fits calibrations and weights.
    ///
    /// - Parameter members: By member, then one per row: log-odds out of fold.
    /// - Throws: ``ModelingError`` when a class is missing.
    init(fitting members: [[Double]], to outcomes: [Bool]) throws(ModelingError) {
        var lines: [PlattScaling] = []
        for scores in members {
            guard let line = PlattScaling(fitting: scores, to: outcomes) else {
                throw ModelingError(.unusableData, "a blend needs predictions of both defaults and repaid loans.")
            }
            // A member that ranks upside down, or not at all, is no more than its level.
            lines.append(line.slope > 0 ? line : PlattScaling(slope: 0, intercept: line.intercept))
        }
        let calibrated = zip(members, lines).map { scores, line in scores.map { line.slope * $0 + line.intercept } }
        do {
            let blend = try Blend(fitting: calibrated, labels: outcomes)
            weights = zip(blend.weights, lines).map { $0 * $1.slope }
            constant = zip(blend.weights, lines).reduce(0) { $0 + $1.0 * $1.1.intercept }
        } catch {
            throw ModelingError(.unusableData, error.message)
        }
    }

    /// The blend's log-odds of each row.
    func logOdds(_ members: [[Double]]) -> [Double] {
        (members.first ?? []).indices.map { row in
            zip(members, weights).reduce(constant) { $0 + $1.1 * $1.0[row] }
        }
    }
}

extension CrossValidation {
    /// A blend's predictions out of fold: its weights are fitted to the members' predictions outside the fold.
    func blend(_ recipe: LearnerRecipe, of members: [OutOfFold]) throws(ModelingError) -> OutOfFold {
        var logOdds: [[Double]] = []
        for (repetition, folds) in folds.enumerated() {
            var values = [Double](repeating: 0, count: rows.count)
            for fold in 0..<folds.count {
                let outside = folds.training(fold), held = folds.heldOut(fold)
                let scores = members.map { $0.logOdds[repetition] }
                let fitted = try FittedBlend(
                    fitting: scores.map { member in outside.map { member[$0] } }, to: outside.map { outcomes[$0] })
                let blended = fitted.logOdds(scores.map { member in held.map { member[$0] } })
                for (row, value) in zip(held, blended) { values[row] = value }
            }
            logOdds.append(values)
        }
        let features = members.first?.features.indices.map { place in
            members.map { $0.features.indices.contains(place) ? $0.features[place] : 0 }.max() ?? 0
        }
        return OutOfFold(recipe: recipe, logOdds: logOdds, features: features ?? [])
    }
}
