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

    /// Clients whose number starts with the digits of `query`, in order of number.
    public func search(_ query: String, after: ClientID?, limit: Int) async throws(StorageError) -> [ClientSummary] {
        let limit = min(max(limit, 1), 200)
        let ranges = NumberPrefix(query)?.ranges(after: after?.rawValue) ?? []
        return try await read { connection, contents in
            var found: [ClientSummary] = []
            for range in ranges where found.count < limit {
                found += try contents.summaries(
                    connection.query(
                        """
                        SELECT id, probability, status FROM \(contents.table) WHERE id BETWEEN $1 AND $2
                        ORDER BY id LIMIT $3
                        """,
                        [
                            .integer(range.lowerBound), .integer(range.upperBound),
                            .integer(Int64(limit - found.count)),
                        ]))
            }
            return found
        }
    }

    /// Clients worth looking at, at most `limit` of each kind, the most telling first; nobody is in two kinds.
    public func highlights(limit: Int) async throws(StorageError) -> [Highlight] {
        let limit = min(max(limit, 0), 200)
        return try await read { connection, contents in
            func fetch(_ condition: String, _ status: Status, _ order: String) throws -> [ClientSummary] {
                try contents.summaries(
                    connection.query(
                        """
                        SELECT id, probability, status FROM \(contents.table) WHERE status = $1 AND probability \(condition) $2
                        ORDER BY probability \(order), id \(order) LIMIT $3
                        """,
                        [
                            .text(status.rawValue), .double(contents.threshold.probability.value),
                            .integer(Int64(2 * limit)),
                        ]))
            }
            func side(
                _ condition: String, _ status: Status, nearest: String, furthest: String, narrow: Highlight.Kind,
                clear: Highlight.Kind
            ) throws -> [Highlight] {
                let near = try fetch(condition, status, nearest)
                let isWhole = near.count < 2 * limit
                let narrowCount = isWhole ? (near.count + 1) / 2 : limit
                let far =
                    isWhole
                    ? near.dropFirst(narrowCount).reversed()
                    : Array(try fetch(condition, status, furthest).prefix(limit))
                return near.prefix(narrowCount).map { Highlight(kind: narrow, client: $0) }
                    + far.map { Highlight(kind: clear, client: $0) }
            }
            let refused = try side(
                ">=", .refused, nearest: "ASC", furthest: "DESC", narrow: .narrowlyRefused, clear: .clearlyRefused)
            let granted = try side(
                "<", .granted, nearest: "DESC", furthest: "ASC", narrow: .narrowlyGranted, clear: .clearlyGranted)
            return Highlight.Kind.allCases.flatMap { kind in (refused + granted).filter { $0.kind == kind } }
        }
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

    /// How many clients there are.
    public func count() async throws(StorageError) -> Int { try await read { _, contents in contents.count } }

    private func read<Answer: Sendable>(
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
    fileprivate func summaries(_ rows: [PostgreSQLRow]) throws -> [ClientSummary] {
        try rows.map { row in
            guard let status = Status(rawValue: try row.text(2)) else { throw StorageError.damaged }
            return ClientSummary(
                id: ClientID(rawValue: try row.integer(0)), probability: Probability(clamping: try row.double(1)),
                threshold: threshold, status: status)
        }
    }
}
