import DuckDB
import Foundation

/// Compresses a file with gzip, as `name.gz`; the file itself goes.
func compress(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/gzip")
    process.arguments = ["-f", path]
    try process.run()
    process.waitUntilExit()
    struct Failure: Error {}
    guard process.terminationStatus == 0 else { throw Failure() }
}

/// Writes a CSV file as Parquet, each column of the type that DuckDB finds for it.
func writeParquet(from source: String, to target: String) throws {
    let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
    try connection.execute(
        "COPY (SELECT * FROM read_csv(\(SQLText.literal(source)))) TO \(SQLText.literal(target)) (FORMAT parquet)")
}
