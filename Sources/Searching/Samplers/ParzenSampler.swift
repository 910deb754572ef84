internal import Statistics

/// The tree-structured Parzen estimator: looks where good trials were dense and other trials were not.
///
/// After some random trials, it parts those that have ended into the best `min(⌈0.1 n⌉, 25)` and the rest, lays a density
/// `l` around the best and `g` around the rest, draws candidates from `l` and suggests the one with the highest `l/g`,
/// which is the one of highest expected improvement. Parameters that take part under the same condition are drawn
/// together, so that their interplay is learnt; those of a branch learn from the trials of that branch. Pruned trials
/// count after all completed ones, those that came further first; failed ones do not count.
///
/// Bergstra, Bardenet, Bengio, Kégl, *Algorithms for hyper-parameter optimization*, NeurIPS 2011. The defaults and the
/// densities are those of Optuna 5.0's `TPESampler`, with `group=True` for conditions.
public struct ParzenSampler: Sampler {
    private let startupTrials: Int
    private let candidates: Int
    private let priorWeight: Double

    /// A sampler.
    ///
    /// - Parameters:
    ///   - startupTrials: How many trials must have completed or been pruned before it stops drawing at random; at
    ///     least 1.
    ///   - candidates: How many points it draws from the density of the best, at least 1.
    ///   - priorWeight: What the wide kernel weighs against one trial's, above 0.
    /// - Throws: `invalidSetting` for a setting out of range.
    public init(startupTrials: Int = 10, candidates: Int = 24, priorWeight: Double = 1) throws(SearchError) {
        guard startupTrials >= 1 else {
            throw SearchError(.invalidSetting, "a Parzen search needs at least one random trial, not \(startupTrials).")
        }
        guard candidates >= 1 else {
            throw SearchError(.invalidSetting, "a Parzen search needs at least one candidate, not \(candidates).")
        }
        guard priorWeight > 0, priorWeight.isFinite else {
            throw SearchError(.invalidSetting, "the prior of a Parzen search must weigh above 0, not \(priorWeight).")
        }
        self.startupTrials = startupTrials
        self.candidates = candidates
        self.priorWeight = priorWeight
    }

    /// Its name and settings.
    public var identity: String {
        "parzen, \(startupTrials) random trials, \(candidates) candidates, prior weight \(priorWeight)"
    }

    /// Every space will do.
    public func check(_ space: SearchSpace) throws(SearchError) {}

    /// The candidate of highest density ratio; never nil.
    ///
    /// - Complexity: O(candidates × trials × dimensions).
    public func suggestion(forTrial number: Int, after history: SearchHistory) -> [String: ParameterValue]? {
        let counted = history.trials.filter { !$0.isFailed }
        guard counted.count >= startupTrials else {
            return RandomSampler().suggestion(forTrial: number, after: history)
        }
        let (best, rest) = split(counted, history.direction)
        var generator = SeededGenerator(seed: history.seed, stream: UInt64(number))
        var parameters: [String: ParameterValue] = [:]
        for group in ParameterGroup.all(in: history.space) where group.isActive(with: parameters) {
            parameters.merge(draw(group, best: best, rest: rest, using: &generator)) { $1 }
        }
        return parameters
    }

    private func draw(
        _ group: ParameterGroup, best: [FinishedTrial], rest: [FinishedTrial],
        using generator: inout SeededGenerator
    ) -> [String: ParameterValue] {
        guard !group.dimensions.isEmpty else { return group.fixedValues }
        let kinds = group.dimensions.map(\.kind)
        let good = ParzenMixture(
            around: best.compactMap(group.coordinates), of: kinds, priorWeight: priorWeight)
        let other = ParzenMixture(
            around: rest.compactMap(group.coordinates), of: kinds, priorWeight: priorWeight)
        var winner = good.draw(using: &generator)
        var highest = good.logDensity(at: winner) - other.logDensity(at: winner)
        for _ in 1..<candidates {
            let point = good.draw(using: &generator)
            let ratio = good.logDensity(at: point) - other.logDensity(at: point)
            if ratio > highest { (winner, highest) = (point, ratio) }
        }
        return group.parameters(at: winner)
    }

    /// The best trials and the others, both from the oldest.
    private func split(
        _ trials: [FinishedTrial], _ direction: SearchDirection
    ) -> (best: [FinishedTrial], rest: [FinishedTrial]) {
        // Completed before pruned; pruned by how far they came; then by loss, then by age.
        let ranks = trials.map { trial in
            let last = trial.reports.last
            return (
                trial.value == nil ? -(last?.step ?? 0) : -Int.max,
                (trial.value ?? last?.value).map(direction.loss) ?? .infinity, trial.number
            )
        }
        let order = trials.indices.sorted { ranks[$0] < ranks[$1] }
        // ⌈n / 10⌉ in whole numbers.
        let count = min((trials.count + 9) / 10, 25)
        return (order.prefix(count).sorted().map { trials[$0] }, order.dropFirst(count).sorted().map { trials[$0] })
    }
}
