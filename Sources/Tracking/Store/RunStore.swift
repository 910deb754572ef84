public import Foundation

/// The workspace's `runs/` folder: one folder per run, readable without Limpide.
///
/// `journal.jsonl` holds what was said, one JSON object a line, in order; `artifacts/` the files; `models/` the models;
/// `pushed.json` what a server has already. Everything is written here first, so a server that is down loses nothing.
public struct RunStore: Sendable {
    /// The folder of all runs.
    public let folder: String
    let now: @Sendable () -> Date

    /// Opens a folder, which need not be there yet.
    ///
    /// - Parameter now: The clock that times what is written.
    public init(folder: String, now: @escaping @Sendable () -> Date = { Date() }) {
        self.folder = folder
        self.now = now
    }

    /// Starts a run that stands alone.
    ///
    /// - Parameters:
    ///   - name: What a person calls it.
    ///   - id: Its own name, when it is known; otherwise a new one.
    /// - Throws: `unwritable`; `taken` when there is a run of this `id`.
    public func start(
        experiment: String,
        named name: String,
        user: String? = nil,
        tags: [String: String] = [:],
        id: RunID? = nil
    ) throws(TrackingError) -> RunRecorder {
        guard !experiment.isEmpty, experiment.unicodeScalars.count <= 500 else {
            throw TrackingError(.invalid, "an experiment's name has 1 to 500 characters.")
        }
        let id = id ?? newID()
        return try start(
            JournalLine.Start(id: id, parent: nil, root: id, experiment: experiment, name: name, user: user), tags: tags
        )
    }

    /// Starts a run that is a part of another: a trial, a fold.
    public func start(
        named name: String,
        partOf parent: RunID,
        tags: [String: String] = [:],
        id: RunID? = nil
    ) throws(TrackingError) -> RunRecorder {
        guard let above = JournalReader.start(journal(of: parent))?.start else {
            throw TrackingError(.notFound, "there is no run \(parent).")
        }
        return try start(
            JournalLine.Start(
                id: id ?? newID(), parent: parent, root: above.root, experiment: above.experiment, name: name,
                user: above.user),
            tags: tags)
    }

    /// Goes on with a run that was interrupted.
    ///
    /// - Throws: `busy` while another program writes it, `notFound`, `damaged`.
    public func resume(_ id: RunID) throws(TrackingError) -> RunRecorder {
        _ = try run(id)
        let journal = try JournalFile(journal(of: id))
        // Read again: only now does nobody else write.
        var run = try run(id)
        if run.state != .running || run.ended != nil {
            var line = JournalLine(time: now())
            line.state = .running
            try journal.append(line)
            run.state = .running
        }
        return RunRecorder(id, in: self, journal: journal, run: run)
    }

    /// A run as it was kept.
    ///
    /// - Throws: `notFound`, `damaged`.
    /// - Complexity: Reads the run's whole journal.
    public func run(_ id: RunID) throws(TrackingError) -> Run {
        // Asked before reading: a writer that ends in between has then said so.
        let isBeingWritten = FileLock.isHeld(journal(of: id))
        return try Self.run(try JournalReader.lines(journal(of: id), of: id), isBeingWritten: isBeingWritten)
    }

    /// Every run, oldest first; folders that hold no run are passed over.
    ///
    /// - Complexity: Reads the first line of each journal.
    public func ids() -> [RunID] { starts().map(\.id) }

    /// The run at the top and all that are part of it, each after its parent, oldest first; empty when there is no such run.
    ///
    /// The top is the last run above that is still there: a run whose parent was removed stands alone.
    public func tree(of id: RunID) -> [RunID] {
        let all = starts()
        let parents = Dictionary(all.map { ($0.id, $0.parent) }) { first, _ in first }
        guard parents[id] != nil else { return [] }
        var top = id
        var steps = 0
        while let above = parents[top] ?? nil, parents[above] != nil, steps < parents.count {
            top = above
            steps += 1
        }
        let children = Dictionary(grouping: all.filter { $0.parent != nil && $0.id != top }) { $0.parent }
        var ordered: [RunID] = [top]
        var position = 0
        while position < ordered.count, ordered.count <= all.count {
            ordered += (children[ordered[position]] ?? []).map(\.id)
            position += 1
        }
        return ordered
    }

    /// The runs at the top, oldest first.
    public func roots() -> [RunID] {
        let all = starts()
        let known = Set(all.map(\.id))
        return all.filter { $0.parent.map { !known.contains($0) } ?? true }.map(\.id)
    }

    func folder(of id: RunID) -> String { "\(folder)/\(id)" }
    func journal(of id: RunID) -> String { "\(folder)/\(id)/journal.jsonl" }
    func artifact(_ path: String, of id: RunID) -> String { "\(folder)/\(id)/artifacts/\(path)" }
    func model(_ name: String, of id: RunID) -> String { "\(folder)/\(id)/models/\(name)" }

    private func starts() -> [JournalLine.Start] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { RunID($0) }.sorted().compactMap { id in
            JournalReader.start(journal(of: id))?.start.flatMap { $0.id == id ? $0 : nil }
        }
    }

    private func newID() -> RunID {
        var random = SystemRandomNumberGenerator()
        return RunID(startingAt: now(), random: &random)
    }

    private func start(_ start: JournalLine.Start, tags: [String: String]) throws(TrackingError) -> RunRecorder {
        do {
            try FileManager.default.createDirectory(atPath: folder(of: start.id), withIntermediateDirectories: true)
        } catch {
            let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code ?? Int(EACCES)
            throw .unwritable(folder(of: start.id), Int32(code))
        }
        let journal = try JournalFile(journal(of: start.id))
        guard (try? JournalReader.lines(self.journal(of: start.id), of: start.id)) == nil else {
            throw TrackingError(.taken, "there is a run \(start.id) already.")
        }
        var line = JournalLine(time: now())
        line.start = start
        if !tags.isEmpty { line.tags = tags }
        try journal.append(line)
        let run = try Self.run([line], isBeingWritten: true)
        return RunRecorder(start.id, in: self, journal: journal, run: run)
    }

    static func run(_ lines: [JournalLine], isBeingWritten: Bool) throws(TrackingError) -> Run {
        guard let first = lines.first, let start = first.start else {
            throw TrackingError(.damaged, "the journal of a run does not begin as one: the file was changed.")
        }
        var run = Run(
            id: start.id, parent: start.parent, root: start.root, experiment: start.experiment, name: start.name,
            user: start.user, started: first.time, ended: nil, state: .running)
        for line in lines {
            run.tags.merge(line.tags ?? [:]) { _, new in new }
            run.parameters.merge(line.parameters ?? [:]) { first, _ in first }
            run.metrics += line.metrics ?? []
            if let dataset = line.dataset, !run.datasets.contains(dataset) { run.datasets.append(dataset) }
            if let file = line.artifact {
                run.artifacts.removeAll { $0.path == file.path }
                run.artifacts.append(file)
            }
            if let model = line.model { run.models.append(model) }
            if let state = line.state {
                run.state = state
                run.ended = state == .running ? nil : line.time
            }
        }
        if run.state == .running, !isBeingWritten {
            run.state = .killed
            run.ended = lines.last?.time
        }
        return run
    }
}
