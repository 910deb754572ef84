public import Catalog
public import Credit
public import Features
public import Foundation
public import Modeling

/// Decides and explains with a loaded model.
public final class BundleDecisionEngine: DecisionEngine {
    /// What is known of the model.
    public let model: ModelSummary
    private let scoring: ScoringModel
    private let binding: ModelBinding
    private let wording: ReasonWording
    private let clock: @Sendable () -> Day

    /// Prepares a model for rows of one schema.
    ///
    /// - Parameters:
    ///   - digest: the bundle's digest.
    ///   - clock: tells the day by which the policy in force is chosen.
    public init(
        _ scoring: ScoringModel, digest: String, schema: FeatureSchema,
        clock: @escaping @Sendable () -> Day = { Day(secondsSince1970: Date().timeIntervalSince1970) }
    ) {
        let bundle = scoring.bundle
        self.scoring = scoring
        self.clock = clock
        binding = bundle.binding(to: schema)
        wording = ReasonWording(bundle, schema: binding.schema)
        model = ModelSummary(
            digest: digest, learner: bundle.training.learner, featureCount: bundle.encoder.columns.count,
            trainingRows: bundle.training.trainingRows, threshold: bundle.decision.value, cost: bundle.decision.cost,
            testAUC: bundle.evaluation.auc.estimate, testCostPerThousand: bundle.evaluation.costPerThousand.estimate)
    }

    /// The catalog that the model was trained with.
    public var catalog: LenderCatalog { scoring.bundle.catalog }

    /// The day by which the policy in force is chosen when none is named.
    public var today: Day { clock() }

    /// The probability, its place against the threshold, and what the policy of a day says.
    public func decision(for row: FeatureRow, on day: Day) throws -> Decision {
        scoring.decision(try scoring.logOdds(binding.encode(row)))
    }

    /// The decision with its reasons.
    ///
    /// Contributions are path-dependent TreeSHAP values (Lundberg et al., 2020) moved to the named baseline: what a feature adds
    /// for this client, minus what it adds on average for the baseline's clients. Their sum with the baseline is the score.
    public func explanation(for row: FeatureRow, on day: Day) throws -> Explanation {
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

    public func applicant(json: Data) throws -> CheckedApplicant { throw Self.unavailable }
    public func applicant(stored bytes: [UInt8]) throws -> CheckedApplicant { throw Self.unavailable }
    public func assessment(of applicant: CheckedApplicant, on day: Day) throws -> Assessment { throw Self.unavailable }
    public func simulation(
        of applicant: CheckedApplicant, changing changes: [String: RawValue], on day: Day
    ) throws -> Simulation { throw Self.unavailable }
    public func counterfactuals(for applicant: CheckedApplicant, on day: Day) throws -> Counterfactuals {
        throw Self.unavailable
    }
    public func similarClients(to row: FeatureRow, except client: ClientID?) throws -> SimilarClients? { nil }
    public var importance: GlobalImportance? { nil }
    public func distribution(of feature: String) -> FeatureDistribution? { nil }
    private static let unavailable = ExplainingError(.unavailable, "this engine has no records to work with.")
}
