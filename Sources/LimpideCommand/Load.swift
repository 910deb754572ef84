import ArgumentParser
import Catalog
import Credit
import Explaining
import Features
import FeaturesDuckDB
import Foundation
import Modeling
import Storage

/// The command `limpide load`.
struct Load: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put clients where the server finds them.",
        discussion: """
            Computes the features of the raw tables with the champion's catalog, scores every client, and replaces the workspace's \
            clients in one transaction: until the end the server sees the clients of before. Keeps every client's records for \
            simulations, and computes once what is asked about the portfolio as a whole.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions
    @OptionGroup var machine: MachineOptions

    @Option(
        help: ArgumentHelp(
            "Folder of the raw tables; without it, the workspace's features are used.", valueName: "folder"))
    var data: String?

    func run() async throws {
        Interruption.watch()
        let (digest, bundle) = try ModelRepository(folder: place.models).load(ModelRepository.champion)
        let scoring = try ScoringModel(bundle)
        let display = ProgressDisplay()
        let run = try data.map { data in
            try FeatureRun(
                data: data, catalog: bundle.catalog, engine: machine.workspaceFeatures, to: place.features,
                display: display)
        }
        let manifest = try machine.features.manifest(place.features)
        Score.warnOfMissing(bundle, manifest.schema, manifest.histories ?? [])
        var records = RecordFiles(in: place.features, manifest: manifest)
        if records == nil {
            Terminal.error(
                "warning: these features were computed without clients' records, so nothing can be simulated: run limpide load --data."
            )
        }
        // Kept on the disk until the clients are replaced: readers and other writers do not wait for the survey.
        let spool = try ColumnSpool(in: place.workspace)
        let portfolio = try PortfolioBuilder(scoring, threads: machine.threads).portfolio(
            of: place.features, manifest: manifest, engine: machine.features,
            onProgress: { display.update("Surveying the portfolio", $0) }, keep: { try spool.append($0, $1) })
        let policy = PolicyProgram(bundle.catalog.policies ?? [], schema: manifest.schema)
        let today = Day(secondsSince1970: Date().timeIntervalSince1970)
        var done = 0, scores: [Float] = []
        let count = try stores.replaceClients(
            place, schema: bundle.storing(manifest.schema), modelDigest: digest, threshold: bundle.decision.value,
            portfolio: portfolio.encoded(),
            columns: { keep in
                try spool.forEach(keep)
                let limit = Float(bundle.decision.value.probability.value)
                try keep(ColumnName.score, PortfolioColumn(scores, edges: [limit]).encoded())
            }
        ) { insert in
            try machine.features.forEachBatch(in: place.features, of: 10_000) { table, information in
                let table = bundle.storing(table, threads: machine.threads)
                let decisions = policy.decisions(
                    try scoring.decisions(table, threads: machine.threads), table: table, on: today)
                for row in 0..<table.count {
                    let client = StoredClient(
                        id: table.clients[row], features: table.row(row), information: information.row(row))
                    try insert(client, decisions[row], try records?.records(of: client.id.rawValue))
                }
                scores += decisions.map { Float($0.probability.value) }
                done += table.count
                display.update("Loading clients", Double(done) / Double(max(manifest.clients, 1)))
            }
        }
        display.finish()
        run?.reportRejected(listedIn: place.rejects)
        Terminal.print("\(count) clients loaded into \(stores.store == nil ? place.workspace : "the database").")
    }
}

extension InformationTable {
    /// One client's columns by name.
    func row(_ index: Int) -> [String: RawValue] {
        var values: [String: RawValue] = [:]
        for (name, column) in zip(names, columns) {
            switch column {
            case .numbers(let numbers): values[name] = numbers[index].isNaN ? .missing : .number(numbers[index])
            case .words(let codes, let levels):
                values[name] = codes[index] < 0 ? .missing : .text(levels[Int(codes[index])])
            }
        }
        return values
    }
}
