import Statistics

/// Fills missing numbers with the median of the known ones, and tells where it did.
///
/// After the filled columns come the indicators, 1 where the value was missing, of the columns that lacked values in
/// training: that a value is missing often tells of risk.
public struct Imputation: Sendable, Hashable, Codable {
    /// What each column is filled with: its median, 0 for a column without any known value.
    public let medians: [Float]
    /// The columns with an indicator, in rising order.
    public let indicated: [Int]

    /// Learns medians and which columns lack values.
    ///
    /// - Parameters:
    ///   - columns: Numbers, NaN where missing.
    ///   - hasIndicators: Whether to add indicators at all.
    /// - Complexity: O(n log n) per column.
    public init(fitting columns: [[Float]], hasIndicators: Bool = true) {
        medians = columns.map { column in
            Float(quantiles(column.map(Double.init), at: [0.5]).first ?? 0)
        }
        indicated =
            hasIndicators
            ? columns.indices.filter { column in
                let missing = columns[column].count { $0.isNaN }
                return missing > 0 && missing < columns[column].count
            } : []
    }

    /// How many columns come out.
    public var outputCount: Int { medians.count + indicated.count }

    /// Fills columns.
    ///
    /// - Parameter columns: As many as in training.
    /// - Returns: The filled columns, then the indicators; no value is NaN.
    public func apply(to columns: [[Float]]) -> [[Float]] {
        precondition(columns.count == medians.count, "as many columns as in training")
        let filled = zip(columns, medians).map { column, median in column.map { $0.isNaN ? median : $0 } }
        return filled + indicated.map { column in columns[column].map { $0.isNaN ? 1 : 0 } }
    }

    /// Fills one row, to the same numbers.
    public func apply(toRow row: [Float]) -> [Float] {
        precondition(row.count == medians.count, "as many columns as in training")
        return zip(row, medians).map { $0.isNaN ? $1 : $0 } + indicated.map { row[$0].isNaN ? 1 : 0 }
    }
}
