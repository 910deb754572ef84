import Foundation
import Modeling
import Synchronization
import Tracking

/// Keeps what a training or a search tells in the workspace's `runs/`, and sends it to the MLflow server as it goes, if one is named.
///
/// It never fails what it watches: what could not be kept or sent is said in one sentence at the end.
final class RunKeeper: TrainingObserver, Sendable {
    private struct State {
        /// The runs that go on and those that ended, by the number that they are told by.
        var recorders: [Int: RunRecorder] = [:]
        var top: RunID?
        var failure: TrackingError?
        var sending: Task<Result<PushOutcome, TrackingError>, Never>?
    }

    private let place: WorkspaceOptions
    private let store: RunStore
    private let experiment: String
    private let source: String
    private let server: Result<TrackingServer?, TrackingError>
    private let state = Mutex(State())

    /// Prepares to keep runs.
    ///
    /// - Parameters:
    ///   - experiment: what they belong to, unless `MLFLOW_EXPERIMENT_NAME` says otherwise.
    ///   - source: the folder that the data came from.
    init(_ place: WorkspaceOptions, experiment: String, source: String) {
        self.place = place
        self.source = source
        store = RunStore(folder: place.runs)
        do { server = .success(try TrackingServer(place)) } catch {
            server = .failure(error as? TrackingError ?? TrackingError(.invalid, "\(type(of: error))"))
        }
        let named = ProcessInfo.processInfo.environment["MLFLOW_EXPERIMENT_NAME"].flatMap { $0.isEmpty ? nil : $0 }
        self.experiment = named ?? experiment
    }

    /// Does a run's work, which is kept as it tells of itself, then sends what is left and says what became of it.
    ///
    /// - Parameter others: who hears of the run too.
    func keep<Result>(
        _ name: String, beside others: [any TrainingObserver] = [], _ work: (ObservedRun) throws -> Result
    ) async throws -> Result {
        let run = ObservedRun(name, observer: ObserverGroup(observers: others + [self]))
        do {
            let result = try run.during { try work(run) }
            await close(isWhole: true)
            return result
        } catch {
            await close(isWhole: false)
            throw error
        }
    }

    func observe(_ event: TrainingEvent) {
        do throws(TrackingError) {
            switch event {
            case .started(let run, let name, let parent): try start(run, name, parent)
            case .parameters(let run, let parameters): try recorder(run)?.log(parameters: parameters)
            case .tags(let run, let tags): try recorder(run)?.set(tags: tags)
            case .metrics(let run, let values, let step):
                let now = Date()
                try recorder(run)?.log(
                    metrics: values.sorted { $0.key < $1.key }.map {
                        Metric($0.key, $0.value, step: step ?? 0, time: now)
                    })
            case .artifact(let run, let name, let content): try recorder(run)?.add(content, at: name)
            case .dataset(let run, let name, let digest, let rows):
                try recorder(run)?.log(
                    DatasetInput(name: name, digest: digest, source: source, profile: "{\"rows\": \(rows)}"))
            case .model(let run, let digest, let folder):
                guard let recorder = recorder(run) else { return }
                try TrackedBundle(folder: folder, digest: digest).keep(in: recorder)
            case .finished(let run): try recorder(run)?.end(.finished)
            case .failed(let run, let reason):
                try recorder(run)?.set(tags: ["limpide.failure": reason])
                try recorder(run)?.end(.failed)
            }
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
        }
    }

    /// Ends what goes on still, waits until everything is sent, and says what became of it.
    ///
    /// - Parameter isWhole: false when the training or search failed.
    private func close(isWhole: Bool) async {
        let (recorders, sending) = state.withLock { ($0.recorders, $0.sending) }
        for recorder in recorders.values {
            do throws(TrackingError) { try recorder.end(isWhole ? .finished : .failed) } catch {
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
        let result = await sending?.value
        let (top, failure) = state.withLock { ($0.top, $0.failure) }
        if let failure {
            Terminal.error("warning: the run was not kept whole: \(failure.message)")
        }
        if let top { await tell(top, result) }
    }

    private func tell(_ top: RunID, _ result: Result<PushOutcome, TrackingError>?) async {
        func warn(_ error: TrackingError) {
            Terminal.error(
                "warning: the run was not sent: \(error.message) It is kept as \(top) in \(place.runs); limpide runs push sends it later."
            )
        }
        switch (server, result) {
        case (.failure(let error), _), (.success, .failure(let error)?): warn(error)
        case (.success(let server?), .success(let outcome)?):
            for version in outcome.versions {
                Terminal.error("\(server.client.settings): version \(version.number) of \(version.name).")
            }
            Terminal.error("The run is at \(outcome.page)")
            await TrackingServer.follow(place)
        default: break
        }
    }

    private func recorder(_ run: Int) -> RunRecorder? { state.withLock { $0.recorders[run] } }

    private func start(_ run: Int, _ name: String, _ parent: Int?) throws(TrackingError) {
        if let parent {
            guard let above = recorder(parent) else { return }
            let child = try above.startChild(named: name)
            state.withLock { $0.recorders[run] = child }
            return
        }
        let recorder = try store.start(experiment: experiment, named: name, user: NSUserName())
        state.withLock { state in
            state.recorders[run] = recorder
            guard state.top == nil else { return }
            state.top = recorder.id
            guard case .success(let server?) = server else { return }
            let publisher = server.publisher, id = recorder.id
            state.sending = Task { await publisher.follow(id) }
        }
    }
}
