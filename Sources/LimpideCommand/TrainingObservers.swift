import Modeling
import Synchronization

/// Who hears of trainings and searches.
enum TrainingObservers {
    /// The observers of a workspace.
    static func make(_ others: [any TrainingObserver] = []) -> any TrainingObserver {
        others.count == 1 ? others[0] : ObserverGroup(observers: others)
    }
}

/// Passes every event on.
struct ObserverGroup: TrainingObserver {
    let observers: [any TrainingObserver]

    func observe(_ event: TrainingEvent) {
        for observer in observers { observer.observe(event) }
    }
}

/// Keeps how long each candidate took: times are no part of a bundle, which must be the same whenever it is made.
final class CandidateSeconds: TrainingObserver {
    private struct State {
        var names: [Int: String] = [:]
        var seconds: [String: Double] = [:]
    }

    private let state = Mutex(State())

    /// Seconds by name of the candidate.
    var seconds: [String: Double] { state.withLock { $0.seconds } }

    func observe(_ event: TrainingEvent) {
        state.withLock { state in
            switch event {
            case .started(let run, let name, _): state.names[run] = name
            case .metrics(let run, let figures, nil):
                if let name = state.names[run], let seconds = figures["seconds"] { state.seconds[name] = seconds }
            default: break
            }
        }
    }
}
