public import Credit

/// How the model did on past applications that it had not seen when it judged them: figures out of fold.
public struct TrackRecord: Hashable, Sendable {
    /// Past applications.
    public let rows: Int
    /// Defaults among them.
    public let defaults: Int
    /// In how many parts they were dealt: the model that judged one part had learned on the others.
    public let folds: Int
    /// What became of applications by tenth of the risk told, rising.
    public let tenths: [ObservedRisk]
    /// The same in the finest parts that are known, rising.
    public let parts: [ObservedRisk]
    /// What decisions cost, threshold by threshold.
    public let cost: CostRecord
    /// How decisions fall on the groups of each protected characteristic.
    public let treatment: [GroupTreatment]

    /// Makes a record.
    public init(
        rows: Int, defaults: Int, folds: Int, tenths: [ObservedRisk], parts: [ObservedRisk], cost: CostRecord,
        treatment: [GroupTreatment]
    ) {
        self.rows = rows
        self.defaults = defaults
        self.folds = folds
        self.tenths = tenths
        self.parts = parts
        self.cost = cost
        self.treatment = treatment
    }

    /// What became of applications whose risk was told about as high; nil where they are too few to say.
    ///
    /// Complexity: O(parts).
    public func observed(at probability: Probability) -> ObservedRisk? {
        let part = parts.first { probability.value <= $0.range.upperBound } ?? parts.last
        return part.flatMap { $0.count >= ObservedRisk.fewest ? $0 : nil }
    }
}

/// What became of past applications whose risk was told about alike.
public struct ObservedRisk: Hashable, Sendable {
    /// Of fewer applications nothing is said.
    public static let fewest = 20

    /// How many applications.
    public let count: Int
    /// The lowest and highest probability told of them.
    public let range: ClosedRange<Double>
    /// The mean probability told.
    public let predicted: Double
    /// The share that went unpaid.
    public let observed: Double
    /// Wilson's 95 % interval of that share.
    public let interval: ClosedRange<Double>

    /// Makes a part of a record.
    public init(
        count: Int, range: ClosedRange<Double>, predicted: Double, observed: Double, interval: ClosedRange<Double>
    ) {
        self.count = count
        self.range = range
        self.predicted = predicted
        self.observed = observed
        self.interval = interval
    }

    /// Whether what was told lies within the interval of what happened.
    public var isConfirmed: Bool { interval.contains(predicted) }
}
