import PostgreSQL
public import Recording

extension PostgreSQLLogStore {
    /// Adds entries at the end of the chain, in order, all in one transaction that is on the server's disk when the function returns.
    ///
    /// The row of the chain's head is locked meanwhile, so that servers that append at once keep one chain. When the connection is lost
    /// and it is not known whether the server had finished, the same entries are offered again: those that are there are found.
    public func append(
        _ batch: [LogAppend]
    ) async throws(LogError) -> [Result<ChainedEntry, LogRejection>] {
        let results: [Result<ChainedEntry, LogRejection>]
        do {
            results = try await commit(batch)
        } catch let error as PostgreSQLError where error.code == .lost {
            do { results = try await commit(batch) } catch { throw LogError(error) }
        } catch {
            throw LogError(error)
        }
        if batch.contains(where: { !$0.destroying.isEmpty }) {
            // What is left of destroyed keys in the table's pages goes with it; a long reader may delay that.
            _ = try? await pool.run { try $0.run("VACUUM log_keys") }
        }
        return results
    }

    private func commit(_ batch: [LogAppend]) async throws -> [Result<ChainedEntry, LogRejection>] {
        try await pool.run { connection in
            try connection.transaction {
                var head = try Self.head(connection, locking: true)
                var known = try Known(batch, connection)
                var added: [ChainedEntry] = []
                var keys: [WrappedKey] = []
                var lists: [ChainDigest: [UInt8]] = [:]
                var reviews: [Review] = []
                var destroying: [KeyID] = []
                let results = batch.map { item -> Result<ChainedEntry, LogRejection> in
                    if let there = known.entries[item.entry.id] {
                        return there.entry == item.entry ? .success(there) : .failure(.sameID)
                    }
                    if let rejection = known.rejection(of: item) { return .failure(rejection) }
                    let chained = head.next(item.entry)
                    head = ChainHead(chained)
                    known.add(chained, with: item)
                    added.append(chained)
                    keys += item.newKeys
                    lists.merge(item.lists) { first, _ in first }
                    if let review = item.review { reviews.append(review) }
                    destroying += item.destroying
                    return .success(chained)
                }
                guard !added.isEmpty else { return results }
                try Self.insert(keys, connection)
                for (digest, content) in lists {
                    try connection.run(
                        "INSERT INTO log_lists (digest, content) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                        [.bytes(digest.bytes), .bytes(content)])
                }
                try Self.insert(added, connection)
                for review in reviews { try Self.keep(review, connection) }
                if !destroying.isEmpty {
                    try connection.run(
                        "DELETE FROM log_keys WHERE id = ANY($1)", [.byteStrings(destroying.map(\.bytes))])
                }
                try connection.run(
                    "UPDATE log_head SET sequence = $1, digest = $2",
                    [.integer(head.sequence), .bytes(head.digest.bytes)])
                return results
            }
        }
    }

    private static func insert(_ keys: [WrappedKey], _ connection: PostgreSQLConnection) throws {
        guard !keys.isEmpty else { return }
        try connection.run(
            """
            INSERT INTO log_keys (id, tag, expires, wrapped)
            SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[])
            """,
            [
                .byteStrings(keys.map(\.id.bytes)), .byteStrings(keys.map(\.tag)), .integers(keys.map(\.expires)),
                .byteStrings(keys.map(\.wrapped)),
            ])
    }

    private static func insert(_ entries: [ChainedEntry], _ connection: PostgreSQLConnection) throws {
        try connection.run(
            """
            INSERT INTO entries (sequence, id, time, kind, key, previous, digest, payload)
            SELECT * FROM unnest(
                $1::bigint[], $2::bytea[], $3::bigint[], $4::text[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[])
            """,
            [
                .integers(entries.map(\.sequence)), .byteStrings(entries.map(\.entry.id.bytes)),
                .integers(entries.map(\.entry.time)), .texts(entries.map(\.entry.kind.rawValue)),
                .byteStrings(entries.map(\.entry.key.bytes)), .byteStrings(entries.map(\.previous.bytes)),
                .byteStrings(entries.map(\.digest.bytes)), .byteStrings(entries.map(\.entry.payload)),
            ])
    }
}

/// What the database holds of all that a batch speaks of, read in a few statements, and kept up to date while the batch goes through.
private struct Known {
    private(set) var entries: [EntryID: ChainedEntry] = [:]
    private var keys: Set<KeyID> = []
    private var versions: [EntryID: Int] = [:]
    /// The open review of each decision.
    private var open: [EntryID: EntryID] = [:]

    init(_ batch: [LogAppend], _ connection: PostgreSQLConnection) throws {
        let ids = batch.map(\.entry.id.bytes)
        for row in try connection.query(
            "SELECT \(PostgreSQLLogStore.columns) FROM entries WHERE id = ANY($1)", [.byteStrings(ids)])
        {
            let entry = try PostgreSQLLogStore.entry(row)
            entries[entry.entry.id] = entry
        }
        let used = Set(batch.map(\.entry.key)).map(\.bytes)
        for row in try connection.query("SELECT id FROM log_keys WHERE id = ANY($1)", [.byteStrings(used)]) {
            if let key = KeyID(bytes: try row.bytes(0)) { keys.insert(key) }
        }
        let reviews = batch.compactMap(\.review)
        guard !reviews.isEmpty else { return }
        for row in try connection.query(
            """
            SELECT id, decision, state, version FROM reviews
            WHERE id = ANY($1) OR (decision = ANY($2) AND state <> 'decided')
            """,
            [.byteStrings(reviews.map(\.id.bytes)), .byteStrings(reviews.map(\.decision.bytes))])
        {
            guard let id = EntryID(bytes: try row.bytes(0)), let decision = EntryID(bytes: try row.bytes(1)) else {
                continue
            }
            versions[id] = Int(try row.integer(3))
            if try row.text(2) != Review.State.decided.rawValue { open[decision] = id }
        }
    }

    func rejection(of item: LogAppend) -> LogRejection? {
        guard keys.contains(item.entry.key) || item.newKeys.contains(where: { $0.id == item.entry.key }) else {
            return .noKey
        }
        guard let review = item.review else { return nil }
        guard versions[review.id, default: 0] == review.version - 1 else { return .staleReview }
        return review.version == 1 && open[review.decision] != nil ? .staleReview : nil
    }

    mutating func add(_ entry: ChainedEntry, with item: LogAppend) {
        entries[entry.entry.id] = entry
        keys.formUnion(item.newKeys.map(\.id))
        keys.subtract(item.destroying)
        guard let review = item.review else { return }
        versions[review.id] = review.version
        open[review.decision] = review.state == .decided ? nil : review.id
    }
}
