import Foundation
import PostgreSQL
public import Recording

/// A decision log in PostgreSQL, which several servers may share.
public final class PostgreSQLLogStore: LogStore {
    /// What the chain begins with.
    public let origin: ChainDigest
    let pool: PostgreSQLPool

    /// Opens the log of a database, and makes its tables when they are not there.
    ///
    /// - Parameters:
    ///   - address: as `postgresql://user@host:port/database?sslmode=verify-full`.
    ///   - connections: at most this many.
    /// - Throws: `LogError`: `unavailable` when the server cannot be reached, `corrupt` for another layout, `failed` when the server
    ///   does not force what it writes to its disk.
    public static func open(_ address: String, connections: Int = 4) async throws(LogError) -> PostgreSQLLogStore {
        let pool = PostgreSQLPool(address, setup: PostgreSQLTables.setup, most: connections)
        do {
            let origin = try await pool.run { connection in
                try PostgreSQLTables.prepare(connection)
                let fsync = try connection.query("SELECT current_setting('fsync')").first?.text(0)
                guard fsync == "on" else {
                    throw LogError(
                        .failed, "this PostgreSQL runs with fsync off, so that a decision could be lost: turn it on.")
                }
                return try Self.origin(connection)
            }
            return PostgreSQLLogStore(pool: pool, origin: origin)
        } catch {
            throw LogError(error)
        }
    }

    private init(pool: PostgreSQLPool, origin: ChainDigest) {
        self.pool = pool
        self.origin = origin
    }

    /// The origin that is kept, or a new one.
    private static func origin(_ connection: PostgreSQLConnection) throws -> ChainDigest {
        var generator = SystemRandomNumberGenerator()
        let drawn = ChainDigest(using: &generator)
        try connection.transaction {
            let isNew = try connection.run(
                "INSERT INTO log_meta (name, value) VALUES ('origin', $1) ON CONFLICT DO NOTHING", [.bytes(drawn.bytes)]
            )
            if isNew == 1 {
                try connection.run("INSERT INTO log_head (sequence, digest) VALUES (0, $1)", [.bytes(drawn.bytes)])
            }
        }
        let kept = try connection.query("SELECT value FROM log_meta WHERE name = $1", [.text("origin")]).first?.bytes(0)
        guard let kept, let origin = ChainDigest(bytes: kept) else { throw LogError.damaged }
        return origin
    }

    /// The end of the chain.
    public func head() async throws(LogError) -> ChainHead {
        try await read { try Self.head($0, locking: false) }
    }

    static func head(_ connection: PostgreSQLConnection, locking: Bool) throws -> ChainHead {
        let rows = try connection.query("SELECT sequence, digest FROM log_head\(locking ? " FOR UPDATE" : "")")
        guard let row = rows.first, let digest = ChainDigest(bytes: try row.bytes(1)) else { throw LogError.damaged }
        return ChainHead(sequence: try row.integer(0), digest: digest)
    }

    /// Entries after a place, in order.
    public func entries(after sequence: Int64, limit: Int) async throws(LogError) -> [ChainedEntry] {
        try await read { connection in
            try connection.query(
                "SELECT \(Self.columns) FROM entries WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                [.integer(sequence), .integer(Int64(limit))]
            ).map(Self.entry)
        }
    }

    /// Entries that pass a filter, the newest first.
    public func entries(_ filter: EntryFilter) async throws(LogError) -> [ChainedEntry] {
        try await read { connection in
            var values: [PostgreSQLValue] = []
            var conditions: [String] = []
            func add(_ condition: String, _ value: PostgreSQLValue) {
                values.append(value)
                conditions.append(condition.replacing("?", with: "$\(values.count)"))
            }
            if !filter.kinds.isEmpty { add("kind = ANY(?)", .texts(filter.kinds.map(\.rawValue).sorted())) }
            if let keys = filter.keys { add("key = ANY(?)", .byteStrings(keys.map(\.bytes))) }
            if let from = filter.from { add("time >= ?", .integer(from)) }
            if let to = filter.to { add("time < ?", .integer(to)) }
            if let before = filter.before { add("sequence < ?", .integer(before)) }
            values.append(.integer(Int64(filter.limit)))
            let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            return try connection.query(
                "SELECT \(Self.columns) FROM entries \(clause) ORDER BY sequence DESC LIMIT $\(values.count)", values
            ).map(Self.entry)
        }
    }

