import Foundation

/// One push of one tree of runs: the runs, then what is in them, then the registry.
struct TreePush {
    let store: RunStore
    let client: MLflowClient
    /// Each after its parent.
    let runs: [RunID]

    /// How many runs are sent at once.
    private static let width = 4

    func run() async throws(TrackingError) -> PushOutcome {
        var snapshots: [RunSnapshot] = []
        for id in runs { snapshots.append(try RunSnapshot(id, store: store, client: client)) }
        let sent = snapshots.count { !$0.isComplete }
        if sent > 0 {
            try await client.checkVersion()
            try await sendRuns(&snapshots)
            try await register(&snapshots)
        }
        guard let top = snapshots.first, let record = top.record else {
            throw TrackingError(.notFound, "there is no run to send.")
        }
        let versions = snapshots.flatMap { snapshot in
            snapshot.run.models.compactMap { model -> RegisteredVersion? in
                guard let registration = model.registration, let pushed = snapshot.record?.models[model.name],
                    pushed.isRegistered, let number = pushed.version
                else { return nil }
                return RegisteredVersion(name: registration.name, number: number, alias: registration.alias)
            }
        }
        return PushOutcome(
            run: top.run.id, page: client.page(ofRun: record.run, experiment: record.experiment), sent: sent,
            isComplete: snapshots.allSatisfy { $0.isComplete && $0.run.state != .running }, versions: versions)
    }

    // MARK: - Runs

    /// Once, unless a program with a copy of the folder does the same at this moment: then as often as both need to agree.
    private func sendRuns(_ snapshots: inout [RunSnapshot]) async throws(TrackingError) {
        var round = 0
        while true {
            round += 1
            let isNew = try await makeRuns(&snapshots)
            do throws(TrackingError) { try await sendContents(&snapshots) } catch {
                // The run may have been taken back: another was kept.
                guard error.code == .rejected || error.code == .notFound, round < 4,
                    try await !areOurs(snapshots)
                else { throw error }
                continue
            }
            guard isNew, round < 4, try await !areOurs(snapshots) else { return }
        }
    }

    /// Makes the runs that the server does not have, and takes back those that it has twice.
    ///
    /// - Returns: True when something was made or taken back.
    private func makeRuns(_ snapshots: inout [RunSnapshot]) async throws(TrackingError) -> Bool {
        guard let first = snapshots.first else { return false }
        let experiment = try await client.experiment(named: first.run.experiment)
        let known = try await serverRuns(of: first.run.root, experiment: experiment)
        var isNew = false
        for index in snapshots.indices {
            let run = snapshots[index].run
            let parent = run.parent.flatMap { parent in
                snapshots[..<index].first { $0.run.id == parent }?.record?.run
            }
            let same = known[run.id] ?? []
            let kept: ServerRun
            if let found = same.first {
                kept = found
                for extra in same.dropFirst() {
                    isNew = true
                    try await remove(extra, of: run)
                }
                if let parent, found.tags["mlflow.parentRunId"] != parent {
                    try await client.log(tags: ["mlflow.parentRunId": parent], run: found.id)
                }
            } else {
                kept = try await makeRun(run, parent: parent, experiment: experiment)
                isNew = true
            }
            // The server may have been given up and filled anew since: what it has is what it says it has.
            if snapshots[index].record?.run != kept.id {
                snapshots[index].record = PushRecord(
                    experiment: experiment, run: kept.id, address: kept.artifactAddress)
            }
            try snapshots[index].records.write(snapshots[index].record)
        }
        return isNew
    }

    /// True when the server has each run once, and it is the one that was sent to.
    private func areOurs(_ snapshots: [RunSnapshot]) async throws(TrackingError) -> Bool {
        guard let first = snapshots.first, let experiment = first.record?.experiment else { return false }
        let known = try await serverRuns(of: first.run.root, experiment: experiment)
        return snapshots.allSatisfy { known[$0.run.id]?.map(\.id) == [$0.record?.run ?? ""] }
    }

    /// Takes back a run that was made twice, and its models that nobody registered; another may have done so before.
    private func remove(_ extra: ServerRun, of run: Run) async throws(TrackingError) {
        do throws(TrackingError) {
            var registered: Set<String> = []
            for name in Set(run.models.compactMap { $0.registration?.name }) {
                registered.formUnion(try await client.versions(of: name).map(\.source))
            }
            for model in try await client.models(ofRun: extra.id, experiment: extra.experiment)
            where !registered.contains("models:/\(model.id)") {
                try await client.delete(model: model.id)
            }
            try await client.delete(run: extra.id)
        } catch {
            guard error.code == .notFound || error.code == .rejected else { throw error }
        }
    }

