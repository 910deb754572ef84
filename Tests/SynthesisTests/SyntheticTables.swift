import Foundation
import Synchronization
import Synthesis

/// A folder of synthetic tables, removed with the value that made it.
final class SyntheticTables: Sendable {
    let directory: String
    let report: SynthesisReport
    private let parsed = Mutex<[String: CSVTable]>([:])

    init(clients: Int, seed: UInt64, unlabelledShare: Double? = nil, drift: Bool = false) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "lender-\(UUID().uuidString)")
            .path(percentEncoded: false)
        let lender = SyntheticLender(
            clients: clients,
            seed: seed,
            unlabelledShare: unlabelledShare ?? SyntheticLender.realUnlabelledShare,
            drift: drift
        )
        report = try lender.write(to: directory)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func bytes(of table: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(directory)/\(table).csv"))
    }

    /// A table, read once.
    func table(_ name: String) throws -> CSVTable {
        try parsed.withLock { tables in
            if let table = tables[name] { return table }
            let table = CSVTable(try bytes(of: name))
            tables[name] = table
            return table
        }
    }

    /// One lender for all tests that only look.
    static let shared = Result { try SyntheticTables(clients: 3_000, seed: 2026) }
}

/// A CSV table in memory, read by column name; knows quotes, not line breaks within them.
struct CSVTable: Sendable {
    let columns: [String]
    let rows: [[String]]

    init(_ data: Data) {
        let data = [UInt8](data)
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for byte in data {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                record.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\n"):
                record.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
                records.append(record)
                record = []
            default: field.append(byte)
            }
        }
        columns = records.first ?? []
        rows = Array(records.dropFirst())
    }

    subscript(column: String) -> [String] {
        guard let place = columns.firstIndex(of: column) else { return [] }
        return rows.map { $0[place] }
    }

    func numbers(_ column: String) -> [Double] { self[column].compactMap(Double.init) }

    func missingShare(_ column: String) -> Double {
        let values = self[column]
        return Double(values.count { $0.isEmpty }) / Double(values.count)
    }
}
