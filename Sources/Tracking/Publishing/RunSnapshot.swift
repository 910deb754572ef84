/// A run and what the server has of it, at one moment.
struct RunSnapshot: Sendable {
    let run: Run
    let lines: [JournalLine]
    let records: PushRecords
    var record: PushRecord?

    init(_ id: RunID, store: RunStore, client: MLflowClient) throws(TrackingError) {
        let isBeingWritten = FileLock.isHeld(store.journal(of: id))
        lines = try JournalReader.lines(store.journal(of: id), of: id)
        run = try RunStore.run(lines, isBeingWritten: isBeingWritten)
        records = PushRecords(store, run: id, settings: client.settings)
        record = records.read()
    }

    var isComplete: Bool { record?.isComplete(run, lines: lines.count) == true }
}

/// The tags by which the server's things are found again.
enum OwnTag {
    static let run = "limpide.run"
    static let tree = "limpide.tree"
    /// On a model and on its versions: the run's name, `/`, the model's.
    static let model = "limpide.model"
    /// On a version: the alias that it was given, so that it is given once.
    static let alias = "limpide.alias"
}
