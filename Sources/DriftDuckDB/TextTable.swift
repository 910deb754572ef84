import DuckDB
import Foundation

/// Some columns of a file, every value as text.
public struct TextTable: Sendable {
    /// Rows of every column.
    public let rows: Int
    private let columns: [String: [String?]]

    /// Reads columns of CSV with a header or Parquet, whatever their types; dates as `2026-03-01`.
    ///
    /// - Parameters:
    ///   - names: The columns wanted; those that are not there are passed over.
    ///   - threads: Threads that reading may use, at least 1.
    /// - Throws: ``DriftFileError``.
    public init(reading file: String, names: [String], threads: Int) throws(DriftFileError) {
        // A file that is no table is explained as everywhere.
        let kind = try FileKind(of: file)
        guard kind != .empty else {
            (rows, columns) = (0, [:])
            return
        }
        let source = TableSource(files: [file], kind: kind, wholeFile: true)
        do {
            let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: threads)))
            // Nobody asks how far reading is, and counting it took a fifth of the time.
            try connection.execute("SET enable_progress_bar = false")
            let there = try connection.query("SELECT * FROM \(source.sql) LIMIT 0").columns.map(\.name)
            let wanted = there.filter { names.contains($0) }
            var columns: [String: [String?]] = [:]
            var rows = 0
            if !wanted.isEmpty {
                let list = wanted.map { "CAST(\(SQLText.identifier($0)) AS VARCHAR)" }.joined(separator: ", ")
                let values = try connection.query("SELECT \(list) FROM \(source.sql)").readAll()
                for (name, values) in zip(wanted, values) {
                    guard case .strings(let codes, let levels) = values else { continue }
                    columns[name] = codes.map { $0 < 0 ? nil : levels[Int($0)] }
                    rows = codes.count
                }
            }
            (self.rows, self.columns) = (rows, columns)
        } catch let error as DuckDBError {
            throw source.explained(error)
        } catch {
            throw DriftFileError(.engine, "\(file) could not be read: something went wrong in the engine.")
        }
    }

    /// The first of some columns that the file has.
    public func first(of names: [String]) -> [String?]? { names.lazy.compactMap { columns[$0] }.first }
}
