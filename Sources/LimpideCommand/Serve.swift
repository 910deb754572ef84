import ArgumentParser
import Catalog
import Credit
import Explaining
import Features
import FeaturesDuckDB
import Foundation
import Logging
import Modeling
import Monitoring
import Recording
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
    @OptionGroup var stores: StoreOptions

    @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("Port to listen on; 0 takes a free one.", valueName: "n"))
    var port = 8080

    @Option(help: ArgumentHelp("Language of a person who has chosen none: fr or en.", valueName: "language"))
    var language: PageLanguage = .fr

    @Option(help: ArgumentHelp("Certificate and those that vouch for it, in PEM.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("Private key of the certificate, in PEM.", valueName: "file"))
    var tlsKey: String?

    @Option(
        name: .customLong("trusted-proxy"),
        help: ArgumentHelp(
            "Address of a proxy that encrypts and tells who asks; may be given more than once.", valueName: "address"))
    var trustedProxies: [String] = []

    @Option(help: ArgumentHelp("Requests a second that one caller may make; 0 for any number.", valueName: "n"))
    var rateLimit = 200.0

    @Option(
        help: ArgumentHelp(
            "Amount of a loan above which two reviewers must agree; one suffices without.", valueName: "amount"))
    var secondAbove: Double?

    @Option(
        help: ArgumentHelp(
            "Feature that holds the amount asked for; the one by which the catalog counts losses by default.",
            valueName: "name"))
    var amountFeature: String?

    @Option(help: ArgumentHelp("Watch the decisions in the background, looking so often, as 15m.", valueName: "time"))
    var monitor: String?

    func validate() throws {
        if let monitor, WindowLength(monitor) == nil { throw ValidationError("--monitor is written as 15m, 1h or 1d.") }
        guard (0...65535).contains(port) else { throw ValidationError("--port must be between 0 and 65535.") }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("Give both --tls-certificate and --tls-key, or neither.")
        }
        guard rateLimit >= 0, rateLimit.isFinite else { throw ValidationError("--rate-limit must be 0 or more.") }
    }

    func run() async throws {
        let (digest, bundle) = try ModelRepository(folder: place.models).load(ModelRepository.champion)
        let (store, loaded) = try await stores.openClients(place)
        guard loaded == digest else {
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
        let generation = try await store.generation()
        let portfolio = try await store.portfolio().map { try Portfolio($0) }
        let engine = BundleDecisionEngine(
            try ScoringModel(bundle), digest: digest, schema: store.schema, portfolio: portfolio)
        let settings = WebSettings(
            host: host, port: port, staticFolder: staticFolder, language: language.value,
            notice: isSynthetic
                ? LocalizedText(
                    fr: "Clients fictifs, produits par un générateur : aucune personne réelle.",
                    en: "Made-up clients, produced by a generator: no real person.") : nil,
            encryption: encryption, trustedProxies: Set(trustedProxies),
            requestsPerSecond: rateLimit > 0 ? rateLimit : nil, secondAbove: secondAbove,
            amountFeature: amountFeature ?? bundle.catalog.amounts?.credit,
            version: Limpide.configuration.version)
        let accounts = try await stores.openAccounts(place)
        let (log, key) = try await stores.openLog(place, creating: true)
        if try await accounts.accounts().isEmpty {
            Terminal.error("warning: nobody can sign in yet; `limpide users add` makes an account.")
        }
        // Counted before the first person asks.
        _ = try await store.spread()
        var logger = Logger(label: "limpide")
        logger.logLevel = .notice
        let monitoring = try SQLiteMonitoringStore(path: place.monitoring)
        var services = Services(
            engine: engine, clients: store, accounts: accounts, log: log, monitoring: monitoring,
            shelf: WorkspaceShelf(place), links: key.links)
        if let printer = PagePrinter() { services.print = { try await printer.pdf(of: $0) } }
        let watching = try monitor.flatMap(WindowLength.init).map { every in
            try BackgroundWatch(
                place, log: log, digest: digest, bundle: bundle, store: monitoring, language: language.value,
                every: every.seconds, logger: logger
            ).start()
        }
        let renewing = PortfolioRenewal(store: store, engine: engine, generation: generation, logger: logger).start()
        defer {
            watching?.cancel()
            renewing.cancel()
        }
        try await Web.serve(settings: settings, services: services, logger: logger) { address in
            Terminal.print("Limpide is ready at \(address) (Ctrl-C to stop).")
        }
        try await log.flush()
    }

    private var encryption: WebSettings.Encryption? {
        guard let tlsCertificate, let tlsKey else { return nil }
        return WebSettings.Encryption(certificate: tlsCertificate, key: tlsKey)
    }
}
