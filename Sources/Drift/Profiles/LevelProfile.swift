/// A column of words: how often each level occurs, the commonest first.
public struct LevelProfile: Sendable, Hashable, Codable {
    /// How many levels are listed at most; the rest are counted together.
    public static let mostListed = 1_000

    /// The levels listed, the commonest first, equals in the order of their bytes.
    public let levels: [String]
    /// Rows of each.
    public let counts: [Int]
    /// Levels too rare to be listed.
    public let otherLevels: Int
    /// Rows of those.
    public let otherRows: Int

    /// Describes counts.
    public init(of counts: LevelCounts) {
        let ranked = counts.counts.sorted {
            $0.value > $1.value || ($0.value == $1.value && $0.key.utf8.lexicographicallyPrecedes($1.key.utf8))
        }
        levels = ranked.prefix(Self.mostListed).map(\.key)
        self.counts = ranked.prefix(Self.mostListed).map(\.value)
        otherLevels = max(0, ranked.count - Self.mostListed)
        otherRows = ranked.dropFirst(Self.mostListed).reduce(0) { $0 + $1.value }
    }

    /// Rows with a level.
    public var count: Int { counts.reduce(otherRows, +) }

    /// Whether every level is listed, so that one never seen can be told.
    public var isExact: Bool { otherLevels == 0 }

    /// The share of each listed level among rows with a level, 0...1.
    public var shares: [String: Double] {
        let total = Double(count)
        return Dictionary(zip(levels, counts.map { Double($0) / total })) { first, _ in first }
    }
}
