public import Foundation
import StagedFiles
import Synchronization

/// Writes one run down as it goes, from any thread; each call is on file when it returns.
///
/// A process that is killed loses at most the call it was in. A recorder that goes away without ``end(_:)`` leaves a run that is
/// read as killed.
public final class RunRecorder: Sendable {
    private struct State {
        var journal: JournalFile?
        var parameters: [String: String]
        var models: Set<String>
    }

    /// The run's own name.
    public let id: RunID
    /// The folder of its files.
    public let folder: String
    private let store: RunStore
    private let state: Mutex<State>

    init(_ id: RunID, in store: RunStore, journal: sending JournalFile, run: Run) {
        self.id = id
        self.store = store
        folder = store.folder(of: id)
        state = Mutex(State(journal: journal, parameters: run.parameters, models: Set(run.models.map(\.name))))
    }

    /// Sets texts that may change.
    public func set(tags: [String: String]) throws(TrackingError) {
        guard !tags.isEmpty else { return }
        try checkNames(tags.keys)
        var line = JournalLine(time: store.now())
        line.tags = tags
        try append(line)
    }

    /// Keeps settings; each may be said again, not changed.
    ///
    /// - Throws: `invalid` when one has another value already.
    public func log(parameters: [String: String]) throws(TrackingError) {
        try checkNames(parameters.keys)
        let time = store.now()
        try state.withLock { (state: inout State) throws(TrackingError) in
            for (name, value) in parameters where state.parameters[name, default: value] != value {
                throw TrackingError(.invalid, "the parameter \(name) of this run has another value already.")
            }
            var line = JournalLine(time: time)
            line.parameters = parameters.filter { state.parameters[$0.key] == nil }
            guard line.parameters?.isEmpty == false else { return }
            try Self.append(line, to: state)
            state.parameters.merge(parameters) { first, _ in first }
        }
    }

    /// Keeps values of metrics.
    public func log(metrics: [Metric]) throws(TrackingError) {
        try checkNames(metrics.lazy.map(\.name))
        var start = 0
        while start < metrics.count {
            let end = min(start + 1000, metrics.count)
            var line = JournalLine(time: store.now())
            line.metrics = Array(metrics[start..<end])
            try append(line)
            start = end
        }
    }

    /// Keeps one value of one metric, measured now.
    public func log(metric name: String, _ value: Double, step: Int = 0) throws(TrackingError) {
        try log(metrics: [Metric(name, value, step: step, time: store.now())])
    }

    /// Keeps what data went in.
    public func log(_ dataset: DatasetInput) throws(TrackingError) {
        guard !dataset.name.isEmpty, dataset.name.unicodeScalars.count <= 500, !dataset.digest.isEmpty else {
            throw TrackingError(.invalid, "the data of a run needs a name of at most 500 characters, and a digest.")
        }
        var line = JournalLine(time: store.now())
        line.dataset = dataset
        try append(line)
    }

    /// Keeps a copy of a file at a path such as `charts/roc.json`; a later one takes the place of an earlier one.
    public func add(file source: String, at path: String) throws(TrackingError) {
        try FilePath.check(path)
        let (digest, size) = try FileDigest.copy(source, to: store.artifact(path, of: id))
        try append(StoredFile(path: path, digest: digest, size: size))
    }

    /// Keeps bytes as a file at a path such as `charts/roc.json`; later ones take the place of earlier ones.
    public func add(_ bytes: Data, at path: String) throws(TrackingError) {
        try FilePath.check(path)
        do { try StagedPath.write(bytes, to: store.artifact(path, of: id)) } catch { throw TrackingError(error) }
        try append(StoredFile(path: path, digest: FileDigest.of(bytes), size: bytes.count))
    }

    /// Keeps a model's files, and how the model is to be registered once the run has finished.
    ///
    /// - Parameters:
    ///   - name: The model's name, one of its kind in the run; without `/ : . % " '`.
    ///   - parameters: Settings of the model itself.
    /// - Throws: `invalid` for a name that a server would refuse, `taken` when the run has a model of this name.
    public func add(
        _ model: ModelFolder,
        named name: String,
        parameters: [String: String] = [:],
        tags: [String: String] = [:],
        registration: ModelRegistration? = nil
    ) throws(TrackingError) {
        try ModelNames.check(model: name)
        if let registration { try ModelNames.check(registration) }
        try checkNames(parameters.keys)
        try checkNames(tags.keys)
        let isNew = state.withLock { $0.models.insert(name).inserted }
        guard isNew else { throw TrackingError(.taken, "this run has a model named \(name) already.") }
        do {
            var line = JournalLine(time: store.now())
            line.model = StoredModel(
                name: name, files: try model.write(to: store.model(name, of: id)), parameters: parameters, tags: tags,
                registration: registration)
            try append(line)
        } catch {
            state.withLock { _ = $0.models.remove(name) }
            throw error
        }
    }

    /// Starts a run that is a part of this one: a trial, a fold.
    public func startChild(named name: String, tags: [String: String] = [:]) throws(TrackingError) -> RunRecorder {
        try store.start(named: name, partOf: id, tags: tags)
    }

    /// Ends the run: nothing can be added after.
    ///
    /// A second call does nothing.
    public func end(_ final: RunState = .finished) throws(TrackingError) {
        let time = store.now()
        try state.withLock { (state: inout State) throws(TrackingError) in
            guard let journal = state.journal else { return }
            var line = JournalLine(time: time)
            line.state = final
            try journal.append(line)
            try journal.synchronize()
            state.journal = nil
        }
    }

    private func append(_ file: StoredFile) throws(TrackingError) {
        var line = JournalLine(time: store.now())
        line.artifact = file
        try append(line)
    }

    private func append(_ line: JournalLine) throws(TrackingError) {
        try state.withLock { (state: inout State) throws(TrackingError) in try Self.append(line, to: state) }
    }

    private static func append(_ line: JournalLine, to state: State) throws(TrackingError) {
        guard let journal = state.journal else { throw TrackingError(.invalid, "this run has ended.") }
        try journal.append(line)
    }

    private func checkNames(_ names: some Sequence<String>) throws(TrackingError) {
        for name in names where name.isEmpty || name.utf8.count > 1000 {
            throw TrackingError(.invalid, "a name in a run needs 1 to 1,000 bytes.")
        }
    }
}
