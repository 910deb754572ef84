public import Catalog

extension TableDefinition {
    /// The columns that order rows in time, the first first: the clock, the key, then every other column.
    ///
    /// Rows that are still tied are the same throughout: which comes first makes no difference.
    /// - Parameter parents: all of the table's parents, with those that are not there.
    public func orderColumns(parents: [Parent]) -> [String] {
        let kept = columnsKept.map(\.name)
        let key = collapse.map { $0.by + strangers(parents: parents) } ?? key
        var names = clock.map { [$0.column] } ?? []
        for name in key.filter(kept.contains) + kept where !names.contains(name) { names.append(name) }
        return names
    }

    /// The columns that lead to parents and do not say which rows belong together.
    public func strangers(parents: [Parent]) -> [String] {
        guard let collapse else { return [] }
        return parents.map(\.key).filter { !collapse.by.contains($0) }
    }
}

extension Slice {
    /// The earliest moment of the slice's rows, in units of the clock; nil for any.
    public func start(_ clock: TableDefinition.Clock?) -> Double? {
        guard let months, let clock else { return nil }
        return clock.unit == .month ? -Double(months) : -(Double(months) * 365.25 / 12).rounded()
    }
}
