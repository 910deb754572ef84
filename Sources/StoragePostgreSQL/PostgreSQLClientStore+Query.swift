import Credit
import PostgreSQL
public import Storage
import Synchronization

extension PostgreSQLClientStore {
    /// The clients that a query asks for, at most its limit.
    public func clients(_ query: ClientQuery) async throws(StorageError) -> [ClientSummary] {
        guard let prefix = NumberPrefix(query.start), !query.statuses.isEmpty else { return [] }
        let ranges = prefix.ranges(after: query.order == .number ? query.after?.id.rawValue : nil)
        return try await read { connection, contents in
            try query.order == .number
                ? byNumber(query, ranges, connection, contents) : byRisk(query, ranges, connection, contents)
        }
    }

    /// How many clients there are at each risk, by answer; the whole index at the first question after a load, then at once.
    public func spread() async throws(StorageError) -> RiskSpread {
        try await read { [self] connection, contents in
            if let known = spreads.withLock({ $0 }), known.generation == contents.generation { return known.spread }
            let rows = try connection.query(
                """
                SELECT status, floor(probability * \(RiskSpread.steps))::bigint AS step, count(*)
                FROM \(contents.table) GROUP BY status, step
                """)
            let cells = try rows.map { row -> (status: Status, step: Int, count: Int) in
                guard let status = Status(rawValue: try row.text(0)) else { throw StorageError.damaged }
                return (status, Int(try row.integer(1)), Int(try row.integer(2)))
            }
            let spread = RiskSpread(cells)
            spreads.withLock { $0 = (contents.generation, spread) }
            return spread
        }
    }
}

/// In order of number: one range of numbers after the other.
private func byNumber(
    _ query: ClientQuery, _ ranges: [ClosedRange<Int64>], _ connection: PostgreSQLConnection, _ contents: ClientContents
) throws -> [ClientSummary] {
    var found: [ClientSummary] = []
    for range in ranges where found.count < query.size {
        found += try contents.summaries(
            connection.query(
                """
                SELECT id, probability, status FROM \(contents.table)
                WHERE id BETWEEN $1 AND $2 AND status = ANY($3) AND probability BETWEEN $4 AND $5 ORDER BY id LIMIT $6
                """,
                [
                    .integer(range.lowerBound), .integer(range.upperBound),
                    .texts(query.statuses.map(\.rawValue).sorted()), .double(query.risks.lowerBound),
                    .double(query.risks.upperBound), .integer(Int64(query.size - found.count)),
                ]))
    }
    return found
}

/// In order of risk: along the risks of each answer, which are then merged.
private func byRisk(
    _ query: ClientQuery, _ ranges: [ClosedRange<Int64>], _ connection: PostgreSQLConnection, _ contents: ClientContents
) throws -> [ClientSummary] {
    let falls = query.order == .riskFalling
    // Where all numbers are meant, nothing need be said of them.
    let numbers = query.start.allSatisfy(\.isWhitespace) ? [] : ranges
    var found: [ClientSummary] = []
    for status in query.statuses.sorted() {
        var values: [PostgreSQLValue] = [
            .text(status.rawValue), .double(query.risks.lowerBound), .double(query.risks.upperBound),
            .integer(Int64(query.size)),
        ]
        func place(_ value: PostgreSQLValue) -> String {
            values.append(value)
            return "$\(values.count)"
        }
        var conditions = "status = $1 AND probability BETWEEN $2 AND $3"
        if let after = query.after {
            let (risk, number) = (place(.double(after.probability.value)), place(.integer(after.id.rawValue)))
            conditions += " AND (probability, id) \(falls ? "<" : ">") (\(risk), \(number))"
        }
        if !numbers.isEmpty {
            let among = numbers.map { range in
                let (low, high) = (place(.integer(range.lowerBound)), place(.integer(range.upperBound)))
                return "id BETWEEN \(low) AND \(high)"
            }
            conditions += " AND (\(among.joined(separator: " OR ")))"
        }
        found += try contents.summaries(
            connection.query(
                """
                SELECT id, probability, status FROM \(contents.table) WHERE \(conditions)
                ORDER BY \(falls ? "probability DESC, id DESC" : "probability, id") LIMIT $4
                """, values))
    }
    return Array(found.sorted(by: query.isBefore).prefix(query.size))
}
