import Foundation
import GRDB
public import Recording

/// A decision log in one SQLite file of its own, so that no load of clients keeps a decision waiting.
///
/// The file is in write-ahead mode and every transaction is forced to the disk. Several processes may use it at once.
public final class SQLiteLogStore: LogStore {
    /// Where the file is.
    public let path: String
    /// What the chain begins with.
    public let origin: ChainDigest
    let pool: DatabasePool

    /// Opens a log.
    ///
    /// - Parameter creating: whether a missing file is made.
    /// - Throws: `LogError`: `notFound` when the file is missing, `corrupt` when it is no log or is damaged, `full`,
    ///   `unavailable` or `failed` otherwise.
    public static func open(path: String, creating: Bool = true) throws(LogError) -> SQLiteLogStore {
        guard creating || FileManager.default.fileExists(atPath: path) else {
            throw LogError(.notFound, "there is no decision log \(path): limpide serve makes it.")
        }
        if !FileManager.default.fileExists(atPath: path) {
            // Whether it could be made shows when it is opened.
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            var configuration = Configuration()
            configuration.label = "log"
            configuration.journalMode = .wal
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 4
            configuration.persistentReadOnlyConnections = true
            configuration.prepareDatabase { database in
                // A destroyed key leaves nothing in the file. Checkpoints of 16 MB rather than 4: entries are large.
                try database.execute(
                    sql: "PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY")
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            // The pool sets NORMAL, which may lose the last transactions in a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let origin = try pool.write { try LogTables.prepare($0, path: path) }
            return SQLiteLogStore(path: path, pool: pool, origin: origin)
        } catch {
            throw LogError(error, at: path, writing: true)
        }
    }

    private init(path: String, pool: DatabasePool, origin: ChainDigest) {
        self.path = path
        self.pool = pool
        self.origin = origin
    }

    /// The end of the chain.
    public func head() async throws(LogError) -> ChainHead {
        try await read { [origin] database in try Self.head(in: database, origin: origin) }
    }

    /// Entries after a place, in order.
    public func entries(after sequence: Int64, limit: Int) async throws(LogError) -> [ChainedEntry] {
        try await read { [path] database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(Self.columns) FROM entries WHERE sequence > ? ORDER BY sequence LIMIT ?")
            return try Self.entries(Row.fetchCursor(statement, arguments: [sequence, limit]), path: path)
        }
    }

    /// Entries that pass a filter, the newest first.
    public func entries(_ filter: EntryFilter) async throws(LogError) -> [ChainedEntry] {
        try await read { [path] database in
            var conditions: [String] = []
            var arguments: [any DatabaseValueConvertible] = []
            func add(_ condition: String, _ values: [any DatabaseValueConvertible]) {
                conditions.append(condition)
                arguments += values
            }
            func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
            if !filter.kinds.isEmpty {
                add("kind IN (\(marks(filter.kinds.count)))", filter.kinds.map(\.rawValue).sorted())
            }
            if let keys = filter.keys { add("key IN (\(marks(keys.count)))", keys.map { Data($0.bytes) }) }
            if let from = filter.from { add("time >= ?", [from]) }
            if let to = filter.to { add("time < ?", [to]) }
            if let before = filter.before { add("sequence < ?", [before]) }
            let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(Self.columns) FROM entries \(clause) ORDER BY sequence DESC LIMIT ?",
                arguments: StatementArguments(arguments + [filter.limit]))
            return try Self.entries(rows, path: path)
        }
    }

    /// An entry by its reference.
    public func entry(_ id: EntryID) async throws(LogError) -> ChainedEntry? {
        try await read { [path] database in
            let statement = try database.cachedStatement(sql: "SELECT \(Self.columns) FROM entries WHERE id = ?")
            return try Self.entries(Row.fetchCursor(statement, arguments: [Data(id.bytes)]), path: path).first
        }
    }

    /// A list by its digest.
    public func list(_ digest: ChainDigest) async throws(LogError) -> [UInt8]? {
        try await read { database in
            try Data.fetchOne(
                database, sql: "SELECT content FROM log_lists WHERE digest = ?", arguments: [Data(digest.bytes)]
            ).map(Array.init)
        }
    }

