public import Catalog
public import Credit
public import Features
public import Modeling

/// Decides and explains with a loaded model.
public final class BundleDecisionEngine: DecisionEngine {
    /// What is known of the model.
    public let model: ModelSummary
    private let scoring: ScoringModel
    private let binding: ModelBinding
    private let wording: ReasonWording

    /// Prepares a model for rows of one schema.
    ///
    /// - Parameter digest: the bundle's digest.
    public init(_ scoring: ScoringModel, digest: String, schema: FeatureSchema) {
        let bundle = scoring.bundle
        self.scoring = scoring
        binding = bundle.binding(to: schema)
        wording = ReasonWording(bundle, schema: binding.schema)
        model = ModelSummary(
            digest: digest, learner: bundle.training.learner, featureCount: bundle.encoder.columns.count,
            trainingRows: bundle.training.trainingRows, threshold: bundle.decision.value, cost: bundle.decision.cost,
            testAUC: bundle.evaluation.auc.estimate, testCostPerThousand: bundle.evaluation.costPerThousand.estimate)
    }

    /// The catalog that the model was trained with.
    public var catalog: LenderCatalog { scoring.bundle.catalog }

    /// The probability and its place against the threshold.
    public func decision(for row: FeatureRow) throws -> Decision {
        scoring.decision(try scoring.logOdds(binding.encode(row)))
    }

    /// The decision with its reasons.
    ///
    /// Contributions are path-dependent TreeSHAP values (Lundberg et al., 2020) moved to the named baseline: what a feature adds
    /// for this client, minus what it adds on average for the baseline's clients. Their sum with the baseline is the score.
    public func explanation(for row: FeatureRow) throws -> Explanation {
        let encoded = binding.encode(row)
        let parts = try scoring.contributions(encoded)
        // The score itself, not the sum of its parts: the decision is the same to the last bit wherever it is asked for.
        let score = try scoring.logOdds(encoded)
        let reference = scoring.bundle.baseline
        let contributions = zip(scoring.bundle.encoder.columns, zip(parts.columns, reference.contributions)).map {
            column, parts in
            Contribution(
                feature: column.name, family: wording.family(of: column.name), logOdds: LogOdds(parts.0 - parts.1))
        }
        let sorted = contributions.sorted { a, b in
            (-a.logOdds.value.magnitude, a.feature) < (-b.logOdds.value.magnitude, b.feature)
        }
        return Explanation(
            decision: scoring.decision(score), logOdds: score,
            baseline: Baseline(label: reference.label, logOdds: LogOdds(reference.logOdds)), contributions: sorted,
            reasons: wording.reasons(sorted, row: binding.completing(row)))
    }
}
