/// The Kolmogorov–Smirnov distance between the scores of the two classes, `max |F₊ − F₋|`.
///
/// For many resamples of the same rows, sort once with ``RankedScores``.
///
/// - Parameters:
///   - scores: One per row.
///   - outcomes: One per row, true for the positive class (a default).
/// - Returns: In 0...1; nil when only one class is present or a score is NaN.
/// - Complexity: O(n log n).
public func kolmogorovSmirnov(scores: [Double], outcomes: [Bool]) -> Double? {
    RankedScores(scores: scores, outcomes: outcomes)?.kolmogorovSmirnov()
}
