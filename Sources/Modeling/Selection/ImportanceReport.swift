public import Credit

/// What the chosen model goes by: mean size of contributions to the log-odds, over a sample of development rows.
public struct ImportanceReport: Hashable, Sendable, Codable {
    /// Applications in the sample.
    public let rows: Int
    /// The features, the most important first; those without any contribution are left out.
    public let features: [Feature]
    /// The families, the most important first: mean size of the sum of each family's contributions.
    public let families: [Family]

    /// One feature.
    public struct Feature: Hashable, Sendable, Codable {
        /// Its name.
        public let name: String
        /// What it is called.
        public let label: LocalizedText
        /// Its family.
        public let family: FamilyID
        /// Mean size of its contribution, in log-odds.
        public let meanContribution: Double
        /// Spearman correlation of its value with its contribution: above 0 where risk rises with it; nil for a category.
        public let direction: Double?
    }

    /// One family.
    public struct Family: Hashable, Sendable, Codable {
        /// Its name.
        public let id: FamilyID
        /// What it is called.
        public let label: LocalizedText
        /// Mean size of the sum of its features' contributions, in log-odds.
        public let meanContribution: Double
    }
}

/// A search for parameters, in short.
public struct SearchReport: Hashable, Sendable, Codable {
    /// The learner searched.
    public let learner: LearnerKind
    /// What was minimised or maximised, as `cost`.
    public let objective: String
    /// How points were chosen, as `sequential`.
    public let method: String
    /// Trials that ended.
    public let trials: Int
    /// Trials given up early.
    public let pruned: Int
    /// Trials that failed.
    public let failed: Int
    /// The best value.
    public let best: Double
    /// The best value by trial, as it fell or rose; a point for each trial that came to a value.
    public let progress: [Double]
    /// The parameters of the best trial, as text.
    public let parameters: [String: String]
    /// The parameters searched and their bounds, as text.
    public let space: [String: String]
}
