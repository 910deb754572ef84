/// All that decides which parameters a search tries, given the values it gets.
public struct SearchPlan: Sendable {
    /// The parameters that the search varies.
    public let space: SearchSpace
    /// Which values are better.
    public let direction: SearchDirection
    /// What chooses the next parameters.
    public let sampler: any Sampler
    /// What ends trials early.
    public let pruner: any Pruner
    /// The seed of every draw.
    public let seed: UInt64
    /// Points to try before the sampler chooses, as the settings in use today.
    public let startingPoints: [[String: ParameterValue]]
    /// What the objective measures, and on which data; a journal of another subject is not gone on with.
    public let subject: String

    /// A plan, checked whole.
    ///
    /// - Throws: `invalidSetting` when the sampler cannot search the space; `unknownParameter` and `invalidValue` for a
    ///   starting point that is not a point of the space.
    public init(
        _ space: SearchSpace,
        direction: SearchDirection,
        sampler: any Sampler,
        pruner: any Pruner = NeverPruner(),
        seed: UInt64,
        startingPoints: [[String: ParameterValue]] = [],
        subject: String = ""
    ) throws(SearchError) {
        try sampler.check(space)
        for point in startingPoints { try space.check(point) }
        self.space = space
        self.direction = direction
        self.sampler = sampler
        self.pruner = pruner
        self.seed = seed
        self.startingPoints = startingPoints
        self.subject = subject
    }

    /// The parameters of a trial; nil when nothing is left to try.
    func parameters(ofTrial number: Int, after history: SearchHistory) -> [String: ParameterValue]? {
        guard number >= startingPoints.count else { return startingPoints[number] }
        return sampler.suggestion(forTrial: number - startingPoints.count, after: history)
    }
}
