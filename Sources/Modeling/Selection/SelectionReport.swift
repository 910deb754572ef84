public import Credit

/// How a model was chosen and what it costs to be wrong: everything that the methodology note and the model card tell.
///
/// Figures are of predictions out of fold, of rows that neither the model nor its calibration and threshold had seen, unless
/// their name says otherwise. Costs are in the unit of the catalog's cost matrix, per 1,000 applications. It holds no time and
/// no thread count, so that the same seed and data give the same bytes.
public struct SelectionReport: Hashable, Sendable, Codable {
    /// On which rows, and how.
    public let design: ValidationDesign
    /// The candidates, in the order in which they were tried.
    public let candidates: [CandidateReport]
    /// The name of the one that became the bundle.
    public let chosen: String
    /// The rule by which it was chosen.
    public let rule: LocalizedText
    /// Each other candidate against the chosen one.
    public let comparisons: [CandidateComparison]
    /// What treatments of class imbalance do, the untreated learner first; empty when none was compared.
    public let imbalance: [ImbalanceReport]
    /// The calibrations that were compared for the chosen candidate.
    public let calibrations: [CalibrationReport]
    /// What was measured on and off: features made from outcomes, selection of features.
    public let additions: [AdditionReport]
    /// Threshold, cost curve, sensitivity, referral.
    public let cost: CostReport
    /// Whether the chosen candidate's probabilities mean what they say.
    public let reliability: ReliabilityReport
    /// How decisions fall on protected groups; empty when no protected column was there.
    public let fairness: [FairnessReport]
    /// What the chosen model goes by.
    public let importance: ImportanceReport
    /// The search that the recipe came from, if there was one.
    public let search: SearchReport?
    /// What a person should look at, as an AUC that is too good.
    public let warnings: [LocalizedText]
}

/// On which rows candidates were compared, and how.
public struct ValidationDesign: Hashable, Sendable, Codable {
    /// Labelled applications in the data.
    public let rows: Int
    /// Different persons among them.
    public let persons: Int
    /// Defaults among them.
    public let defaults: Int
    /// Applications kept for the final judgement, of persons who are nowhere else; 0 when there was no test set.
    public let testRows: Int
    /// Applications on which candidates were compared.
    public let developmentRows: Int
    /// Defaults among them.
    public let developmentDefaults: Int
    /// Folds of each repetition.
    public let folds: Int
    /// How often the rows were dealt anew.
    public let repetitions: Int
    /// The seed of every draw.
    public let seed: UInt64
    /// SHA-256 of the labelled rows' features, outcomes and persons, in hexadecimal.
    public let datasetDigest: String
    /// Features offered to the learners.
    public let features: Int
}
