public import Credit

/// Past clients alike, as a group: never one of them.
public struct SimilarClients: Hashable, Sendable {
    /// How many past clients with a known outcome are alike; 0 when the group is too small to speak of.
    public let count: Int
    /// How far the middle one is, in hundredths of the portfolio's spread: 0 is the same, 100 the other end; nil without a group.
    public let middleDistance: Double?
    /// How far the furthest is; nil without a group.
    public let furthestDistance: Double?
    /// What they are compared on.
    public let variables: [Variable]
    /// How many in a hundred did not repay; nil without a group.
    public let defaultRate: ObservedRate?

    /// A variable on which clients are compared.
    public struct Variable: Hashable, Sendable {
        /// The feature.
        public let feature: String
        /// What it is called.
        public let label: LocalizedText
        /// This client's value in human units.
        public let value: LocalizedText

        /// Makes a variable.
        public init(feature: String, label: LocalizedText, value: LocalizedText) {
            self.feature = feature
            self.label = label
            self.value = value
        }
    }

    /// Nothing is said of fewer clients than this: a small group would tell of single persons.
    public static let fewest = 20

    /// Makes a group; one that is too small says nothing but the variables.
    public init(
        count: Int, middleDistance: Double?, furthestDistance: Double?, variables: [Variable],
        defaultRate: ObservedRate?
    ) {
        let isTold = count >= Self.fewest
        self.count = isTold ? count : 0
        self.middleDistance = isTold ? middleDistance : nil
        self.furthestDistance = isTold ? furthestDistance : nil
        self.variables = variables
        self.defaultRate = isTold ? defaultRate : nil
    }
}

/// A share that was observed, and its 95 % interval (Wilson's).
public struct ObservedRate: Hashable, Sendable {
    /// The share, 0…1.
    public let rate: Double
    /// The interval's low end, 0…1.
    public let low: Double
    /// The interval's high end, 0…1.
    public let high: Double

    /// Makes a share.
    public init(rate: Double, low: Double, high: Double) {
        self.rate = rate
        self.low = low
        self.high = high
    }
}
