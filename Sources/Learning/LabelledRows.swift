/// Refuses outcomes and weights that no learner can use.
///
/// - Throws: ``LearningError`` when a class has no weight, or a weight is negative or not finite.
func checkOutcomes(_ labels: [Bool], weights: [Double]?) throws(LearningError) {
    if let weights {
        precondition(weights.count == labels.count, "one weight per label")
        guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw LearningError(.unusableData, "Every row's weight must be a number that is not negative.")
        }
    }
    let sums = classWeights(labels, weights: weights)
    guard sums.goods > 0, sums.bads > 0 else {
        throw LearningError(
            .unusableData, "Learning needs rows in default and rows repaid: give rows of both outcomes.")
    }
}

/// The weight of each class; rows count once without weights.
func classWeights(_ labels: [Bool], weights: [Double]?) -> (goods: Double, bads: Double) {
    var (goods, bads) = (0.0, 0.0)
    for (row, label) in labels.enumerated() {
        let weight = weights?[row] ?? 1
        if label { bads += weight } else { goods += weight }
    }
    return (goods, bads)
}

/// Chosen rows of columns, in the order chosen.
///
/// - Parameters:
///   - rows: Row numbers; a row may come more than once.
///   - columns: Columns of equal length.
/// - Returns: As many columns, each with `rows.count` values.
/// - Complexity: O(rows × columns).
public func gatherRows(_ rows: [Int], of columns: [[Float]]) -> [[Float]] {
    columns.map { column in rows.map { column[$0] } }
}
