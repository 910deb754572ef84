import ArgumentParser
import Catalog
import Credit
import Features
import FeaturesDuckDB
import Foundation

/// Where things live.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: ArgumentHelp("Folder of features, models and clients.", valueName: "folder"))
    var workspace = "workspace"

    /// The folder of the feature table.
    var features: String { workspace + "/features" }
    /// The rows that were left out of the feature table.
    var rejects: String { features + "/" + FeatureManifest.FileName.rejects }
    /// The folder of models.
    var models: String { workspace + "/models" }
    /// What searches found.
    var search: SearchFolder { SearchFolder(path: workspace + "/search") }
    /// The runs kept.
    var runs: String { workspace + "/runs" }
    /// The clients served.
    var database: String { workspace + "/limpide.sqlite" }
    /// Who may use the server.
    var accounts: String { workspace + "/accounts.sqlite" }
}

/// Which lender.
struct CatalogOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the lender's catalog; Home Credit's by default.", valueName: "folder"))
    var catalog: String?

    /// Reads and checks the catalog; nil when none is named and Home Credit's is not beside the program.
    func readIfThere() throws -> LenderCatalog? {
        catalog == nil && Installation.find("Catalogs/home-credit") == nil ? nil : try read()
    }

    /// Reads and checks the catalog.
    func read() throws -> LenderCatalog {
        guard let folder = catalog ?? Installation.find("Catalogs/home-credit") else {
            throw CommandFailure(
                code: .configuration,
                message: "the Home Credit catalog is not beside the program: name a catalog with --catalog.")
        }
        guard FileManager.default.fileExists(atPath: folder) else {
            throw CommandFailure(code: .noInput, message: "there is no catalog folder \(folder): check --catalog.")
        }
        return try LenderCatalog(folder: folder)
    }
}

/// How much of the machine to use, and what becomes of rows that cannot be read.
struct MachineOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Threads to use; all cores by default.", valueName: "n"))
    var threads = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: ArgumentHelp("Memory for tables, as 4GB; past it, work spills to disk.", valueName: "size"))
    var memory: ByteCount?

    @Flag(help: "Leave out rows that cannot be read, and list them in rejects.csv.")
    var skipBadRows = false

    @Option(help: ArgumentHelp("How to compute: block after block of clients, or by SQL.", valueName: "way"))
    var engine = ComputationName.blocks

    func validate() throws {
        guard (1...1024).contains(threads) else { throw ValidationError("--threads must be between 1 and 1024.") }
    }

    /// The engine that computes features.
    var features: DuckDBFeatureEngine { features(keepsRecords: false) }

    /// The engine that computes a workspace's features and keeps clients' records beside them, for simulations.
    var workspaceFeatures: DuckDBFeatureEngine { features(keepsRecords: true) }

    private func features(keepsRecords: Bool) -> DuckDBFeatureEngine {
        DuckDBFeatureEngine(
            threads: threads, memoryLimitBytes: memory?.bytes, badRows: skipBadRows ? .skip : .stop,
            computation: engine.value, keepsRecords: keepsRecords)
    }
}

/// A way to compute features as a person types it.
enum ComputationName: String, CaseIterable, ExpressibleByArgument {
    case blocks, sql

    /// The way.
    var value: DuckDBFeatureEngine.Computation { self == .blocks ? .blocks : .sql }
}

/// A size as a person writes it: `512MB`, `4GB`.
struct ByteCount: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        let units: [(String, Double)] = [("GB", 1e9), ("MB", 1e6), ("G", 1e9), ("M", 1e6)]
        let text = argument.uppercased().filter { $0 != " " }
        guard let unit = units.first(where: { text.hasSuffix($0.0) }), let value = Double(text.dropLast(unit.0.count)),
            value > 0, value * unit.1 >= 1e8, value * unit.1 < 1e15
        else { return nil }
        bytes = Int(value * unit.1)
    }
}

/// Finds what is installed with the program.
enum Installation {
    /// A file or folder beside the program, in `share/limpide` of its installation, in a folder above it (a checkout), or here.
    static func find(_ name: String) -> String? {
        var places: [String] = []
        if let home = ProcessInfo.processInfo.environment["LIMPIDE_HOME"] { places.append(home) }
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        places.append(program.appending(path: "../share/limpide").path(percentEncoded: false))
        var folder = program
        while folder.pathComponents.count > 1 {
            places.append(folder.path(percentEncoded: false))
            folder.deleteLastPathComponent()
        }
        places.append(FileManager.default.currentDirectoryPath)
        return places.map { $0 + "/" + name }.first { FileManager.default.fileExists(atPath: $0) }
    }
}

/// A language as a person types it.
enum PageLanguage: String, CaseIterable, ExpressibleByArgument {
    case fr, en

    /// The language.
    var value: Language { self == .fr ? .fr : .en }
}
