extension DriftColumn {
    /// A column of the same name and type without any value.
    public func blank(rows: Int) -> DriftColumn {
        let values: Values =
            switch values {
            case .floats: .floats([Float](repeating: .nan, count: rows))
            case .doubles: .doubles([Double](repeating: .nan, count: rows))
            case .levels: .levels(codes: [Int32](repeating: -1, count: rows), levels: [])
            }
        return DriftColumn(name: name, values: values, isInteger: isInteger)
    }

    /// This column, or where it holds no value a blank one of another's type: a file cannot tell the type of nothing.
    ///
    /// - Complexity: O(rows), and only where the types differ.
    public func typed(like other: DriftColumn) -> DriftColumn {
        isLevels != other.isLevels && isBlank ? other.blank(rows: rows).named(name) : self
    }

    /// The same column of chosen rows.
    ///
    /// - Parameter rows: Places in the column.
    public func taking(_ rows: [Int]) -> DriftColumn {
        let taken: Values =
            switch values {
            case .floats(let values): .floats(rows.map { values[$0] })
            case .doubles(let values): .doubles(rows.map { values[$0] })
            case .levels(let codes, let levels): .levels(codes: rows.map { codes[$0] }, levels: levels)
            }
        return DriftColumn(name: name, values: taken, isInteger: isInteger)
    }

    private func named(_ name: String) -> DriftColumn {
        DriftColumn(name: name, values: values, isInteger: isInteger)
    }
}
