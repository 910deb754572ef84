import DuckDB
import Testing

@Suite("Codes of texts")
struct TextCoderTests {
    /// The codes of a query of one column, as one coder numbers them over all chunks.
    private func codes(_ sql: String, on connection: Connection? = nil) throws -> (codes: [Int32], levels: [String]) {
        let connection = try connection ?? connectionInMemory()
        var coder = TextCoder()
        var codes: [Int32] = []
        try connection.query(sql).forEachChunk { try coder.appendCodes(of: $0, column: 0, to: &codes) }
        return (codes, coder.levels)
    }

    @Test("number texts in the order in which they are first seen; NULL is −1")
    func order() throws {
        let (codes, levels) = try codes(
            "SELECT * FROM (VALUES ('b'), ('a'), (NULL), ('b'), (''), ('a'), ('c'), ('')) t")
        #expect(codes == [0, 1, -1, 0, 2, 1, 3, 2])
        #expect(levels == ["b", "a", "", "c"])
    }

    @Test("are those of a dictionary, for few texts and for many", arguments: [1, 2, 31, 33, 64, 1_000, 20_000])
    func dictionary(different: Int) throws {
        let sql = "SELECT 'text ' || (hash(i) % \(different))::VARCHAR FROM range(30000) t(i)"
        let connection = try connectionInMemory(threads: 1)
        let texts = try connection.texts(sql)
        let (codes, levels) = try codes(sql, on: connection)
        var known: [String: Int32] = [:]
        var expected: [Int32] = []
        for text in texts.map({ $0 ?? "" }) {
            if known[text] == nil { known[text] = Int32(known.count) }
            expected.append(known[text] ?? -1)
        }
        #expect(codes == expected)
        #expect(levels.count == known.count)
        #expect(levels.enumerated().allSatisfy { known[$1] == Int32($0) })
    }

    @Test("tell texts apart by every byte, whatever their lengths")
    func everyByte() throws {
        // Of each length, texts that differ in one byte, the first, the last or any between; 12 bytes still fit in a cell.
        let lengths = [1, 4, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 40]
        let texts = lengths.flatMap { length -> [String] in
            let plain = [UInt8](repeating: UInt8(ascii: "a"), count: length)
            return [plain]
                .map { String(decoding: $0, as: UTF8.self) }
                + (0..<length).map { place in
                    var other = plain
                    other[place] = UInt8(ascii: "b")
                    return String(decoding: other, as: UTF8.self)
                }
        }
        #expect(Set(texts).count == texts.count)
        let values = (texts + texts.reversed()).map { "('\($0)')" }.joined(separator: ", ")
        let (codes, levels) = try codes("SELECT * FROM (VALUES \(values)) t")
        #expect(levels == texts)
        #expect(codes == (0..<Int32(texts.count)).map { $0 } + (0..<Int32(texts.count)).reversed())
    }

    @Test("tell texts apart that look the same, and keep them as they are")
    func unicode() throws {
        let texts = ["é", "e\u{301}", "👩‍👧", "a\u{0}b", "a\u{0}c", "A", "a", " a", "a "]
        let connection = try connectionInMemory()
        try connection.execute("CREATE TABLE texts (t VARCHAR)")
        let appender = try Appender(connection, table: "texts")
        for text in texts { try appender.append(row: [.text(text)]) }
        try appender.close()
        let (codes, levels) = try codes("SELECT t FROM texts", on: connection)
        #expect(codes == (0..<Int32(texts.count)).map { $0 })
        #expect(levels.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }

    @Test("refuse a column of numbers and one that is not there")
    func refused() throws {
        let connection = try connectionInMemory()
        for (column, code) in [(0, DuckDBError.Code.unsupportedType), (1, .invalidArgument), (-1, .invalidArgument)] {
            let error = duckDBError {
                var coder = TextCoder()
                var codes: [Int32] = []
                try connection.query("SELECT 1").forEachChunk {
                    try coder.appendCodes(of: $0, column: column, to: &codes)
                }
            }
            #expect(error?.code == code, "column \(column)")
        }
    }

    @Test("whole columns have the same codes and levels")
    func readAll() throws {
        let connection = try connectionInMemory(threads: 1)
        let sql = "SELECT CASE WHEN i % 7 > 0 THEN 'n° ' || (i % 90)::VARCHAR END FROM range(10000) t(i)"
        guard case .strings(let all, let allLevels)? = try connection.query(sql).readAll().first else {
            Issue.record("the column is of another kind")
            return
        }
        let (codes, levels) = try codes(sql, on: connection)
        #expect(all == codes && allLevels == levels)
        #expect(codes.count { $0 < 0 } == 1_429)
    }
}
