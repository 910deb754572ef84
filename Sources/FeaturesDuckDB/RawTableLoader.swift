import Catalog
import Credit
import DuckDB
import Features
import Spelling

/// Reads raw files into `raw.T`, typed as the catalog says, and refuses what it does not describe.
struct RawTableLoader {
    let connection: Connection
    let badRows: BadRows

    /// Reads a table's files into `raw.T`.
    ///
    /// - Parameter rejects: takes the rows that cannot be read, if they are to be left out.
    /// - Returns: the number of rows.
    func load(_ table: TableDefinition, from files: [RawTables.File], rejects: RejectsList) throws -> Int {
        let target = SQLText.identifier("raw." + table.name)
        let types = table.columns.map { "\(SQLText.identifier($0.name)) \($0.sqlType)" }.joined(separator: ", ")
        try reported { try connection.execute("CREATE TABLE \(target) (\(types))") }
        return try forEachFile(of: table, files, rejects) { try connection.execute("INSERT INTO \(target) \($0)") }
    }

    /// Hands a table's rows over as they are read, in any order.
    ///
    /// - Returns: the number of rows.
    func stream(
        _ table: TableDefinition, from files: [RawTables.File], rejects: RejectsList,
        _ body: (borrowing Chunk) throws -> Void
    ) throws -> Int {
        try forEachFile(of: table, files, rejects) { sql in
            // The order of rows changes nothing, and all threads may read. The header's line must stay the first.
            try connection.execute("SET preserve_insertion_order = false")
            var rows = 0
            try Statement(connection, sql).stream().forEachChunk { chunk in
                rows += chunk.rowCount
                try body(chunk)
            }
            try connection.execute("SET preserve_insertion_order = true")
            return rows
        }
    }

    /// Reads files one after the other, so that an error knows its file.
    ///
    /// - Parameter read: runs a query of the table's columns and returns the number of rows.
    private func forEachFile(
        of table: TableDefinition, _ files: [RawTables.File], _ rejects: RejectsList, _ read: (String) throws -> Int
    ) throws -> Int {
        var rows = 0
        for file in files {
            let header = try header(of: file, against: table)
            let source = file.format == .parquet ? parquet(file) : csv(file, header, table)
            let columns = table.columns.map { column in
                let value = header.contains(column.name) ? SQLText.identifier(column.name) : "NULL"
                return "CAST(\(value) AS \(column.sqlType))"
            }
            let added: Int
            do {
                added = try read("SELECT \(columns.joined(separator: ", ")) FROM \(source)")
            } catch let error as DuckDBError {
                if file.format == .parquet { try checkTypes(file, header, table) }
                throw unreadable(file, error)
            }
            let bad = file.format == .parquet ? [] : try RejectReader(connection: connection).rejects(of: file, table)
            if badRows == .stop, let first = bad.first { throw FeatureError(.badInput, first.sentence) }
            try rejects.add(bad, of: file.name)
            guard added > 0 else {
                if !bad.isEmpty {
                    throw FeatureError(
                        .badInput, "\(file.name) has no row that can be read. The first: \(bad[0].sentence)")
                }
                throw FeatureError(.badInput, "\(file.name) has a header but no row: is the file complete?")
            }
            rows += added
        }
        return rows
    }

    /// The names of a file's columns, which are those of the table or more.
    func header(of file: RawTables.File, against table: TableDefinition) throws -> [String] {
        let header = try HeaderReader(connection: connection).names(of: file)
        try check(header, of: file, against: table)
        return header
    }

    /// The SQL that drops what was read of a table, and the views on it.
    func dropping(_ table: TableDefinition) -> String {
        ["rows", "stage", "clean"].map { "DROP VIEW \(SQLText.identifier("\($0).\(table.name)"));" }.joined()
            + "DROP TABLE \(SQLText.identifier("raw." + table.name));"
    }

    /// Refuses rows without a client, clients that stand twice and outcomes that are neither 0 nor 1.
    func checkRoot(_ catalog: LenderCatalog) throws {
        let source = SQLText.identifier("raw." + catalog.root)
        let client = SQLText.identifier(catalog.client), outcome = SQLText.identifier(catalog.outcome)
        let missing =
            try strings("SELECT CAST(count(*) AS VARCHAR) FROM \(source) WHERE \(client) IS NULL").first ?? "0"
        if missing != "0" {
            throw FeatureError(
                .badInput, "\(missing) rows of \(catalog.root) have no \(catalog.client): every row needs one.")
        }
        let twice = try strings(
            "SELECT CAST(\(client) AS VARCHAR) FROM \(source) GROUP BY \(client) HAVING count(*) > 1 ORDER BY \(client) LIMIT 5"
        )
        if !twice.isEmpty {
            throw FeatureError(
                .badInput,
                "\(catalog.root) has the same \(catalog.client) more than once (\(twice.joined(separator: ", "))): keep one row each."
            )
        }
        let strange =
            try strings(
                "SELECT CAST(count(*) AS VARCHAR) FROM \(source) WHERE \(outcome) NOT IN (0, 1)"
            ).first ?? "0"
        if strange != "0" {
            throw FeatureError(
                .badInput,
                "\(strange) rows of \(catalog.root) have a \(catalog.outcome) that is neither 0 (repaid) nor 1 (default)."
            )
        }
    }

