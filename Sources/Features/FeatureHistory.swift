/// The columns of a history that a model of rows reads.
public struct HistorySchema: Hashable, Sendable, Codable {
    /// The feature of the catalog that the history is for.
    public let name: String
    /// The columns, in the order in which values are kept.
    public let columns: [FeatureColumn]

    /// Makes a schema.
    public init(name: String, columns: [FeatureColumn]) {
        self.name = name
        self.columns = columns
    }
}

/// The rows of one history table, client after client, each client's latest first.
///
/// The order is total but for rows that are the same in all columns, so that nothing made of them depends on the files' order.
public struct HistoryTable: Sendable {
    /// The columns' names and types.
    public let schema: HistorySchema
    /// Where each client's rows start, in the order of the clients, and at last the number of rows.
    public let starts: [Int]
    /// The values, in the order of the schema, one for each row.
    public let columns: [FeatureTable.Column]

    /// Makes a table; every column must be as long as the last of `starts`.
    public init(schema: HistorySchema, starts: [Int], columns: [FeatureTable.Column]) {
        self.schema = schema
        self.starts = starts
        self.columns = columns
    }

    /// Number of rows.
    public var count: Int { starts.last ?? 0 }

    /// The rows of one client.
    ///
    /// Complexity: O(values).
    public func rows(of client: Int) -> HistoryRows {
        let range = starts[client]..<starts[client + 1]
        return HistoryRows(
            schema: schema,
            columns: columns.map { column in
                switch column {
                case .numbers(let values): range.map { values[$0].isNaN ? .missing : .number(values[$0]) }
                case .levels(let codes, let levels):
                    range.map { codes[$0] < 0 ? .missing : .level(levels[Int(codes[$0])]) }
                }
            })
    }
}

/// The rows of one history table of one client, the latest first.
public struct HistoryRows: Hashable, Sendable {
    /// The columns' names and types.
    public let schema: HistorySchema
    /// The values, column after column.
    public let columns: [[FeatureValue]]

    /// Wraps columns of one length, in the order of the schema.
    public init(schema: HistorySchema, columns: [[FeatureValue]]) {
        self.schema = schema
        self.columns = columns
    }

    /// Number of rows.
    public var count: Int { columns.first?.count ?? 0 }
}

extension FeaturePlan {
    /// A history that is kept beside the features, for a model of its rows.
    public struct History: Hashable, Sendable {
        /// The history table.
        public let table: String
        /// The table's column that names the client.
        public let key: String
        /// The columns that can be computed.
        public let schema: HistorySchema
    }
}
