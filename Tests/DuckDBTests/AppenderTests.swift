import DuckDB
import Testing

struct AppenderTests {
    private func table(_ columns: String) throws -> Connection {
        let connection = try connectionInMemory()
        try connection.execute("CREATE TABLE \"a table\" (\(columns))")
        return connection
    }

    @Test("Rows of every kind arrive, over several chunks")
    func rows() throws {
        let connection = try table("i BIGINT, d DOUBLE, t VARCHAR, b BOOLEAN")
        let appender = try Appender(connection, table: "a table")
        for i in Int64(0)..<10_000 {
            try appender.append(i)
            try appender.append(Double(i) / 4)
            try appender.append(i % 10 == 0 ? .null : .text("n° \(i)"))
            try appender.append(.boolean(i % 2 == 0))
            try appender.endRow()
        }
        try appender.close()
        try appender.close()
        let sql = """
            SELECT count(*), sum(i)::BIGINT, (sum(d) * 4)::BIGINT, count(t), count(*) FILTER (b), count(*) FILTER (t = 'n° 77')
            FROM "a table"
            """
        let values = try connection.query(sql).readAll().map { column -> Int64? in
            if case .integers(let values) = column { values[0] } else { nil }
        }
        #expect(values == [10_000, 49_995_000, 49_995_000, 9_000, 5_000, 1])
    }

    @Test("A table that is not there is named")
    func noTable() throws {
        let connection = try connectionInMemory()
        let error = duckDBError { _ = try Appender(connection, table: "nowhere") }
        #expect(error?.code == .appendFailed && error?.message.contains("nowhere") == true)
    }

    @Test("Too few values, too many, or one of the wrong type are refused")
    func wrongRows() throws {
        let connection = try table("i INTEGER, j INTEGER")
        for row in [[1], [1, 2, 3], [1, "abc"], [.integer(.max), 2]] as [[DuckDBValue]] {
            let appender = try Appender(connection, table: "a table")
            let error = duckDBError {
                try appender.append(row: row)
                try appender.close()
            }
            #expect(error?.code == .appendFailed, "\(row)")
        }
        #expect(try connection.integers("SELECT count(*) FROM \"a table\"") == [0])
    }

    @Test("A row that breaks a constraint is told when the appender closes")
    func constraint() throws {
        let connection = try table("i INTEGER PRIMARY KEY")
        let appender = try Appender(connection, table: "a table")
        try appender.append(row: [1])
        try appender.append(row: [1])
        #expect(duckDBError { try appender.close() }?.code == .appendFailed)
        #expect(try connection.integers("SELECT count(*) FROM \"a table\"") == [0])
    }

    @Test("Rows of an appender that is dropped unclosed are not written")
    func dropped() throws {
        let connection = try table("i INTEGER")
        do {
            let appender = try Appender(connection, table: "a table")
            try appender.append(row: [1])
        }
        #expect(try connection.integers("SELECT count(*) FROM \"a table\"") == [0])
    }
}
