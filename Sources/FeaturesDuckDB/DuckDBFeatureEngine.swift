import Catalog
import DuckDB
public import Features
import Foundation
import StagedFiles

/// Computes features with DuckDB, in this process.
public struct DuckDBFeatureEngine: FeatureEngine {
    private let threads: Int
    private let memoryLimitBytes: Int?
    private let badRows: BadRows

    /// Makes an engine.
    ///
    /// - Parameters:
    ///   - threads: threads to use, at least 1.
    ///   - memoryLimitBytes: past it, intermediate results go to disk; nil leaves DuckDB's own limit.
    ///   - badRows: what becomes of rows of text that cannot be read.
    public init(threads: Int, memoryLimitBytes: Int? = nil, badRows: BadRows = .stop) {
        self.threads = max(1, threads)
        self.memoryLimitBytes = memoryLimitBytes
        self.badRows = badRows
    }

    /// Computes a plan's features; see ``FeatureEngine/run(_:on:to:onProgress:)``.
    public func run(
        _ plan: FeaturePlan, on tables: RawTables, to folder: String,
        onProgress: @escaping @Sendable (FeatureStage, Double) -> Void
    ) throws -> FeatureManifest {
        let staged = try StagedPath(.directory, at: folder)
        let place = staged.path
        let spill = place + "/.spill"
        let connection = try connect(spillingTo: spill)
        let loader = RawTableLoader(connection: connection, badRows: badRows)
        let rejects = RejectsList(at: place + "/" + FeatureManifest.FileName.rejects)

        let weights = Self.weights(tables)
        let sql = FeatureSQL(plan, dialect: DuckDBDialect())
        var rows: [String: Int] = [:]
        var done = 0.0
        for table in plan.tables {
            let start = done, share = weights[table.name] ?? 0
            let files = tables.files[table.name] ?? []
            let isRoot = table.name == plan.catalog.root
            rows[table.name] = try watch(connection, { onProgress(.reading, start + share * $0 * 0.7) }) {
                try loader.load(table, from: files, rejects: rejects)
            }
            if isRoot { try loader.checkRoot(plan.catalog) }
            try watch(connection, { onProgress(.reading, start + share * (0.7 + $0 * 0.3)) }) {
                for statement in sql.statements(of: table) { try reported { try connection.execute(statement.sql) } }
            }
            // A folded table's rows are needed no more: memory holds one raw table at a time.
            if !isRoot { try reported { try connection.execute(loader.dropping(table)) } }
            done += share
        }
        for statement in sql.results { try reported { try connection.execute(statement.sql) } }
        func path(_ name: String) -> String { place + "/" + name }
        try watch(connection, { onProgress(.writing, $0) }) {
            try copy("features", to: path(FeatureManifest.FileName.features), connection)
            try copy("information", to: path(FeatureManifest.FileName.information), connection)
        }
        onProgress(.writing, 1)

        let manifest = FeatureManifest(
            catalog: "\(plan.catalog.name) \(plan.catalog.version)", engine: "DuckDB \(try DuckDBLibrary.version)",
            schema: plan.schema, clients: rows[plan.catalog.root] ?? 0, labelled: try loader.labelled(plan.catalog),
            rows: rows, rejected: try rejects.finish(), losses: plan.losses, isSynthetic: tables.isSynthetic)
        try? FileManager.default.removeItem(atPath: spill)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try StagedPath.write(encoder.encode(manifest), to: path(FeatureManifest.FileName.manifest))
        try staged.commit()
        return manifest
    }

    private func copy(_ view: String, to path: String, _ connection: Connection) throws {
        try reported {
            try connection.execute(
                "COPY (SELECT * FROM \(SQLText.identifier(view))) TO \(SQLText.literal(path)) (FORMAT parquet, COMPRESSION zstd)"
            )
        }
    }

    /// An in-memory database that spills into a folder.
    func connect(spillingTo folder: String?) throws -> Connection {
        try reported {
            let database = try Database(
                configuration: DuckDBConfiguration(
                    threads: threads, memoryLimitBytes: memoryLimitBytes, temporaryDirectory: folder))
            return try Connection(database)
        }
    }

    /// Each table's share of the reading, by the size of its files.
    private static func weights(_ tables: RawTables) -> [String: Double] {
        let sizes = tables.files.mapValues { files in
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
private func watch<Result>(
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
