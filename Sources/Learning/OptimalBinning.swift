/// The bins of one column that tell most of default, under constraints.
///
/// Known values are cut into fine pre-bins, evenly and where a decision tree would; of all ways to join neighbours into bins that meet the constraints, dynamic
/// programming finds the one of the highest information value, exactly (the problem of Navas-Palencia, *Optimal binning*,
/// 2020). The levels of a category are sorted by default rate first, so that bins join levels of like rates. Missing values
/// have a bin of their own. Weight of evidence is `ln(share of goods / share of bads)` as in `InformationValue`: positive
/// where risk is lower.
public struct OptimalBinning: Sendable, Hashable, Codable {
    /// How the default rate may move from bin to bin as the value rises.
    public enum Trend: String, Sendable, Hashable, Codable, CaseIterable {
        /// In any way.
        case free
        /// It rises.
        case rising
        /// It falls.
        case falling
        /// It rises or it falls, whichever tells more.
        case either
    }

    /// What bins must be like.
    public struct Settings: Sendable, Hashable, Codable {
        /// Most bins of known values, at least 1.
        public var maximumBins = 8
        /// Smallest share of all rows in a bin of known values, in 0...1.
        public var minimumShare = 0.05
        /// Fewest defaults in a bin of known values, 0 or more; each has some of both classes whatever this says.
        public var minimumDefaults = 1.0
        /// How the default rate may move with a number; categories have no order to keep.
        public var trend = Trend.free
        /// Rows at the overall default rate that are added to a bin before its weight of evidence is taken, above 0.
        ///
        /// They pull small bins towards 0 and keep a bin without a class finite.
        public var smoothing = 0.5
        /// Most pre-bins of even size, at least 2; what the search costs grows with their square.
        public var maximumPrebins = 128
        /// Levels of a category with a smaller share of all rows are pooled first, in 0...1.
        public var minimumLevelShare = 0.005

        /// At most 8 bins of at least 5 % of the rows, in any trend.
        public init() {}

        func check() throws(LearningError) {
            func require(_ condition: Bool, _ sentence: String) throws(LearningError) {
                if !condition { throw LearningError(.invalidSetting, sentence) }
            }
            try require(maximumBins >= 1, "The number of bins must be at least 1.")
            try require((0...1).contains(minimumShare), "The smallest share of a bin must be in 0...1.")
            try require(minimumDefaults >= 0, "The fewest defaults of a bin must be 0 or more.")
            try require(smoothing > 0 && smoothing.isFinite, "The smoothing of bins must be above 0.")
            try require(maximumPrebins >= 2, "The number of pre-bins must be at least 2.")
            try require((0...1).contains(minimumLevelShare), "The smallest share of a level must be in 0...1.")
        }
    }

    /// What a bin holds.
    public enum Content: Sendable, Hashable, Codable {
        /// Numbers above one bound up to and with another; nil is without bound.
        case numbers(above: Float?, upTo: Float?)
        /// Levels of a category, by code in rising order, and perhaps the levels that training never saw.
        case levels([Int], hasUnseen: Bool)
        /// Missing values.
        case missing
    }

    /// One bin, with what training saw in it.
    public struct Bin: Sendable, Hashable, Codable {
        /// Which values fall in it.
        public let content: Content
        /// Weight of its rows repaid.
        public let goods: Double
        /// Weight of its rows in default.
        public let bads: Double
        /// `ln(share of goods / share of bads)`, smoothed: positive where risk is lower than on the whole.
        public let weightOfEvidence: Double
        /// Its part of the information value, not smoothed unless a class is empty; 0 or more.
        public let informationValue: Double

        /// The share of defaults, in 0...1.
        public var defaultRate: Double { bads / (goods + bads) }
    }

    /// The bins: numbers by rising value or levels by rising default rate, then missing if training had any.
    public let bins: [Bin]
    private let lookup: BinLookup

    /// The sum over bins: under 0.02 a column tells next to nothing, above 0.3 much (Siddiqi, 2006).
    public var informationValue: Double { bins.reduce(0) { $0 + $1.informationValue } }

    /// Finds the bins.
    ///
    /// Where no bins meet the constraints, all known values are one bin.
    ///
    /// - Parameters:
    ///   - column: NaN where missing; a category is a code, 0 or more.
    ///   - isCategory: Whether values are codes.
    ///   - labels: One per row, true for a default.
    ///   - weights: One per row, not negative; nil counts each once.
    ///   - settings: The constraints.
    /// - Throws: ``LearningError`` when a class has no weight, or a setting is out of range.
    /// - Complexity: O(n log n + bins · prebins²).
    public init(
        fitting column: [Float], isCategory: Bool, labels: [Bool], weights: [Double]? = nil,
        settings: Settings = Settings()
    ) throws(LearningError) {
        precondition(column.count == labels.count, "one value per label")
        try settings.check()
        try checkOutcomes(labels, weights: weights)
        var (known, missing) = (ClassCounts(), ClassCounts())
        for (row, value) in column.enumerated() {
            let weight = weights?[row] ?? 1
            if value.isNaN { missing.add(labels[row], weight: weight) } else { known.add(labels[row], weight: weight) }
        }
        let scale = EvidenceScale(all: known + missing, smoothing: settings.smoothing)
        var bins: [Bin] = []
        if known.total > 0 {
            let prebins =
                isCategory
                ? Prebins(levels: column, labels: labels, weights: weights, settings: settings, scale: scale)
                : Prebins(numbers: column, labels: labels, weights: weights, settings: settings, scale: scale)
            let search = BinSearch(prebins: prebins.counts, scale: scale, settings: settings)
            let ends = search.ends(trend: isCategory ? .free : settings.trend) ?? [prebins.counts.count]
            var start = 0
            for end in ends {
                let counts = prebins.counts[start..<end].reduce(ClassCounts(), +)
                bins.append(Bin(prebins.content(start..<end), counts, scale))
                start = end
            }
        }
        if missing.total > 0 { bins.append(Bin(.missing, missing, scale)) }
        self.bins = bins
        lookup = BinLookup(bins)
    }

    /// The bin that a value falls in; nil for missing or a level when training had none such.
    ///
    /// - Complexity: O(bins).
    public func bin(of value: Float) -> Int? { lookup.bin(of: value) }

    /// The weight of evidence of a value; 0, the whole's, where it falls in no bin.
    public func weightOfEvidence(of value: Float) -> Double {
        bin(of: value).map { bins[$0].weightOfEvidence } ?? 0
    }

    /// The weight of evidence of each value.
    ///
    /// - Complexity: O(n · bins).
    public func apply(to column: [Float]) -> [Float] {
        let weights = bins.map { Float($0.weightOfEvidence) }
        return column.map { value in lookup.bin(of: value).map { weights[$0] } ?? 0 }
    }

    private enum CodingKeys: CodingKey { case bins }

    /// Reads bins.
    ///
    /// - Parameter decoder: Holds `bins`.
    public init(from decoder: any Decoder) throws {
        bins = try decoder.container(keyedBy: CodingKeys.self).decode([Bin].self, forKey: .bins)
        lookup = BinLookup(bins)
    }
}

extension OptimalBinning.Bin {
    fileprivate init(_ content: OptimalBinning.Content, _ counts: ClassCounts, _ scale: EvidenceScale) {
        self.init(
            content: content, goods: counts.goods, bads: counts.bads,
            weightOfEvidence: scale.weightOfEvidence(counts), informationValue: scale.informationValue(counts))
    }
}
