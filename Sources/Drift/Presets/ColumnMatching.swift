/// The columns of the current data by name, after checking that a comparison has something to compare.
///
/// - Throws: ``DriftError`` when a side has no row or no column is on both.
func matchedColumns(
    reference names: [String], rows referenceRows: Int, current: [DriftColumn]
) throws(DriftError) -> [String: DriftColumn] {
    guard referenceRows > 0 else {
        throw DriftError(.noRows, "the reference has no row: give data that the model was trained on.")
    }
    let byName = Dictionary(current.map { ($0.name, $0) }) { first, _ in first }
    let shared = names.filter { byName[$0] != nil }
    guard !shared.isEmpty else {
        throw DriftError(
            .nothingInCommon, "the two data sets have no column in common: check that both are of the same table.")
    }
    guard current.contains(where: { $0.rows > 0 }) else {
        throw DriftError(.noRows, "the current data has no row: choose a longer window.")
    }
    return byName
}

/// The columns that only the current data has, in its order.
func columnsAdded(by current: [DriftColumn], to reference: [String]) -> [String] {
    let known = Set(reference)
    return current.map(\.name).filter { !known.contains($0) }
}
