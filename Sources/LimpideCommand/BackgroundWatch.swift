import Credit
import Foundation
import Logging
import Modeling
import Monitoring
import Recording
import Storage
import Watching

/// Watches the decisions while the server serves.
struct BackgroundWatch: Sendable {
    private let place: WorkspaceOptions
    private let log: any DecisionLog
    private let digest: String
    private let bundle: ModelBundle
    private let settings: MonitoringSettings
    private let store: any MonitoringStore
    private let language: Language
    private let seconds: Int
    private let logger: Logger

    /// Prepares to watch; settings that are wrong stop the start of the server, not the night after.
    init(
        _ place: WorkspaceOptions, log: any DecisionLog, digest: String, bundle: ModelBundle,
        store: any MonitoringStore, language: Language, every seconds: Int, logger: Logger
    ) throws {
        self.place = place
        self.log = log
        self.digest = digest
        self.bundle = bundle
        self.store = store
        self.language = language
        self.seconds = seconds
        self.logger = logger
        settings = try place.readMonitoringSettings(nil)
    }

    /// Looks and tells again and again until cancelled; a look that fails is logged, and the next one is made all the same.
    ///
    /// One thread is used: requests come first.
    func start() -> Task<Void, Never> {
        Task(priority: .background) {
            while !Task.isCancelled {
                do {
                    let watch = try place.watch(
                        log, digest: digest, bundle: bundle, settings: settings, store: store, language: language,
                        threads: 1)
                    let look = try await watch.look()
                    if !look.opened.isEmpty {
                        logger.warning("alerts were opened", metadata: ["count": "\(look.opened.count)"])
                    }
                    for (channel, reason) in try await watch.tell().failures {
                        logger.error(
                            "a receiver of alerts could not be reached",
                            metadata: ["channel": "\(channel)", "reason": "\(reason)"])
                    }
                } catch is CancellationError {
                    return
                } catch {
                    logger.error(
                        "the decisions could not be watched",
                        metadata: ["reason": "\(Failure.explain(error)?.sentence ?? "unknown")"])
                }
                try? await Task.sleep(for: .seconds(seconds))
            }
        }
    }
}
