/// The Brier score, `mean((p - y)²)`: the squared error of probabilities (Brier, 1950).
///
/// A strictly proper score: only the true probabilities minimise its expectation. A constant prediction at the base
/// rate `b` scores `b(1 - b)`.
///
/// - Parameters:
///   - probabilities: One per row, in 0...1.
///   - outcomes: One per row, true when the event happened.
///   - weights: How often each row counts, not negative; nil counts each once.
/// - Returns: In 0...1, lower is better; nil when no row counts.
/// - Complexity: O(n).
public func brierScore(probabilities: [Double], outcomes: [Bool], weights: [Int32]? = nil) -> Double? {
    precondition(probabilities.count == outcomes.count, "one outcome per probability")
    return weightedMean(count: outcomes.count, weights: weights) { row in
        let error = probabilities[row] - (outcomes[row] ? 1 : 0)
        return error * error
    }
}
