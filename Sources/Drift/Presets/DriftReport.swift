/// What a comparison of two data sets found.
public struct DriftReport: Sendable, Hashable {
    /// The verdict on the whole.
    public let dataset: DatasetDrift
    /// Every column of the reference, in its order.
    public let columns: [ColumnDrift]
    /// Columns that only the current data has, in its order.
    public let newColumns: [String]
}

/// The verdict on a whole data set.
public struct DatasetDrift: Sendable, Hashable {
    /// Whether the data set has drifted.
    public let drifted: Bool
    /// Columns that were compared.
    public let comparedColumns: Int
    /// Columns that drifted among them.
    public let driftedColumns: Int
    /// Columns that could not be compared because the current data lacks them or gives them another type.
    public let brokenColumns: Int
    /// The number or share of drifted columns from which the whole has drifted.
    public let threshold: Threshold
    /// The chance of a verdict of drift when nothing changed, where the preset holds it at or below a level.
    public let falseAlarmLevel: Double?
    /// Rows of the reference.
    public let referenceRows: Int
    /// Rows of the current data.
    public let currentRows: Int

    /// When a data set has drifted.
    public enum Threshold: Sendable, Hashable {
        /// As many columns or more.
        case columns(Int)
        /// Such a share of columns or more, 0...1.
        case share(Double)
    }

    /// Share of compared columns that drifted, 0...1; 0 when none was compared.
    public var share: Double { comparedColumns > 0 ? Double(driftedColumns) / Double(comparedColumns) : 0 }
}
