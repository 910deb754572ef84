import ArgumentParser
import Features
import FeaturesDuckDB
import Foundation

/// The command `limpide features`.
struct ComputeFeatures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features", abstract: "Compute the features of raw tables.",
        discussion: "Reads CSV, compressed CSV and Parquet; writes Parquet and a manifest into the workspace.")

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var lender: CatalogOptions
    @OptionGroup var machine: MachineOptions

    @Option(help: ArgumentHelp("Folder of the raw tables.", valueName: "folder"))
    var data: String

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Output: Encodable {
        let features: Int
        let clients: Int
        let labelled: Int
        let seconds: Double
        let peakMemoryBytes: Int
        let tables: [String: Int]
        let rejected: [String: Int]
        let losses: [FeaturePlan.Loss]
    }

    func run() async throws {
        Interruption.watch()
        let clock = ContinuousClock()
        let start = clock.now
        let run = try FeatureRun(
            data: data, catalog: try lender.read(), engine: machine.engine, to: place.features,
            display: ProgressDisplay())
        let output = Output(
            features: run.plan.features.count, clients: run.manifest.clients, labelled: run.manifest.labelled,
            seconds: (clock.now - start) / .seconds(1), peakMemoryBytes: Self.peakMemoryBytes,
            tables: run.manifest.rows, rejected: run.manifest.rejected, losses: run.manifest.losses)
        run.reportRejected(listedIn: place.rejects)
        if json { return try JSONOutput.print(output) }
        for (table, rows) in output.tables.sorted(by: { $0.key < $1.key }) { Terminal.print("\(table): \(rows) rows") }
        Terminal.print("\(output.features) features of \(output.clients) clients in \(place.features).")
    }

    /// The most memory that the process has held, in bytes.
    private static var peakMemoryBytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
}
