import PostgreSQL
import Testing

@Suite("Values go to PostgreSQL and come back as they were", .enabled(if: PostgreSQLServer.isInstalled))
struct PostgreSQLValueTests {
    private func connection() throws -> PostgreSQLConnection {
        try PostgreSQLConnection(PostgreSQLServer.shared.get().database())
    }

    @Test("numbers, texts, bytes and nothing, at their edges")
    func values() throws {
        let connection = try connection()
        func row(_ type: String, _ value: PostgreSQLValue) throws -> PostgreSQLRow {
            try #require(try connection.query("SELECT $1::\(type)", [value]).first)
        }
        for number: Int64 in [0, 1, -1, .max, .min] {
            #expect(try row("bigint", .integer(number)).integer(0) == number)
        }
        for number in [0, -0.0, 1.0 / 3, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -.infinity] {
            #expect(try row("double precision", .double(number)).double(0).bitPattern == number.bitPattern)
        }
        for text in ["", "é", "e\u{301}", "'; DROP TABLE x; --", "$1", "🙂"] {
            #expect(try Array(row("text", .text(text)).text(0).utf8) == Array(text.utf8))
        }
        for bytes: [UInt8] in [[], [0], Array(0...255), Array(repeating: 7, count: 1_000_000)] {
            #expect(try row("bytea", .bytes(bytes)).bytes(0) == bytes)
        }
        #expect(try row("boolean", .boolean(true)).boolean(0))
        #expect(try row("text", .null).isNull(0))
        #expect(throws: PostgreSQLError.self) { try row("text", .null).text(0) }
        #expect(throws: PostgreSQLError.self) { try row("text", .text("abc")).integer(0) }
    }

    @Test("lists keep their order and their empty members")
    func lists() throws {
        let connection = try connection()
        let rows = try connection.query(
            "SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::text[])",
            [.byteStrings([[1], [], [2, 3]]), .integers([1, -2, .max]), .texts(["a", "", "{\",\\"])])
        #expect(try rows.map { try $0.bytes(0) } == [[1], [], [2, 3]])
        #expect(try rows.map { try $0.integer(1) } == [1, -2, .max])
        #expect(try rows.map { try $0.text(2) } == ["a", "", "{\",\\"])
        #expect(try connection.query("SELECT * FROM unnest($1::bytea[])", [.byteStrings([])]).isEmpty)
    }

    @Test("a failure names its state and never a value; the connection goes on")
    func failures() throws {
        let connection = try connection()
        try connection.run("CREATE TABLE t (a bigint PRIMARY KEY, b text)")
        #expect(try connection.run("INSERT INTO t VALUES ($1, $2)", [.integer(424_242), .text("secret")]) == 1)
        let twice = #expect(throws: PostgreSQLError.self) {
            try connection.run("INSERT INTO t VALUES ($1, $2)", [.integer(424_242), .text("secret")])
        }
        #expect(twice?.code == .duplicate && twice?.message.contains("424242") == false)
        #expect(
            #expect(throws: PostgreSQLError.self) { try connection.query("SELECT * FROM nowhere") }?.code == .noTable)
        let nul = #expect(throws: PostgreSQLError.self) { try connection.query("SELECT $1::text", [.text("a\u{0}")]) }
        #expect(nul?.code == .refused)
        struct Stopped: Error {}
        #expect(throws: Stopped.self) {
            try connection.transaction {
                try connection.run("DELETE FROM t")
                throw Stopped()
            }
        }
        #expect(try connection.query("SELECT count(*) FROM t").first?.integer(0) == 1)
        #expect(try connection.run("UPDATE t SET b = $1", [.text("x")]) == 1)
    }

    @Test("a connection that the server ends is lost, and the pool makes another")
    func lost() async throws {
        let address = try PostgreSQLServer.shared.get().database()
        let pool = PostgreSQLPool(address, most: 1)
        let process = try await pool.run { try $0.query("SELECT pg_backend_pid()").first?.integer(0) ?? 0 }
        try PostgreSQLConnection(address).run("SELECT pg_terminate_backend($1::int)", [.integer(process)])
        do {
            _ = try await pool.run { try $0.query("SELECT 1") }
            Issue.record("the connection was not ended")
        } catch let error as PostgreSQLError {
            #expect(error.code == .lost)
        }
        #expect(try await pool.run { try $0.query("SELECT 1::bigint").first?.integer(0) } == 1)
    }
}
