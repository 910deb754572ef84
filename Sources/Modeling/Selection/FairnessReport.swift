public import Credit
public import Statistics

/// Whether probabilities mean what they say, out of fold.
public struct ReliabilityReport: Hashable, Sendable, Codable {
    /// Predicted and observed default rates by tenth of the predictions.
    public let deciles: ReliabilityTable
    /// The line through them in log-odds: slope 1 and intercept 0 when right; nil when it cannot be fitted.
    public let line: CalibrationLine?
    /// Predicted and observed by group of each protected characteristic.
    public let groups: [GroupReliability]
    /// The same by ten to fifty parts of the predictions, of a thousand rows where there are so many; nil in reports that do
    /// not tell.
    public var bands: ReliabilityTable?

    /// One group.
    public struct GroupReliability: Hashable, Sendable, Codable {
        /// The characteristic, as `age`.
        public let attribute: String
        /// The group.
        public let group: LocalizedText
        /// Its rows.
        public let rows: Int
        /// Its calibration; nil when it is too small.
        public let calibration: GroupCalibration?
    }
}

/// How decisions fall on the groups of one protected characteristic, out of fold.
public struct FairnessReport: Hashable, Sendable, Codable {
    /// The characteristic, as `sex`.
    public let attribute: String
    /// What it is called.
    public let label: LocalizedText
    /// Whether models may use columns that carry it.
    public let isAllowed: Bool
    /// What the groups are called, in the order of the summary's.
    public let groups: [LocalizedText]
    /// Approval, true positive rates, impact ratio, calibration by group.
    public let summary: FairnessSummary
    /// What dropping the columns that carry it would do; nil when the model may not use them, or it was not asked.
    public let dropping: DroppingReport?

    /// What dropping a characteristic's columns would do.
    public struct DroppingReport: Hashable, Sendable, Codable {
        /// The features that carry it.
        public let features: [String]
        /// Areas under the ROC curve, without them minus with them.
        public let auc: AreaComparison
        /// Cost per application at the threshold of Bayes, without them minus with them.
        public let cost: PairedDifference
        /// The lowest impact ratio without them; nil when no group is large enough.
        public let lowestImpactRatio: Double?
    }
}
