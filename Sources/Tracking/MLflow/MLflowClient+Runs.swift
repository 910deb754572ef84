public import Foundation

/// A run as the server knows it.
public struct ServerRun: Hashable, Sendable {
    /// The server's name for it.
    public let id: String
    /// The experiment's number.
    public let experiment: String
    /// What a person calls it.
    public let name: String
    /// Such as `RUNNING` or `FINISHED`.
    public let status: String
    /// Where its files go.
    public let artifactAddress: String
    /// Its tags, the server's own among them.
    public let tags: [String: String]
    /// Its parameters.
    public let parameters: [String: String]
    /// The server's names of the models that it made.
    public let models: [String]
}

struct RunJSON: Decodable, Sendable {
    struct Info: Decodable, Sendable {
        let runId: String
        let experimentId: String
        let runName: String?
        let status: String?
        let artifactUri: String?
    }
    struct Content: Decodable, Sendable {
        let tags: [Entry]?
        let params: [Entry]?
    }
    struct Outputs: Decodable, Sendable {
        struct Output: Decodable, Sendable { let modelId: String }
        let modelOutputs: [Output]?
    }
    let info: Info
    let data: Content?
    let outputs: Outputs?

    var run: ServerRun {
        ServerRun(
            id: info.runId, experiment: info.experimentId, name: info.runName ?? "", status: info.status ?? "",
            artifactAddress: info.artifactUri ?? "", tags: (data?.tags ?? []).dictionary,
            parameters: (data?.params ?? []).dictionary,
            models: (outputs?.modelOutputs ?? []).map(\.modelId))
    }
}

extension MLflowClient {
    /// The number of an experiment, which is made when it is not there.
    ///
    /// - Throws: `rejected` when the experiment was deleted on the server.
    public func experiment(named name: String) async throws(TrackingError) -> String {
        try await create {
            () async throws(TrackingError) -> String? in
            try await experimentThatIs(named: name)
        } make: { () async throws(TrackingError) -> String in
            struct Creation: Encodable { let name: String }
            struct Made: Decodable, Sendable { let experimentId: String }
            do throws(TrackingError) {
                return try await send("mlflow/experiments/create", Creation(name: name), attempts: 1, as: Made.self)
                    .experimentId
            } catch {
                // Another was faster.
                guard error.code == .taken, let made = try await experimentThatIs(named: name) else { throw error }
                return made
            }
        }
    }

    private func experimentThatIs(named name: String) async throws(TrackingError) -> String? {
        struct Found: Decodable, Sendable {
            struct Experiment: Decodable, Sendable {
                let experimentId: String
                let lifecycleStage: String?
            }
            let experiment: Experiment
        }
        do throws(TrackingError) {
            let found = try await get(
                "mlflow/experiments/get-by-name", ["experiment_name": name], as: Found.self
            ).experiment
            guard found.lifecycleStage != "deleted" else {
                throw TrackingError(
                    .rejected,
                    "the experiment “\(name)” was deleted on the MLflow server: restore it there, or set "
                        + "MLFLOW_EXPERIMENT_NAME to another.")
            }
            return found.experimentId
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// Makes a run, in one attempt.
    func makeRun(
        experiment: String,
        name: String,
        started: Date,
        tags: [String: String]
    ) async throws(TrackingError) -> ServerRun {
        struct Creation: Encodable {
            let experimentId: String
            let runName: String
            let startTime: Int64
            let tags: [Entry]
        }
        struct Made: Decodable, Sendable { let run: RunJSON }
        return try await send(
            "mlflow/runs/create",
            Creation(
                experimentId: experiment, runName: name, startTime: started.milliseconds, tags: Entry.list(tags)),
            attempts: 1, as: Made.self
        ).run.run
    }

    /// Says how a run stands.
    public func update(
        run: String,
        state: RunState,
        ended: Date?
    ) async throws(TrackingError) {
        struct Update: Encodable {
            let runId: String
            let status: String
            let endTime: Int64?
        }
        let status =
            switch state {
            case .running: "RUNNING"
            case .finished: "FINISHED"
            case .failed: "FAILED"
            case .killed: "KILLED"
            }
        try await tell("mlflow/runs/update", Update(runId: run, status: status, endTime: ended?.milliseconds))
    }

    /// A run of the server.
    public func run(_ id: String) async throws(TrackingError) -> ServerRun {
        struct Found: Decodable, Sendable { let run: RunJSON }
        return try await get("mlflow/runs/get", ["run_id": id], as: Found.self).run.run
    }

    /// The runs of an experiment that a filter in the server's own words lets through, all pages.
    public func runs(inExperiment experiment: String, where filter: String) async throws(TrackingError) -> [ServerRun] {
        struct Search: Encodable {
            let experimentIds: [String]
            let filter: String
            let maxResults = 1000
            let runViewType = "ACTIVE_ONLY"
            let pageToken: String?
        }
        struct Page: Decodable, Sendable {
            let runs: [RunJSON]?
            let nextPageToken: String?
        }
        var runs: [ServerRun] = []
        var token: String?
        repeat {
            let page = try await send(
                "mlflow/runs/search", Search(experimentIds: [experiment], filter: filter, pageToken: token),
                as: Page.self)
            runs += (page.runs ?? []).map(\.run)
            token = page.nextPageToken.flatMap { $0.isEmpty ? nil : $0 }
        } while token != nil
        return runs
    }

    /// Deletes a run; the server can restore it.
    public func delete(run: String) async throws(TrackingError) {
        struct Deletion: Encodable { let runId: String }
        try await tell("mlflow/runs/delete", Deletion(runId: run))
    }

    /// Every value of a metric, in the order of the server, all pages.
    public func history(of metric: String, run: String) async throws(TrackingError) -> [Metric] {
        struct Page: Decodable, Sendable {
            struct Value: Decodable, Sendable {
                let key: String
                let value: Double
                let timestamp: Int64
                let step: Int?
            }
            let metrics: [Value]?
            let nextPageToken: String?
        }
        var metrics: [Metric] = []
        var token = ""
        repeat {
            let page = try await get(
                "mlflow/metrics/get-history",
                ["run_id": run, "metric_key": metric, "max_results": "5000", "page_token": token], as: Page.self)
            metrics += (page.metrics ?? []).map {
                Metric($0.key, $0.value, step: $0.step ?? 0, time: Date(milliseconds: $0.timestamp))
            }
            token = page.nextPageToken ?? ""
        } while !token.isEmpty
        return metrics
    }

    /// Says what data went into a run.
    public func log(_ datasets: [DatasetInput], run: String) async throws(TrackingError) {
        struct Input: Encodable {
            struct Dataset: Encodable {
                let name: String
                let digest: String
                let sourceType: String
                let source: String
                let schema: String?
                let profile: String?
            }
            let dataset: Dataset
            let tags: [Entry]
        }
        struct Inputs: Encodable {
            let runId: String
            let datasets: [Input]
        }
        guard !datasets.isEmpty else { return }
        let inputs = datasets.map { input in
            Input(
                dataset: Input.Dataset(
                    name: input.name, digest: input.digest.cut(to: 36), sourceType: input.sourceKind,
                    source: JSONText.of(["uri": input.source]), schema: input.schema, profile: input.profile),
                tags: [Entry(key: "mlflow.data.context", value: input.purpose.cut(to: 500))])
        }
        try await tell("mlflow/runs/log-inputs", Inputs(runId: run, datasets: inputs))
    }
}
