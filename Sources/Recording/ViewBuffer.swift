import Foundation
import Synchronization

/// Views that wait to be written together.
final class ViewBuffer: Sendable {
    /// A view and its time.
    struct Waiting: Sendable {
        let view: ClientView
        let time: Date
    }

    private struct State {
        var waiting: [Waiting] = []
        var isScheduled = false
        var failure: LogError?
        /// Batches that are being written.
        var writing = 0
        /// Who waits until none is.
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private static let most = 20_000
    private let state = Mutex(State())
    let delay: Duration

    init(delay: Duration) { self.delay = delay }

    /// Keeps a view; says whether somebody must write it later.
    ///
    /// - Throws: why earlier views could not be written, once there are too many.
    func add(_ waiting: Waiting) throws(LogError) -> Bool {
        let result = state.withLock { state -> Result<Bool, LogError> in
            if let failure = state.failure { return .failure(failure) }
            guard state.waiting.count < Self.most else {
                return .failure(
                    LogError(.unavailable, "more views wait to be recorded than the disk can take: try again."))
            }
            state.waiting.append(waiting)
            guard !state.isScheduled else { return .success(false) }
            state.isScheduled = true
            return .success(true)
        }
        return try result.get()
    }

    /// Takes all that wait.
    func take() -> [Waiting] {
        state.withLock { state in
            state.isScheduled = false
            defer { state.waiting = [] }
            if !state.waiting.isEmpty { state.writing += 1 }
            return state.waiting
        }
    }

    /// Waits until no batch is being written.
    func idle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.writing > 0 { state.waiters.append(continuation) }
                return state.writing == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Notes that a batch was written.
    func succeeded() {
        state.withLock { $0.failure = nil }
        ended()
    }

    private func ended() {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.writing -= 1
            guard state.writing == 0 else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Puts back what could not be written; says whether somebody must try again.
    func failed(_ views: [Waiting], _ error: LogError) -> Bool {
        defer { ended() }
        return state.withLock { state in
            state.waiting.insert(contentsOf: views, at: 0)
            state.failure = error
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
    }
}

extension StoredDecisionLog {
    /// Notes that somebody looked at a client; cheap, and written within a second or so together with others.
    ///
    /// A kill in that second loses it; ``flush()`` before an end does not.
    ///
    /// - Throws: ``LogError`` while earlier views cannot be written, so that nobody looks unseen.
    public func noteView(_ view: ClientView) throws(LogError) {
        if try views.add(ViewBuffer.Waiting(view: view, time: clock())) { writeViewsLater() }
    }

    private func writeViewsLater() {
        Task.detached { [self] in
            try? await Task.sleep(for: views.delay)
            // A failure is told to the next caller of noteView.
            try? await flush()
        }
    }

    /// Writes the views that wait; those that are being written meanwhile are written too when it returns.
    public func flush() async throws(LogError) {
        let waiting = views.take()
        guard !waiting.isEmpty else { return await views.idle() }
        do {
            try await write(waiting)
            views.succeeded()
            await views.idle()
        } catch {
            if views.failed(waiting, error) { writeViewsLater() }
            throw error
        }
    }

    private func write(_ waiting: [ViewBuffer.Waiting]) async throws(LogError) {
        struct Same: Hashable {
            let key: KeyID
            let what: String
            let author: Author
        }
        var places: [Same: Int] = [:]
        var recorded: [RecordedView] = []
        var newKeys: [Subject: (key: Keyring.Key, time: Int64)] = [:]
        for one in waiting {
            let subject = one.view.subject
            let time = one.time.milliseconds
            let key: Keyring.Key
            if let made = newKeys[subject] {
                key = made.key
            } else {
                key = try await keyring.key(for: subject, at: time)
                if key.new != nil { newKeys[subject] = (key, time) }
            }
            let same = Same(key: key.id, what: one.view.what, author: one.view.author)
            if let place = places[same] {
                recorded[place].count += 1
            } else {
                places[same] = recorded.count
                recorded.append(
                    RecordedView(
                        key: key.id, what: one.view.what, author: one.view.author, time: Date(milliseconds: time),
                        count: 1))
            }
        }
        let system = Author(name: "limpide", channel: "system")
        _ = try await record(.views(recorded), about: .lender, by: system) { append in
            append.newKeys += newKeys.values.compactMap(\.key.new)
        }
        for (subject, made) in newKeys { keyring.kept(made.key, of: subject, at: made.time) }
    }
}
