extension ColumnProfile {
    /// The level that stands for those that the profile does not list.
    public static let unlistedLevel = "…"

    /// A column of made-up rows that are distributed as the profile says: what the population looked like, without its rows.
    ///
    /// Numbers are the quantiles at the middle of each row's share, levels are shared out by largest remainders, missing values are
    /// as many as the missing share asks. Nothing is drawn by chance.
    ///
    /// - Parameters:
    ///   - name: The column's name.
    ///   - rows: How many rows, at least 1.
    /// - Complexity: O(rows · points).
    public func standIn(named name: String, rows count: Int) -> DriftColumn {
        precondition(count >= 1, "at least one row")
        let missing = min(count, Int((missingShare * Double(count)).rounded()))
        if let numbers {
            let known = count - missing
            let values = (0..<known).map { numbers.quantile((Double($0) + 0.5) / Double(known)) }
            return numbers.isSinglePrecision
                ? DriftColumn(
                    name: name, values: .floats(values.map { Float($0) } + Array(repeating: .nan, count: missing)))
                : DriftColumn(name: name, values: .doubles(values + Array(repeating: .nan, count: missing)))
        }
        guard let levels, levels.count > 0 else {
            return DriftColumn(name: name, values: .doubles([Double](repeating: .nan, count: count)))
        }
        let shares = apportioned(count - missing, in: levels.counts + [levels.otherRows])
        let codes = shares.enumerated().flatMap { Array(repeating: Int32($0.offset), count: $0.element) }
        return DriftColumn(
            name: name,
            values: .levels(
                codes: codes + Array(repeating: -1, count: missing), levels: levels.levels + [Self.unlistedLevel]))
    }
}
