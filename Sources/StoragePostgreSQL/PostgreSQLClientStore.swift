public import Credit
public import Features
import Foundation
import PostgreSQL
public import Storage
import Synchronization

/// Clients in PostgreSQL, read by several servers while a load fills a table beside theirs.
///
/// Loads with the same model are seen at once; after a load with another one, reads fail with `StorageError.Code.outdated` until the
/// store is opened again.
public final class PostgreSQLClientStore: ClientStore {
    /// The features that every client's row holds, in order.
    public let schema: FeatureSchema
    /// SHA-256 of the model that decided at the load, in hexadecimal.
    public let modelDigest: String
    private let pool: PostgreSQLPool
    private let contents: Mutex<ClientContents>
    /// The spread of a load's clients, by the load's number.
    let spreads = Mutex<(generation: Int64, spread: RiskSpread)?>(nil)

    /// Opens a database that `limpide load --store` has filled.
    ///
    /// - Throws: `StorageError`: `notFound` when it holds no clients, `outdated` when another version filled it, `failed` when it
    ///   cannot be reached.
    public static func open(_ address: String, connections: Int = 8) async throws(StorageError) -> PostgreSQLClientStore
    {
        let pool = PostgreSQLPool(address, setup: PostgreSQLTables.setup, most: connections)
        do {
            let contents = try await pool.run { connection in
                try PostgreSQLTables.prepare(connection)
                return try ClientContents.read(connection)
            }
            guard let contents else { throw StorageError.absent }
            return PostgreSQLClientStore(pool: pool, contents: contents)
        } catch {
            throw StorageError(error)
        }
    }

    private init(pool: PostgreSQLPool, contents: ClientContents) {
        self.pool = pool
        schema = contents.schema
        modelDigest = contents.modelDigest
        self.contents = Mutex(contents)
    }

    /// One client, or nil when the lender does not know the number.
    public func client(_ id: ClientID) async throws(StorageError) -> StoredClient? {
        try await read { connection, contents in
            let rows = try connection.query(
                "SELECT features, information FROM \(contents.table) WHERE id = $1", [.integer(id.rawValue)])
            guard let row = rows.first else { return nil }
            let features = try row.bytes(0).withUnsafeBytes {
                FeatureRowCoding.decode($0, schema: contents.schema, levels: contents.levels)
            }
            let information = try row.bytes(1).withUnsafeBytes {
                InformationCoding.decode($0, columns: contents.columns)
            }
            guard let features, let information else { throw StorageError.damaged }
            return StoredClient(id: id, features: features, information: information)
        }
    }

    /// One client's features alone, or nil when the lender does not know the number.
    public func features(of id: ClientID) async throws(StorageError) -> FeatureRow? {
        try await read { connection, contents in
            let rows = try connection.query(
                "SELECT features FROM \(contents.table) WHERE id = $1", [.integer(id.rawValue)])
            guard let row = rows.first else { return nil }
            let features = try row.bytes(0).withUnsafeBytes {
                FeatureRowCoding.decode($0, schema: contents.schema, levels: contents.levels)
            }
            guard let features else { throw StorageError.damaged }
            return features
        }
    }

    /// The threshold of the decisions in lists.
    public func threshold() async throws(StorageError) -> Threshold {
        try await read { _, contents in contents.threshold }
    }

    /// The records that one client's features were computed from; nil when the load kept none.
    public func records(of id: ClientID) async throws(StorageError) -> [UInt8]? {
        try await read { connection, contents in
            let rows = try connection.query(
                "SELECT records FROM \(contents.table) WHERE id = $1", [.integer(id.rawValue)])
            guard let row = rows.first, !row.isNull(0) else { return nil }
            return try row.bytes(0)
        }
    }

    /// What the load computed over all clients; nil when it kept nothing.
    public func portfolio() async throws(StorageError) -> [UInt8]? {
        try await read { connection, _ in try ClientContents.portfolio(connection) }
    }

    /// Columns that the load kept of all clients, all of one load.
    public func columns(_ names: [String]) async throws(StorageError) -> ClientColumns {
        try await read { connection, contents in
            guard !names.isEmpty else { return ClientColumns(generation: contents.generation, contents: [:]) }
            let rows = try connection.query(
                "SELECT name, content FROM \(contents.columnTable) WHERE name = ANY($1)", [.texts(names)])
            return ClientColumns(
                generation: contents.generation,
                contents: try Dictionary(
                    rows.map { (try $0.text(0), try $0.bytes(1)) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// How many clients there are.
    public func count() async throws(StorageError) -> Int { try await read { _, contents in contents.count } }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection, ClientContents) throws -> Answer
    ) async throws(StorageError) -> Answer {
        for attempt in 0..<3 {
            do {
                return try await pool.run { [self] connection in try body(connection, currentContents(connection)) }
            } catch let error as PostgreSQLError where attempt < 2 && (error.code == .lost || error.code == .noTable) {
                // The server was restarted, or two loads ended since the number of the table was read: once more.
                continue
            } catch {
                throw StorageError(error)
            }
        }
        throw StorageError.damaged
    }

    private func currentContents(_ connection: PostgreSQLConnection) throws -> ClientContents {
        let known = contents.withLock { $0 }
        guard try ClientContents.generation(connection) != known.generation else { return known }
        guard let fresh = try ClientContents.read(connection) else { throw StorageError.absent }
        guard fresh.schema == schema, fresh.modelDigest == modelDigest else {
            throw StorageError(
                .outdated, "the clients in the database were loaded again with another model: restart `limpide serve`.")
        }
        contents.withLock { $0 = fresh }
        return fresh
    }
}

extension ClientContents {
    /// Rows of `id, probability, status` as clients in a list.
    func summaries(_ rows: [PostgreSQLRow]) throws -> [ClientSummary] {
        try rows.map { row in
            guard let status = Status(rawValue: try row.text(2)) else { throw StorageError.damaged }
            return ClientSummary(
                id: ClientID(rawValue: try row.integer(0)), probability: Probability(clamping: try row.double(1)),
                threshold: threshold, status: status)
        }
    }
}
