/// One feature's name and whether it holds words or numbers.
public struct FeatureColumn: Hashable, Sendable, Codable {
    /// The feature's name in the catalog.
    public let name: String
    /// Whether values are levels of a category rather than numbers.
    public let isCategory: Bool

    /// Makes a column.
    public init(name: String, isCategory: Bool) {
        self.name = name
        self.isCategory = isCategory
    }
}

/// The features of a table, in order.
public struct FeatureSchema: Hashable, Sendable, Codable {
    /// The columns, in the order in which values are kept.
    public let columns: [FeatureColumn]

    /// Makes a schema.
    public init(columns: [FeatureColumn]) { self.columns = columns }

    /// Positions by name.
    ///
    /// Complexity: O(columns); keep the result.
    public var positions: [String: Int] {
        Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// One feature of one client.
public enum FeatureValue: Hashable, Sendable {
    /// Nobody knows it.
    case missing
    /// A number, never NaN; kept in single precision as the model sees it.
    case number(Float)
    /// A level of a category.
    case level(String)
}

/// The features of one client.
public struct FeatureRow: Hashable, Sendable {
    /// The values, in the order of the schema.
    public let values: [FeatureValue]
    /// The client's rows that models of rows read; none where features were kept without them.
    public let histories: [HistoryRows]

    /// Wraps values that are in the order of their schema.
    public init(values: [FeatureValue], histories: [HistoryRows] = []) {
        self.values = values
        self.histories = histories
    }
}
