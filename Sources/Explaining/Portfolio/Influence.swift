public import Credit

/// How much single features and whole subjects move scores, over a sample of the portfolio.
public struct Influence: Hashable, Sendable {
    /// Clients of the sample.
    public let sampled: Int
    /// The size of the part, in log-odds, at which the scale of effects ends.
    public let reach: Double
    /// The features that weigh most, heaviest first.
    public let features: [Row]
    /// The families, heaviest first.
    public let families: [Row]

    /// One feature or family.
    public struct Row: Hashable, Sendable {
        /// Its name in the catalog.
        public let name: String
        /// What it is called.
        public let label: LocalizedText
        /// Its mean part, whichever the direction, in log-odds.
        public let weight: Double
        /// The share of clients against whom it speaks, 0…1.
        public let shareAgainst: Double
        /// Between these parts lie eight clients in ten, in log-odds.
        public let usual: ClosedRange<Double>
        /// How many clients have a part of about a size, by how high their value is.
        public let cells: [Cell]

        /// Makes a row.
        public init(
            name: String, label: LocalizedText, weight: Double, shareAgainst: Double, usual: ClosedRange<Double>,
            cells: [Cell]
        ) {
            self.name = name
            self.label = label
            self.weight = weight
            self.shareAgainst = shareAgainst
            self.usual = usual
            self.cells = cells
        }
    }

    /// Some clients: about the same part, about the same height of value.
    public struct Cell: Hashable, Sendable {
        /// Where the part stands on the scale, 0 at the end that speaks for the loan, ``Influence/places`` − 1 at the other.
        public let place: Int
        /// How high the values are.
        public let height: Height
        /// How many clients of the sample.
        public let count: Int

        /// Makes a cell.
        public init(place: Int, height: Height, count: Int) {
            self.place = place
            self.height = height
            self.count = count
        }
    }

    /// How high a value is among the clients' values.
    public enum Height: Int, Hashable, Sendable, CaseIterable {
        /// In the lowest third.
        case low
        /// In the middle third.
        case middle
        /// In the highest third.
        case high
        /// Neither low nor high: a category, a family, or unknown.
        case neither
    }

    /// Places along the scale; the middle one is no effect.
    public static let places = 31

    /// Makes it.
    public init(sampled: Int, reach: Double, features: [Row], families: [Row]) {
        self.sampled = sampled
        self.reach = reach
        self.features = features
        self.families = families
    }
}

/// How scores depend on one feature.
public struct Dependence: Hashable, Sendable {
    /// The feature.
    public let feature: String
    /// What it is called.
    public let label: LocalizedText
    /// Its unit.
    public let kind: ValueKind
    /// The bars, ascending; levels come commonest first.
    public let bins: [Bin]
    /// Clients of the sample for whom it is unknown, and what that adds; nil for fewer than ``SimilarClients/fewest``.
    public let missing: Effect?

    /// A bar.
    public struct Bin: Hashable, Sendable {
        /// What it holds.
        public let content: Comparison.Content
        /// What that adds to the score.
        public let effect: Effect

        /// Makes a bar.
        public init(content: Comparison.Content, effect: Effect) {
            self.content = content
            self.effect = effect
        }
    }

    /// Makes it.
    public init(
        feature: String, label: LocalizedText, kind: ValueKind, bins: [Bin], missing: Effect?
    ) {
        self.feature = feature
        self.label = label
        self.kind = kind
        self.bins = bins
        self.missing = missing
    }

    /// What a value adds to the score, in log-odds; positive raises the risk.
    public struct Effect: Hashable, Sendable {
        /// How many clients of the sample.
        public let count: Int
        /// The mean part.
        public let mean: Double
        /// Between these parts lie eight clients in ten.
        public let usual: ClosedRange<Double>

        /// Makes an effect.
        public init(count: Int, mean: Double, usual: ClosedRange<Double>) {
            self.count = count
            self.mean = mean
            self.usual = usual
        }

        init?(_ parts: [Float]) {
            guard parts.count >= SimilarClients.fewest else { return nil }
            let sorted = parts.sorted()
            count = parts.count
            mean = parts.reduce(0) { $0 + Double($1) } / Double(parts.count)
            usual = Self.middle(sorted)
        }

        /// The ends of the middle eight tenths of ascending numbers.
        static func middle(_ sorted: [Float]) -> ClosedRange<Double> {
            guard let last = sorted.indices.last else { return 0...0 }
            return Double(sorted[(last + 5) / 10])...Double(sorted[last - (last + 5) / 10])
        }
    }
}