    /// An entry by its reference.
    public func entry(_ id: EntryID) async throws(LogError) -> ChainedEntry? {
        try await read { connection in
            try connection.query("SELECT \(Self.columns) FROM entries WHERE id = $1", [.bytes(id.bytes)]).first
                .map(Self.entry)
        }
    }

    /// A list by its digest.
    public func list(_ digest: ChainDigest) async throws(LogError) -> [UInt8]? {
        try await read { connection in
            try connection.query("SELECT content FROM log_lists WHERE digest = $1", [.bytes(digest.bytes)]).first?
                .bytes(0)
        }
    }

    /// A subject's keys.
    public func keys(tag: [UInt8]) async throws(LogError) -> [WrappedKey] {
        try await read { connection in
            try connection.query(
                "SELECT id, tag, expires, wrapped FROM log_keys WHERE tag = $1 ORDER BY expires, id", [.bytes(tag)]
            ).map(Self.key)
        }
    }

    /// Those of some keys that still exist.
    public func keys(_ ids: Set<KeyID>) async throws(LogError) -> [WrappedKey] {
        try await read { connection in
            try connection.query(
                "SELECT id, tag, expires, wrapped FROM log_keys WHERE id = ANY($1)", [.byteStrings(ids.map(\.bytes))]
            ).map(Self.key)
        }
    }

    /// Keys whose date has passed.
    public func keys(expiringBefore time: Int64, limit: Int) async throws(LogError) -> [KeyID] {
        try await read { connection in
            try connection.query(
                "SELECT id FROM log_keys WHERE expires < $1 ORDER BY expires, id LIMIT $2",
                [.integer(time), .integer(Int64(limit))]
            ).compactMap { KeyID(bytes: try $0.bytes(0)) }
        }
    }

    /// Keeps the check of the log's key when none is kept, and gives the one that is.
    public func check(_ check: [UInt8]) async throws(LogError) -> [UInt8] {
        try await read { connection in
            try connection.run(
                "INSERT INTO log_meta (name, value) VALUES ('check', $1) ON CONFLICT DO NOTHING", [.bytes(check)])
            let rows = try connection.query("SELECT value FROM log_meta WHERE name = $1", [.text("check")])
            return try rows.first?.bytes(0) ?? []
        }
    }

    /// Runs a function with a connection; once more when the connection turns out to be lost.
    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Answer
    ) async throws(LogError) -> Answer {
        do {
            do {
                return try await pool.run(body)
            } catch let error as PostgreSQLError where error.code == .lost {
                return try await pool.run(body)
            }
        } catch {
            throw LogError(error)
        }
    }
}

extension PostgreSQLLogStore {
    static let columns = "sequence, id, time, kind, key, previous, digest, payload"

    static func entry(_ row: PostgreSQLRow) throws -> ChainedEntry {
        guard let id = EntryID(bytes: try row.bytes(1)), let key = KeyID(bytes: try row.bytes(4)),
            let previous = ChainDigest(bytes: try row.bytes(5)), let digest = ChainDigest(bytes: try row.bytes(6))
        else { throw LogError.damaged }
        let sealed = SealedEntry(
            id: id, time: try row.integer(2), kind: EntryKind(rawValue: try row.text(3)), key: key,
            payload: try row.bytes(7))
        return ChainedEntry(sequence: try row.integer(0), previous: previous, digest: digest, entry: sealed)
    }

    private static func key(_ row: PostgreSQLRow) throws -> WrappedKey {
        guard let id = KeyID(bytes: try row.bytes(0)) else { throw LogError.damaged }
        return WrappedKey(id: id, tag: try row.bytes(1), expires: try row.integer(2), wrapped: try row.bytes(3))
    }
}