    private func makeRun(_ run: Run, parent: String?, experiment: String) async throws(TrackingError) -> ServerRun {
        var tags = [
            OwnTag.run: run.id.description, OwnTag.tree: run.root.description,
            "mlflow.user": run.user ?? "limpide", "mlflow.source.name": "limpide", "mlflow.source.type": "LOCAL",
        ]
        tags["mlflow.parentRunId"] = parent
        return try await client.create(isKnownAbsent: true) { () async throws(TrackingError) -> ServerRun? in
            try await client.runs(
                inExperiment: experiment, where: "tags.`\(OwnTag.run)` = '\(run.id)'"
            ).min { $0.id < $1.id }
        } make: { () async throws(TrackingError) -> ServerRun in
            try await client.makeRun(experiment: experiment, name: run.name, started: run.started, tags: tags)
        }
    }

    private func serverRuns(of root: RunID, experiment: String) async throws(TrackingError) -> [RunID: [ServerRun]] {
        let found = try await client.runs(inExperiment: experiment, where: "tags.`\(OwnTag.tree)` = '\(root)'")
        var runs: [RunID: [ServerRun]] = [:]
        for run in found.sorted(by: { $0.id < $1.id }) {
            if let id = run.tags[OwnTag.run].flatMap({ RunID($0) }) { runs[id, default: []].append(run) }
        }
        return runs
    }

    // MARK: - What is in them

    private func sendContents(_ snapshots: inout [RunSnapshot]) async throws(TrackingError) {
        let pending = snapshots.indices.filter { !snapshots[$0].isComplete }
        let sources = snapshots
        var results: [Int: Result<PushRecord, TrackingError>] = [:]
        await withTaskGroup(of: (Int, Result<PushRecord, TrackingError>).self) { group in
            var next = 0
            func addNext() {
                guard next < pending.count else { return }
                let index = pending[next]
                next += 1
                let content = RunContent(snapshot: sources[index], store: store, client: client)
                group.addTask {
                    do throws(TrackingError) { return (index, .success(try await content.send())) } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for _ in 0..<Self.width { addNext() }
            while let (index, result) = await group.next() {
                results[index] = result
                if case .failure(let error) = result, error.isTemporary || error.code == .refused { continue }
                addNext()
            }
        }
        var failure: TrackingError?
        for index in pending {
            switch results[index] {
            case .success(let record): snapshots[index].record = record
            case .failure(let error): failure = failure ?? error
            case nil: break
            }
        }
        if let failure { throw failure }
    }

    // MARK: - The registry

    private func register(_ snapshots: inout [RunSnapshot]) async throws(TrackingError) {
        for index in snapshots.indices where snapshots[index].run.state == .finished {
            for model in snapshots[index].run.models {
                guard let registration = model.registration, var record = snapshots[index].record,
                    let pushed = record.models[model.name], pushed.isReady, !pushed.isRegistered
                else { continue }
                let own = "\(snapshots[index].run.id)/\(model.name)"
                let version = try await version(registration, of: pushed.id, run: record.run, own: own)
                record.models[model.name]?.version = version.number
                if let alias = registration.alias, version.tags[OwnTag.alias] != alias {
                    try await client.set(alias: alias, of: registration.name, to: version.number)
                    try await client.set(tag: OwnTag.alias, alias, version: version.number, of: registration.name)
                }
                record.models[model.name]?.isRegistered = true
                snapshots[index].record = record
                try snapshots[index].records.write(record)
            }
        }
    }

    private func version(
        _ registration: ModelRegistration,
        of model: String,
        run: String,
        own: String
    ) async throws(TrackingError) -> ModelVersion {
        try await client.register(name: registration.name)
        return try await client.createFirst { () async throws(TrackingError) -> [ModelVersion] in
            try await client.versions(of: registration.name).filter { $0.tags[OwnTag.model] == own }.reversed()
        } make: { () async throws(TrackingError) -> ModelVersion in
            try await client.makeVersion(
                of: registration.name, model: model, run: run, description: registration.description,
                tags: registration.tags.merging([OwnTag.model: own]) { _, own in own })
        } remove: { (extra: ModelVersion) async throws(TrackingError) in
            try await client.delete(version: extra.number, of: registration.name)
        } isSame: {
            $0.number == $1.number
        }
    }
}