    /// Refuses a table of which several rows have the same key, if rows with the same key are not made one.
    func checkKey(_ table: TableDefinition) throws {
        guard table.collapse == nil, !table.key.isEmpty else { return }
        let names = table.key.map(SQLText.identifier)
        let text = names.map { "CAST(\($0) AS VARCHAR)" }.joined(separator: " || ', ' || ")
        let known = names.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
        let list = names.joined(separator: ", ")
        let keys = try strings(
            "SELECT \(text) FROM \(SQLText.identifier("raw." + table.name)) WHERE \(known) GROUP BY \(list) HAVING count(*) > 1 ORDER BY \(list) LIMIT 5"
        )
        if !keys.isEmpty { throw FeatureError(repeated: keys, in: table) }
    }

    /// The root's clients, ascending.
    func clients(_ catalog: LenderCatalog) throws -> [Int64] {
        let client = SQLText.identifier(catalog.client)
        return try reported {
            let sql = "SELECT \(client) FROM \(SQLText.identifier("raw." + catalog.root)) ORDER BY \(client)"
            guard case .integers(let ids)? = try connection.query(sql).readAll().first else { return [] }
            return ids.compactMap { $0 }
        }
    }

    /// How many known values of each column cannot be; columns without any are not named.
    func impossible(_ columns: [String], _ sql: String) throws -> [String: Int] {
        let counts = try reported { try connection.query(sql).readAll() }
        let pairs = zip(columns, counts).compactMap { name, column -> (String, Int)? in
            guard case .integers(let values) = column, let count = values.first ?? nil, count > 0 else { return nil }
            return (name, Int(count))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// How many rows have a known outcome.
    func labelled(_ catalog: LenderCatalog) throws -> Int {
        let sql =
            "SELECT CAST(count(\(SQLText.identifier(catalog.outcome))) AS VARCHAR) FROM \(SQLText.identifier("raw." + catalog.root))"
        return Int(try strings(sql).first ?? "0") ?? 0
    }

    private func parquet(_ file: RawTables.File) -> String { "read_parquet(\(SQLText.literal(file.path)))" }

    private func csv(_ file: RawTables.File, _ header: [String], _ table: TableDefinition) -> String {
        let columns = header.map { "\(SQLText.literal($0)): '\(table.column($0)?.sqlType ?? "VARCHAR")'" }
        return """
            read_csv(\(SQLText.literal(file.path)), auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', \
            nullstr = '', store_rejects = true, \
            rejects_limit = \(badRows == .stop ? 5 : 0), columns = {\(columns.joined(separator: ", "))})
            """
    }

    private func check(_ header: [String], of file: RawTables.File, against table: TableDefinition) throws {
        var seen: Set<String> = []
        for name in header where !seen.insert(name).inserted {
            throw FeatureError(.badInput, "\(file.name) has the column \(name) twice in its header.")
        }
        let extra = header.filter { table.column($0) == nil }
        for column in table.columns where !seen.contains(column.name) && !column.isOptional && column.kind != .outcome {
            let near = nearestName(to: column.name, among: extra)
            throw FeatureError(
                .badInput,
                "\(file.name) has no column \(column.name)"
                    + (near.map { ": is it the one named \($0)?" } ?? "; it was expected in the header."))
        }
    }

    /// Names the first column of a Parquet file whose values are not of the catalog's type.
    private func checkTypes(_ file: RawTables.File, _ header: [String], _ table: TableDefinition) throws {
        for column in table.columns where header.contains(column.name) {
            let name = SQLText.identifier(column.name)
            let sql =
                "SELECT '1' FROM \(parquet(file)) WHERE \(name) IS NOT NULL AND TRY_CAST(\(name) AS \(column.sqlType)) IS NULL LIMIT 1"
            // A file that cannot be read at all is told as such by the caller.
            guard let found = try? strings(sql), !found.isEmpty else { continue }
            throw FeatureError(.badInput, "\(file.name), column \(column.name): a \(column.expected) was expected.")
        }
    }

    private func unreadable(_ file: RawTables.File, _ error: DuckDBError) -> FeatureError {
        switch error.code {
        case .interrupted, .outOfMemory, .libraryMissing: FeatureError(duckDB: error)
        default: FeatureError(.badInput, "\(file.name) cannot be read to its end: is it complete and undamaged?")
        }
    }

    private func strings(_ sql: String) throws -> [String] {
        try reported {
            guard case .strings(let codes, let levels)? = try connection.query(sql).readAll().first else { return [] }
            return codes.filter { $0 >= 0 }.map { levels[Int($0)] }
        }
    }
}

extension ColumnDefinition {
    /// The column's type in `raw.T`; integers are read as doubles because some files write them as `2.0`.
    var sqlType: String {
        switch kind {
        case .id: "BIGINT"
        case .category: "VARCHAR"
        case .flag where flagWords != nil: "VARCHAR"
        default: "DOUBLE"
        }
    }

    /// What a value of the column must be, in words.
    var expected: String { sqlType == "BIGINT" ? "whole number" : "number" }
}
