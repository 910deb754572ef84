import Credit
import DuckDB
import Features

extension DuckDBFeatureEngine {
    /// The rows of a history that name one of some clients, which ascend.
    func history(
        _ schema: HistorySchema, of clients: [ClientID], _ folder: String, _ manifest: FeatureManifest,
        _ connection: Connection
    ) throws -> HistoryTable {
        guard let first = clients.first, let last = clients.last else {
            return HistoryTable(schema: schema, starts: [0], columns: schema.columns.map(\.none))
        }
        let source = source(folder, manifest) { FeatureManifest.FileName.history(schema.name, $0) }
        let client = SQLText.identifier(FeatureSQL.KeyColumn.client)
        let place = SQLText.identifier(FeatureSQL.KeyColumn.place)
        let names = schema.columns.map { SQLText.identifier($0.name) }
        let range = "\(client) BETWEEN \(first.rawValue) AND \(last.rawValue)"
        let sql =
            "SELECT \(([client] + names).joined(separator: ", ")) FROM \(source) WHERE \(range) ORDER BY \(client), \(place)"
        let columns = try undamaged(folder) { try connection.query(sql).readAll() }
        guard columns.count == names.count + 1, case .integers(let ids) = columns[0] else { throw damaged(folder) }
        var starts = [0], row = 0
        for client in clients {
            while row < ids.count, ids[row] == client.rawValue { row += 1 }
            starts.append(row)
        }
        // Whoever is in a history is among the clients.
        guard row == ids.count else { throw damaged(folder) }
        return HistoryTable(
            schema: schema, starts: starts,
            columns: try zip(schema.columns, columns.dropFirst()).map { column, values in
                switch (values, column.isCategory) {
                case (.floats(let numbers), false): .numbers(numbers)
                case (.strings(let codes, let levels), true): .levels(codes: codes, levels: levels)
                default: throw damaged(folder)
                }
            })
    }
}

extension FeatureColumn {
    /// A column without rows.
    fileprivate var none: FeatureTable.Column { isCategory ? .levels(codes: [], levels: []) : .numbers([]) }
}
