import DuckDB
import Foundation
import Statistics
import Testing

@testable import FeaturesDuckDB

@Suite("Parquet files")
struct ParquetTests {
    /// A file of columns that repeat, that differ, that are unknown in part or throughout.
    private struct Sample {
        let path: String
        let columns: [(name: String, values: [Float])]
        let words: [String?]
        let rows: Int

        init(seed: UInt64, in folder: String) throws {
            var generator = SeededGenerator(seed: seed)
            var pages: [Int] = []
            for _ in 0..<(1 + generator.nextIndex(below: 4)) { pages.append(generator.nextIndex(below: 700)) }
            rows = pages.reduce(0, +)
            columns = (0..<12).map { index in
                let levels = [1, 2, 3, 20, 300, 1_000_000][index % 6], gaps = [0, 0.1, 0.9, 1][index % 4]
                var last: Float = 0
                let values = (0..<pages.reduce(0, +)).map { _ -> Float in
                    if generator.nextBool(probability: gaps) { return .nan }
                    if generator.nextBool(probability: 0.3) { last = Float(generator.nextIndex(below: levels)) / 7 }
                    return generator.nextBool(probability: 0.01) ? -0.0 : last
                }
                return ("column \(index)", values)
            }
            let texts = ["é", "e\u{301}", "", "a long word of more than twelve bytes"]
            words = (0..<rows).map { _ in
                let index = generator.nextIndex(below: texts.count + 1)
                return index < texts.count ? texts[index] : nil
            }
            path = folder + "/sample-\(seed).parquet"
            var file = ParquetFile(
                [("client", .int64), ("outcome", .int32), ("person", .text), ("word", .text)]
                    + columns.map { ($0.name, .float) }, to: path)
            var start = 0
            for count in pages {
                let range = start..<start + count
                let ids = range.map { row -> Int64? in Int64(row) * 10_000_000_000 }
                let outcomes = range.map { row -> Int64? in row % 3 == 0 ? nil : Int64(row % 3 - 1) }
                let words = words
                let codes = range.map { row -> Int32 in
                    guard let word = words[row] else { return -1 }
                    return Int32(texts.firstIndex { $0.utf8.elementsEqual(word.utf8) } ?? -1)
                }
                file.append(
                    [
                        .integers(ids), .integers(outcomes),
                        .strings(codes: Array(0..<Int32(count)), levels: range.map { "person \($0)" }),
                        .strings(codes: codes, levels: texts),
                    ] + columns.map { .floats(Array($0.values[range])) })
                start += count
            }
            try file.finish()
        }
    }

    private func bits(_ values: [Float]) -> [UInt32] { values.map { $0.isNaN ? 0x7FC0_0000 : $0.bitPattern } }

    private func bytes(_ code: Int32, _ texts: [String]) -> [UInt8]? { code < 0 ? nil : Array(texts[Int(code)].utf8) }

    private func folder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.path + "/limpide-parquet-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test("DuckDB and our own reader read what was written, bit for bit", arguments: 1...12 as ClosedRange<UInt64>)
    func roundTrip(seed: UInt64) throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sample = try Sample(seed: seed, in: folder)
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
        let found = try connection.query("SELECT * FROM read_parquet(\(SQLText.literal(sample.path)))").readAll()
        let reader = try #require(ParquetReader(sample.path))
        #expect(reader.rows == sample.rows)
        guard case .integers(let ids) = found[0], case .integers(let outcomes) = found[1],
            case .strings(let persons, let personTexts) = found[2], case .strings(let codes, let texts) = found[3]
        else {
            Issue.record("the columns have other types")
            return
        }
        let (ownCodes, ownTexts) = try #require(reader.texts("word"))
        for row in 0..<sample.rows {
            let outcome: Int64? = row % 3 == 0 ? nil : Int64(row % 3 - 1)
            let word = sample.words[row].map { Array($0.utf8) }
            #expect(ids[row] == Int64(row) * 10_000_000_000 && outcomes[row] == outcome)
            #expect(personTexts[Int(persons[row])] == "person \(row)")
            #expect(bytes(codes[row], texts) == word)
            #expect(bytes(ownCodes[row], ownTexts) == word)
        }
        for (index, column) in sample.columns.enumerated() {
            guard case .floats(let values) = found[4 + index] else {
                Issue.record("\(column.name) is no number")
                continue
            }
            #expect(bits(values) == bits(column.values))
            var own = [Float](repeating: 7, count: sample.rows + 2)
            #expect(reader.numbers(column.name, into: &own, at: 1))
            #expect(bits(Array(own.dropFirst().dropLast())) == bits(column.values))
            #expect(own.first == 7 && own.last == 7)
        }
        #expect(reader.texts("column 0") == nil)
        var none: [Float] = []
        #expect(!reader.numbers("no such column", into: &none, at: 0))
    }

    @Test(
        "a damaged file is refused or read to its end, and never brings the process down",
        arguments: 1...40 as ClosedRange<UInt64>)
    func damage(seed: UInt64) throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sample = try Sample(seed: seed, in: folder)
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(try #require(FileManager.default.contents(atPath: sample.path)))
        for _ in 0..<20 { bytes[generator.nextIndex(below: bytes.count)] = UInt8(generator.nextIndex(below: 256)) }
        if seed % 4 == 0 { bytes.removeLast(generator.nextIndex(below: bytes.count)) }
        let path = folder + "/damaged.parquet"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        guard let reader = ParquetReader(path) else { return }
        for column in sample.columns {
            var values = [Float](repeating: 0, count: sample.rows)
            _ = reader.numbers(column.name, into: &values, at: 0)
            #expect(values.count == sample.rows)
        }
        if let (codes, texts) = reader.texts("word") {
            #expect(codes.allSatisfy { $0 < Int32(texts.count) })
        }
    }

    @Test("a file may have no rows")
    func empty() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/empty.parquet"
        try ParquetFile([("client", .int64), ("word", .text), ("number", .float)], to: path).finish()
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
        let found = try connection.query("SELECT client, word, number FROM read_parquet(\(SQLText.literal(path)))")
            .readAll()
        #expect(found.map(\.count) == [0, 0, 0])
        #expect(ParquetReader(path)?.rows == 0)
    }

    @Test("files of another writer are left to DuckDB")
    func others() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/other.parquet"
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
        try connection.execute("COPY (SELECT 1::FLOAT AS a) TO \(SQLText.literal(path)) (FORMAT parquet)")
        #expect(ParquetReader(path) == nil)
        #expect(ParquetReader(folder + "/none.parquet") == nil)
    }
}
