/// The area under the ROC curve: the chance that a random positive row scores above a random negative one.
///
/// Ties count half. Invariant under any increasing transformation of the scores; swapping the classes or the sign of the
/// scores gives `1 - AUC`. For many resamples of the same rows, sort once with ``RankedScores``.
///
/// - Parameters:
///   - scores: One per row, higher meaning more likely positive.
///   - outcomes: One per row, true for the positive class (a default).
/// - Returns: In 0...1, 0.5 for a score that tells nothing; nil when only one class is present or a score is NaN.
/// - Complexity: O(n log n).
public func areaUnderROC(scores: [Double], outcomes: [Bool]) -> Double? {
    RankedScores(scores: scores, outcomes: outcomes)?.areaUnderROC()
}