    /// A subject's keys.
    public func keys(tag: [UInt8]) async throws(LogError) -> [WrappedKey] {
        try await read { [path] database in
            let statement = try database.cachedStatement(
                sql: "SELECT id, tag, expires, wrapped FROM log_keys WHERE tag = ? ORDER BY expires, id")
            return try Self.keys(Row.fetchCursor(statement, arguments: [Data(tag)]), path: path)
        }
    }

    /// Those of some keys that still exist.
    public func keys(_ ids: Set<KeyID>) async throws(LogError) -> [WrappedKey] {
        try await read { [path] database in
            let statement = try database.cachedStatement(
                sql: "SELECT id, tag, expires, wrapped FROM log_keys WHERE id = ?")
            return try ids.flatMap { id in
                try Self.keys(Row.fetchCursor(statement, arguments: [Data(id.bytes)]), path: path)
            }
        }
    }

    /// Keys whose date has passed.
    public func keys(expiringBefore time: Int64, limit: Int) async throws(LogError) -> [KeyID] {
        try await read { database in
            try Data.fetchAll(
                database, sql: "SELECT id FROM log_keys WHERE expires < ? ORDER BY expires, id LIMIT ?",
                arguments: [time, limit]
            ).compactMap { KeyID(bytes: $0) }
        }
    }

    /// Keeps the check of the log's key when none is kept, and gives the one that is.
    public func check(_ check: [UInt8]) async throws(LogError) -> [UInt8] {
        if let kept = try await read({ try LogTables.value("check", in: $0) }) { return Array(kept) }
        return try await write { database in
            if let kept = try LogTables.value("check", in: database) { return Array(kept) }
            try LogTables.set("check", to: check, in: database)
            return check
        }
    }

    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(LogError) -> Answer {
        do {
            return try await pool.read(body)
        } catch {
            throw LogError(error, at: path, writing: false)
        }
    }

    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(LogError) -> Answer {
        do {
            return try await pool.write(body)
        } catch {
            throw LogError(error, at: path, writing: true)
        }
    }
}

extension SQLiteLogStore {
    private static let columns = "sequence, id, time, kind, key, previous, digest, payload"

    static func head(in database: Database, origin: ChainDigest) throws -> ChainHead {
        let statement = try database.cachedStatement(
            sql: "SELECT sequence, digest FROM entries ORDER BY sequence DESC LIMIT 1")
        guard let row = try Row.fetchOne(statement) else { return ChainHead(sequence: 0, digest: origin) }
        guard let digest = ChainDigest(bytes: try row.decode(Data.self, atIndex: 1)) else {
            throw LogError(.corrupt, "the digest of the log's last entry is damaged: run limpide log verify.")
        }
        return ChainHead(sequence: try row.decode(atIndex: 0), digest: digest)
    }

    private static func entries(_ rows: RowCursor, path: String) throws -> [ChainedEntry] {
        var entries: [ChainedEntry] = []
        while let row = try rows.next() {
            guard let id = EntryID(bytes: try row.decode(Data.self, atIndex: 1)),
                let key = KeyID(bytes: try row.decode(Data.self, atIndex: 4)),
                let previous = ChainDigest(bytes: try row.decode(Data.self, atIndex: 5)),
                let digest = ChainDigest(bytes: try row.decode(Data.self, atIndex: 6))
            else { throw LogError.damaged(path) }
            let sealed = SealedEntry(
                id: id, time: try row.decode(atIndex: 2),
                kind: EntryKind(rawValue: try row.decode(atIndex: 3)), key: key,
                payload: Array(try row.decode(Data.self, atIndex: 7)))
            entries.append(
                ChainedEntry(
                    sequence: try row.decode(atIndex: 0), previous: previous, digest: digest, entry: sealed))
        }
        return entries
    }

    private static func keys(_ rows: RowCursor, path: String) throws -> [WrappedKey] {
        var keys: [WrappedKey] = []
        while let row = try rows.next() {
            guard let id = KeyID(bytes: try row.decode(Data.self, atIndex: 0)) else { throw LogError.damaged(path) }
            keys.append(
                WrappedKey(
                    id: id, tag: Array(try row.decode(Data.self, atIndex: 1)), expires: try row.decode(atIndex: 2),
                    wrapped: Array(try row.decode(Data.self, atIndex: 3))))
        }
        return keys
    }
}
