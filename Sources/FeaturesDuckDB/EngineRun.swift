import Catalog
import DuckDB
import Features
import Foundation

/// What one run of the engine works on.
struct EngineRun {
    let plan: FeaturePlan
    let tables: RawTables
    /// The folder that is being written.
    let place: String
    /// Where intermediate results go that memory does not hold.
    let spill: String
    let threads: Int
    let memoryLimitBytes: Int?
    let badRows: BadRows
    let clientsPerBlock: Int
    let keepsRecords: Bool
    let onProgress: @Sendable (FeatureStage, Double) -> Void

    /// A file of the folder.
    func path(_ name: String) -> String { place + "/" + name }

    /// An in-memory database that spills.
    func database(memoryLimitBytes: Int?) throws -> Database {
        try reported {
            try Database(
                configuration: DuckDBConfiguration(
                    threads: threads, memoryLimitBytes: memoryLimitBytes, temporaryDirectory: spill))
        }
    }

    /// What the manifest says of a run.
    func manifest(
        engine: String, clients: Int, labelled: Int, rows: [String: Int], rejected: [String: Int],
        impossible: [String: [String: Int]], parts: Int
    ) throws -> FeatureManifest {
        FeatureManifest(
            catalog: "\(plan.catalog.name) \(plan.catalog.version)", engine: engine, schema: plan.schema,
            histories: plan.histories.map(\.schema), clients: clients, labelled: labelled, rows: rows,
            rejected: rejected, impossible: impossible, parts: parts,
            losses: plan.losses, isSynthetic: tables.isSynthetic)
    }

    /// Each table's share of the reading, by the size of its files.
    var weights: [String: Double] {
        let sizes = tables.files.filter { name, _ in plan.tables.contains { $0.name == name } }.mapValues { files in
            files.reduce(1.0) { sum, file in
                let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
                let bytes = (attributes?[.size] as? NSNumber)?.doubleValue ?? 0
                return sum + bytes * (file.format == .csv ? 1 : 5)
            }
        }
        let total = sizes.values.reduce(0, +)
        return sizes.mapValues { $0 / total }
    }
}

/// Runs `body` and reports meanwhile how far the connection's query is, ten times a second.
@discardableResult
func watch<Result>(
    _ connection: Connection, _ report: @escaping @Sendable (Double) -> Void, _ body: () throws -> Result
) rethrows -> Result {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 0.1, repeating: 0.1)
    timer.setEventHandler { if let progress = connection.progress { report(progress) } }
    timer.resume()
    defer { timer.cancel() }
    return try body()
}

/// Turns DuckDB's errors into sentences that hold no row values.
@discardableResult
func reported<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as DuckDBError {
        throw FeatureError(duckDB: error)
    }
}

extension FeatureError {
    init(duckDB error: DuckDBError) {
        switch error.code {
        case .libraryMissing: self.init(.engine, error.message)
        case .interrupted: self.init(.interrupted, "the computation was stopped.")
        case .outOfMemory:
            if error.message.contains("No space left") || error.message.contains("max_temp_directory_size") {
                self.init(.cannotWrite, "the disk is full: free some space and run again.")
            } else {
                self.init(
                    .engine, "there is not enough memory: give more with --memory, or free some disk space to spill to."
                )
            }
        case .ioFailed where error.message.contains("No space left") || error.message.contains("Could not write"):
            self.init(.cannotWrite, "the result cannot be written: the disk is full or not writable.")
        default: self.init(.engine, "DuckDB could not compute the features (\(error.code)).")
        }
    }
}
