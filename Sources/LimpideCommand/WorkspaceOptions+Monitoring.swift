import Catalog
import Credit
import Foundation
import Modeling
import Monitoring
import Recording
import Storage
import Watching

extension WorkspaceOptions {
    /// The history of indicators and the alerts.
    var monitoring: String { workspace + "/monitoring.sqlite" }
    /// The settings of the monitor.
    var monitoringSettings: String { workspace + "/monitoring.json" }

    /// The catalog of the champion; nil without one.
    func championCatalog() -> LenderCatalog? {
        (try? ModelRepository(folder: models).load(ModelRepository.champion))?.bundle.catalog
    }

    /// Words for alerts, with the columns' names of the champion's catalog.
    func words() -> AlertWords { Self.words(of: championCatalog()) }

    /// Words for alerts, with a catalog's names of columns.
    static func words(of catalog: LenderCatalog?) -> AlertWords {
        let labels = (catalog?.definitions ?? [:]).mapValues(\.label)
        return AlertWords { column in
            labels[column].map { $0.map { $0.prefix(1).uppercased() + $0.dropFirst() } }
                ?? LocalizedText(fr: column, en: column)
        }
    }

    /// What is watched: a model's decisions in a log.
    ///
    /// - Parameters:
    ///   - settings: Read settings.
    ///   - language: The language of messages.
    /// - Throws: `MonitoringError`, `StorageError`, ``CommandFailure`` when the model does not describe its population.
    func watch(
        _ log: any DecisionLog, digest: String, bundle: ModelBundle, settings: MonitoringSettings,
        store: any MonitoringStore, language: Language, threads: Int
    ) throws -> Watch {
        guard let profile = bundle.population else {
            throw CommandFailure(
                code: .data,
                message:
                    "the model \(digest.prefix(12)) does not describe the population it was made on: train it again.")
        }
        let scores = try DriftScores(bundle, named: String(digest.prefix(12)), threads: threads)
        return Watch(
            log: log, store: store,
            model: Watch.Model(
                digest: digest, profile: profile, approvalRate: bundle.populationApprovalRate,
                missedDefault: bundle.decision.cost.missedDefault,
                refusedGoodClient: bundle.decision.cost.refusedGoodClient,
                effects: { columns, sample in
                    // Twenty columns tell what matters; each costs a scoring.
                    try scores.effects(
                        of: Array(columns.prefix(20)), current: sample.features, reference: profile, most: 2_000)
                }),
            settings: settings,
            receivers: try receivers(
                of: settings, secrets: Secrets(variables: ProcessInfo.processInfo.environment)),
            tongue: Watch.Tongue(
                lender: bundle.catalog.title[language], language: language, words: Self.words(of: bundle.catalog)),
            threads: threads, clock: { Date() })
    }

    /// Reads the settings of the monitor.
    ///
    /// - Parameter file: Where they are; nil for the workspace's, which may be absent: then all is usual.
    func readMonitoringSettings(_ file: String?) throws -> MonitoringSettings {
        let path = file ?? monitoringSettings
        guard let usual = WindowLength("1d") else {
            throw CommandFailure(code: .software, message: "the usual window is none.")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            guard file == nil else {
                throw CommandFailure(code: .noInput, message: "there is no file \(path): check --settings.")
            }
            return MonitoringSettings(window: usual)
        }
        do {
            return try MonitoringSettings(json: data, window: usual)
        } catch {
            throw CommandFailure(code: .configuration, message: "\(path): \(error.message)")
        }
    }
}

extension MonitorOptions {
    /// Where the settings are, for messages.
    var settingsFile: String { settings ?? place.monitoringSettings }

    /// Opens everything that watching needs.
    func openWatch(threads: Int) async throws -> Watch {
        let store = try openStore()
        let read = try place.readMonitoringSettings(settings)
        let (digest, bundle) = try ModelRepository(folder: place.models).load(ModelRepository.champion)
        return try place.watch(
            try await stores.openLog(place, creating: false).log, digest: digest, bundle: bundle, settings: read,
            store: store,
            language: language.value, threads: threads)
    }
}
