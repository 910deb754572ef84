import Foundation

/// Sends what is in one run: values, data, files, models, and last how it ended.
struct RunContent: Sendable {
    let snapshot: RunSnapshot
    let store: RunStore
    let client: MLflowClient

    private var run: Run { snapshot.run }

    /// - Returns: What the server has now.
    func send() async throws(TrackingError) -> PushRecord {
        guard var record = snapshot.record else { throw TrackingError(.notFound, "there is no run to send to.") }
        try await sendLines(&record)
        try await sendFiles(&record)
        for model in run.models { try await send(model, &record) }
        if record.state != run.state {
            try await client.update(run: record.run, state: run.state, ended: run.ended)
            record.state = run.state
            try snapshot.records.write(record)
        }
        return record
    }

    /// In pieces, so that a push of a long run that is cut off goes on from where it was.
    private func sendLines(_ record: inout PushRecord) async throws(TrackingError) {
        var position = record.lines
        while position < snapshot.lines.count {
            var metrics: [Metric] = []
            var parameters: [String: String] = [:]
            var tags: [String: String] = [:]
            var datasets: [DatasetInput] = []
            var weight = 0
            while position < snapshot.lines.count, weight < 4000 {
                let line = snapshot.lines[position]
                metrics += line.metrics ?? []
                parameters.merge(line.parameters ?? [:]) { first, _ in first }
                tags.merge(line.tags ?? [:]) { _, new in new }
                if let dataset = line.dataset { datasets.append(dataset) }
                weight += line.weight
                position += 1
            }
            try await client.log(metrics: metrics, parameters: parameters, tags: tags, run: record.run)
            try await client.log(datasets, run: record.run)
            record.lines = position
            try snapshot.records.write(record)
        }
    }

    private func sendFiles(_ record: inout PushRecord) async throws(TrackingError) {
        for file in run.artifacts where record.artifacts[file.path] != file.digest {
            guard try await send(file, at: store.artifact(file.path, of: run.id), below: record.address) else {
                continue
            }
            record.artifacts[file.path] = file.digest
            try snapshot.records.write(record)
        }
        let texts =
            run.parameters.map { ("parameters", $0, MLflowText.parameterLimit) }
            + run.tags.map { ("tags", $0, MLflowText.tagLimit) }
        for (kind, text, limit) in texts where MLflowText.isTooLong(text.value, limit) {
            let path = "long-texts/\(kind)/\(MLflowKey.of(text.key)).txt"
            let digest = FileDigest.of(Data(text.value.utf8))
            guard record.artifacts[path] != digest else { continue }
            try await client.upload(Data(text.value.utf8), to: path, below: record.address)
            record.artifacts[path] = digest
            try snapshot.records.write(record)
        }
    }

    private func send(_ model: StoredModel, _ record: inout PushRecord) async throws(TrackingError) {
        guard record.models[model.name]?.isReady != true else { return }
        let own = "\(run.id)/\(model.name)"
        var pushed: PushRecord.Model
        if let known = record.models[model.name] {
            pushed = known
        } else {
            let made = try await serverModel(model, own: own, record)
            pushed = PushRecord.Model(id: made.id, address: made.artifactAddress)
            record.models[model.name] = pushed
            try snapshot.records.write(record)
        }
        // A run points at its model before the files come: what MLflow's own client does.
        try await client.link(model: pushed.id, toRun: record.run)
        let folder = store.model(model.name, of: run.id)
        for file in model.files where pushed.files[file.path] != file.digest {
            if file.path == "MLmodel" {
                try await sendDescription("\(folder)/\(file.path)", pushed, record)
            } else {
                guard try await send(file, at: "\(folder)/\(file.path)", below: pushed.address) else { return }
            }
            pushed.files[file.path] = file.digest
            record.models[model.name] = pushed
            try snapshot.records.write(record)
        }
        try await client.finish(model: pushed.id)
        record.models[model.name]?.isReady = true
        try snapshot.records.write(record)
    }

    private func serverModel(
        _ model: StoredModel,
        own: String,
        _ record: PushRecord
    ) async throws(TrackingError) -> ServerModel {
        try await client.createFirst { () async throws(TrackingError) -> [ServerModel] in
            try await client.models(ofRun: record.run, experiment: record.experiment)
                .filter { $0.tags[OwnTag.model] == own }.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
        } make: { () async throws(TrackingError) -> ServerModel in
            try await client.makeModel(
                experiment: record.experiment, run: record.run, name: model.name, parameters: model.parameters,
                tags: model.tags.merging([OwnTag.model: own]) { _, own in own })
        } remove: { (extra: ServerModel) async throws(TrackingError) in
            try await client.delete(model: extra.id)
        } isSame: {
            $0.id == $1.id
        }
    }

    /// `MLmodel` with the names that the server gave.
    private func sendDescription(
        _ path: String,
        _ pushed: PushRecord.Model,
        _ record: PushRecord
    ) async throws(TrackingError) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw TrackingError(.damaged, "the file \(path) of run \(run.id) is not there any more.")
        }
        let names = """
            artifact_path: \(JSONText.of(pushed.address))
            model_id: \(JSONText.of(pushed.id))
            run_id: \(JSONText.of(record.run))

            """
        try await client.upload(bytes + Data(names.utf8), to: "MLmodel", below: pushed.address)
    }

    /// - Returns: False when the file was written anew since the run was read: the next push has it.
    private func send(_ file: StoredFile, at place: String, below address: String) async throws(TrackingError) -> Bool {
        let found = try FileDigest.of(file: place)
        guard found.digest == file.digest else {
            guard run.state != .running else { return false }
            throw TrackingError(
                .damaged, "the file \(file.path) of run \(run.id) is not what the run kept: it was changed since.")
        }
        try await client.upload(file: place, size: file.size, to: file.path, below: address)
        return true
    }
}
