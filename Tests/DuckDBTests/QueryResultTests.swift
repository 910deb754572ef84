import DuckDB
import Testing

struct QueryResultTests {
    @Test("Every type that is read comes back, with NULL where it was NULL")
    func types() throws {
        let result = try connectionInMemory().query(
            """
            SELECT * FROM (VALUES
                (true, 1::TINYINT, 300::SMALLINT, -70000::INTEGER, 9000000000::BIGINT, 0.5::FLOAT, 0.1::DOUBLE, 'un'),
                (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
                (false, -128, -1, 0, -1, 1.5, -2.25, 'deux')
            ) t(boolean, tiny, small, int, big, float, double, text)
            """
        )
        #expect(result.columns.map(\.name) == ["boolean", "tiny", "small", "int", "big", "float", "double", "text"])
        #expect(
            result.columns.map(\.type) == [
                .boolean, .tinyInteger, .smallInteger, .integer, .bigInteger, .float, .double, .text,
            ]
        )
        let columns = try result.readAll()
        #expect(columns.map(\.count) == Array(repeating: 3, count: 8))
        guard case .booleans([true, nil, false]) = columns[0] else {
            Issue.record("\(columns[0])")
            return
        }
        let expected: [[Int64?]] = [[1, nil, -128], [300, nil, -1], [-70000, nil, 0], [9_000_000_000, nil, -1]]
        for (index, values) in expected.enumerated() {
            guard case .integers(values) = columns[index + 1] else {
                Issue.record("\(columns[index + 1])")
                continue
            }
        }
        guard case .floats(let floats) = columns[5], case .doubles(let doubles) = columns[6] else {
            Issue.record("\(columns[5]) \(columns[6])")
            return
        }
        #expect(floats[0] == 0.5 && floats[1].isNaN && floats[2] == 1.5)
        #expect(doubles[0] == 0.1 && doubles[1].isNaN && doubles[2] == -2.25)
        guard case .strings([0, -1, 1], ["un", "deux"]) = columns[7] else {
            Issue.record("\(columns[7])")
            return
        }
    }

    @Test("A result of many chunks keeps the order of its rows and its NULLs")
    func manyChunks() throws {
        let rows = 100_003
        let columns = try connectionInMemory().query(
            """
            SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE i END AS n, i::FLOAT / 2 AS f,
                CASE WHEN i % 5 = 0 THEN NULL ELSE 'a level of more than twelve bytes, ' || (i % 3) END AS t
            FROM range(\(rows)) r(i) ORDER BY i
            """
        ).readAll()
        guard case .integers(let n) = columns[0], case .floats(let f) = columns[1],
            case .strings(let codes, let levels) = columns[2]
        else {
            Issue.record("other types")
            return
        }
        #expect(n == (0..<Int64(rows)).map { $0 % 7 == 0 ? nil : $0 })
        #expect(f == (0..<rows).map { Float($0) / 2 })
        #expect(levels.count == 3 && levels[0].hasSuffix(" 1"))
        #expect(codes.enumerated().allSatisfy { row, code in (code == -1) == (row % 5 == 0) })
        #expect(codes.enumerated().allSatisfy { row, code in code < 0 || levels[Int(code)].hasSuffix(" \(row % 3)") })
    }

    @Test("A chunk lends its columns without a copy, by type and in chunks of at most 2,048 rows")
    func chunks() throws {
        let result = try connectionInMemory().query(
            "SELECT i::DOUBLE, CASE WHEN i % 2 = 0 THEN 'even' END, i > 2999 FROM range(5000) r(i) ORDER BY i"
        )
        var rowCounts: [Int] = []
        var sum = 0.0
        var evens = 0
        var last: UInt8 = 0
        try result.forEachChunk { chunk in
            rowCounts.append(chunk.rowCount)
            try chunk.withValues(of: 0, as: Double.self) { values, validity in
                for row in values.indices where validity[row] { sum += values[row] }
            }
            try chunk.withTexts(of: 1) { texts in
                for row in 0..<chunk.rowCount where texts[row] == "even" { evens += 1 }
            }
            try chunk.withValues(of: 2, as: UInt8.self) { values, _ in last = values[values.count - 1] }
        }
        #expect(rowCounts.reduce(0, +) == 5000 && rowCounts.allSatisfy { $0 <= 2048 })
        #expect(sum == 12_497_500 && evens == 2500 && last == 1)
    }

    @Test("Reading a column as another type, or one that is not there, is an error that says which")
    func wrongColumn() throws {
        let connection = try connectionInMemory()
        let wrongType = duckDBError {
            try connection.query("SELECT 1::INTEGER").forEachChunk { chunk in
                try chunk.withValues(of: 0, as: Double.self) { _, _ in }
            }
        }
        #expect(wrongType?.code == .unsupportedType)
        #expect(wrongType?.message == "Column 0 is INTEGER, but was read as DOUBLE: cast it in SQL.")
        let wrongNumber = duckDBError {
            try connection.query("SELECT 1").forEachChunk { chunk in try chunk.withTexts(of: 1) { _ in } }
        }
        #expect(wrongNumber?.code == .invalidArgument)
    }

    @Test(
        "A type that is not read is named, with the way out",
        arguments: [
            ("sum(1::INTEGER)", "HUGEINT"), ("1.5::DECIMAL(18,3)", "DECIMAL"), ("DATE '2024-02-29'", "DATE"),
            ("[1, 2]", "LIST"), ("1::UTINYINT", "UTINYINT"), ("now()", "TIMESTAMPTZ"), ("'a'::BLOB", "BLOB"),
            ("{'a': 1}", "STRUCT"), ("uuid()", "UUID"), ("INTERVAL 1 DAY", "INTERVAL"), ("'a'::ENUM ('a')", "ENUM"),
            ("'a'::TIME", "TIME"), ("TIMESTAMP_S '2024-01-01 00:00:00'", "TIMESTAMP_S"),
        ]
    )
    func unsupportedType(expression: String, type: String) throws {
        let sql = type == "TIME" ? "SELECT TIME '10:00:00' AS x" : "SELECT \(expression) AS x"
        let result = try connectionInMemory().query(sql)
        let error = duckDBError { _ = try result.readAll() }
        #expect(error?.code == .unsupportedType)
        #expect(
            error?.message
                == "Column \"x\" is \(type), which cannot be read as it is: cast it in SQL, to DOUBLE, BIGINT or VARCHAR."
        )
    }

    @Test("Texts of any length and script come back whole", arguments: [0, 1, 11, 12, 13, 5000])
    func unicode(length: Int) throws {
        let connection = try connectionInMemory()
        for unit in ["a", "é", "漢", "👩‍👩‍👧", "\u{0}", "'\"\\"] {
            let text = String(repeating: unit, count: length)
            #expect(try connection.texts("SELECT $1::VARCHAR", [.text(text)]) == [text])
        }
    }

    @Test("Texts that differ only after a zero byte, or only in length, are different levels")
    func closeTexts() throws {
        let texts = ["a", "a\u{0}", "a\u{0}b", "a\u{0}\u{0}", "", "\u{0}"]
        let connection = try connectionInMemory()
        try connection.execute("CREATE TABLE t (id INTEGER, x VARCHAR)")
        let appender = try Appender(connection, table: "t")
        for (id, text) in (texts + texts).enumerated() {
            try appender.append(row: [.integer(Int64(id)), .text(text)])
        }
        try appender.close()
        #expect(try connection.texts("SELECT x FROM t ORDER BY id") == texts + texts)
    }

    @Test("An empty result has its columns and no rows")
    func empty() throws {
        let result = try connectionInMemory().query("SELECT 1::FLOAT AS a, 'x' AS b WHERE false")
        #expect(result.columns.map(\.name) == ["a", "b"])
        #expect(try result.readAll().map(\.count) == [0, 0])
    }

    @Test("A result can be read once; the second time says so")
    func readTwice() throws {
        let result = try connectionInMemory().query("SELECT 1")
        _ = try result.readAll()
        #expect(duckDBError { _ = try result.readAll() }?.code == .invalidArgument)
    }

    @Test("A result outlives the connection and the database it came from")
    func outlives() throws {
        var connection: Connection? = try connectionInMemory()
        let result = try #require(try connection?.query("SELECT i FROM range(10000) r(i)"))
        connection = nil
        guard case .integers(let values) = try result.readAll()[0] else {
            Issue.record("other type")
            return
        }
        #expect(values.count == 10_000 && values[9_999] == 9_999)
    }
}
