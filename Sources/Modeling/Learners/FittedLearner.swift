public import Learning

/// A trained learner: log-odds of default as a sum of parts, each of which tells what every column adds.
///
/// Every learner is brought to this form (a mean of models, a blend, a forest), so that scores are computed and explained in
/// one way. Saved as JSON, but for the trees, which are a file of LightGBM's.
public struct FittedLearner: Hashable, Sendable, Codable {
    /// A logistic regression with all that comes before it.
    public struct Linear: Hashable, Sendable, Codable {
        /// How columns are filled and encoded.
        public let encoding: LinearEncoding
        /// The coefficients.
        public let regression: LogisticRegression
        /// The mean of each encoded column in training: contributions are told against it.
        public let means: [Double]
        /// How much its log-odds count in the sum.
        public let weight: Double
    }

    /// A scorecard.
    public struct Card: Hashable, Sendable, Codable {
        /// The card.
        public let scorecard: Scorecard
        /// How much its log-odds count in the sum.
        public let weight: Double
    }

    /// Log-odds that every row has.
    public let constant: Double
    /// Logistic regressions.
    public let linear: [Linear]
    /// Scorecards.
    public let cards: [Card]
    /// Trees as LightGBM writes them, their weight within; nil without trees.
    public let trees: String?
    /// How many trees there are.
    public let treeCount: Int

    private enum CodingKeys: CodingKey { case constant, linear, cards, treeCount }

    init(constant: Double = 0, linear: [Linear] = [], cards: [Card] = [], trees: String? = nil, treeCount: Int = 0) {
        self.constant = constant
        self.linear = linear
        self.cards = cards
        self.trees = trees
        self.treeCount = treeCount
    }

    /// Reads everything but the trees.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        constant = try container.decode(Double.self, forKey: .constant)
        linear = try container.decode([Linear].self, forKey: .linear)
        cards = try container.decode([Card].self, forKey: .cards)
        treeCount = try container.decode(Int.self, forKey: .treeCount)
        trees = nil
    }

    /// The same with trees.
    func adding(trees: String?) -> FittedLearner {
        FittedLearner(constant: constant, linear: linear, cards: cards, trees: trees, treeCount: treeCount)
    }

    /// The same with log-odds moved for every row.
    func shifted(by logOdds: Double) -> FittedLearner {
        FittedLearner(constant: constant + logOdds, linear: linear, cards: cards, trees: trees, treeCount: treeCount)
    }

    /// The columns that it reads, by position among the encoder's.
    ///
    /// - Complexity: O(length of the trees' text).
    public var columnsUsed: Set<Int> {
        var used: Set<Int> = []
        for part in linear {
            for (source, coefficient) in zip(part.encoding.sources, part.regression.coefficients) where coefficient != 0
            {
                used.insert(source)
            }
        }
        for part in cards { used.formUnion(part.scorecard.characteristics.map(\.column)) }
        for line in (trees ?? "").split(separator: "\n") where line.hasPrefix("split_feature=") {
            used.formUnion(line.dropFirst("split_feature=".count).split(separator: " ").compactMap { Int($0) })
        }
        return used
    }
}
