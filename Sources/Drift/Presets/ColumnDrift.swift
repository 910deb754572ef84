/// What a comparison found in one column.
public struct ColumnDrift: Sendable, Hashable {
    /// The column's name.
    public let column: String
    /// What the column holds, as the preset sees it.
    public let kind: ColumnKind
    /// How the comparison ended; the figures below are nil unless it made them.
    public let state: ColumnState
    /// What the score is measured by.
    public let test: DriftTest?
    /// The score; NaN where evidently's is.
    public let score: Double?
    /// The score from which it is drift: above for a distance, below for evidently's chances.
    public let threshold: Double?
    /// Whether the column has drifted.
    public let drifted: Bool
    /// Share of the reference's rows without a value, 0...1; nil without rows.
    public let missingReference: Double?
    /// Share of the current rows without a value, 0...1; nil without rows.
    public let missingCurrent: Double?
    /// Limpide's preset: what was asked of the column and answered, at most one of each sort.
    public let signals: [DriftSignal]
    /// Limpide's preset: every measure of the change, for those who read another.
    public let measures: DriftMeasures?
    /// Limpide's preset: both sides' rows by bin, for a chart.
    public let bins: [DriftBin]
    /// What this column's drift alone does to approvals, where a model was asked.
    public var approvalEffect: ApprovalEffect? = nil
}

/// One question asked of a column, and its answer.
public struct DriftSignal: Sendable, Hashable, Encodable {
    /// What is asked.
    public enum Question: String, Sendable, Hashable, Codable {
        /// Is another share of values missing?
        case missing
        /// Are there levels, or numbers out of range, that the reference never showed?
        case unseen
        /// Are the known values distributed otherwise?
        case distribution
    }

    /// What is asked.
    public let question: Question
    /// What the effect is measured by.
    public let test: DriftTest
    /// How likely chance alone makes such a change, 0...1.
    public let probability: Double
    /// The same after correction for all the questions of the comparison (Benjamini and Hochberg), 0...1.
    public let adjustedProbability: Double
    /// The share of clients that moved, 0...1.
    public let effect: Double
    /// The effect from which it matters.
    public let threshold: Double
    /// Whether it is both beyond chance and large enough to matter.
    public let drifted: Bool

    private enum CodingKeys: String, CodingKey {
        case question, test, probability, effect, threshold
        case adjustedProbability = "adjusted_probability"
        case drifted = "drift"
    }
}

/// Every measure of one column's change; a measure that does not apply is nil.
public struct DriftMeasures: Sendable, Hashable, Encodable {
    /// Kolmogorov–Smirnov distance, 0...1; of numbers.
    public let kolmogorovSmirnov: Double?
    /// Normed Wasserstein distance; of numbers.
    public let wasserstein: Double?
    /// Population stability index over the bins of known values; rare levels are put together.
    public let populationStability: Double
    /// Jensen–Shannon distance over the bins, in natural logarithms.
    public let jensenShannon: Double
    /// Hellinger distance over the bins, 0...1.
    public let hellinger: Double
    /// Total variation distance over the bins, 0...1.
    public let totalVariation: Double
    /// Cramér's V over the bins, 0...1; nil with fewer than two bins.
    public let cramersV: Double?

    private enum CodingKeys: String, CodingKey {
        case wasserstein, hellinger
        case kolmogorovSmirnov = "ks"
        case populationStability = "psi"
        case jensenShannon = "jensenshannon"
        case totalVariation = "total_variation"
        case cramersV = "cramers_v"
    }

    init(bins: PairedCounts, kolmogorovSmirnov: Double?, wasserstein: Double?) {
        self.kolmogorovSmirnov = kolmogorovSmirnov
        self.wasserstein = wasserstein
        let reference = bins.referenceShares
        let current = bins.currentShares
        populationStability = populationStabilityIndex(
            reference: smoothedShares(bins.reference), current: smoothedShares(bins.current))
        jensenShannon = jensenShannonDistance(reference, current)
        hellinger = hellingerDistance(reference, current)
        totalVariation = Drift.totalVariation(reference, current)
        cramersV = Drift.cramersV(bins)
    }
}

/// One bar of a column's two distributions.
public struct DriftBin: Sendable, Hashable {
    /// What falls in it.
    public enum Content: Sendable, Hashable {
        /// Numbers above the first, up to and with the second; the infinities where a side is open.
        case range(Double, Double)
        /// One number.
        case value(Double)
        /// One level.
        case level(String)
        /// Levels too rare to be listed one by one.
        case otherLevels
        /// Levels, or numbers out of range, that the reference never showed.
        case unseen
        /// No value.
        case missing
    }

    /// What falls in it.
    public let content: Content
    /// Rows of the reference.
    public let reference: Int
    /// Rows of the current data.
    public let current: Int

    /// Counts what falls in a bar.
    public init(content: Content, reference: Int, current: Int) {
        self.content = content
        self.reference = reference
        self.current = current
    }
}
