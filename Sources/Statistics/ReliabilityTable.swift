/// A reliability curve: predicted against observed frequency in bins of equal mass.
///
/// Rows are sorted by probability and cut into bins of equal count. Equal probabilities are never split between two bins,
/// so the table does not depend on the order of the rows; with many ties there are fewer bins than asked.
public struct ReliabilityTable: Sendable, Hashable, Codable {
    /// One bin of the curve.
    public struct Bin: Sendable, Hashable, Codable {
        /// How many rows fall in the bin, at least 1.
        public let count: Int
        /// The mean predicted probability, in 0...1.
        public let meanPrediction: Double
        /// The share of rows where the event happened, in 0...1.
        public let observedRate: Double
        /// The lowest and highest probability in the bin.
        public let range: Interval
    }

    /// The bins, from the lowest probabilities to the highest.
    public let bins: [Bin]

    /// Bins probabilities against what happened.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1; not NaN.
    ///   - outcomes: One per row, true when the event happened.
    ///   - binCount: The most bins to make, at least 1; 15 by default.
    /// - Complexity: O(n log n).
    public init(probabilities: [Double], outcomes: [Bool], binCount: Int = 15) {
        precondition(probabilities.count == outcomes.count, "one outcome per probability")
        precondition(binCount > 0, "at least one bin")
        let parts = EqualMassBins(probabilities, binCount: binCount)
        bins = parts.ranges.map { range in
            let rows = parts.order[range]
            let count = Double(rows.count)
            return Bin(
                count: rows.count,
                meanPrediction: rows.reduce(0) { $0 + probabilities[$1] } / count,
                observedRate: Double(rows.count { outcomes[$0] }) / count,
                range: Interval(
                    low: probabilities[rows[range.lowerBound]], high: probabilities[rows[range.upperBound - 1]])
            )
        }
    }

    /// The expected calibration error, `Σ (n_b / n) · |observed_b − predicted_b|` (Naeini et al., 2015).
    ///
    /// In 0...1, lower is better; nil without rows. Biased upward on few rows: even true probabilities score above 0.
    public var expectedCalibrationError: Double? {
        let total = bins.reduce(0) { $0 + $1.count }
        guard total > 0 else { return nil }
        return bins.reduce(0) { $0 + Double($1.count) * abs($1.observedRate - $1.meanPrediction) } / Double(total)
    }
}

/// The expected calibration error over bins of equal mass; see ``ReliabilityTable``.
///
/// - Parameters:
///   - probabilities: One per row, in 0...1; not NaN.
///   - outcomes: One per row, true when the event happened.
///   - binCount: The most bins to make, at least 1.
/// - Returns: In 0...1, lower is better; nil without rows.
/// - Complexity: O(n log n).
public func expectedCalibrationError(probabilities: [Double], outcomes: [Bool], binCount: Int = 15) -> Double? {
    ReliabilityTable(probabilities: probabilities, outcomes: outcomes, binCount: binCount).expectedCalibrationError
}
