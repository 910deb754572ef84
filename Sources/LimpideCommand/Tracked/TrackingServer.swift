import Catalog
import Foundation
import Modeling
import Tracking

/// The MLflow server that the environment names, and what of this workspace it is told.
struct TrackingServer: Sendable {
    let store: RunStore
    let client: MLflowClient

    /// The server of `MLFLOW_TRACKING_URI`; nil when it is not set.
    ///
    /// - Throws: `TrackingError` when a variable has a value that makes no sense.
    init?(_ place: WorkspaceOptions) throws {
        guard let settings = try MLflowSettings() else { return nil }
        store = RunStore(folder: place.runs)
        client = try MLflowClient(settings)
    }

    /// Sends a run.
    var publisher: RunPublisher { RunPublisher(store: store, client: client) }

    /// Lets the aliases on the server point where they point in the workspace.
    ///
    /// - Parameter again: an alias to tell of though the server was told.
    /// - Returns: what moved; the digests that the server has no version of.
    func pushAliases(of repository: ModelRepository, again: String? = nil) async throws -> AliasPublisher.Outcome {
        var byName: [String: [String: String]] = [:]
        for (alias, digest) in repository.aliases {
            // A model that cannot be read has no name there.
            guard let bundle = try? repository.load(digest).bundle else { continue }
            byName[bundle.catalog.name, default: [:]][alias] = digest
        }
        var outcome = AliasPublisher.Outcome()
        for (name, aliases) in byName.sorted(by: { $0.key < $1.key }) {
            let done = try await AliasPublisher(store: store, client: client).push(
                aliases, of: name, again: again)
            outcome.moved.merge(done.moved) { $1 }
            outcome.absent.merge(done.absent) { $1 }
        }
        return outcome
    }

    /// Moves the aliases after a change in the workspace, and says on standard error what could not be done.
    ///
    /// - Parameter alias: the one that was moved here by hand.
    static func follow(_ place: WorkspaceOptions, moved alias: String? = nil) async {
        do {
            guard let server = try TrackingServer(place) else { return }
            let outcome = try await server.pushAliases(of: ModelRepository(folder: place.models), again: alias)
            for (alias, number) in outcome.moved.sorted(by: { $0.key < $1.key }) {
                Terminal.print("On \(server.client.settings): \(alias) is version \(number).")
            }
            for (alias, digest) in outcome.absent.sorted(by: { $0.key < $1.key }) {
                Terminal.error(
                    "warning: \(server.client.settings) has no version of the model \(digest.prefix(12)), so \(alias) did not move there: limpide runs push sends what was kept of its run."
                )
            }
        } catch {
            let reason = (error as? TrackingError)?.message ?? "the models cannot be read."
            Terminal.error(
                "warning: the alias did not move on the MLflow server: \(reason) limpide runs push moves it later.")
        }
    }
}
