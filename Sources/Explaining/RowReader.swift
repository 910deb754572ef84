import Catalog
import Credit
import Features
import Modeling

/// What a model makes of rows of one schema: score, decision, reasons.
struct RowReader: Sendable {
    let schema: FeatureSchema
    let binding: ModelBinding
    let wording: ReasonWording
    private let scoring: ScoringModel
    private let policy: PolicyProgram
    private let places: [String: Int]

    init(_ scoring: ScoringModel, schema: FeatureSchema) {
        self.scoring = scoring
        self.schema = schema
        binding = scoring.bundle.binding(to: schema)
        wording = ReasonWording(scoring.bundle, schema: binding.schema)
        places = binding.schema.positions
        policy = PolicyProgram(scoring.bundle.catalog.policies ?? [], schema: schema)
    }

    /// The value of a feature; one that is fitted is computed only when it is asked for.
    func value(of feature: String, for row: FeatureRow) -> FeatureValue {
        guard let place = places[feature] else { return .missing }
        if row.values.indices.contains(place) { return row.values[place] }
        let completed = binding.completing(row).values
        return completed.indices.contains(place) ? completed[place] : .missing
    }

    /// The decisions on rows, on a day.
    func decisions(_ rows: [FeatureRow], on day: Day) throws -> [Decision] {
        let scored = try rows.map { scoring.decision(try scoring.logOdds(binding.encode($0))) }
        return policy.decisions(scored, rows: rows, on: day)
    }

    /// The decision with its reasons.
    ///
    /// Contributions are path-dependent TreeSHAP values (Lundberg et al., 2020) moved to the named baseline: what a feature adds
    /// for this client, minus what it adds on average for the baseline's clients. Their sum with the baseline is the score.
    func explanation(_ row: FeatureRow, on day: Day) throws -> Explanation {
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
            decision: policy.decisions([scoring.decision(score)], rows: [row], on: day)[0], logOdds: score,
            baseline: Baseline(label: reference.label, logOdds: LogOdds(reference.logOdds)), contributions: sorted,
            reasons: wording.reasons(sorted, row: binding.completing(row)))
    }

    /// What one family of an explanation is made of.
    func facts(of family: FamilyID, in explanation: Explanation, _ row: FeatureRow) -> [Evidence] {
        wording.facts(of: family, in: explanation.contributions, row: binding.completing(row))
    }
}
