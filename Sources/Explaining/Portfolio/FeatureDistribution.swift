public import Credit

/// How one feature is spread over the portfolio, by outcome.
public struct FeatureDistribution: Hashable, Sendable {
    /// The feature.
    public let feature: String
    /// What it is called.
    public let label: LocalizedText
    /// Its unit.
    public let kind: ValueKind
    /// The bars, ascending; levels come commonest first.
    public let bins: [Bin]
    /// Clients for whom it is unknown.
    public let missing: Counts
    /// Values at each hundredth of the portfolio, from the lowest to the highest: 101 of them; empty for a category.
    public let quantiles: [Double]

    /// How many clients, by what became of their loan.
    public struct Counts: Hashable, Sendable, Codable {
        /// Loans repaid.
        public var paid: Int
        /// Loans that went unpaid.
        public var unpaid: Int
        /// Loans of which nobody knows yet.
        public var open: Int

        /// Makes counts.
        public init(paid: Int = 0, unpaid: Int = 0, open: Int = 0) {
            self.paid = paid
            self.unpaid = unpaid
            self.open = open
        }

        /// All of them.
        public var total: Int { paid + unpaid + open }
    }

    /// One bar.
    public struct Bin: Hashable, Sendable {
        /// What it holds.
        public enum Content: Hashable, Sendable {
            /// Numbers from the first up to, but without, the second; the last bar holds its end.
            case range(Double, Double)
            /// A level.
            case level(String)
        }

        /// What it holds.
        public let content: Content
        /// The same in human units.
        public let text: LocalizedText
        /// How many clients.
        public let counts: Counts

        /// Makes a bar.
        public init(content: Content, text: LocalizedText, counts: Counts) {
            self.content = content
            self.text = text
            self.counts = counts
        }
    }

    /// Makes a distribution.
    public init(
        feature: String, label: LocalizedText, kind: ValueKind, bins: [Bin], missing: Counts, quantiles: [Double]
    ) {
        self.feature = feature
        self.label = label
        self.kind = kind
        self.bins = bins
        self.missing = missing
        self.quantiles = quantiles
    }

    /// The share of clients with a known value whose value is lower, ties counted half, 0…1; nil for a category.
    ///
    /// Exact to a hundredth.
    public func rank(of value: Double) -> Double? {
        guard let first = quantiles.first, let last = quantiles.last, value.isFinite else { return nil }
        if value < first { return 0 }
        if value > last { return 1 }
        let below = quantiles.firstIndex { $0 >= value } ?? quantiles.count - 1
        let above = quantiles.firstIndex { $0 > value } ?? quantiles.count
        let steps = Double(quantiles.count - 1)
        // Among equal values, the middle of them; between two, the straight line.
        if above > below { return Double(below + above - 1) / 2 / steps }
        let low = quantiles[below - 1], high = quantiles[below]
        return (Double(below - 1) + (value - low) / (high - low)) / steps
    }

    /// Where a value stands in words, as *plus élevé que chez 83 clients sur 100*; nil for a category.
    public func sentence(for value: Double) -> LocalizedText? {
        guard let rank = rank(of: value) else { return nil }
        // Days ago are negative: the longest time is the lowest number.
        let below = kind == .daysAgo ? 1 - rank : rank
        let isHigher = below >= 0.5
        let share = Int(((isHigher ? below : 1 - below) * 100).rounded())
        return LocalizedText(
            fr: "plus \(isHigher ? "élevé" : "bas") que chez \(share) clients sur 100",
            en: "\(isHigher ? "higher" : "lower") than for \(share) clients in 100")
    }
}
