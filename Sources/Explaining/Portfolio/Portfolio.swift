import Credit
import Foundation

/// What a load computes over all clients, once, so that questions on the portfolio are answered at once.
public struct Portfolio: Sendable, Codable {
    /// How one feature is spread.
    struct Spread: Sendable, Codable {
        /// Clients for whom it is unknown.
        var missing = FeatureDistribution.Counts()
        /// Values at each hundredth; empty for a category.
        var quantiles: [Double] = []
        /// The ends of the bars, one more than bars; empty for a category.
        var edges: [Double] = []
        /// The levels, commonest first; empty for numbers.
        var levels: [String] = []
        /// How many clients in each bar or at each level.
        var counts: [FeatureDistribution.Counts] = []
    }

    /// The format that is written and read.
    static let currentFormat = 2

    let format: Int
    /// Clients of the portfolio.
    let clients: Int
    /// Clients whose contributions were averaged.
    let sampled: Int
    /// Mean size of each feature's part in the log-odds.
    let weights: [String: Double]
    /// Mean size of the sum of each family's parts.
    let familyWeights: [String: Double]
    /// How features are spread, by name.
    let distributions: [String: Spread]
    /// Finds clients alike.
    let similar: SimilarIndex
    /// What weighs most, client by client of the sample.
    let parts: SampledParts

    /// Reads what ``encoded()`` has written.
    ///
    /// - Throws: ``ExplainingError`` for anything else.
    public init(_ bytes: [UInt8]) throws(ExplainingError) {
        guard let portfolio = try? JSONDecoder().decode(Portfolio.self, from: Data(bytes)),
            portfolio.format == Self.currentFormat, portfolio.similar.isWhole
        else {
            throw ExplainingError(.damaged, "what was computed over all clients is damaged: run `limpide load` again.")
        }
        self = portfolio
    }

    init(
        clients: Int, sampled: Int, weights: [String: Double], familyWeights: [String: Double],
        distributions: [String: Spread], similar: SimilarIndex, parts: SampledParts
    ) {
        format = Self.currentFormat
        self.clients = clients
        self.sampled = sampled
        self.weights = weights
        self.familyWeights = familyWeights
        self.distributions = distributions
        self.similar = similar
        self.parts = parts
    }

    /// The bytes to keep beside the clients.
    public func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(self))
    }
}
