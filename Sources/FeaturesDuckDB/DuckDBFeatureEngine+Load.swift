import Credit
import DuckDB
public import Features
import Foundation

extension DuckDBFeatureEngine {
    /// Loads a feature table into memory.
    public func load(_ folder: String) throws -> FeatureTable {
        let manifest = try manifest(folder)
        let reader = try reader(folder, manifest)
        let table = try table(manifest.schema.columns[...], try keys(folder, manifest, reader), folder, reader)
        guard let histories = manifest.histories, !histories.isEmpty else { return table }
        let connection = try connect()
        return table.with(
            histories: try histories.map { try history($0, of: table.clients, folder, manifest, connection) })
    }

    /// Hands over a feature table in groups of columns; see ``FeatureEngine/forEachColumnGroup(in:of:_:)``.
    public func forEachColumnGroup(in folder: String, of size: Int, _ body: (FeatureTable) throws -> Void) throws {
        let manifest = try manifest(folder)
        let reader = try reader(folder, manifest)
        let keys = try keys(folder, manifest, reader)
        let columns = manifest.schema.columns
        for start in stride(from: 0, to: columns.count, by: max(1, size)) {
            try body(try table(columns[start..<min(start + max(1, size), columns.count)], keys, folder, reader))
        }
    }

    /// Hands over a feature table in batches; see ``FeatureEngine/forEachBatch(in:of:_:)``.
    public func forEachBatch(in folder: String, of size: Int, _ body: (FeatureTable, InformationTable) throws -> Void)
        throws
    {
        let manifest = try manifest(folder)
        let connection = try connect()
        var last: ClientID?
        while true {
            let table = try features(manifest, folder, connection, after: last, limit: size)
            guard let end = table.clients.last else { return }
            try body(table, try information(manifest, folder, connection, after: last, through: end))
            last = end
        }
    }

    /// Chosen columns of what a person reads beside the features, for all clients, ascending.
    ///
    /// - Parameter names: those that the folder lacks are left out.
    /// - Throws: ``FeatureError`` when the folder holds none or it is damaged.
    public func information(in folder: String, columns names: [String]) throws -> InformationTable {
        let manifest = try manifest(folder)
        let connection = try connect()
        let source = source(folder, manifest, FeatureManifest.FileName.information)
        let present = try undamaged(folder) {
            Set(try connection.query("SELECT * FROM \(source) LIMIT 0").columns.map(\.name))
        }
        let chosen = names.filter(present.contains)
        guard !chosen.isEmpty else { return InformationTable(names: [], columns: []) }
        let list = chosen.map(SQLText.identifier).joined(separator: ", ")
        return try information("SELECT \(list) FROM \(source) ORDER BY client", folder, connection)
    }

