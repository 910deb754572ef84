/// Hosmer and Lemeshow's test of calibration (1980): observed against expected events in groups of equal size.
///
/// `χ² = Σ (O_g − E_g)² / (E_g (1 − E_g / n_g))`, on G degrees of freedom for rows that the model did not learn from
/// and G − 2 for its own (Hosmer, Lemeshow and Sturdivant, *Applied Logistic Regression*, 2013, §5.2.2).
///
/// **Limits.** The answer depends on the number of groups. With few rows it misses plain faults; with hundreds of
/// thousands it rejects any model for faults too small to matter. It says neither where nor how the model is wrong.
/// Read it beside ``CalibrationLine`` and ``ReliabilityTable``, and never as a verdict of its own.
public struct HosmerLemeshow: Sendable, Hashable, Codable {
    /// The sum over groups, at least 0.
    public let statistic: Double
    /// Degrees of freedom.
    public let degrees: Int
    /// The chance of a sum at least as large under perfect calibration, in 0...1.
    public let pValue: Double
    /// Whether each group expects 5 events and 5 non-events or more, as the chi-square distribution needs.
    public let isReliable: Bool

    /// Tests probabilities.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1; not NaN.
    ///   - outcomes: One per row, true when the event happened.
    ///   - groups: How many groups to ask for, at least 3; with many equal probabilities there are fewer.
    ///   - isHeldOut: Whether the model learned nothing from these rows.
    /// - Returns: nil without a degree of freedom, or when a group whose probabilities are all 0 or all 1 was wrong.
    /// - Complexity: O(n log n).
    public init?(probabilities: [Double], outcomes: [Bool], groups: Int = 10, isHeldOut: Bool = true) {
        precondition(groups > 2, "at least three groups")
        let bins = ReliabilityTable(probabilities: probabilities, outcomes: outcomes, binCount: groups).bins
        let freedom = bins.count - (isHeldOut ? 0 : 2)
        guard freedom > 0 else { return nil }
        var sum = 0.0
        var enough = true
        for bin in bins {
            let count = Double(bin.count)
            let variance = count * bin.meanPrediction * (1 - bin.meanPrediction)
            let gap = count * (bin.observedRate - bin.meanPrediction)
            enough = enough && count * min(bin.meanPrediction, 1 - bin.meanPrediction) >= 5
            guard variance > 0 else {
                guard gap == 0 else { return nil }
                continue
            }
            sum += gap * gap / variance
        }
        statistic = sum
        degrees = freedom
        pValue = chiSquareTail(sum, degrees: freedom)
        isReliable = enough
    }
}
