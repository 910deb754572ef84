import DuckDB
import Features
import Foundation

/// Writes a Parquet file of many columns: in memory until the end, encoded, then column by column.
///
/// DuckDB writes any table, but costs ten times as much for each of fifteen hundred columns. Values are not compressed beyond
/// their encoding.
struct ParquetFile {
    private var columns: [ParquetColumn]
    private let path: String

    /// - Parameters:
    ///   - columns: names, and how the values lie in the file.
    ///   - path: the file, which is made anew.
    init(_ columns: [(name: String, kind: ParquetColumn.Kind)], to path: String) {
        self.columns = columns.map { ParquetColumn($0.name, $0.kind) }
        self.path = path
    }

    /// Adds rows, given column by column.
    mutating func append(_ values: [ColumnValues]) {
        for (place, values) in values.enumerated() where place < columns.count { columns[place].append(values) }
    }

    /// Writes the file.
    ///
    /// - Throws: ``FeatureError`` when it cannot be written.
    func finish() throws {
        let rows = columns.first?.count ?? 0
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else { throw Self.cannotWrite }
        var size = 0
        var pending: [UInt8] = []
        func write(_ bytes: [UInt8]) throws {
            pending += bytes
            size += bytes.count
            if pending.count >= 1 << 20 { try flush() }
        }
        func flush() throws {
            do { try file.write(contentsOf: pending) } catch { throw Self.cannotWrite }
            pending.removeAll(keepingCapacity: true)
        }
        try write(Self.mark)
        let places = try columns.map { try $0.finish(at: size, write) }
        let end = description(places, rows: rows)
        try write(end)
        try write(withUnsafeBytes(of: UInt32(end.count).littleEndian) { Array($0) } + Self.mark)
        try flush()
        do { try file.close() } catch { throw Self.cannotWrite }
    }

    static let writer = "limpide"
    static let mark = Array("PAR1".utf8)
    private static let cannotWrite = FeatureError(
        .cannotWrite, "the result cannot be written: the disk is full or not writable.")

    private func description(_ places: [ParquetColumn.Place], rows: Int) -> [UInt8] {
        var about = CompactThrift()
        about.content { about in
            about.int32(1, 2)
            about.structures(2, [nil] + columns.map(Optional.some)) { element, column in
                guard let column else {
                    element.text(4, "features")
                    return element.int32(5, columns.count)
                }
                element.int32(1, column.kind.rawValue)
                // Optional: any value may be unknown.
                element.int32(3, 1)
                element.text(4, column.name)
                if column.kind == .text { element.int32(6, 0) }
            }
            about.int64(3, rows)
            about.structures(4, rows > 0 ? [places] : []) { group, places in
                group.structures(1, places) { chunk, place in place.describe(&chunk) }
                group.int64(2, places.map(\.count).reduce(0, +))
                group.int64(3, rows)
            }
            about.text(6, Self.writer)
            // Extremes are in the order of the type.
            about.structures(7, columns) { order, _ in order.structure(1) { _ in } }
        }
        return about.bytes
    }
}
