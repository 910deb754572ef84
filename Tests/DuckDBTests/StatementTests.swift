import DuckDB
import Testing

struct StatementTests {
    @Test("Parameters of every kind arrive as they were given")
    func kinds() throws {
        let columns = try connectionInMemory().query(
            "SELECT $1::BOOLEAN, $2::BIGINT, $3::DOUBLE, $4::VARCHAR, $5::INTEGER",
            [true, .integer(.min), 0.1, "l'été \u{0} 🎉", nil]
        ).readAll()
        guard case .booleans([true]) = columns[0], case .integers([.min]) = columns[1],
            case .doubles([0.1]) = columns[2],
            case .strings([0], ["l'été \u{0} 🎉"]) = columns[3], case .integers([nil]) = columns[4]
        else {
            Issue.record("\(columns)")
            return
        }
    }

    @Test("A parameter is a value, never SQL")
    func noInjection() throws {
        let connection = try connectionInMemory()
        try connection.execute("CREATE TABLE t AS SELECT 'x' AS a")
        let text = "x'; DROP TABLE t; --"
        #expect(try connection.integers("SELECT count(*) FROM t WHERE a = ?", [.text(text)]) == [0])
        #expect(try connection.integers("SELECT count(*) FROM t") == [1])
    }

    @Test("A statement runs again with other values, and keeps those bound one by one")
    func reuse() throws {
        let statement = try Statement(try connectionInMemory(), "SELECT ($1::BIGINT + $2::BIGINT)::BIGINT")
        #expect(statement.parameterCount == 2)
        for a in Int64(0)..<50 {
            guard case .integers([a + 1]) = try statement.query([.integer(a), 1]).readAll()[0] else {
                Issue.record("\(a)")
                return
            }
        }
        try statement.bind(100, at: 1)
        guard case .integers([101]) = try statement.query().readAll()[0] else {
            Issue.record("not 101")
            return
        }
    }

    @Test("A wrong number of values, or of a parameter, is refused before it runs")
    func wrongCount() throws {
        let connection = try connectionInMemory()
        let statement = try Statement(connection, "SELECT $1")
        #expect(duckDBError { _ = try statement.query([]) }?.code == .invalidArgument)
        #expect(duckDBError { _ = try statement.query([1, 2]) }?.code == .invalidArgument)
        #expect(duckDBError { try statement.bind(1, at: 0) }?.code == .invalidArgument)
        #expect(duckDBError { try statement.bind(1, at: 2) }?.code == .invalidArgument)
        #expect(duckDBError { _ = try statement.query() }?.code == .queryFailed)
        #expect(try connection.integers("SELECT 1::BIGINT") == [1])
    }

    @Test(
        "Wrong SQL fails when it is prepared; a failing value when it runs; both leave the statement's connection usable"
    )
    func failures() throws {
        let connection = try connectionInMemory()
        #expect(duckDBError { _ = try Statement(connection, "SELEC 1") }?.message.contains("SELEC") == true)
        #expect(duckDBError { _ = try Statement(connection, "SELECT 1; SELECT 2") }?.code == .queryFailed)
        let statement = try Statement(connection, "SELECT $1::VARCHAR::INTEGER")
        #expect(duckDBError { _ = try statement.query(["abc"]) }?.message.contains("'abc'") == true)
        guard case .integers([12]) = try statement.query(["12"]).readAll()[0] else {
            Issue.record("not 12")
            return
        }
    }
}
