/// A way to give up trials that will not win, from what they report on their way.
///
/// A value without a state of its own, as a ``Sampler``.
public protocol Pruner: Sendable {
    /// Its name and settings, by which a journal knows it.
    var identity: String { get }

    /// True when the trial that has reported this should stop.
    ///
    /// - Parameters:
    ///   - reports: By rising step, the newest last; not empty.
    ///   - history: The trials that ended before.
    func shouldStop(after reports: [TrialReport], given history: SearchHistory) -> Bool
}

/// Lets every trial come to its end.
public struct NeverPruner: Pruner {
    /// A pruner that stops nothing.
    public init() {}

    /// Its name.
    public var identity: String { "never" }

    /// False.
    public func shouldStop(after reports: [TrialReport], given history: SearchHistory) -> Bool { false }
}
