import Access
import Catalog
import Credit
import Explaining
import Features
import Foundation
import Logging
import Recording
import Storage

/// What every page and route answers from: one model, one store, one set of static files.
struct Site: Sendable {
    let settings: WebSettings
    let engine: any DecisionEngine
    let store: any ClientStore
    let log: (any DecisionLog)?
    let monitoring: (any MonitoringStore)?
    let shelf: (any ModelShelf)?
    let links: LinkKey?
    let print: (@Sendable ([UInt8]) async throws -> [UInt8])?
    let clock: @Sendable () -> Date
    let logger: Logger
    let files: StaticFiles
    let information: ClientInformation
    let gate: Gatekeeper
    let metrics: Metrics
    let description: APIDescription
    /// The features of the model's catalog by name.
    let features: [String: FeatureDefinition]
    let work: WorkQueues
    let recentFiles = RecentFiles()
    /// What the forms of pages are made from.
    let forms: ApplicationForms
    /// What was typed while a session ended.
    let kept = KeptForms()
    let comparing: Comparing
    private let recent = RecentViews()

    init(settings: WebSettings, services: Services, logger: Logger) {
        self.settings = settings
        self.engine = services.engine
        self.store = services.clients
        self.log = services.log
        self.monitoring = services.monitoring
        self.shelf = services.shelf
        self.links = services.links
        self.print = services.print
        self.clock = services.clock
        self.logger = logger
        files = StaticFiles(folder: settings.staticFolder, logger: logger)
        let catalog = engine.catalog
        information = ClientInformation(catalog: catalog)
        let definitions = catalog.definitions
        features = definitions
        work = WorkQueues()
        forms = ApplicationForms(catalog: catalog)
        comparing = Comparing(catalog: catalog, store: services.clients)
        gate = Gatekeeper(
            store: services.accounts, work: work, rate: settings.requestsPerSecond, cost: settings.passwordCost,
            clock: services.clock)
        metrics = Metrics(
            families: services.clients.schema.columns.map { definitions[$0.name]?.family.rawValue ?? "other" })
        description = APIDescription(catalog: catalog)
    }

    /// A client by the number in an address; that somebody looks is recorded.
    ///
    /// - Parameter what: what is shown, as the log calls it.
    func client(_ text: String?, showing what: String, to principal: Principal?) async throws -> StoredClient {
        guard let text, let id = ClientID(text) else { throw Problem.malformedClient }
        guard let client = try await store.client(id) else { throw Problem.unknownClient }
        try note(id, what, principal)
        return client
    }

    /// The features of a client by the number in an address, and nothing else of them; that somebody looks is recorded.
    func features(_ text: String?, showing what: String, to principal: Principal?) async throws -> (
        ClientID, FeatureRow
    ) {
        guard let text, let id = ClientID(text) else { throw Problem.malformedClient }
        guard let features = try await store.features(of: id) else { throw Problem.unknownClient }
        try note(id, what, principal)
        return (id, features)
    }

    /// Records that somebody looks at a client; cheap, and written together with other views.
    ///
    /// The same person's same look within ``RecentViews/span`` seconds is recorded once.
    ///
    /// - Throws: a refusal while views cannot be written: what cannot be recorded is not shown.
    func note(_ client: ClientID, _ what: String, _ principal: Principal?) throws {
        guard let log, let principal, recent.isNew(client, what, by: principal.account, at: gate.now) else { return }
        do {
            try log.noteView(ClientView(of: .client(client), what: what, by: principal.author(for: .readClients)))
        } catch {
            recent.forget(client, what, by: principal.account)
            logger.error("a view could not be recorded", metadata: ["reason": "\(error.message)"])
            throw Problem.unavailable
        }
    }

    /// The decision on a client with its reasons; milliseconds of work, away from the threads that serve requests.
    func explanation(of client: StoredClient) async throws -> Explanation {
        let engine = engine
        return try await work.run { try engine.explanation(for: client.features) }
    }
}
