import Credit
import GRDB
import Synchronization

extension SQLiteClientStore {
    /// The clients that a query asks for, at most its limit.
    ///
    /// Complexity: one range of an index where the query narrows by what its order goes by; else either the index of numbers or
    /// that of risks is walked, whichever holds fewer clients that are passed over.
    public func clients(_ query: ClientQuery) async throws(StorageError) -> [ClientSummary] {
        guard let prefix = NumberPrefix(query.start), !query.statuses.isEmpty else { return [] }
        let spread = try await spread()
        return try await read { [path] database, contents in
            let walk = ClientWalk(query, prefix, spread, database)
            return try query.order == .number
                ? walk.byNumber(contents, path: path) : walk.byRisk(contents, path: path)
        }
    }

    /// How many clients there are at each risk, by answer.
    ///
    /// Complexity: the whole index at the first question after a load, then O(1).
    public func spread() async throws(StorageError) -> RiskSpread {
        try await read { [self] database, contents in
            if let known = spreads.withLock({ $0 }), known.generation == contents.generation { return known.spread }
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT status, CAST(probability * \(RiskSpread.steps) AS INTEGER) AS step, COUNT(*)
                    FROM clients INDEXED BY clients_by_answer GROUP BY status, step
                    """)
            var cells: [(status: Status, step: Int, count: Int)] = []
            while let row = try rows.next() {
                guard let status = Status(storedCode: try row.decode(atIndex: 0)) else {
                    throw StorageError.damaged(path)
                }
                cells.append((status, try row.decode(atIndex: 1), try row.decode(atIndex: 2)))
            }
            let spread = RiskSpread(cells)
            spreads.withLock { $0 = (contents.generation, spread) }
            return spread
        }
    }
}

/// One query on its way through the indexes.
private struct ClientWalk {
    private let query: ClientQuery
    private let database: Database
    private let ranges: [ClosedRange<Int64>]
    private let spread: RiskSpread

    init(_ query: ClientQuery, _ prefix: NumberPrefix, _ spread: RiskSpread, _ database: Database) {
        self.query = query
        self.database = database
        self.spread = spread
        ranges = prefix.ranges(after: query.order == .number ? query.after?.id.rawValue : nil)
    }

    private var statuses: String { query.statuses.map { String($0.storedCode) }.sorted().joined(separator: ",") }

    /// In order of number: along the numbers, or those of few clients put in order.
    func byNumber(_ contents: StoreContents, path: String) throws -> [ClientSummary] {
        let isRare = 16 * spread.most(query.statuses, in: query.risks) < spread.total
        let index = isRare ? "clients_by_answer" : "clients_by_number"
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, probability, status FROM clients INDEXED BY \(index)
                WHERE id BETWEEN ? AND ? AND status IN (\(statuses)) AND probability BETWEEN ? AND ? ORDER BY id LIMIT ?
                """)
        var found: [ClientSummary] = []
        for range in ranges where found.count < query.size {
            let rows = try Row.fetchCursor(
                statement,
                arguments: [
                    range.lowerBound, range.upperBound, query.risks.lowerBound, query.risks.upperBound,
                    query.size - found.count,
                ])
            found += try contents.summaries(rows, path: path)
        }
        return found
    }

    /// In order of risk: along the risks of each answer, or those of few numbers put in order.
    func byRisk(_ contents: StoreContents, path: String) throws -> [ClientSummary] {
        let falls = query.order == .riskFalling
        let order = falls ? "probability DESC, id DESC" : "probability, id"
        let numbers = try isNarrow() ? ranges.map(Optional.some) : [nil]
        var found: [ClientSummary] = []
        for status in query.statuses.sorted() {
            for range in numbers {
                let index = range == nil ? "clients_by_answer" : "clients_by_number"
                let among = range == nil ? ranges : range.map { [$0] } ?? []
                // Where all numbers are meant, nothing need be said of them.
                let conditions = query.start.allSatisfy(\.isWhitespace) ? [] : among
                let numbered = conditions.map { _ in "id BETWEEN ? AND ?" }.joined(separator: " OR ")
                let start = query.after.map { _ in "AND (probability, id) \(falls ? "<" : ">") (?, ?)" } ?? ""
                // The cursor's risk bounds the range of the index; the pair then tells equal risks apart.
                var bounds = (low: query.risks.lowerBound, high: query.risks.upperBound)
                if let after = query.after {
                    if falls { bounds.high = min(bounds.high, after.probability.value) }
                    if !falls { bounds.low = max(bounds.low, after.probability.value) }
                }
                let statement = try database.cachedStatement(
                    sql: """
                        SELECT id, probability, status FROM clients INDEXED BY \(index)
                        WHERE status = ? AND probability BETWEEN ? AND ? \(start)
                        \(numbered.isEmpty ? "" : "AND (\(numbered))")
                        ORDER BY \(order) LIMIT ?
                        """)
                var arguments: StatementArguments = [status.storedCode, bounds.low, bounds.high]
                if let after = query.after { arguments += [after.probability.value, after.id.rawValue] }
                for range in conditions { arguments += [range.lowerBound, range.upperBound] }
                arguments += [query.size]
                found += try contents.summaries(Row.fetchCursor(statement, arguments: arguments), path: path)
            }
        }
        return Array(found.sorted(by: query.isBefore).prefix(query.size))
    }

    /// Whether the numbers asked for are few among all: then putting them in order is quicker than looking for them.
    private func isNarrow() throws -> Bool {
        guard !query.start.allSatisfy(\.isWhitespace),
            let ends = try Row.fetchOne(
                database, sql: "SELECT (SELECT MIN(id) FROM clients), (SELECT MAX(id) FROM clients)"),
            let low = Int64.fromDatabaseValue(ends[0]), let high = Int64.fromDatabaseValue(ends[1])
        else { return false }
        let covered = ranges.reduce(0.0) { sum, range in
            sum + max(0, Double(min(range.upperBound, high)) - Double(max(range.lowerBound, low)) + 1)
        }
        return 16 * covered < Double(high - low) + 1
    }
}
