/// How far a search has come.
public struct SearchProgress: Hashable, Sendable {
    /// How many trials are to be made in all.
    public let total: Int
    /// How many have ended, however they did.
    public let done: Int
    /// How many of them were ended early.
    public let pruned: Int
    /// How many of them failed.
    public let failed: Int
    /// The completed trial with the best value; nil before the first.
    public let best: FinishedTrial?
    /// The trial that ended last; nil before the first.
    public let last: FinishedTrial?

    init(total: Int, history: SearchHistory) {
        self.total = total
        done = history.trials.count
        pruned = history.trials.count { $0.outcome == .pruned }
        failed = history.trials.count(where: \.isFailed)
        best = history.best
        last = history.trials.last
    }
}
