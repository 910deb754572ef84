import Catalog
import DuckDB
import FeatureKernels
import Features
import Fixtures
import Foundation
import Statistics
import Synchronization
import Testing

@testable import FeaturesDuckDB

@Suite("Plain text")
struct PlainTextTests {
    let folder: TemporaryFolder
    let table: TableDefinition

    init() throws {
        folder = try TemporaryFolder()
        table = try #require(try CatalogFiles.small.read().tables.first { $0.name == "loans" })
    }

    /// The rows as texts, sorted; the bits of numbers.
    private func sorted(_ columns: [[String]]) -> [String] {
        (columns.first ?? []).indices.map { row in columns.map { $0[row] }.joined(separator: "|") }.sorted()
    }

    private func bits(_ value: Double) -> String { value.isNaN ? "" : String(value.bitPattern, radix: 16) }

    /// What the plain reader makes of a file; nil when it leaves it to DuckDB.
    private func plain(_ path: String, header: [String], threads: Int) throws -> [String]? {
        var words = Array(repeating: SharedWords(), count: table.columns.count)
        let read = Mutex<[[ClientBlocks.Values]]>([])
        let count = try PlainText(path, header: header, of: table, threads: threads).rows(
            words: &words, onProgress: { #expect((0...1).contains($0)) }
        ) { columns, _ in read.withLock { $0.append(columns) } }
        guard let count else { return nil }
        let batches = read.withLock { $0 }
        let rows = sorted(
            table.columns.indices.map { place in
                batches.flatMap { batch -> [String] in
                    switch batch[place] {
                    case .numbers(let values): values.map(bits)
                    case .ids(let values): values.map { $0 == Column.unknownID ? "" : String($0) }
                    case .codes(let codes): codes.map { $0 < 0 ? "" : words[place].words[Int($0)] }
                    }
                }
            })
        #expect(rows.count == count)
        return rows
    }

    /// What DuckDB makes of it; nil when it finds a row that it cannot read.
    private func duckDB(_ path: String, header: [String]) throws -> [String]? {
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
        let types = header.map { name in "\(SQLText.literal(name)): '\(table.column(name)?.sqlType ?? "VARCHAR")'" }
        let columns = table.columns.map { column in
            header.contains(column.name) ? SQLText.identifier(column.name) : "CAST(NULL AS \(column.sqlType))"
        }
        let sql = """
            SELECT \(columns.joined(separator: ", ")) FROM read_csv(\(SQLText.literal(path)), auto_detect = false, header = true,
            delim = ',', quote = '"', escape = '"', nullstr = '', columns = {\(types.joined(separator: ", "))})
            """
        guard let found = try? connection.query(sql).readAll() else { return nil }
        return sorted(
            found.map { column in
                switch column {
                case .doubles(let values): values.map(bits)
                case .integers(let values): values.map { $0.map(String.init) ?? "" }
                case .strings(let codes, let levels): codes.map { $0 < 0 ? "" : levels[Int($0)] }
                default: []
                }
            })
    }

    private func number(_ generator: inout SeededGenerator) -> String {
        let sign = generator.nextBool(probability: 0.3) ? "-" : ""
        let digits = (0..<(1 + generator.nextIndex(below: 20))).map { _ in String(generator.nextIndex(below: 10)) }
            .joined()
        switch generator.nextIndex(below: 8) {
        case 0: return ""
        case 1: return sign + "0"
        case 2: return sign + digits
        case 3: return sign + digits.prefix(4) + "." + digits
        case 4: return sign + digits.prefix(3) + ".5"
        case 5: return sign + "0." + digits
        case 6: return sign + digits.prefix(2) + "." + digits.prefix(6) + "e\(generator.nextIndex(below: 40) - 20)"
        default: return sign + String(generator.nextIndex(below: 100_000))
        }
    }

    private func word(_ generator: inout SeededGenerator) -> String {
        ["", "Active", "Closed", "é", "e\u{301}", "\"Spouse, partner\"", " two words ", "\"quoted\"", "naïve", "x"][
            generator.nextIndex(below: 10)]
    }

    private func line(_ header: [String], _ generator: inout SeededGenerator) -> String {
        header.map { name in
            switch table.column(name)?.sqlType {
            case "BIGINT":
                generator.nextBool(probability: 0.1) ? "" : String(generator.nextIndex(below: 1_000_000_000) - 5)
            case "VARCHAR": word(&generator)
            case nil: "anything"
            default: number(&generator)
            }
        }.joined(separator: ",")
    }

    @Test(
        "is read as DuckDB reads it, to the last bit, with any number of threads",
        arguments: 1...30 as ClosedRange<UInt64>)
    func same(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var header = table.columns.map(\.name)
        if seed % 3 == 0 { header.swapAt(0, 4) }
        if seed % 5 == 0 { header.append("EXTRA") }
        if seed % 7 == 0 { header.removeAll { $0 == "DEBT" } }
        var lines = [header.joined(separator: ",")]
        for _ in 0..<(1 + generator.nextIndex(below: 300)) { lines.append(line(header, &generator)) }
        let text = lines.joined(separator: "\n") + (seed % 2 == 0 ? "\n" : "")
        try folder.write(text, to: "loans.csv")
        let path = folder.file("loans.csv")
        let expected = try #require(try duckDB(path, header: header))
        for threads in [1, 3] { #expect(try plain(path, header: header, threads: threads) == expected) }
    }

    @Test("longer than a piece is read whole, each line once")
    func long() throws {
        var generator = SeededGenerator(seed: 5)
        let header = table.columns.map(\.name)
        let some = (0..<500).map { _ in line(header, &generator) }
        var lines = [header.joined(separator: ",")]
        for index in 0..<70_000 { lines.append(some[index % 500]) }
        try folder.write(lines.joined(separator: "\n"), to: "loans.csv")
        let path = folder.file("loans.csv")
        #expect(try plain(path, header: header, threads: 2) == duckDB(path, header: header))
    }

    @Test(
        "with anything unusual is left to DuckDB",
        arguments: [
            "1,1,\"a \"\"quoted\"\" word\",-1,2,3,0", "1,1,\"two\nlines\",-1,2,3,0", "1,1,a,-1,2,3", "1,1,a,-1,2,3,0,9",
            "",
            "1,1,a,-1,secret,3,0", "1.5,1,a,-1,2,3,0", "1,1,a,-1, 2,3,0", "1,1,a,-1,NaN,3,0", "1,1,a,-1,inf,3,0",
            "1,1,a\"b,-1,2,3,0", "1,1,\"a\"b,-1,2,3,0", "1,1,a,-1,2,3,0\r", "1,1,\"\",-1,2,3,0", "1,1,a,-1,\"2\",3,0",
            "1,1,a,-1,+2,3,0", "1,1,a,-1,1_000,3,0", "1,1,a,-1,0x10,3,0", "99999999999999999999,1,a,-1,2,3,0",
            "-,1,a,-1,2,3,0",
            "1,1,a,-1,-,3,0", "1,1,a,-1,1e400,3,0", "1,1,\"open,-1,2,3,0",
        ])
    func unusual(line: String) throws {
        let header = table.columns.map(\.name)
        let good = "7,1,a,-1,2,3,0\n"
        try folder.write(header.joined(separator: ",") + "\n" + good + line + "\n" + good, to: "loans.csv")
        #expect(try plain(folder.file("loans.csv"), header: header, threads: 1) == nil)
    }

    @Test("that is no UTF-8, or has a header of another kind, is left to DuckDB")
    func bytes() throws {
        let header = table.columns.map(\.name), names = header.joined(separator: ",")
        let path = folder.file("loans.csv")
        for text in [
            Array("\(names)\n1,1,\u{61}".utf8) + [0xFF] + Array(",-1,2,3,0\n".utf8),
            Array("\(names)\r\n1,1,a,-1,2,3,0\n".utf8),
        ] {
            try Data(text).write(to: URL(fileURLWithPath: path))
            #expect(try plain(path, header: header, threads: 1) == nil)
        }
        #expect(try plain(folder.file("none.csv"), header: header, threads: 1) == nil)
    }
}
