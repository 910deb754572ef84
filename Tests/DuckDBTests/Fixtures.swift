import DuckDB
import Foundation

/// A connection to a new database in memory.
func connectionInMemory(threads: Int = 2) throws -> Connection {
    try Connection(Database(configuration: DuckDBConfiguration(threads: threads)))
}

/// Runs a body with a new empty folder, removed afterwards.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "duckdb-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

extension Connection {
    /// All values of a query of one column of 64-bit integers.
    func integers(_ sql: String, _ parameters: [DuckDBValue] = []) throws -> [Int64?] {
        guard case .integers(let values) = try query(sql, parameters).readAll().first else { return [] }
        return values
    }

    /// All texts of a query of one column, NULL being nil.
    func texts(_ sql: String, _ parameters: [DuckDBValue] = []) throws -> [String?] {
        guard case .strings(let codes, let levels) = try query(sql, parameters).readAll().first else { return [] }
        return codes.map { $0 < 0 ? nil : levels[Int($0)] }
    }
}

/// The error that a body throws, when it is DuckDB's.
func duckDBError(_ body: () throws -> Void) -> DuckDBError? {
    do { try body() } catch { return error as? DuckDBError }
    return nil
}
