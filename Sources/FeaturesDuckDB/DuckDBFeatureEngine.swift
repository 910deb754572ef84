import Catalog
import DuckDB
public import Features
import Foundation
import StagedFiles

/// Computes features in this process; DuckDB reads and writes the files.
public struct DuckDBFeatureEngine: FeatureEngine {
    /// Two ways to the same features, bit for bit.
    public enum Computation: String, Sendable, CaseIterable {
        /// Block after block of clients, in memory: quick, and as lean as the blocks are small.
        case blocks
        /// By the plan's SQL: what another engine would run.
        case sql
    }

    private let threads: Int
    private let memoryLimitBytes: Int?
    private let badRows: BadRows
    private let computation: Computation
    private let clientsPerBlock: Int
    private let keepsRecords: Bool

    /// Makes an engine.
    ///
    /// - Parameters:
    ///   - threads: threads to use, at least 1.
    ///   - memoryLimitBytes: past it, intermediate results go to disk; nil takes most of the machine's.
    ///   - badRows: what becomes of rows of text that cannot be read.
    ///   - computation: how features are computed.
    ///   - clientsPerBlock: how many clients a block has; the features are the same.
    ///   - keepsRecords: whether every client's records are kept beside the features, for simulations; by blocks only.
    public init(
        threads: Int, memoryLimitBytes: Int? = nil, badRows: BadRows = .stop, computation: Computation = .blocks,
        clientsPerBlock: Int = 2_048, keepsRecords: Bool = false
    ) {
        self.keepsRecords = keepsRecords
        self.threads = max(1, threads)
        self.memoryLimitBytes = memoryLimitBytes
        self.badRows = badRows
        self.computation = computation
        self.clientsPerBlock = clientsPerBlock
    }

    /// Computes a plan's features; see ``FeatureEngine/run(_:on:to:onProgress:)``.
    public func run(
        _ plan: FeaturePlan, on tables: RawTables, to folder: String,
        onProgress: @escaping @Sendable (FeatureStage, Double) -> Void
    ) throws -> FeatureManifest {
        let staged = try StagedPath(.directory, at: folder)
        let spill = staged.path + "/.spill"
        let run = EngineRun(
            plan: plan, tables: tables, place: staged.path, spill: spill, threads: threads,
            memoryLimitBytes: memoryLimitBytes, badRows: badRows, clientsPerBlock: clientsPerBlock,
            keepsRecords: keepsRecords, onProgress: onProgress)
        let manifest =
            switch computation {
            case .blocks: try BlockRun(run).manifest()
            case .sql: try SQLRun(run).manifest()
            }
        try? FileManager.default.removeItem(atPath: spill)
        onProgress(.writing, 1)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try StagedPath.write(encoder.encode(manifest), to: staged.path + "/" + FeatureManifest.FileName.manifest)
        try staged.commit()
        return manifest
    }

    /// An in-memory database.
    func connect() throws -> Connection {
        try reported { try Connection(Database(configuration: DuckDBConfiguration(threads: threads))) }
    }
}
