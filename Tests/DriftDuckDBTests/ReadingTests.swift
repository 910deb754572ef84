import Drift
import DriftDuckDB
import DuckDB
import Foundation
import Testing

@Suite("Columns read from files")
struct ReadingTests {
    /// A folder that goes away with the test.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appending(path: "limpide-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true) }

        func file(_ name: String, _ text: String? = nil) throws -> String {
            let place = path.appending(path: name)
            if let text { try Data(text.utf8).write(to: place) }
            return place.path(percentEncoded: false)
        }

        /// Writes what a query returns.
        func file(_ name: String, sql: String, _ options: String) throws -> String {
            let place = try file(name)
            let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
            try connection.execute("COPY (\(sql)) TO \(SQLText.literal(place)) (\(options))")
            return place
        }

        deinit { try? FileManager.default.removeItem(at: path) }
    }

    private let folder: Folder

    init() throws { folder = try Folder() }

    private func numbers(_ column: DriftColumn?) -> [Double]? {
        switch column?.values {
        case .floats(let values): values.map(Double.init)
        case .doubles(let values): values
        default: nil
        }
    }

    private func words(_ column: DriftColumn?) -> [String?]? {
        guard case .levels(let codes, let levels) = column?.values else { return nil }
        return codes.map { $0 < 0 ? nil : levels[Int($0)] }
    }

    @Test("CSV: whole numbers, decimals, words, yes and no; empty cells and NA are missing; dates are not compared")
    func text() throws {
        let file = try folder.file(
            "a.csv", "n,x,w,b,d\n1,0.5,red,true,2020-01-31\n2,NA,,false,2020-02-01\n,2.5,blue,,2020-02-02\n")
        let table = try DriftTable(reading: [file], threads: 1)
        #expect(table.rows == 3 && table.columns.map(\.name) == ["n", "x", "w", "b"])
        #expect(table.unread.map(\.name) == ["d"] && table.unread.map(\.type) == ["DATE"])
        #expect(table.columns.map(\.isInteger) == [true, false, false, false])
        let first = try #require(numbers(table.columns[0]))
        #expect(first[0] == 1 && first[1] == 2 && first[2].isNaN)
        let second = try #require(numbers(table.columns[1]))
        #expect(second[0] == 0.5 && second[1].isNaN && second[2] == 2.5)
        #expect(words(table.columns[2]) == ["red", nil, "blue"])
        #expect(words(table.columns[3]) == ["true", "false", nil])
    }

    @Test("Parquet and compressed CSV give the same values as the query they came from, whatever the file is called")
    func formats() throws {
        let sql = """
            SELECT i::UINTEGER AS n, (i / 4)::FLOAT AS x, (i * 1.5)::DECIMAL(9, 2) AS m, 'level ' || i % 3 AS w, i % 2 = 0 AS b
            FROM range(500) AS t(i)
            """
        let files = [
            try folder.file("a.parquet", sql: sql, "FORMAT parquet"),
            try folder.file("b.data", sql: sql, "FORMAT parquet"),
            try folder.file("c.csv.gz", sql: sql, "FORMAT csv, HEADER, COMPRESSION gzip"),
        ]
        for file in files {
            let table = try DriftTable(reading: [file], threads: 2)
            #expect(table.rows == 500 && table.columns.map(\.name) == ["n", "x", "m", "w", "b"])
            #expect(numbers(table.columns[0]) == (0..<500).map(Double.init) && table.columns[0].isInteger)
            #expect(numbers(table.columns[1]) == (0..<500).map { Double($0) / 4 } && !table.columns[1].isInteger)
            #expect(numbers(table.columns[2]) == (0..<500).map { Double($0) * 1.5 })
            #expect(words(table.columns[3]) == (0..<500).map { "level \($0 % 3)" })
            #expect(words(table.columns[4]) == (0..<500).map { $0 % 2 == 0 ? "true" : "false" })
        }
    }

    @Test("Parts are one table in their order, and many columns come in the files' order")
    func parts() throws {
        let list = (0..<230).map { "i + \($0) AS c\($0)" }.joined(separator: ", ")
        let files = try (0..<2).map { part in
            try folder.file(
                "\(part).parquet", sql: "SELECT \(list) FROM range(\(part * 10), \(part * 10 + 10)) AS t(i)",
                "FORMAT parquet")
        }
        let table = try DriftTable(reading: files, threads: 1)
        #expect(table.rows == 20 && table.columns.map(\.name) == (0..<230).map { "c\($0)" })
        #expect(numbers(table.columns[229]) == (0..<20).map { Double($0 + 229) })
    }

    @Test("A word far down makes the column one of words")
    func lateWord() throws {
        let rows = (0..<60_000).map { $0 == 59_000 ? "late" : "\($0 % 7)" }
        let file = try folder.file("late.csv", "a,b\n" + rows.map { "\($0),1\n" }.joined())
        let table = try DriftTable(reading: [file], threads: 2)
        #expect(table.rows == 60_000 && words(table.columns[0])?[59_000] == "late")
        #expect(table.columns[1].isInteger)
    }

    @Test("An empty file has no column; a header alone has columns without rows")
    func empty() throws {
        let nothing = try DriftTable(reading: [try folder.file("empty.csv", "")], threads: 1)
        #expect(nothing.rows == 0 && nothing.columns.isEmpty)
        let header = try DriftTable(reading: [try folder.file("header.csv", "a,b\n")], threads: 1)
        #expect(header.rows == 0 && header.columns.map(\.name) == ["a", "b"])
    }

    @Test("What is not there or not a table is told in a sentence without its values")
    func refusals() throws {
        func message(_ path: String) -> (DriftFileError.Code, String)? {
            do throws(DriftFileError) {
                _ = try DriftTable(reading: [path], threads: 1)
                return nil
            } catch { return (error.code, error.message) }
        }
        let missing = try #require(message("/no/such.csv"))
        #expect(missing.0 == .notFound && missing.1.contains("/no/such.csv"))
        #expect(message(folder.path.path(percentEncoded: false))?.0 == .notFound)
        let garbled = try #require(message(folder.file("x.parquet", "PAR1secret and no more")))
        #expect(garbled.0 == .unreadable && !garbled.1.contains("secret"))
        let ragged = try #require(
            message(folder.file("r.csv", "a,b\n" + String(repeating: "1,2\n", count: 50) + "7,8,\"Jane\n")))
        #expect(ragged.0 == .unreadable && !ragged.1.contains("Jane"))
    }
}
