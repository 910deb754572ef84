import DuckDB
import Testing

@Suite("Columns appended whole")
struct AppendedColumnsTests {
    private static let types = "f FLOAT, d DOUBLE, i BIGINT, b BOOLEAN, t VARCHAR"

    private func columns(_ count: Int) -> [ColumnValues] {
        let texts = ["", "short", "twelve bytes", "thirteen byte", "a text that is far longer than a cell", "été 👩‍👧"]
        return [
            .floats((0..<count).map { $0 % 5 == 0 ? .nan : Float($0) / 3 }),
            .doubles((0..<count).map { $0 % 7 == 0 ? .nan : -Double($0) / 3 }),
            .integers((0..<count).map { $0 % 11 == 0 ? nil : Int64($0) << 40 }),
            .booleans((0..<count).map { $0 % 3 == 0 ? nil : $0 % 2 == 0 }),
            .strings(codes: (0..<count).map { Int32($0 % 7) - 1 }, levels: texts),
        ]
    }

    /// The columns as text, so that codes need not be the same.
    private func texts(_ columns: [ColumnValues]) -> [[String]] {
        columns.map { column in
            switch column {
            case .floats(let values): values.map { $0.isNaN ? "NULL" : "\($0.bitPattern)" }
            case .doubles(let values): values.map { $0.isNaN ? "NULL" : "\($0.bitPattern)" }
            case .integers(let values): values.map { $0.map { "\($0)" } ?? "NULL" }
            case .booleans(let values): values.map { $0.map { "\($0)" } ?? "NULL" }
            case .strings(let codes, let levels): codes.map { $0 < 0 ? "NULL" : "'\(levels[Int($0)])'" }
            }
        }
    }

    private func appended(_ parts: [[ColumnValues]], types: String = Self.types) throws -> [ColumnValues] {
        let connection = try connectionInMemory(threads: 1)
        try connection.execute("CREATE TABLE \"a table\" (\(types))")
        let appender = try Appender(connection, table: "a table")
        for part in parts { try appender.append(columns: part) }
        try appender.close()
        return try connection.query("SELECT * FROM \"a table\"").readAll()
    }

    @Test(
        "come back as they were, NULL where a value is unknown",
        arguments: [1, 2, 63, 64, 65, 2_047, 2_048, 2_049, 10_000])
    func roundTrip(count: Int) throws {
        let columns = columns(count)
        #expect(try texts(appended([columns])) == texts(columns))
    }

    @Test("follow what was appended before, NULLs of one part staying there")
    func parts() throws {
        let parts = [columns(3_000), columns(1), columns(100)]
        let known: [ColumnValues] = [
            .floats([1, 2]), .doubles([3, -0.0]), .integers([.max, .min]), .booleans([true, false]),
            .strings(codes: [0, 0], levels: ["only"]),
        ]
        let back = try texts(appended(parts + [known] + parts))
        let expected = (0..<5).map { place in (parts + [known] + parts).flatMap { texts($0)[place] } }
        #expect(back == expected)
    }

    @Test("may hold nothing known, or have no rows")
    func unknown() throws {
        let unknown: [ColumnValues] = [
            .floats([.nan]), .doubles([.nan]), .integers([nil]), .booleans([nil]), .strings(codes: [-1], levels: []),
        ]
        #expect(try texts(appended([unknown])) == Array(repeating: ["NULL"], count: 5))
        #expect(try texts(appended([columns(0), []])) == Array(repeating: [], count: 5))
    }

    @Test("keep infinities and the smallest numbers")
    func extremes() throws {
        let values: [Double] = [.infinity, -.infinity, .leastNonzeroMagnitude, -0.0, .greatestFiniteMagnitude]
        guard case .doubles(let back)? = try appended([[.doubles(values)]], types: "d DOUBLE").first else { return }
        #expect(back.map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test("of different lengths are refused, and none of them is written")
    func lengths() throws {
        let connection = try connectionInMemory()
        try connection.execute("CREATE TABLE t (a DOUBLE, b DOUBLE)")
        let appender = try Appender(connection, table: "t")
        let error = duckDBError { try appender.append(columns: [.doubles([1, 2]), .doubles([1])]) }
        #expect(error?.code == .invalidArgument)
        try appender.close()
        #expect(try connection.integers("SELECT count(*) FROM t") == [0])
    }

    @Test(
        "that do not fit the table are refused",
        arguments: [
            [.doubles([1])], [.doubles([1]), .doubles([1]), .doubles([1])],
            [.strings(codes: [0], levels: ["no number"]), .doubles([1])],
        ] as [[ColumnValues]])
    func misfits(columns: [ColumnValues]) throws {
        let connection = try connectionInMemory()
        try connection.execute("CREATE TABLE t (a DOUBLE, b DOUBLE)")
        let appender = try Appender(connection, table: "t")
        let error = duckDBError {
            try appender.append(columns: columns)
            try appender.close()
        }
        #expect(error?.code == .appendFailed)
    }

    @Test("mix with single rows: all are there, in an order of their own")
    func mixed() throws {
        let connection = try connectionInMemory(threads: 1)
        try connection.execute("CREATE TABLE t (a BIGINT)")
        let appender = try Appender(connection, table: "t")
        try appender.append(row: [1])
        try appender.append(columns: [.integers([2, nil])])
        try appender.append(row: [4])
        try appender.close()
        #expect(try connection.integers("SELECT a FROM t ORDER BY a") == [1, 2, 4, nil])
    }
}
