/// A search: trials one after another, each with parameters chosen from those before it.
///
/// What is tried depends on the plan and on the objective's values alone. With a journal, a search that was killed goes on
/// where it was: ``init(_:resuming:)`` gives the trials that ended, and the trial that was under way begins again with the
/// same parameters.
///
/// ```swift
/// let study = try Study(plan, journal: "search.ndjson")
/// let best = try study.run(trials: 100) { trial in
///     let rate = try trial.parameters.real("learning_rate")
///     var cost = 0.0
///     for fold in 1...5 {
///         cost += try costOfFold(fold, rate)
///         try trial.report(cost / Double(fold), step: fold)
///     }
///     return cost / 5
/// }
/// ```
public final class Study {
    /// How often a trial is begun that the program never comes out of, before it counts as failed.
    public static let attempts = 3

    /// What decides which parameters are tried.
    public let plan: SearchPlan
    /// What is known so far.
    public private(set) var history: SearchHistory
    private var open: OpenTrial?
    private let journal: JournalFile?

    /// A search kept in memory alone.
    public init(_ plan: SearchPlan) {
        self.plan = plan
        history = SearchHistory(space: plan.space, direction: plan.direction, seed: plan.seed)
        journal = nil
    }

    /// A new search that keeps a journal.
    ///
    /// - Throws: `taken` when the file exists and is not empty, `unwritable` when it cannot be made, `busy` while another
    ///   program writes it.
    public init(_ plan: SearchPlan, journal path: String) throws(SearchError) {
        self.plan = plan
        history = SearchHistory(space: plan.space, direction: plan.direction, seed: plan.seed)
        let file = try JournalFile(creating: path)
        try file.append(JournalLine(start: JournalStart(plan)), isLasting: true)
        journal = file
    }

    /// A search that goes on from its journal.
    ///
    /// A line that was cut off by a crash is removed from the file's end; nothing else in it changes.
    ///
    /// - Parameters:
    ///   - plan: The same as the journal was begun with.
    ///   - path: The journal.
    /// - Throws: `notFound` without the file, `otherSearch` when it was made with another plan, `damaged` when it is not
    ///   what was written, `unwritable`, and `busy` while another program writes it.
    public init(_ plan: SearchPlan, resuming path: String) throws(SearchError) {
        self.plan = plan
        let file = try JournalFile(resuming: path)
        let record = try JournalRecord(file, of: plan)
        if record.isEmpty {
            try file.append(JournalLine(start: JournalStart(plan)), isLasting: true)
        }
        history = SearchHistory(
            space: plan.space, direction: plan.direction, seed: plan.seed, trials: record.finished)
        open = record.open
        journal = file
    }

    /// The completed trial with the best value, the earliest of equals; nil before the first.
    public var best: FinishedTrial? { history.best }

    /// The parameters that the next trial will try; nil when nothing is left to try.
    public var nextParameters: [String: ParameterValue]? {
        open?.parameters ?? plan.parameters(ofTrial: history.trials.count, after: history)
    }

    /// How far the search has come, if it is to make so many trials in all.
    public func progress(of total: Int) -> SearchProgress { SearchProgress(total: total, history: history) }

    /// Makes trials until so many have ended, those in the journal among them, or nothing is left to try.
    ///
    /// A trial whose objective throws counts as failed and the search goes on, except for a `CancellationError`, which
    /// ends it; so does a cancelled task, between two trials. The next run begins the same trial again.
    ///
    /// - Parameters:
    ///   - total: At least 1.
    ///   - progress: Called after every trial.
    ///   - objective: Measures the parameters of a trial; the same parameters must give the same value.
    /// - Returns: The best completed trial.
    /// - Throws: `nothingCompleted` when no trial came to a value, `unwritable` when the journal cannot be written, and
    ///   `CancellationError`.
    @discardableResult
    public func run(
        trials total: Int,
        progress: (SearchProgress) -> Void = { _ in },
        objective: (Trial) throws -> Double
    ) throws -> FinishedTrial {
        guard total >= 1 else {
            throw SearchError(.invalidSetting, "a search needs at least one trial, not \(total).")
        }
        while history.trials.count < total {
            try Task.checkCancellation()
            guard let trial = try begin() else { break }
            try end(trial)
            progress(self.progress(of: total))
        }
        return try result()

        func end(_ begun: OpenTrial) throws {
            let trial = Trial(
                number: begun.number, parameters: begun.parameters, pruner: plan.pruner, history: history)
            let outcome: FinishedTrial.Outcome
            if begun.attempts > Self.attempts {
                outcome = .failed("the program ended \(Self.attempts) times in the middle of this trial.")
            } else {
                do {
                    outcome = trial.outcome(of: try objective(trial))
                } catch is TrialStopped {
                    outcome = .pruned
                } catch let error as CancellationError {
                    try journal?.append(JournalLine(cancelled: begun.number), isLasting: true)
                    open?.attempts = 0
                    throw error
                } catch {
                    outcome = .failed("\(error)")
                }
            }
            let finished = FinishedTrial(
                number: begun.number, parameters: begun.parameters, reports: trial.reports, outcome: outcome)
            try journal?.append(JournalLine(finished), isLasting: true)
            open = nil
            history.trials.append(finished)
        }
    }

    /// Begins the trial that was under way, or the next one; nil when nothing is left to try.
    private func begin() throws(SearchError) -> OpenTrial? {
        let number = history.trials.count
        guard let parameters = nextParameters else { return nil }
        let trial = OpenTrial(number: number, parameters: parameters, attempts: (open?.attempts ?? 0) + 1)
        // Nothing is begun once too often: the journal would say so.
        if trial.attempts <= Self.attempts { try journal?.append(JournalLine(trial), isLasting: false) }
        open = trial
        return trial
    }

    private func result() throws(SearchError) -> FinishedTrial {
        if let best { return best }
        let progress = progress(of: history.trials.count)
        let counts = "of \(progress.done) trials, \(progress.failed) failed and \(progress.pruned) were stopped"
        for case .failed(let reason) in history.trials.lazy.map(\.outcome) {
            throw SearchError(.nothingCompleted, "\(counts), so there is no best one; the first failure: \(reason)")
        }
        throw SearchError(.nothingCompleted, "\(counts), so there is no best one: search with a milder pruner.")
    }
}

/// A trial that has begun and not ended.
struct OpenTrial {
    let number: Int
    let parameters: [String: ParameterValue]
    var attempts: Int
}
