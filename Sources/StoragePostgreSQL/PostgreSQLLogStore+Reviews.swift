import Credit
import Foundation
import PostgreSQL
public import Recording

extension PostgreSQLLogStore {
    private static let reviewColumns = """
        id, decision, before, after, state, requested, due, amount, needs_second, requester, assignee, first, second, code,
        decided, version
        """

    /// A review by its reference.
    public func review(_ id: EntryID) async throws(LogError) -> Review? {
        try await read { connection in
            try connection.query("SELECT \(Self.reviewColumns) FROM reviews WHERE id = $1", [.bytes(id.bytes)]).first
                .map(Self.review)
        }
    }

    /// Reviews by their due date (those without one last), then by the time of their request; or the latest first.
    public func reviews(_ query: ReviewQuery) async throws(LogError) -> [Review] {
        let order =
            query.isLatestFirst
            ? "-coalesce(decided, requested), id" : "coalesce(due, 9223372036854775807), requested, id"
        return try await read { connection in
            var values: [PostgreSQLValue] = []
            var conditions: [String] = []
            func add(_ condition: String, _ value: PostgreSQLValue) {
                values.append(value)
                conditions.append(condition.replacing("?", with: "$\(values.count)"))
            }
            if !query.states.isEmpty { add("state = ANY(?)", .texts(query.states.map(\.rawValue).sorted())) }
            if let assignee = query.assignee { add("assignee = ?", .bytes(Array(assignee.utf8))) }
            if let requester = query.requester { add("requester = ?", .bytes(Array(requester.utf8))) }
            if let decision = query.decision { add("decision = ?", .bytes(decision.bytes)) }
            if let after = query.after {
                add("(\(order)) > (SELECT \(order) FROM reviews WHERE id = ?)", .bytes(after.bytes))
            }
            values.append(.integer(Int64(query.limit)))
            let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            return try connection.query(
                "SELECT \(Self.reviewColumns) FROM reviews \(clause) ORDER BY \(order) LIMIT $\(values.count)", values
            ).map(Self.review)
        }
    }

    /// The reviews that ended, and the decisions recorded, in a period.
    public func overrides(from start: Int64, to end: Int64) async throws(LogError) -> OverrideSummary {
        try await read { connection in
            let period: [PostgreSQLValue] = [.integer(start), .integer(end)]
            let decisions = try connection.query(
                "SELECT count(*) FROM entries WHERE kind = 'decision' AND time >= $1 AND time < $2", period)
            let rows = try connection.query(
                """
                SELECT before, after, coalesce(code, ''::bytea), count(*) FROM reviews
                WHERE state = 'decided' AND decided >= $1 AND decided < $2 AND after IS NOT NULL
                GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                """, period)
            let counts = try rows.map { row in
                OverrideSummary.Count(
                    before: try Self.status(row, 0), after: try Self.status(row, 1),
                    code: String(decoding: try row.bytes(2), as: UTF8.self), count: Int(try row.integer(3)))
            }
            return OverrideSummary(decisions: Int(try decisions.first?.integer(0) ?? 0), counts: counts)
        }
    }

    static func keep(_ review: Review, _ connection: PostgreSQLConnection) throws {
        func bytes(_ text: String?) -> PostgreSQLValue { text.map { .bytes(Array($0.utf8)) } ?? .null }
        func time(_ date: Date?) -> PostgreSQLValue { date.map { .integer($0.milliseconds) } ?? .null }
        try connection.run(
            """
            INSERT INTO reviews (\(reviewColumns))
            VALUES ($1, $2, $3, $4::text, $5, $6, $7::bigint, $8::double precision, $9, $10, $11::bytea, $12::bytea,
                $13::bytea, $14::bytea, $15::bigint, $16)
            ON CONFLICT (id) DO UPDATE SET after = excluded.after, state = excluded.state, assignee = excluded.assignee,
                first = excluded.first, second = excluded.second, code = excluded.code, decided = excluded.decided,
                version = excluded.version
            """,
            [
                .bytes(review.id.bytes), .bytes(review.decision.bytes), .text(review.before.rawValue),
                review.after.map { .text($0.rawValue) } ?? .null, .text(review.state.rawValue), time(review.requested),
                time(review.due), review.amount.map { .double($0) } ?? .null, .boolean(review.needsSecond),
                bytes(review.requester), bytes(review.assignee), bytes(review.first), bytes(review.second),
                bytes(review.code), time(review.decided), .integer(Int64(review.version)),
            ])
    }

    private static func status(_ row: PostgreSQLRow, _ column: Int) throws -> Status {
        guard let status = Status(rawValue: try row.text(column)) else { throw LogError.damaged }
        return status
    }

    private static func review(_ row: PostgreSQLRow) throws -> Review {
        func text(_ column: Int) throws -> String? {
            row.isNull(column) ? nil : String(decoding: try row.bytes(column), as: UTF8.self)
        }
        func date(_ column: Int) throws -> Date? {
            row.isNull(column) ? nil : Date(milliseconds: try row.integer(column))
        }
        guard let id = EntryID(bytes: try row.bytes(0)), let decision = EntryID(bytes: try row.bytes(1)),
            let state = Review.State(rawValue: try row.text(4)), let requested = try date(5)
        else { throw LogError.damaged }
        return Review(
            id: id, decision: decision, before: try status(row, 2), after: row.isNull(3) ? nil : try status(row, 3),
            state: state, requested: requested, due: try date(6), amount: row.isNull(7) ? nil : try row.double(7),
            needsSecond: try row.boolean(8), requester: try text(9) ?? "", assignee: try text(10), first: try text(11),
            second: try text(12), code: try text(13), decided: try date(14), version: Int(try row.integer(15)))
    }
}
