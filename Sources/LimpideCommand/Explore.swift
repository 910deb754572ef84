import ArgumentParser
import Credit
import Exploring
import Features
import FeaturesDuckDB
import Foundation
import Markup
import StagedFiles

/// The command `limpide explore`.
struct Explore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Describe a portfolio's features in one page.",
        discussion: """
            Distributions, missing values, links with default, repetitions and oddities, as one HTML file without script. It shows \
            figures over groups of clients, never one client's values.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var lender: CatalogOptions
    @OptionGroup var machine: MachineOptions

    @Option(
        help: ArgumentHelp(
            "Folder of the raw tables; without it, the workspace's features are used.", valueName: "folder"))
    var data: String?

    @Option(help: ArgumentHelp("HTML file to write; exploration.html in the workspace by default.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Language of the page.", valueName: "language"))
    var language: PageLanguage = .fr

    func run() async throws {
        Interruption.watch()
        let catalog = try lender.read()
        let display = ProgressDisplay()
        let run = try data.map { data in
            try FeatureRun(
                data: data, catalog: catalog, engine: machine.workspaceFeatures, to: place.features, display: display)
        }
        let manifest = try machine.features.manifest(place.features)
        let table = try machine.features.load(place.features)
        let exploration = await Exploration(table, manifest: manifest, catalog: catalog)
        var page = Page()
        ExplorationPage(exploration, language: language.value).write(to: &page)
        let file = out ?? place.workspace + "/exploration.html"
        try StagedPath.write(page.bytes, to: file)
        run?.reportRejected(listedIn: place.rejects)
        Terminal.print("\(table.schema.columns.count) features of \(table.count) clients described in \(file).")
    }
}
