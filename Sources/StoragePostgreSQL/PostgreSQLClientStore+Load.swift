public import Credit
public import Features
import PostgreSQL
public import Storage

extension PostgreSQLClientStore {
    /// The advisory lock that a load holds.
    private static let lock: Int64 = 0x4C69_6D70_6964_6502

    /// Replaces all clients by those that `source` gives, in one transaction, in a table beside the one that is read.
    ///
    /// Whatever ends it before its end leaves the clients of the load before. Readers see those until the end, and neither wait nor
    /// are waited for; the table before is kept until the next load, for those who are reading it. Memory does not grow with the
    /// number of clients.
    ///
    /// - Parameters: as of `SQLiteClientStore.replaceClients`.
    /// - Returns: how many clients the database now holds.
    /// - Throws: `StorageError`; what `source` throws, unchanged.
    @discardableResult
    public static func replaceClients(
        at address: String, schema: FeatureSchema, modelDigest: String, threshold: Threshold, portfolio: [UInt8]? = nil,
        columns: (_ keep: (_ name: String, _ content: [UInt8]) throws -> Void) throws -> Void = { _ in },
        source: (_ insert: (StoredClient, Decision, _ records: [UInt8]?) throws -> Void) throws -> Void
    ) throws -> Int {
        var sourceError: (any Error)?
        do {
            let connection = try PostgreSQLConnection(address, setup: PostgreSQLTables.setup)
            try PostgreSQLTables.prepare(connection)
            try connection.run("SET statement_timeout TO 0")
            return try connection.transaction {
                let isFree = try connection.query("SELECT pg_try_advisory_xact_lock($1)", [.integer(lock)]).first?
                    .boolean(0)
                guard isFree == true else {
                    throw StorageError(
                        .failed, "another load is filling this database: try again when it has finished.")
                }
                let before = try ClientContents.generation(connection) ?? 0
                let generation = before + 1
                let table = "clients_\(generation)"
                try makeTable(table, keeping: before, connection)
                var load = Load(schema: schema)
                try connection.beginCopy("COPY \(table) FROM STDIN (FORMAT binary)")
                do {
                    try connection.sendCopy(Load.header)
                    do {
                        try source { client, decision, records in
                            try load.add(client, decision, records)
                            if load.isFull { try connection.sendCopy(load.take()) }
                        }
                    } catch {
                        sourceError = error
                        throw error
                    }
                    // A source that goes on after a refused client must not leave a load without them.
                    if let refused = load.firstError { throw refused }
                    try connection.sendCopy(load.take() + Load.trailer)
                } catch {
                    _ = try? connection.endCopy(cancelling: "stopped")
                    throw error
                }
                try connection.endCopy()
                // Whole lists by number come from the index: their clients' rows hold much more.
                try connection.run("ALTER TABLE \(table) ADD PRIMARY KEY (id) INCLUDE (status, probability)")
                try connection.run("CREATE INDEX ON \(table) (status, probability, id)")
                try connection.run("ANALYZE \(table) (id, status, probability)")
                try makeColumns(of: generation, columns, &sourceError, connection)
                try ClientContents(
                    generation: generation, count: load.count, modelDigest: modelDigest, threshold: threshold,
                    schema: schema, levels: load.levels, columns: load.columns
                ).write(connection, portfolio: portfolio)
                return load.count
            }
        } catch {
            if let sourceError, !(sourceError is PostgreSQLError) { throw sourceError }
            if let error = error as? PostgreSQLError, ["23505", "23514"].contains(error.state) {
                throw StorageError(
                    .failed,
                    "two clients have the same number, or a number is negative or longer than 18 digits: correct the raw table."
                )
            }
            throw StorageError(error)
        }
    }

    /// Makes an empty table, and drops those that nobody reads any more.
    private static func makeTable(_ table: String, keeping before: Int64, _ connection: PostgreSQLConnection) throws {
        let old = try connection.query(
            """
            SELECT tablename::text FROM pg_tables
            WHERE schemaname = 'limpide' AND tablename ~ '^(clients|client_columns)_[0-9]+$'
                AND tablename <> $1 AND tablename <> $2
            """, [.text("clients_\(before)"), .text("client_columns_\(before)")])
        for row in old { try connection.run("DROP TABLE \(try row.text(0))") }
        try connection.run(
            """
            CREATE TABLE \(table) (
                id bigint NOT NULL CHECK (id BETWEEN 0 AND 999999999999999999),
                probability double precision NOT NULL CHECK (probability BETWEEN 0 AND 1),
                status text NOT NULL,
                features bytea NOT NULL,
                information bytea NOT NULL,
                records bytea
            )
            """)
    }
}

extension PostgreSQLClientStore {
    /// Makes the table of the columns of all clients and fills it.
    private static func makeColumns(
        of generation: Int64, _ columns: (_ keep: (String, [UInt8]) throws -> Void) throws -> Void,
        _ sourceError: inout (any Error)?, _ connection: PostgreSQLConnection
    ) throws {
        let table = "client_columns_\(generation)"
        // Ranks hardly compress: reading them plain is quicker.
        try connection.run(
            """
            CREATE TABLE \(table) (name text PRIMARY KEY, content bytea NOT NULL);
            ALTER TABLE \(table) ALTER content SET STORAGE EXTERNAL;
            """)
        do {
            try columns { name, content in
                try connection.run("INSERT INTO \(table) VALUES ($1, $2)", [.text(name), .bytes(content)])
            }
        } catch {
            sourceError = error
            throw error
        }
    }
}

/// A load under way: rows in PostgreSQL's binary form, and the words met so far.
private struct Load {
    static let header = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
    static let trailer: [UInt8] = [0xFF, 0xFF]

    let schema: FeatureSchema
    private(set) var levels = StoreWords()
    private(set) var columns = StoreWords()
    private(set) var count = 0
    private(set) var firstError: StorageError?
    private var buffer: [UInt8] = []

    init(schema: FeatureSchema) { self.schema = schema }

    var isFull: Bool { buffer.count >= 1 << 18 }

    mutating func take() -> [UInt8] {
        defer { buffer.removeAll(keepingCapacity: true) }
        return buffer
    }

    mutating func add(_ client: StoredClient, _ decision: Decision, _ records: [UInt8]?) throws(StorageError) {
        if let firstError { throw firstError }
        do {
            let features = try FeatureRowCoding.encode(client.features, schema: schema, levels: &levels)
            let information = try InformationCoding.encode(client.information, columns: &columns)
            buffer += Int16(6).bigEndianBytes
            for field in [
                client.id.rawValue.bigEndianBytes, decision.probability.value.bitPattern.bigEndianBytes,
                Array(decision.status.rawValue.utf8), features, information,
            ] {
                buffer += Int32(field.count).bigEndianBytes
                buffer += field
            }
            buffer += Int32(records?.count ?? -1).bigEndianBytes
            if let records { buffer += records }
            count += 1
        } catch {
            firstError = error
            throw error
        }
    }
}
