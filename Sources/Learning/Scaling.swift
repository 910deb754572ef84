/// Brings columns to mean 0 and standard deviation 1.
public struct Scaling: Sendable, Hashable, Codable {
    /// The mean of each column's known values; 0 without any.
    public let means: [Double]
    /// The standard deviation of each column's known values, dividing by their weight; 0 for a constant column.
    public let deviations: [Double]

    /// Learns means and deviations.
    ///
    /// - Parameters:
    ///   - columns: Numbers; NaN stands for missing and is left out.
    ///   - weights: One per row, not negative; nil counts each once. A row of weight 2 counts as two rows.
    /// - Complexity: O(rows × columns), two passes.
    public init(fitting columns: [[Float]], weights: [Double]? = nil) {
        let moments = columns.map { Self.moments($0, weights: weights) }
        means = moments.map(\.mean)
        deviations = moments.map(\.deviation)
    }

    /// Scales columns; missing stays missing, a constant column becomes 0.
    public func apply(to columns: [[Float]]) -> [[Float]] {
        precondition(columns.count == means.count, "as many columns as in training")
        return columns.enumerated().map { index, column in column.map { scaled($0, column: index) } }
    }

    /// Scales one row, to the same numbers.
    public func apply(toRow row: [Float]) -> [Float] {
        precondition(row.count == means.count, "as many columns as in training")
        return row.enumerated().map { scaled($1, column: $0) }
    }

    private func scaled(_ value: Float, column: Int) -> Float {
        guard !value.isNaN else { return .nan }
        guard deviations[column] > 0 else { return 0 }
        return Float((Double(value) - means[column]) / deviations[column])
    }

    private static func moments(_ column: [Float], weights: [Double]?) -> (mean: Double, deviation: Double) {
        var (sum, total) = (0.0, 0.0)
        var (low, high) = (Float.infinity, -Float.infinity)
        for (row, value) in column.enumerated() where !value.isNaN {
            let weight = weights?[row] ?? 1
            guard weight > 0 else { continue }
            sum += weight * Double(value)
            total += weight
            low = min(low, value)
            high = max(high, value)
        }
        guard total > 0 else { return (0, 0) }
        // Rounding would give a constant column a tiny deviation.
        guard low < high else { return (Double(low), 0) }
        let mean = sum / total
        var squares = 0.0
        for (row, value) in column.enumerated() where !value.isNaN {
            let distance = Double(value) - mean
            squares += (weights?[row] ?? 1) * distance * distance
        }
        return (mean, (squares / total).squareRoot())
    }
}
