import ArgumentParser
import Catalog
import Credit
import Explaining
import Features
import FeaturesDuckDB
import Foundation
import Modeling
import StagedFiles

/// The command `limpide score`.
struct Score: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Score every application in a file, or in a folder of raw tables.",
        discussion: """
            Writes a CSV of client, probability and status, with the workspace's champion.
            A file holds applications alone, as CSV, compressed CSV or Parquet, or whole applicants as JSON lines (.jsonl, .ndjson): \
            what the histories would tell then counts as unknown.
            A JSON line holds one applicant's records by table: {"application": {…}, "bureau": [{…}, …], …}.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var machine: MachineOptions

    @Argument(help: "File of applications.")
    var file: String?

    @Option(help: ArgumentHelp("Folder of the raw tables, histories included.", valueName: "folder"))
    var data: String?

    @Option(help: ArgumentHelp("File of JSON lines, one applicant's records each.", valueName: "file"))
    var records: String?

    @Option(help: ArgumentHelp("CSV file to write.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("Alias or digest of the model.", valueName: "name"))
    var model = ModelRepository.champion

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    func validate() throws {
        guard [file, data, records].count(where: { $0 != nil }) == 1 else {
            throw ValidationError("Give either a file, --data or --records.")
        }
    }

    func run() async throws {
        Interruption.watch()
        let (_, bundle) = try ModelRepository(folder: place.models).load(model)
        if let data { try score(RawTables(folder: data, catalog: bundle.catalog), named: data, bundle) }
        let isLines = file.map { $0.lowercased() }.map { $0.hasSuffix(".jsonl") || $0.hasSuffix(".ndjson") } ?? false
        if let file, !isLines {
            try score(RawTables(rootFile: file, catalog: bundle.catalog), named: file, bundle)
        }
        if let records = records ?? (isLines ? file : nil) {
            try tell(ScoreRecords(bundle).run(records, to: out, display: ProgressDisplay()))
        }
    }

    private func tell(_ summary: ScoreRecords.Summary) throws {
        if json { return try JSONOutput.print(summary) }
        Terminal.print(
            "\(summary.applications) applications scored into \(out): \(summary.granted) granted, \(summary.referred) to be reviewed, \(summary.refused) refused."
        )
    }

    private func score(_ tables: RawTables, named data: String, _ bundle: ModelBundle) throws {
        let scoring = try ScoringModel(bundle)
        let output = try StagedPath(.file, at: out)
        let writer = try FileWriter(creating: output.path)
        let display = ProgressDisplay()
        let folder = place.workspace + "/.scoring-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let run = try FeatureRun(
            tables, named: data, catalog: bundle.catalog, engine: machine.features, to: folder, display: display)
        Self.warnOfMissing(bundle, run.plan.schema, run.plan.histories.map(\.schema))

        try writer.write("\(bundle.catalog.client),probability,status\n")
        let policy = PolicyProgram(bundle.catalog.policies ?? [], schema: run.plan.schema)
        let today = Day(secondsSince1970: Date().timeIntervalSince1970)
        var done = 0, summary = ScoreRecords.Summary()
        try machine.features.forEachBatch(in: folder, of: 50_000) { table, _ in
            let decisions = policy.decisions(
                try scoring.decisions(table, threads: machine.threads), table: table, on: today)
            for (client, decision) in zip(table.clients, decisions) {
                try writer.write("\(client),\(decision.probability.value),\(decision.status.label.fr)\n")
                summary.add(decision.status)
            }
            done += table.count
            display.update("Scoring", Double(done) / Double(max(run.manifest.clients, 1)))
        }
        display.finish()
        try writer.close()
        try output.commit()
        try keepRejects(of: run, in: folder)
        try tell(summary)
    }

    /// Keeps the list of rows left out in the workspace, since the features that were scored go; an older list goes too.
    private func keepRejects(of run: FeatureRun, in folder: String) throws {
        let list = place.workspace + "/scored-" + FeatureManifest.FileName.rejects
        try? FileManager.default.removeItem(atPath: list)
        guard !run.manifest.rejected.isEmpty else { return }
        let data = try Data(contentsOf: URL(filePath: folder + "/" + FeatureManifest.FileName.rejects))
        try StagedPath.write(data, to: list)
        run.reportRejected(listedIn: list)
    }

    /// Says which of the model's features the data cannot give.
    static func warnOfMissing(_ bundle: ModelBundle, _ schema: FeatureSchema, _ histories: [HistorySchema]) {
        let missing = bundle.missing(from: schema, histories: histories.map(\.name))
        guard !missing.isEmpty else { return }
        Terminal.error(
            "warning: the model uses \(missing.count) features that this data does not give; they count as unknown (\(missing.prefix(3).joined(separator: ", "))\(missing.count > 3 ? " …" : ""))."
        )
    }
}
