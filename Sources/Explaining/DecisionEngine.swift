public import Catalog
public import Credit
public import Features

/// Decides and explains, for rows of one feature schema; what pages and routes see of a model.
public protocol DecisionEngine: Sendable {
    /// What is known of the model.
    var model: ModelSummary { get }
    /// The catalog that the model was trained with: labels, families, units.
    var catalog: LenderCatalog { get }
    /// The probability and its place against the threshold. Microseconds.
    func decision(for row: FeatureRow) throws -> Decision
    /// The decision with its reasons. Milliseconds.
    func explanation(for row: FeatureRow) throws -> Explanation
}

/// What a model says of itself.
public struct ModelSummary: Hashable, Sendable {
    /// SHA-256 of the bundle's manifest, in hexadecimal.
    public let digest: String
    /// The learner, as `LightGBM`.
    public let learner: String
    /// Number of features.
    public let featureCount: Int
    /// Labelled applications that it learned from.
    public let trainingRows: Int
    /// The threshold from which it refuses.
    public let threshold: Threshold
    /// The costs that the threshold minimises.
    public let cost: CostMatrix
    /// Quality on the test set: area under the ROC curve.
    public let testAUC: Double
    /// Cost on the test set per 1,000 applications.
    public let testCostPerThousand: Double

    /// Makes a summary.
    public init(
        digest: String, learner: String, featureCount: Int, trainingRows: Int, threshold: Threshold, cost: CostMatrix,
        testAUC: Double, testCostPerThousand: Double
    ) {
        self.digest = digest
        self.learner = learner
        self.featureCount = featureCount
        self.trainingRows = trainingRows
        self.threshold = threshold
        self.cost = cost
        self.testAUC = testAUC
        self.testCostPerThousand = testCostPerThousand
    }
}
