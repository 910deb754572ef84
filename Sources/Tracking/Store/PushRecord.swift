import Foundation
import StagedFiles

/// What one server has of one run.
struct PushRecord: Codable, Hashable, Sendable {
    struct Model: Codable, Hashable, Sendable {
        let id: String
        let address: String
        /// Digests by path of the files that are there.
        var files: [String: String] = [:]
        var isReady = false
        var version: Int?
        var isRegistered = false
    }

    /// The server's names.
    let experiment: String
    let run: String
    let address: String
    /// How many lines of the journal are there.
    var lines = 0
    /// Digests by path of the files that are there.
    var artifacts: [String: String] = [:]
    var models: [String: Model] = [:]
    var state: RunState?

    /// True when the server has everything of a run, whose journal has so many lines.
    func isComplete(_ run: Run, lines count: Int) -> Bool {
        guard lines == count, state == run.state else { return false }
        guard run.artifacts.allSatisfy({ artifacts[$0.path] == $0.digest }) else { return false }
        return run.models.allSatisfy { model in
            guard let pushed = models[model.name], pushed.isReady else { return false }
            return model.registration == nil || run.state != .finished || pushed.isRegistered
        }
    }
}

/// The records of one run, by server, in its `pushed.json`.
struct PushRecords: Sendable {
    let path: String
    let server: String

    init(_ store: RunStore, run: RunID, settings: MLflowSettings) {
        path = store.folder(of: run) + "/pushed.json"
        server = settings.address + (settings.workspace.map { " workspace \($0)" } ?? "")
    }

    /// What the server has; nil when it has nothing, or when the file makes no sense: sending again does no harm.
    func read() -> PushRecord? { all()[server] }

    /// Keeps what the server has, or forgets it.
    func write(_ record: PushRecord?) throws(TrackingError) {
        var records = all()
        guard records[server] != record else { return }
        records[server] = record
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(records) else { return }
        try TrackingError.of { () throws(StagedFileError) in try StagedPath.write(bytes, to: path) }
    }

    private func all() -> [String: PushRecord] {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return [:] }
        return (try? JSONDecoder().decode([String: PushRecord].self, from: data)) ?? [:]
    }
}
