import Catalog
import Credit
import Explaining
import Logging
import Storage

/// What every page and route answers from: one model, one store, one set of static files.
struct Site: Sendable {
    let settings: WebSettings
    let engine: any DecisionEngine
    let store: any ClientStore
    let logger: Logger
    let files: StaticFiles
    let information: ClientInformation
    /// The features of the model's catalog by name.
    let features: [String: FeatureDefinition]
    private let work: WorkQueues

    init(settings: WebSettings, engine: any DecisionEngine, store: any ClientStore, logger: Logger) {
        self.settings = settings
        self.engine = engine
        self.store = store
        self.logger = logger
        files = StaticFiles(folder: settings.staticFolder, logger: logger)
        let catalog = engine.catalog
        information = ClientInformation(catalog: catalog)
        features = catalog.definitions
        work = WorkQueues()
    }

    /// A client by the number in an address.
    func client(_ text: String?) async throws -> StoredClient {
        guard let text, let id = ClientID(text) else { throw Problem.malformedClient }
        guard let client = try await store.client(id) else { throw Problem.unknownClient }
        return client
    }

    /// The decision on a client, in microseconds.
    func decision(on client: StoredClient) throws -> Decision { try engine.decision(for: client.features) }

    /// The decision on a client with its reasons; milliseconds of work, away from the threads that serve requests.
    func explanation(of client: StoredClient) async throws -> Explanation {
        let engine = engine
        return try await work.run { try engine.explanation(for: client.features) }
    }
}
