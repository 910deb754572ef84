import Foundation
import GRDB
public import Recording

extension SQLiteLogStore {
    /// Adds entries at the end of the chain, in order, all in one transaction that is on the disk when the function returns.
    public func append(
        _ batch: [LogAppend]
    ) async throws(LogError) -> [Result<ChainedEntry, LogRejection>] {
        let results = try await write { [origin] database in
            var head = try Self.head(in: database, origin: origin)
            return try batch.map { item -> Result<ChainedEntry, LogRejection> in
                if let rejection = try Self.rejection(of: item, in: database) { return .failure(rejection) }
                let chained = head.next(item.entry)
                try Self.add(chained, with: item, in: database)
                head = ChainHead(chained)
                return .success(chained)
            }
        }
        if batch.contains(where: { !$0.destroying.isEmpty }) {
            // What the write-ahead file still holds of destroyed keys goes with it; a long reader may delay that.
            _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        return results
    }

    private static func rejection(of item: LogAppend, in database: Database) throws -> LogRejection? {
        func exists(_ sql: String, _ value: any DatabaseValueConvertible) throws -> Bool {
            try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [value]) != nil
        }
        let entry = item.entry
        let isNew = item.newKeys.contains { $0.id == entry.key }
        guard try isNew || exists("SELECT 1 FROM log_keys WHERE id = ?", Data(entry.key.bytes)) else { return .noKey }
        guard try !exists("SELECT 1 FROM entries WHERE id = ?", Data(entry.id.bytes)) else { return .sameID }
        guard let review = item.review else { return nil }
        let statement = try database.cachedStatement(sql: "SELECT version FROM reviews WHERE id = ?")
        let version = try Int.fetchOne(statement, arguments: [Data(review.id.bytes)]) ?? 0
        guard version == review.version - 1 else { return .staleReview }
        let other = try exists(
            "SELECT 1 FROM reviews WHERE decision = ? AND state <> 'decided'", Data(review.decision.bytes))
        return version == 0 && other ? .staleReview : nil
    }

    private static func add(_ chained: ChainedEntry, with item: LogAppend, in database: Database) throws {
        func run(_ sql: String, _ arguments: StatementArguments) throws {
            try database.cachedStatement(sql: sql).execute(arguments: arguments)
        }
        for key in item.newKeys {
            try run(
                "INSERT INTO log_keys (id, tag, expires, wrapped) VALUES (?, ?, ?, ?)",
                [Data(key.id.bytes), Data(key.tag), key.expires, Data(key.wrapped)])
        }
        for (digest, content) in item.lists {
            try run(
                "INSERT OR IGNORE INTO log_lists (digest, content) VALUES (?, ?)",
                [Data(digest.bytes), Data(content)])
        }
        let entry = chained.entry
        try run(
            """
            INSERT INTO entries (sequence, id, time, kind, key, previous, digest, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                chained.sequence, Data(entry.id.bytes), entry.time, entry.kind.rawValue, Data(entry.key.bytes),
                Data(chained.previous.bytes), Data(chained.digest.bytes), Data(entry.payload),
            ])
        if let review = item.review { try keep(review, in: database) }
        for key in item.destroying { try run("DELETE FROM log_keys WHERE id = ?", [Data(key.bytes)]) }
    }
}
