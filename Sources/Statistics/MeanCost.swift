/// The mean cost per row of deciding at a threshold, `(missed · FN + refused · FP) / n`.
///
/// A row is called positive (refused) when its probability is at or above the threshold. For calibrated
/// probabilities the cheapest threshold is `refused / (refused + missed)`: 1/11 at ratio 10 (Elkan, 2001).
///
/// - Parameters:
///   - probabilities: One per row, in 0...1.
///   - outcomes: One per row, true for the positive class (a default).
///   - threshold: In 0...1.
///   - missedPositive: Cost of a positive row called negative: a default that was granted.
///   - falseAlarm: Cost of a negative row called positive: a good client refused.
///   - weights: How often each row counts, not negative; nil counts each once.
/// - Returns: In the unit of the costs, lower is better; nil when no row counts.
/// - Complexity: O(n).
public func meanCost(
    probabilities: [Double],
    outcomes: [Bool],
    threshold: Double,
    missedPositive: Double,
    falseAlarm: Double,
    weights: [Int32]? = nil
) -> Double? {
    precondition(probabilities.count == outcomes.count, "one outcome per probability")
    return weightedMean(count: outcomes.count, weights: weights) { row in
        switch (probabilities[row] >= threshold, outcomes[row]) {
        case (false, true): missedPositive
        case (true, false): falseAlarm
        default: 0
        }
    }
}
