import Features

/// What a report says of one column, and what it takes to compare it with others.
struct ColumnSummary: Sendable {
    /// Values that nobody knows.
    let missing: Int
    /// How many known values differ.
    let distinct: Int
    /// The lowest known value; nil for a category and without any.
    let low: Double?
    /// The highest known value; nil for a category and without any.
    let high: Double?
    /// What it shares with the columns that hold the same.
    let print: Fingerprint

    /// Looks at one column.
    ///
    /// - Complexity: O(rows).
    init(_ column: FeatureTable.Column) {
        print = Fingerprint(column)
        switch column {
        case .numbers(let values):
            var unknown = 0
            var (lowest, highest) = (Float.infinity, -Float.infinity)
            for value in values {
                unknown += value.isNaN ? 1 : 0
                // A comparison with NaN is false.
                lowest = value < lowest ? value : lowest
                highest = value > highest ? value : highest
            }
            missing = unknown
            distinct = DistinctValues(values).count
            // Adding 0 makes −0 a plain 0.
            (low, high) = unknown == values.count ? (nil, nil) : (Double(lowest) + 0, Double(highest) + 0)
        case .levels(let codes, let levels):
            var isThere = [Bool](repeating: false, count: levels.count)
            for code in codes where code >= 0 { isThere[Int(code)] = true }
            missing = codes.count { $0 < 0 }
            distinct = isThere.count { $0 }
            (low, high) = (nil, nil)
        }
    }
}
