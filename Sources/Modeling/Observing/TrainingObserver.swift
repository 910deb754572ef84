public import Foundation

/// What is told of trainings and searches as they go, for a tracker to keep.
///
/// Runs are numbered from 1 within a process; a run inside another names its parent. A run ends by `finished` or `failed`; one
/// that does neither was killed.
public enum TrainingEvent: Sendable {
    /// A run began: a training, a search, one candidate or one trial of theirs.
    case started(run: Int, name: String, parent: Int?)
    /// What the run was given: parameters of a recipe, seeds, sizes.
    case parameters(run: Int, [String: String])
    /// Words about the run that are no parameters, as the digest of the data.
    case tags(run: Int, [String: String])
    /// Figures; the step is the fold (from 1), nil for a figure of the whole run.
    case metrics(run: Int, [String: Double], step: Int?)
    /// A file that the run made, as a report in JSON.
    case artifact(run: Int, name: String, content: Data)
    /// The rows that were learned from, by the digest of their content.
    case dataset(run: Int, name: String, digest: String, rows: Int)
    /// The bundle that the run made: its digest and folder.
    case model(run: Int, digest: String, folder: String)
    /// The run came to its end.
    case finished(run: Int)
    /// The run failed, for this reason.
    case failed(run: Int, reason: String)
}

/// Hears what trainings and searches tell.
///
/// It throws nothing: a tracker that cannot be reached must not end a training.
public protocol TrainingObserver: Sendable {
    /// Takes an event; called on the training's thread, in order.
    func observe(_ event: TrainingEvent)
}

/// Hears nothing.
public struct NoObserver: TrainingObserver {
    /// An observer that keeps nothing.
    public init() {}

    /// Does nothing.
    public func observe(_ event: TrainingEvent) {}
}
