public import Foundation
import NIOHTTP1

/// A model as the server knows it, before it is registered.
public struct ServerModel: Hashable, Sendable {
    /// The server's name for it, such as `m-…`.
    public let id: String
    /// What a person calls it.
    public let name: String
    /// True when its files are all there.
    public let isReady: Bool
    /// Where its files go.
    public let artifactAddress: String
    /// Its tags.
    public let tags: [String: String]
    /// When the server made it.
    public let created: Date
}

private struct ModelJSON: Decodable, Sendable {
    struct Info: Decodable, Sendable {
        let modelId: String
        let name: String?
        let status: String?
        let artifactUri: String?
        let tags: [Entry]?
        let creationTimestampMs: Int64?
    }
    let info: Info

    var model: ServerModel {
        ServerModel(
            id: info.modelId, name: info.name ?? "", isReady: info.status == "LOGGED_MODEL_READY",
            artifactAddress: info.artifactUri ?? "", tags: (info.tags ?? []).dictionary,
            created: Date(milliseconds: info.creationTimestampMs ?? 0))
    }
}

extension MLflowClient {
    /// Makes a model that waits for its files, in one attempt.
    func makeModel(
        experiment: String,
        run: String,
        name: String,
        parameters: [String: String],
        tags: [String: String]
    ) async throws(TrackingError) -> ServerModel {
        struct Creation: Encodable {
            let experimentId: String
            let name: String
            let sourceRunId: String
            let params: [Entry]
            let tags: [Entry]
        }
        struct Made: Decodable, Sendable { let model: ModelJSON }
        let params = parameters.map { (MLflowKey.of($0.key), MLflowText.parameter($0.value)) }
        return try await send(
            "mlflow/logged-models",
            Creation(
                experimentId: experiment, name: name, sourceRunId: run,
                params: Entry.list(Dictionary(params) { first, _ in first }), tags: Entry.list(tags)),
            attempts: 1, as: Made.self
        ).model.model
    }

    /// A model of the server.
    public func model(_ id: String) async throws(TrackingError) -> ServerModel {
        struct Found: Decodable, Sendable { let model: ModelJSON }
        return try await get("mlflow/logged-models/\(id.percentEncoded)", as: Found.self).model.model
    }

    /// The models of a run.
    public func models(ofRun run: String, experiment: String) async throws(TrackingError) -> [ServerModel] {
        struct Search: Encodable {
            let experimentIds: [String]
            let filter: String
            let maxResults = 50
            let pageToken: String?
        }
        struct Page: Decodable, Sendable {
            let models: [ModelJSON]?
            let nextPageToken: String?
        }
        var models: [ServerModel] = []
        var token: String?
        repeat {
            let page = try await send(
                "mlflow/logged-models/search",
                Search(experimentIds: [experiment], filter: "source_run_id = \(run.quoted)", pageToken: token),
                as: Page.self)
            models += (page.models ?? []).map(\.model)
            token = page.nextPageToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return models
    }

    /// Takes a model back; its files go when the server cleans up.
    public func delete(model id: String) async throws(TrackingError) {
        struct Deletion: Encodable { let modelId: String }
        try await tell("mlflow/logged-models/\(id.percentEncoded)", Deletion(modelId: id), by: .DELETE)
    }

    /// Says that all files of a model are there.
    public func finish(model id: String) async throws(TrackingError) {
        struct Finish: Encodable {
            let modelId: String
            let status = "LOGGED_MODEL_READY"
        }
        try await tell("mlflow/logged-models/\(id.percentEncoded)", Finish(modelId: id), by: .PATCH)
    }

    /// Says that a run made a model; said twice, it is once there.
    public func link(model id: String, toRun run: String) async throws(TrackingError) {
        struct Output: Encodable {
            let modelId: String
            let step = 0
        }
        struct Outputs: Encodable {
            let runId: String
            let models: [Output]
        }
        func isLinked() async throws(TrackingError) -> Bool { try await self.run(run).models.contains(id) }
        // The server refuses what it has already.
        _ = try await create { () async throws(TrackingError) -> Nothing? in
            try await isLinked() ? Nothing() : nil
        } make: { () async throws(TrackingError) -> Nothing in
            do throws(TrackingError) {
                return try await send(
                    "mlflow/runs/outputs", Outputs(runId: run, models: [Output(modelId: id)]), attempts: 1)
            } catch {
                guard error.code == .rejected, try await isLinked() else { throw error }
                return Nothing()
            }
        }
    }
}
