/// Whether one model beats another over folds that share their training rows.
///
/// The t test corrected by Nadeau and Bengio (*Inference for the generalization error*, 2003): with the differences `d`
/// of J folds and `ρ` test rows per training row, `t = mean(d) / √((1/J + ρ) s²)` on J − 1 degrees of freedom; for
/// repeated k-fold `ρ = 1 / (k − 1)` (Bouckaert and Frank, 2004). The plain test takes folds as independent, which they
/// are not, and finds differences far too often; more repeats do not cure it. Even corrected it is approximate: it
/// judges the way of training, where ``AreaComparison`` and ``PairedDifference`` judge two fitted models.
public struct CorrectedTTest: Sendable, Hashable, Codable {
    /// The mean difference, first model minus second.
    public let mean: Double
    /// The corrected standard error of the mean.
    public let standardError: Double
    /// Folds minus one.
    public let degrees: Int
    /// `mean / standardError`; nil when the error is 0.
    public let t: Double?
    /// The chance of a difference at least as large, either way, between equal models, in 0...1.
    public let pValue: Double
    /// The interval of the mean difference.
    public let interval: Interval

    /// Tests differences of folds.
    ///
    /// - Parameters:
    ///   - differences: First model minus second, one per fold and repeat, finite; both models trained and judged on
    ///     the same rows.
    ///   - testPerTraining: Test rows per training row of one fold, above 0.
    ///   - level: The coverage asked, strictly between 0 and 1.
    /// - Returns: nil with fewer than two folds or when a difference is not finite.
    public init?(differences: [Double], testPerTraining: Double, level: Double = 0.95) {
        precondition(testPerTraining > 0, "test rows per training row, above 0")
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        guard differences.count > 1, differences.allSatisfy(\.isFinite) else { return nil }
        let count = Double(differences.count)
        mean = differences.reduce(0, +) / count
        let centre = mean
        // Equal differences have no spread, whatever rounding makes of their mean.
        let squares =
            differences.allSatisfy { $0 == differences[0] }
            ? 0 : differences.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        standardError = ((1 / count + testPerTraining) * squares / (count - 1)).squareRoot()
        degrees = differences.count - 1
        t = standardError > 0 ? mean / standardError : nil
        let freedom = degrees
        pValue = t.map { studentTwoSided($0, degrees: freedom) } ?? (mean == 0 ? 1 : 0)
        let half = standardError > 0 ? studentDistance(1 - level, degrees: freedom) * standardError : 0
        interval = Interval(low: mean - half, high: mean + half)
    }

    /// Tests differences of a k-fold, repeated or not.
    ///
    /// - Parameters:
    ///   - differences: One per fold and repeat: a multiple of `folds`.
    ///   - folds: k, at least 2.
    ///   - level: The coverage asked, strictly between 0 and 1.
    public init?(differences: [Double], folds: Int, level: Double = 0.95) {
        precondition(folds > 1 && differences.count.isMultiple(of: folds), "whole repeats of at least two folds")
        self.init(differences: differences, testPerTraining: 1 / Double(folds - 1), level: level)
    }
}
