import ArgumentParser
import Catalog
import Credit
import Exploring
import Features
import FeaturesDuckDB
import Foundation
import Markup
import StagedFiles

/// The command `limpide features`.
struct ComputeFeatures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features", abstract: "Compute the features of raw tables.",
        discussion: "Reads CSV, compressed CSV and Parquet; writes Parquet, a manifest and a report into the workspace."
    )

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var lender: CatalogOptions
    @OptionGroup var machine: MachineOptions

    @Option(help: ArgumentHelp("Folder of the raw tables.", valueName: "folder"))
    var data: String

    @Option(help: ArgumentHelp("Language of the report.", valueName: "language"))
    var language: PageLanguage = .fr

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    /// How many columns the report has in memory together: enough to open the files seldom.
    private static let columnsAtOnce = 32

    func run() async throws {
        Interruption.watch()
        let clock = ContinuousClock()
        let start = clock.now
        let catalog = try lender.read()
        let run = try FeatureRun(
            data: data, catalog: catalog, engine: machine.workspaceFeatures, to: place.features,
            display: ProgressDisplay())
        let seconds = (clock.now - start) / .seconds(1)
        let peak = Self.peakMemoryBytes
        var tally = FeatureTally(catalog: catalog, threads: machine.threads)
        try machine.features.forEachColumnGroup(in: place.features, of: Self.columnsAtOnce) { tally.add($0) }
        let report = FeatureReport(tally, manifest: run.manifest, seconds: seconds, peakMemoryBytes: peak)
        try write(report, run.manifest.schema, catalog)
        run.reportRejected(listedIn: place.rejects)
        if json { return try JSONOutput.print(report) }
        for (table, rows) in report.tables.sorted(by: { $0.key < $1.key }) {
            Terminal.print("\(table): \(rows) row\(rows == 1 ? "" : "s")")
        }
        Terminal.print("\(report.features) features of \(report.clients) clients in \(place.features).")
    }

    /// Puts the report beside the features, for programs and for people.
    private func write(_ report: FeatureReport, _ schema: FeatureSchema, _ catalog: LenderCatalog) throws {
        let page = FeatureReportPage(report, schema: schema, catalog: catalog, language: language.value)
        let folder = place.features + "/"
        try StagedPath.write(
            Array(JSONOutput.data(report)) + [UInt8(ascii: "\n")], to: folder + FeatureReport.FileName.json)
        try StagedPath.write(Page.text(of: page).utf8, to: folder + FeatureReport.FileName.page)
    }

    /// The most memory that the process has held, in bytes.
    private static var peakMemoryBytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }
}
