extension DriftReport {
    /// What can be said of two sides that cannot be compared: no column in common, or a side without rows.
    ///
    /// Every column of the reference is told as absent, or as empty on the side that has no value; nothing has drifted.
    ///
    /// - Parameters:
    ///   - reference: Columns of the same number of rows, or none.
    ///   - current: Columns of the same number of rows, or none.
    /// - Complexity: O(rows) per column of the reference.
    public init(incomparable reference: [DriftColumn], current: [DriftColumn]) {
        let byName = Dictionary(current.map { ($0.name, $0) }) { first, _ in first }
        let columns = reference.map { column in
            let other = byName[column.name]
            let state: ColumnState =
                other == nil ? .absent : column.isBlank ? .emptyReference : .emptyCurrent
            return ColumnDrift(
                column: column.name, kind: column.isBlank ? .empty : column.isLevels ? .category : .number,
                state: state, test: nil, score: nil, threshold: nil, drifted: false,
                missingReference: column.missingShare, missingCurrent: other?.missingShare, signals: [], measures: nil,
                bins: [])
        }
        self.init(
            dataset: DatasetDrift(
                drifted: false, comparedColumns: 0, driftedColumns: 0,
                brokenColumns: columns.count { $0.state.isBroken }, threshold: .columns(1), falseAlarmLevel: nil,
                referenceRows: reference.first?.rows ?? 0, currentRows: current.first?.rows ?? 0),
            columns: columns, newColumns: columnsAdded(by: current, to: reference.map(\.name)))
    }

    /// What can be said of a population known by its profile and rows that cannot be compared with it.
    ///
    /// - Parameters:
    ///   - reference: The profile.
    ///   - current: Columns of the same number of rows, or none.
    /// - Complexity: O(rows) per column of the profile.
    public init(incomparable reference: PopulationProfile, current: [DriftColumn]) {
        let byName = Dictionary(current.map { ($0.name, $0) }) { first, _ in first }
        let columns = reference.columns.map { column in
            let other = byName[column.name]
            return ColumnDrift(
                column: column.name, kind: column.profile.kind,
                state: other == nil ? .absent : column.profile.kind == .empty ? .emptyReference : .emptyCurrent,
                test: nil, score: nil, threshold: nil, drifted: false,
                missingReference: column.profile.rows > 0 ? column.profile.missingShare : nil,
                missingCurrent: other?.missingShare, signals: [], measures: nil, bins: [])
        }
        self.init(
            dataset: DatasetDrift(
                drifted: false, comparedColumns: 0, driftedColumns: 0,
                brokenColumns: columns.count { $0.state.isBroken }, threshold: .columns(1), falseAlarmLevel: nil,
                referenceRows: reference.rows, currentRows: current.first?.rows ?? 0),
            columns: columns, newColumns: columnsAdded(by: current, to: reference.columns.map(\.name)))
    }
}
