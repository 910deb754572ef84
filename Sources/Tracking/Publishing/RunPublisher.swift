/// Sends runs that a store keeps to an MLflow server: what it does not have yet, as often as asked, from any number of programs.
///
/// A run pushed twice is one run: each carries its own name in the tag `limpide.run`, which is looked for first. Values, files and
/// models come before the end of a run, and a version of a registered model comes last, its alias after it, once every file of
/// the whole tree of runs is there.
public struct RunPublisher: Sendable {
    let store: RunStore
    let client: MLflowClient

    /// Sends from a store to a server.
    public init(store: RunStore, client: MLflowClient) {
        self.store = store
        self.client = client
    }

    /// True when the server has everything of a run and of all runs of its tree, as far as this store knows; nothing is asked.
    public func isPushed(_ id: RunID) -> Bool {
        let tree = store.tree(of: id)
        return !tree.isEmpty
            && tree.allSatisfy { (try? RunSnapshot($0, store: store, client: client))?.isComplete == true }
    }

    /// Sends the whole tree of runs that a run is of; a run that goes on is sent as far as it has come.
    ///
    /// - Throws: ``TrackingError``; what was sent stays sent, and a later push goes on from there.
    public func push(_ id: RunID) async throws(TrackingError) -> PushOutcome {
        let tree = store.tree(of: id)
        guard let top = tree.first else { throw TrackingError(.notFound, "there is no run \(id).") }
        let lock = try await lock(top)
        defer { withExtendedLifetime(lock) {} }
        return try await TreePush(store: store, client: client, runs: tree).run()
    }

    /// Sends every run of the store, oldest first.
    ///
    /// A tree that cannot be sent does not keep others from it, but a server that does not answer, or not to this person, ends it.
    /// - Parameter progress: Told of each tree as it is done.
    public func pushAll(
        progress: (RunID, Result<PushOutcome, TrackingError>) -> Void = { _, _ in }
    ) async -> PushReport {
        var report = PushReport()
        var roots = store.roots()[...]
        while let root = roots.popFirst() {
            do throws(TrackingError) {
                let outcome = try await push(root)
                report.outcomes.append(outcome)
                progress(root, .success(outcome))
            } catch {
                report.failures.append(PushReport.Failure(run: root, error: error))
                progress(root, .failure(error))
                let isOfServer: Set<TrackingError.Code> = [.unreachable, .failing, .refused, .unsupported, .invalid]
                guard !isOfServer.contains(error.code) else { break }
            }
        }
        report.notTried = Array(roots)
        return report
    }

    /// Sends a run again and again while another task or program writes it, and once more when it has ended.
    ///
    /// A server that is down is asked again later; one that says no ends it. The run itself is never held up.
    /// - Parameter interval: The pause between two pushes.
    /// - Returns: What the last push gave; a failure when something is left to push later.
    public func follow(
        _ id: RunID,
        every interval: Duration = .seconds(5)
    ) async -> Result<PushOutcome, TrackingError> {
        while true {
            // Asked before the push: what is said in between belongs to the next one.
            let hasEnded = !FileLock.isHeld(store.journal(of: id))
            do throws(TrackingError) {
                let outcome = try await push(id)
                if hasEnded { return .success(outcome) }
            } catch {
                if hasEnded || !error.isTemporary || Task.isCancelled { return .failure(error) }
            }
            let end = ContinuousClock.now + interval
            while ContinuousClock.now < end, FileLock.isHeld(store.journal(of: id)) {
                do { try await Task.sleep(for: min(interval, .milliseconds(200))) } catch {
                    return .failure(TrackingError(.unreachable, "the sending was stopped."))
                }
            }
        }
    }

    /// Waits for its turn: two programs that push the same run do so one after the other.
    private func lock(_ id: RunID) async throws(TrackingError) -> FileLock {
        let end = ContinuousClock.now + .seconds(600)
        while true {
            do throws(TrackingError) {
                return try FileLock(
                    store.folder(of: id) + "/push.lock",
                    busy: "another program has been sending run \(id) for ten minutes: try again when it has ended.")
            } catch {
                guard error.code == .busy, ContinuousClock.now < end else { throw error }
                do { try await Task.sleep(for: .milliseconds(100)) } catch {
                    throw TrackingError(.unreachable, "the sending was stopped.")
                }
            }
        }
    }
}

/// What a push did.
public struct PushOutcome: Hashable, Sendable {
    /// The run at the top.
    public let run: RunID
    /// Its page on the server.
    public let page: String
    /// How many runs of the tree had something to send.
    public let sent: Int
    /// False while a run of the tree goes on.
    public let isComplete: Bool
    /// The versions of registered models that came out of the tree.
    public let versions: [RegisteredVersion]
}

/// A version that a run's model has in the registry.
public struct RegisteredVersion: Hashable, Sendable {
    /// The registered model's name.
    public let name: String
    /// The version's number.
    public let number: Int
    /// The alias that was set; it may point elsewhere since.
    public let alias: String?

    /// Names a version.
    public init(name: String, number: Int, alias: String?) {
        self.name = name
        self.number = number
        self.alias = alias
    }
}

/// What became of all trees of runs.
public struct PushReport: Sendable {
    /// A tree that could not be sent whole.
    public struct Failure: Hashable, Sendable {
        /// The run at the top.
        public let run: RunID
        /// Why.
        public let error: TrackingError
    }

    /// Those that the server has.
    public internal(set) var outcomes: [PushOutcome] = []
    /// Those that could not be sent whole.
    public internal(set) var failures: [Failure] = []
    /// Those left for later, because the server gave no hope.
    public internal(set) var notTried: [RunID] = []
}
