#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether probabilities mean for one group what they say.
public struct GroupCalibration: Sendable, Hashable, Codable {
    /// Defaults that happened.
    public let observed: Int
    /// Defaults that were predicted: the sum of the probabilities.
    public let expected: Double
    /// Observed by expected, above 1 where the group's risk is understated; nil when nothing is expected.
    public let ratio: Double?
    /// The ratio's interval, normal in logarithms: `ln ratio ± z √((1 − observed / n) / observed)` (Debray et al.,
    /// *BMJ* 356, 2017, i6460).
    ///
    /// Nil when no default was observed, where it has no lower end.
    public let interval: Interval?
    /// The expected calibration error, in 0...1; see ``ReliabilityTable``.
    public let expectedCalibrationError: Double
    /// About what that error would be if every probability were right, by chance alone.
    ///
    /// `Σ (n_b / n) √(2/π · p̄_b (1 − p̄_b) / n_b)` over bins: a small group's error is to be read against it.
    public let chanceError: Double

    /// Measures one group.
    ///
    /// - Parameters:
    ///   - probabilities: Of the group's rows, in 0...1; not NaN.
    ///   - outcomes: Of the group's rows, true for a default.
    ///   - binCount: The most bins for the calibration error, at least 1.
    ///   - level: The coverage asked, strictly between 0 and 1.
    /// - Returns: nil without rows.
    /// - Complexity: O(n log n).
    public init?(probabilities: [Double], outcomes: [Bool], binCount: Int = 10, level: Double = 0.95) {
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        let table = ReliabilityTable(probabilities: probabilities, outcomes: outcomes, binCount: binCount)
        guard let error = table.expectedCalibrationError else { return nil }
        let count = Double(outcomes.count)
        observed = outcomes.count { $0 }
        expected = probabilities.reduce(0, +)
        let events = Double(observed)
        let ratio = expected > 0 ? events / expected : nil
        self.ratio = ratio
        if let ratio, observed > 0 {
            let factor = exp(normalQuantile((1 + level) / 2) * ((1 - events / count) / events).squareRoot())
            interval = Interval(low: ratio / factor, high: ratio * factor)
        } else {
            interval = nil
        }
        expectedCalibrationError = error
        chanceError = table.bins.reduce(0) { sum, bin in
            let variance = bin.meanPrediction * (1 - bin.meanPrediction) / Double(bin.count)
            return sum + Double(bin.count) / count * (2 / Double.pi * max(0, variance)).squareRoot()
        }
    }
}
