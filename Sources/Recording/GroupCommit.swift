import Synchronization

/// Lets entries that wait at the same time share one transaction.
///
/// While one transaction is on its way to the disk, the next one fills; so the disk's latency bounds the waiting, not the number of
/// entries a second.
final class GroupCommit: Sendable {
    typealias Outcome = Result<Result<ChainedEntry, LogRejection>, LogError>

    private struct Waiting {
        let append: LogAppend
        let continuation: CheckedContinuation<Outcome, Never>
    }

    private struct State {
        var waiting: [Waiting] = []
        var bytes = 0
        var isRunning = false
    }

    private let state = Mutex(State())
    private let store: any LogStore
    private let largestBatch: Int
    private let largestBytes: Int
    private let mostWaiting: Int
    private let committed: @Sendable (ChainHead) -> Void

    /// - Parameters:
    ///   - mostWaiting: past this many entries, or 256 MB of them, further ones are refused at once.
    ///   - committed: hears the new head before the entries' callers do.
    init(
        store: any LogStore, largestBatch: Int = 256, largestBytes: Int = 16 << 20, mostWaiting: Int = 20_000,
        committed: @escaping @Sendable (ChainHead) -> Void
    ) {
        self.store = store
        self.largestBatch = largestBatch
        self.largestBytes = largestBytes
        self.mostWaiting = mostWaiting
        self.committed = committed
    }

    /// Adds one entry; returns when it is on the disk.
    func append(_ append: LogAppend) async throws(LogError) -> Result<ChainedEntry, LogRejection> {
        let outcome = await withCheckedContinuation { (continuation: CheckedContinuation<Outcome, Never>) in
            let (isRefused, starts) = state.withLock { state in
                guard state.waiting.count < mostWaiting, state.bytes < 256 << 20 else { return (true, false) }
                state.waiting.append(Waiting(append: append, continuation: continuation))
                state.bytes += append.entry.payload.count
                let starts = !state.isRunning
                state.isRunning = true
                return (false, starts)
            }
            if isRefused {
                continuation.resume(
                    returning: .failure(
                        LogError(.unavailable, "more decisions wait to be recorded than the disk can take: try again."))
                )
            } else if starts {
                Task.detached { await self.drain() }
            }
        }
        return try outcome.get()
    }

    private func drain() async {
        while let batch = next() {
            do {
                let results = try await store.append(batch.map(\.append))
                if let last = results.reversed().lazy.compactMap({ try? $0.get() }).first {
                    committed(ChainHead(last))
                }
                for (waiting, result) in zip(batch, results) {
                    waiting.continuation.resume(returning: .success(result))
                }
                for waiting in batch.dropFirst(results.count) {
                    waiting.continuation.resume(
                        returning: .failure(LogError(.failed, "the log did not say whether an entry was recorded.")))
                }
            } catch {
                for waiting in batch { waiting.continuation.resume(returning: .failure(error)) }
            }
        }
    }

    /// The entries of the next transaction; nil when none wait.
    private func next() -> [Waiting]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isRunning = false
                return nil
            }
            var count = 0
            var bytes = 0
            while count < state.waiting.count, count < largestBatch, count == 0 || bytes < largestBytes {
                bytes += state.waiting[count].append.entry.payload.count
                count += 1
            }
            let batch = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(count)
            state.bytes -= bytes
            return batch
        }
    }
}
