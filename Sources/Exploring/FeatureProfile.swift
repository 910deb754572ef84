import Credit
public import Features
public import Statistics

/// What one feature looks like over all clients, and what it tells alone of the outcome.
public struct FeatureProfile: Hashable, Sendable {
    /// What the feature is called and its unit.
    public let identity: FeatureIdentity
    /// Clients whose value nobody knows.
    public let missing: Int
    /// How many known values differ.
    public let distinct: Int
    /// The lowest and highest known value; nil for a category and without any.
    public let range: Interval?
    /// The median of the known values; nil for a category and without any.
    public let median: Double?
    /// At most ten groups of clients, missing values last.
    public let bins: [FeatureBin]
    /// The area under the ROC curve of the value alone, where value and outcome are known: over 0.5 when risk rises with it.
    ///
    /// Levels of a category are ranked by their own share of defaults, so theirs is never under 0.5 and a little too high.
    public let area: Double?
    /// The 95 % interval of ``area``.
    public let areaInterval: Interval?
    /// The information value of ``bins``; nil when a class has no client.
    public let information: InformationValue?
    /// The information value under which bins without any link to the outcome stay 95 times in 100.
    public let noiseLevel: Double
    /// Known values further than ten robust deviations from the median; nil where the measure makes no sense.
    public let outliers: Int?

    /// The larger of the area and its complement, at least 0.5.
    public var strength: Double? { area.map { max($0, 1 - $0) } }

    /// Whether the information value stands out of chance.
    public var isInformative: Bool { (information?.total ?? 0) > noiseLevel }

    /// Looks at one column.
    ///
    /// - Complexity: O(n log n).
    public init(_ column: FeatureTable.Column, outcomes: [Bool?], identity: FeatureIdentity) {
        self.identity = identity
        let binning = Binning(outcomes: outcomes)
        let area: Double?
        let counted: (positives: Int, negatives: Int)
        switch column {
        case .numbers(let values):
            let order = rowsByValue(values)
            missing = values.count - order.count
            distinct = order.indices.count { $0 == 0 || values[Int(order[$0])] != values[Int(order[$0 - 1])] }
            if let low = order.first, let high = order.last {
                range = Interval(low: Double(values[Int(low)]), high: Double(values[Int(high)]))
            } else {
                range = nil
            }
            let sorted = order.map { Double(values[Int($0)]) }
            median = quantile(sorted: sorted, at: 0.5)
            bins = binning.bins(of: values, order: order, distinct: distinct)
            outliers = Self.outliers(sorted, distinct: distinct, kind: identity.kind)
            (area, counted) = Self.area(order.map { Double(values[Int($0)]) }, order.map { outcomes[Int($0)] })
        case .levels(let codes, let levels):
            missing = codes.count { $0 < 0 }
            distinct = Set(codes).subtracting([-1]).count
            (range, median, outliers) = (nil, nil, nil)
            bins = binning.bins(of: codes, levels: levels)
            let known = bins.filter { $0.content != .missing && $0.labelled > 0 }
            let scores = known.flatMap { bin in
                [Double](repeating: Double(bin.defaults) / Double(bin.labelled), count: bin.labelled)
            }
            let results = known.flatMap { bin in (0..<bin.labelled).map { Optional($0 < bin.defaults) } }
            (area, counted) = Self.area(scores, results)
        }
        self.area = area
        areaInterval = area.flatMap {
            areaUnderROCInterval(area: $0, positives: counted.positives, negatives: counted.negatives)
        }
        let goods = bins.map { $0.labelled - $0.defaults }, bads = bins.map(\.defaults)
        information = InformationValue(goods: goods, bads: bads)
        noiseLevel = InformationValue.noiseLevel(
            bins: bins.count { $0.labelled > 0 }, goods: goods.reduce(0, +), bads: bads.reduce(0, +))
    }

    private static func area(_ scores: [Double], _ outcomes: [Bool?]) -> (Double?, (positives: Int, negatives: Int)) {
        var (known, results): ([Double], [Bool]) = ([], [])
        for (score, outcome) in zip(scores, outcomes) {
            guard let outcome else { continue }
            known.append(score)
            results.append(outcome)
        }
        let positives = results.count { $0 }
        return (areaUnderROC(scores: known, outcomes: results), (positives, results.count - positives))
    }

    /// Values whose robust z, `|x − median| / (1.4826 · MAD)`, is over 10; the factor makes the MAD a normal's deviation.
    private static func outliers(_ sorted: [Double], distinct: Int, kind: ValueKind) -> Int? {
        guard distinct > 10, kind != .flag, let middle = quantile(sorted: sorted, at: 0.5) else { return nil }
        let distances = sorted.map { ($0 - middle).magnitude }
        guard let spread = quantiles(distances, at: [0.5]).first, spread > 0 else { return nil }
        return distances.count { $0 > 10 * 1.4826 * spread }
    }
}