    /// What a folder of features says of itself.
    public func manifest(_ folder: String) throws -> FeatureManifest {
        let path = folder + "/" + FeatureManifest.FileName.manifest
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FeatureError(
                .missingInput, "there are no features in \(folder): run limpide features or limpide train first.")
        }
        guard let manifest = try? JSONDecoder().decode(FeatureManifest.self, from: data),
            manifest.format == FeatureManifest.currentFormat, manifest.parts > 0
        else {
            throw FeatureError(
                .badInput, "the features in \(folder) are damaged or of another version: compute them again.")
        }
        return manifest
    }

    /// Who the clients are, without their features.
    private struct Keys {
        let clients: [ClientID]
        let outcomes: [Bool?]
        let persons: [Int32]
    }

    private func reader(_ folder: String, _ manifest: FeatureManifest) throws -> ColumnReader {
        let files = files(folder, manifest, FeatureManifest.FileName.features)
        let connection = try connect()
        return try undamaged(folder) {
            let threads = try connection.query("SELECT CAST(current_setting('threads') AS BIGINT)").readAll().first
            guard case .integers(let counts)? = threads, let count = counts.first ?? nil else { throw damaged(folder) }
            return try ColumnReader(files, rows: manifest.clients, threads: Int(count))
        }
    }

    private func keys(_ folder: String, _ manifest: FeatureManifest, _ reader: ColumnReader) throws -> Keys {
        let columns = try undamaged(folder) { try reader.keys() }
        guard let keys = Self.keys(columns), keys.clients.count == manifest.clients else { throw damaged(folder) }
        return keys
    }

    private static func keys(_ columns: [ColumnValues]) -> Keys? {
        guard columns.count >= 3, case .integers(let ids) = columns[0], case .integers(let outcomes) = columns[1],
            case .strings(let persons, _) = columns[2]
        else { return nil }
        return Keys(
            clients: ids.map { ClientID(rawValue: $0 ?? 0) }, outcomes: outcomes.map { $0.map { $0 == 1 } },
            persons: persons)
    }

    private func table(
        _ columns: ArraySlice<FeatureColumn>, _ keys: Keys, _ folder: String, _ reader: ColumnReader
    ) throws -> FeatureTable {
        guard let values = try undamaged(folder, { try reader.columns(columns) }) else { throw damaged(folder) }
        return FeatureTable(
            schema: FeatureSchema(columns: Array(columns)), clients: keys.clients, outcomes: keys.outcomes,
            persons: keys.persons, columns: values)
    }

    /// At most `limit` clients after one.
    private func features(
        _ manifest: FeatureManifest, _ folder: String, _ connection: Connection, after: ClientID?, limit: Int
    ) throws -> FeatureTable {
        let names =
            [FeatureSQL.KeyColumn.client, FeatureSQL.KeyColumn.outcome, FeatureSQL.KeyColumn.person]
            + manifest.schema.columns.map(\.name)
        let source = source(folder, manifest, FeatureManifest.FileName.features)
        var sql = "SELECT \(names.map(SQLText.identifier).joined(separator: ", ")) FROM \(source)"
        if let after { sql += " WHERE client > \(after.rawValue)" }
        sql += " ORDER BY client LIMIT \(limit)"
        let columns = try undamaged(folder) { try connection.query(sql).readAll() }
        guard columns.count == names.count, let keys = Self.keys(columns) else { throw damaged(folder) }
        let values = try columns.dropFirst(3).map { column -> FeatureTable.Column in
            switch column {
            case .floats(let values): return .numbers(values)
            case .strings(let codes, let levels): return .levels(codes: codes, levels: levels)
            default: throw damaged(folder)
            }
        }
        let histories = try (manifest.histories ?? []).map {
            try history($0, of: keys.clients, folder, manifest, connection)
        }
        return FeatureTable(
            schema: manifest.schema, clients: keys.clients, outcomes: keys.outcomes, persons: keys.persons,
            columns: values, histories: histories)
    }

    private func information(
        _ manifest: FeatureManifest, _ folder: String, _ connection: Connection, after: ClientID?,
        through end: ClientID
    ) throws -> InformationTable {
        let source = source(folder, manifest, FeatureManifest.FileName.information)
        let start = after.map { "client > \($0.rawValue) AND " } ?? ""
        let sql =
            "SELECT * EXCLUDE (client) FROM \(source) WHERE \(start)client <= \(end.rawValue) ORDER BY client"
        return try information(sql, folder, connection)
    }

    private func information(
        _ sql: String, _ folder: String, _ connection: Connection
    ) throws -> InformationTable {
        let (names, values) = try undamaged(folder) {
            let result = try connection.query(sql)
            return (result.columns.map(\.name), try result.readAll())
        }
        let columns = try values.map { column -> InformationTable.Column in
            switch column {
            case .doubles(let values): return .numbers(values)
            case .strings(let codes, let levels): return .words(codes: codes, levels: levels)
            default: throw damaged(folder)
            }
        }
        return InformationTable(names: names, columns: columns)
    }

    /// The files of all parts, in order.
    func source(_ folder: String, _ manifest: FeatureManifest, _ name: (Int) -> String) -> String {
        "read_parquet([\(files(folder, manifest, name).map(SQLText.literal).joined(separator: ", "))])"
    }

    private func files(_ folder: String, _ manifest: FeatureManifest, _ name: (Int) -> String) -> [String] {
        (1...manifest.parts).map { folder + "/" + name($0) }
    }

    /// Runs `body`; what DuckDB cannot read is a damaged folder.
    func undamaged<Result>(_ folder: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DuckDBError where error.code != .libraryMissing && error.code != .outOfMemory {
            throw damaged(folder)
        } catch let error as DuckDBError {
            throw FeatureError(duckDB: error)
        }
    }

    func damaged(_ folder: String) -> FeatureError {
        FeatureError(.badInput, "the features in \(folder) are damaged: compute them again.")
    }
}
