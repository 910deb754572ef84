/// How a model is trained; all of it is written into the bundle.
public struct TrainingSettings: Hashable, Sendable, Codable {
    /// Decides every random choice: the same seed, data and settings give the same model.
    public var seed: UInt64 = 1
    /// Threads to use.
    ///
    /// Models are equal at any number of threads.
    public var threads: Int = 2
    /// Share of persons kept for stopping, calibration and threshold, above 0.
    public var validationShare: Double = 0.15
    /// Share of persons kept for the final judgement, above 0.
    public var testShare: Double = 0.15
    /// Shrinkage of each tree, in 0…1.
    public var learningRate: Double = 0.03
    /// Leaves of a tree, at least 2.
    public var leaves: Int = 8
    /// Most splits from the root of a tree to a leaf, at least 1.
    public var depth: Int = 4
    /// Fewest rows in a leaf, at least 1.
    public var rowsPerLeaf: Int = 100
    /// Share of features offered to a tree, in 0…1.
    public var featureShare: Double = 0.1
    /// Share of rows offered to a tree, in 0…1.
    public var rowShare: Double = 0.9
    /// Weight of the absolute size of leaf values in the objective.
    public var l1: Double = 0.5
    /// Weight of the squared size of leaf values in the objective.
    public var l2: Double = 20
    /// Most trees, at least 1.
    public var rounds: Int = 3000
    /// Stop after so many rounds without a better log-loss on validation, at least 1.
    public var patience: Int = 100

    /// The default settings.
    public init() {}

    /// Refuses settings out of range.
    func check() throws(ModelingError) {
        func require(_ condition: Bool, _ sentence: String) throws(ModelingError) {
            if !condition { throw ModelingError(.invalidSetting, sentence) }
        }
        try require(threads >= 1, "the number of threads must be at least 1.")
        try require(
            validationShare > 0 && testShare > 0 && validationShare + testShare < 1,
            "the shares for validation and test must be above 0 and together below 1.")
        try require(learningRate > 0 && learningRate <= 1, "the learning rate must be above 0 and at most 1.")
        try require(leaves >= 2, "a tree needs at least 2 leaves.")
        try require(depth >= 1, "a tree needs a depth of at least 1.")
        try require(rowsPerLeaf >= 1, "a leaf needs at least 1 row.")
        try require(featureShare > 0 && featureShare <= 1, "the share of features must be above 0 and at most 1.")
        try require(rowShare > 0 && rowShare <= 1, "the share of rows must be above 0 and at most 1.")
        try require(l1 >= 0 && l2 >= 0, "l1 and l2 must be 0 or more.")
        try require(rounds >= 1 && patience >= 1, "rounds and patience must be at least 1.")
    }
}
