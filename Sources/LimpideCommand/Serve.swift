import ArgumentParser
import Credit
import Explaining
import Features
import FeaturesDuckDB
import Foundation
import Logging
import Modeling
import Storage
import Web

/// The command `limpide serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the API and the adviser's pages.",
        discussion:
            "Listens on this machine only unless --host says otherwise. Ctrl-C finishes the requests under way and ends."
    )

    @OptionGroup var place: WorkspaceOptions

    @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("Port to listen on; 0 takes a free one.", valueName: "n"))
    var port = 8080

    @Option(help: ArgumentHelp("Language of a person who has chosen none: fr or en.", valueName: "language"))
    var language: PageLanguage = .fr

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port must be between 0 and 65535.") }
    }

    func run() async throws {
        let (digest, bundle) = try ModelRepository(folder: place.models).load(ModelRepository.champion)
        let store = try SQLiteClientStore.open(path: place.database)
        guard store.modelDigest == digest else {
            throw StorageError(
                .outdated,
                "the clients in \(place.workspace) were loaded with another model than the champion: run limpide load again."
            )
        }
        guard let staticFolder = Installation.find("Web/Static") else {
            throw CommandFailure(
                code: .configuration, message: "the folder Web/Static is not beside the program: install it again.")
        }
        let isSynthetic = (try? DuckDBFeatureEngine(threads: 1).manifest(place.features))?.isSynthetic ?? false
        let engine = BundleDecisionEngine(try ScoringModel(bundle), digest: digest, schema: store.schema)
        let settings = WebSettings(
            host: host, port: port, staticFolder: staticFolder, language: language.value,
            notice: isSynthetic
                ? LocalizedText(
                    fr: "Clients fictifs, produits par un générateur : aucune personne réelle.",
                    en: "Made-up clients, produced by a generator: no real person.") : nil)
        var logger = Logger(label: "limpide")
        logger.logLevel = .notice
        try await Web.serve(settings: settings, engine: engine, store: store, logger: logger) { address in
            Terminal.print("Limpide is ready at \(address) (Ctrl-C to stop).")
        }
    }
}
