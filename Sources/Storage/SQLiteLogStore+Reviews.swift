import Credit
import Foundation
import GRDB
public import Recording

extension SQLiteLogStore {
    private static let reviewColumns = """
        id, decision, before, after, state, requested, due, amount, needs_second, requester, assignee, first, second, code,
        decided, version
        """

    /// A review by its reference.
    public func review(_ id: EntryID) async throws(LogError) -> Review? {
        try await read { [path] database in
            try Row.fetchOne(
                database, sql: "SELECT \(Self.reviewColumns) FROM reviews WHERE id = ?", arguments: [Data(id.bytes)]
            ).map { try Self.review($0, path: path) }
        }
    }

    /// Reviews by their due date (those without one last), then by the time of their request; or the latest first.
    public func reviews(_ query: ReviewQuery) async throws(LogError) -> [Review] {
        let order =
            query.isLatestFirst
            ? "-coalesce(decided, requested), id" : "coalesce(due, 9223372036854775807), requested, id"
        return try await read { [path] database in
            var conditions: [String] = []
            var arguments: [any DatabaseValueConvertible] = []
            if !query.states.isEmpty {
                let marks = Array(repeating: "?", count: query.states.count).joined(separator: ", ")
                conditions.append("state IN (\(marks))")
                arguments += query.states.map(\.rawValue).sorted()
            }
            if let assignee = query.assignee {
                conditions.append("assignee = ?")
                arguments.append(assignee)
            }
            if let requester = query.requester {
                conditions.append("requester = ?")
                arguments.append(requester)
            }
            if let decision = query.decision {
                conditions.append("decision = ?")
                arguments.append(Data(decision.bytes))
            }
            if let after = query.after {
                conditions.append("(\(order)) > (SELECT \(order) FROM reviews WHERE id = ?)")
                arguments.append(Data(after.bytes))
            }
            let clause = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            return try Row.fetchAll(
                database, sql: "SELECT \(Self.reviewColumns) FROM reviews \(clause) ORDER BY \(order) LIMIT ?",
                arguments: StatementArguments(arguments + [query.limit])
            ).map { try Self.review($0, path: path) }
        }
    }

    /// The reviews that ended, and the decisions recorded, in a period.
    public func overrides(from start: Int64, to end: Int64) async throws(LogError) -> OverrideSummary {
        try await read { [path] database in
            let decisions = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM entries WHERE kind = 'decision' AND time >= ? AND time < ?",
                arguments: [start, end])
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT before, after, coalesce(code, ''), count(*) FROM reviews
                    WHERE state = 'decided' AND decided >= ? AND decided < ? AND after IS NOT NULL
                    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                    """, arguments: [start, end])
            let counts = try rows.map { row in
                OverrideSummary.Count(
                    before: try Self.status(row.decode(atIndex: 0), path: path),
                    after: try Self.status(row.decode(atIndex: 1), path: path), code: try row.decode(atIndex: 2),
                    count: try row.decode(atIndex: 3))
            }
            return OverrideSummary(decisions: decisions ?? 0, counts: counts)
        }
    }

    static func keep(_ review: Review, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO reviews (\(reviewColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET after = excluded.after, state = excluded.state, assignee = excluded.assignee,
                    first = excluded.first, second = excluded.second, code = excluded.code, decided = excluded.decided,
                    version = excluded.version
                """)
        try statement.execute(arguments: [
            Data(review.id.bytes), Data(review.decision.bytes), review.before.rawValue, review.after?.rawValue,
            review.state.rawValue, review.requested.milliseconds, review.due?.milliseconds, review.amount,
            review.needsSecond, review.requester, review.assignee, review.first, review.second, review.code,
            review.decided?.milliseconds, review.version,
        ])
    }

    private static func status(_ word: String, path: String) throws -> Status {
        guard let status = Status(rawValue: word) else { throw LogError.damaged(path) }
        return status
    }

    private static func review(_ row: Row, path: String) throws -> Review {
        guard let id = EntryID(bytes: try row.decode(Data.self, atIndex: 0)),
            let decision = EntryID(bytes: try row.decode(Data.self, atIndex: 1)),
            let state = Review.State(rawValue: try row.decode(atIndex: 4))
        else { throw LogError.damaged(path) }
        return Review(
            id: id, decision: decision, before: try status(row.decode(atIndex: 2), path: path),
            after: try row.decode(String?.self, atIndex: 3).map { try status($0, path: path) }, state: state,
            requested: Date(milliseconds: try row.decode(atIndex: 5)),
            due: try row.decode(Int64?.self, atIndex: 6).map(Date.init(milliseconds:)),
            amount: try row.decode(atIndex: 7), needsSecond: try row.decode(atIndex: 8),
            requester: try row.decode(atIndex: 9), assignee: try row.decode(atIndex: 10),
            first: try row.decode(atIndex: 11), second: try row.decode(atIndex: 12), code: try row.decode(atIndex: 13),
            decided: try row.decode(Int64?.self, atIndex: 14).map(Date.init(milliseconds:)),
            version: try row.decode(atIndex: 15))
    }
}
