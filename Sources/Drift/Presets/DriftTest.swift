/// What a column's score is measured by; the raw value is the name in the JSON report, evidently's own where it has one.
public enum DriftTest: String, Sendable, Hashable, Codable, CaseIterable {
    /// Kolmogorov–Smirnov; evidently scores its chance, Limpide its distance.
    case kolmogorovSmirnov = "ks"
    /// Chi-square; evidently scores its chance.
    case chiSquare = "chisquare"
    /// Two-proportion z; evidently scores its chance.
    case twoProportions = "z"
    /// Normed Wasserstein distance.
    case wasserstein
    /// Jensen–Shannon distance.
    case jensenShannon = "jensenshannon"
    /// Population stability index.
    case populationStability = "psi"
    /// Kullback–Leibler divergence.
    case kullbackLeibler = "kl_div"
    /// Hellinger distance.
    case hellinger
    /// Change of the share of missing values.
    case missingShare = "missing_share"
    /// Share of levels never seen, or of numbers out of the reference's range.
    case unseenShare = "unseen_share"
    /// Total variation distance between the shares of levels.
    case totalVariation = "total_variation"
}

/// What a column holds.
public enum ColumnKind: String, Sendable, Hashable, Codable {
    /// Numbers.
    case number
    /// Numbers with few different values, compared value by value.
    case discrete
    /// One of a list of levels.
    case category
    /// Words that hardly repeat, such as names.
    case text
    /// Nothing: every value is missing.
    case empty
}

/// How a comparison of a column ended.
public enum ColumnState: String, Sendable, Hashable, Codable {
    /// It was compared.
    case compared
    /// One value, the same on both sides.
    case constant
    /// Fewer known rows than a comparison needs.
    case notEnoughData = "not_enough_data"
    /// The current data has no such column.
    case absent
    /// Words on one side, numbers on the other.
    case typeChanged = "type_changed"
    /// The reference has no known value.
    case emptyReference = "empty_reference"
    /// The current data has no known value.
    case emptyCurrent = "empty_current"
    /// Free text, which this preset does not compare.
    case text
    /// Values too close together for bins of doubles.
    case tooNarrow = "too_narrow"

    /// Whether the data lacks the column or gives it another type: a fault to mend before drift can be told.
    public var isBroken: Bool { self == .absent || self == .typeChanged }
}
