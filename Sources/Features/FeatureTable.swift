public import Credit

/// The features of many clients, in columns.
public struct FeatureTable: Sendable {
    /// One feature's values, as long as the table.
    public enum Column: Sendable {
        /// Numbers; NaN is missing.
        case numbers([Float])
        /// Positions in `levels`; −1 is missing.
        case levels(codes: [Int32], levels: [String])
    }

    /// The columns' names and types, in order.
    public let schema: FeatureSchema
    /// The clients, ascending.
    public let clients: [ClientID]
    /// Whether the loan went unpaid; nil where nobody knows yet.
    public let outcomes: [Bool?]
    /// A number per person: rows of the same person share it.
    public let persons: [Int32]
    /// The values, in the order of the schema.
    public let columns: [Column]
    /// The clients' rows that models of rows read; none where they were not asked for.
    public let histories: [HistoryTable]

    /// Makes a table; every column must be as long as `clients`.
    public init(
        schema: FeatureSchema, clients: [ClientID], outcomes: [Bool?], persons: [Int32], columns: [Column],
        histories: [HistoryTable] = []
    ) {
        self.schema = schema
        self.clients = clients
        self.outcomes = outcomes
        self.persons = persons
        self.columns = columns
        self.histories = histories
    }

    /// The same table with histories beside it.
    public func with(histories: [HistoryTable]) -> FeatureTable {
        FeatureTable(
            schema: schema, clients: clients, outcomes: outcomes, persons: persons, columns: columns,
            histories: histories)
    }

    /// Number of clients.
    public var count: Int { clients.count }

    /// One client's features.
    ///
    /// Complexity: O(features).
    public func row(_ index: Int) -> FeatureRow {
        FeatureRow(
            values: columns.map { column in
                switch column {
                case .numbers(let values): values[index].isNaN ? .missing : .number(values[index])
                case .levels(let codes, let levels): codes[index] < 0 ? .missing : .level(levels[Int(codes[index])])
                }
            }, histories: histories.map { $0.rows(of: index) })
    }
}

/// Columns of the application as a person reads them, for many clients.
public struct InformationTable: Sendable {
    /// One column's values.
    public enum Column: Sendable {
        /// Numbers; NaN is missing.
        case numbers([Double])
        /// Positions in `levels`; −1 is missing.
        case words(codes: [Int32], levels: [String])
    }

    /// The columns' names, as in the raw table.
    public let names: [String]
    /// The values, in the order of `names`.
    public let columns: [Column]

    /// Makes a table.
    public init(names: [String], columns: [Column]) {
        self.names = names
        self.columns = columns
    }
}
