import DuckDB
import Testing

@Suite("Results handed over while they are made")
struct StreamingTests {
    private struct Enough: Error {}

    @Test("hold the same rows as those that wait to the end", arguments: [0, 1, 2_048, 2_049, 300_000])
    func sameRows(count: Int) throws {
        let connection = try connectionInMemory(threads: 1)
        let sql = "SELECT i, CASE WHEN i % 3 > 0 THEN (i % 50)::VARCHAR END, i / 7 FROM range(\(count)) t(i)"
        let result = try Statement(connection, sql).stream()
        #expect(result.columns.map(\.type) == [.bigInteger, .text, .double])
        var rows = 0, sum: Int64 = 0, unknown = 0
        try result.forEachChunk { chunk in
            #expect(chunk.rowCount <= 2_048)
            try chunk.withValues(of: 0, as: Int64.self) { values, _ in
                for row in values.indices where values[row] == Int64(rows + row) { sum += values[row] }
            }
            try chunk.withTexts(of: 1) { texts in
                for row in 0..<chunk.rowCount where texts[row] == nil { unknown += 1 }
            }
            rows += chunk.rowCount
        }
        #expect(rows == count)
        #expect(sum == Int64(count) * Int64(max(0, count - 1)) / 2)
        #expect(unknown == (count + 2) / 3)
    }

    @Test("what goes wrong on the way is thrown where the rows are read")
    func failure() throws {
        let connection = try connectionInMemory(threads: 1)
        let value = "CASE WHEN i < 2500000 THEN i ELSE CAST('no number' || i AS BIGINT) END"
        let sql = "SELECT \(value) FROM range(3000000) t(i)"
        let result = try Statement(connection, sql).stream()
        var rows = 0
        let error = duckDBError { try result.forEachChunk { rows += $0.rowCount } }
        #expect(error?.code == .queryFailed)
        #expect(rows > 0 && rows <= 2_500_000)
        #expect(try connection.integers("SELECT 1") == [1])
    }

    @Test("a body that has seen enough stops the query; the connection goes on")
    func stopped() throws {
        let connection = try connectionInMemory(threads: 1)
        var rows = 0
        #expect(throws: Enough.self) {
            // As a whole it would fill any memory, and its end would not be reached in a day.
            try Statement(connection, "SELECT i FROM range(1000000000000000) t(i)").stream().forEachChunk { chunk in
                rows += chunk.rowCount
                if rows > 10_000 { throw Enough() }
            }
        }
        #expect(try connection.integers("SELECT 2") == [2])
    }

    @Test("a result that is dropped unread leaves the connection free")
    func dropped() throws {
        let connection = try connectionInMemory(threads: 1)
        do { _ = try Statement(connection, "SELECT i FROM range(1000000000000) t(i)").stream() }
        #expect(try connection.integers("SELECT 3") == [3])
    }

    @Test("are read once")
    func once() throws {
        let connection = try connectionInMemory(threads: 1)
        let result = try Statement(connection, "SELECT 1::BIGINT").stream()
        try result.forEachChunk { _ in }
        #expect(duckDBError { try result.forEachChunk { _ in } }?.code == .invalidArgument)
    }

    @Test("take the parameters that were bound")
    func parameters() throws {
        let connection = try connectionInMemory(threads: 1)
        let statement = try Statement(connection, "SELECT i FROM range($1) t(i) WHERE i >= $2")
        try statement.bind(10, at: 1)
        try statement.bind(7, at: 2)
        guard case .integers(let values)? = try statement.stream().readAll().first else {
            Issue.record("the column is of another kind")
            return
        }
        #expect(values == [7, 8, 9])
        #expect(duckDBError { _ = try Statement(connection, "SELECT $1::BIGINT").stream() } != nil)
    }
}
