public import Features

extension ComputedFeatures {
    /// The rows of one history, client after client, each client's latest first.
    public struct History: Sendable {
        /// The columns' names and types.
        public let schema: HistorySchema
        /// Where each client's rows start, and at last the number of rows.
        public let starts: [Int]
        /// The columns, in the schema's order.
        public let columns: [Feature]

        /// The rows as a table.
        public var table: HistoryTable {
            HistoryTable(
                schema: schema, starts: starts,
                columns: columns.map { column in
                    switch column {
                    case .numbers(let values): .numbers(values)
                    case .words(let codes, let list): .levels(codes: codes, levels: list.words)
                    }
                })
        }
    }
}

/// The rows of a history by the client that they name, the latest first.
struct GroupedHistory {
    let history: FeaturePlan.History
    private let grouping: Grouping
    private let rows: [Int32]
    private let columns: [Column]

    /// - Parameter scope: the table's rows with derived columns.
    init(_ history: FeaturePlan.History, _ scope: Scope, _ program: TableProgram) {
        self.history = history
        grouping = Grouping(scope.ids(history.key))
        rows = program.order(scope).sorted(grouping, latestFirst: true)
        columns = history.schema.columns.map { scope.column($0.name) }
    }

    /// The rows of these clients.
    func computed(_ clients: [Int64]) -> ComputedFeatures.History {
        var starts = [0], places: [Int32] = []
        for client in clients {
            let group = grouping.index.find(client)
            if group >= 0 { places += rows[Int(grouping.starts[Int(group)])..<Int(grouping.starts[Int(group) + 1])] }
            starts.append(places.count)
        }
        return ComputedFeatures.History(
            schema: history.schema, starts: starts,
            columns: zip(history.schema.columns, columns).map { definition, column in
                switch column.gathered(places) {
                case .words(let codes, let list) where definition.isCategory: .words(codes, list)
                // Adding 0 makes −0 and 0 the same.
                case let column: .numbers(each(Values(column).numbers(count: places.count)) { Float($0 + 0) })
                }
            })
    }
}
