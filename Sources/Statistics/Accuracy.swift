/// The share of rows on the right side of the threshold.
///
/// A row is called positive when its probability is at or above the threshold. With 8 % defaults, calling nobody
/// positive is already 92 % accurate: this is a control figure, never a target.
///
/// - Parameters:
///   - probabilities: One per row, in 0...1.
///   - outcomes: One per row, true for the positive class.
///   - threshold: In 0...1.
///   - weights: How often each row counts, not negative; nil counts each once.
/// - Returns: In 0...1; nil when no row counts.
/// - Complexity: O(n).
public func accuracy(
    probabilities: [Double],
    outcomes: [Bool],
    threshold: Double = 0.5,
    weights: [Int32]? = nil
) -> Double? {
    precondition(probabilities.count == outcomes.count, "one outcome per probability")
    return weightedMean(count: outcomes.count, weights: weights) { row in
        (probabilities[row] >= threshold) == outcomes[row] ? 1 : 0
    }
}
