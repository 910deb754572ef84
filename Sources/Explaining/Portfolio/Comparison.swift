/// One client beside a group in one variable: where they stand, and how the group is spread by outcome.
public struct Comparison: Hashable, Sendable {
    /// Clients of the group, the one compared left out.
    public let size: Int
    /// Others whose value is known and lower; of a category, none.
    public let below: Int
    /// Others at the client's own rank.
    public let same: Int
    /// Others whose value is known and higher; of a category, all others at another level.
    public let above: Int
    /// Others for whom it is unknown.
    public let missing: FeatureDistribution.Counts
    /// The bars, ascending; levels come commonest first.
    public let bins: [Bin]
    /// The bar of the client; nil when their value is unknown or stands in no bar.
    public let own: Int?

    /// A bar: some ranks.
    public struct Bin: Hashable, Sendable {
        /// The ranks, ascending.
        public let ranks: [UInt8]
        /// What it holds, as words are made of it.
        public let content: Content
        /// How many others.
        public let counts: FeatureDistribution.Counts

        /// The share that went unpaid of loans whose end is known, 0…1; nil for fewer than ``SimilarClients/fewest``.
        public var defaultRate: Double? { counts.defaultRate }
    }

    /// What a bar holds.
    public enum Content: Hashable, Sendable {
        /// One number.
        case value(Float)
        /// Numbers from the first, or the lowest, up to but without the second, or to the highest; the flag tells whether the
        /// second is held too.
        case range(Float?, Float?, isClosed: Bool)
        /// A level.
        case level(String)
        /// Levels that too few share to be told apart.
        case others(Int)
    }

    /// All loans of the bars and of those unknown.
    public var total: FeatureDistribution.Counts { bins.reduce(missing) { $0 + $1.counts } }
    /// Loans of the bars.
    public var known: FeatureDistribution.Counts { bins.reduce(FeatureDistribution.Counts()) { $0 + $1.counts } }

    /// Compares.
    ///
    /// - Parameters:
    ///   - rank: the client's own rank on the column's scale.
    ///   - bars: about how many bars of numbers.
    /// - Returns: nil when the group has fewer than ``SimilarClients/fewest`` clients: it would tell of single persons.
    /// Complexity: O(clients).
    public init?(
        _ column: PortfolioColumn, rank: UInt8, group: ClientGroup, of clients: PortfolioClients, bars: Int = 10
    ) {
        guard group.count >= SimilarClients.fewest else { return nil }
        let tally = Tally(column, group, clients)
        size = group.count
        missing = tally.counts[Int(PortfolioColumn.unknown)]
        let ranks = tally.counts.prefix(column.rankCount)
        if case .levels = column.scale {
            let known = ranks.reduce(0) { $0 + $1.total }
            below = 0
            same = rank == PortfolioColumn.unknown ? 0 : tally.counts[Int(rank)].total
            above = known - same
        } else if rank == PortfolioColumn.unknown {
            (below, same, above) = (0, 0, 0)
        } else {
            below = ranks.prefix(Int(rank)).reduce(0) { $0 + $1.total }
            same = tally.counts[Int(rank)].total
            above = ranks.dropFirst(Int(rank) + 1).reduce(0) { $0 + $1.total }
        }
        bins = Binning(column.scale, counts: Array(ranks)).bins(bars)
        own = rank == PortfolioColumn.unknown ? nil : bins.firstIndex { $0.ranks.contains(rank) }
    }
}

/// How many clients of a group have each rank, by outcome.
struct Tally {
    let counts: [FeatureDistribution.Counts]

    init(_ column: PortfolioColumn, _ group: ClientGroup, _ clients: PortfolioClients) {
        // Rank × outcome, four places each; the last takes those outside the group.
        var sums = [Int](repeating: 0, count: 256 * 4)
        let count = min(column.ranks.count, group.members.count, clients.outcomes.count)
        sums.withUnsafeMutableBufferPointer { sums in
            column.ranks.withUnsafeBufferPointer { ranks in
                group.members.withUnsafeBufferPointer { members in
                    clients.outcomes.withUnsafeBufferPointer { outcomes in
                        for place in 0..<count {
                            let outcome = members[place] == 1 ? outcomes[place] & 3 : 3
                            sums[Int(ranks[place]) << 2 | Int(outcome)] &+= 1
                        }
                    }
                }
            }
        }
        counts = (0..<256).map { rank in
            FeatureDistribution.Counts(paid: sums[4 * rank], unpaid: sums[4 * rank + 1], open: sums[4 * rank + 2])
        }
    }
}

extension FeatureDistribution.Counts {
    /// Both together.
    public static func + (a: Self, b: Self) -> Self {
        Self(paid: a.paid + b.paid, unpaid: a.unpaid + b.unpaid, open: a.open + b.open)
    }

    /// Loans whose end is known.
    public var ended: Int { paid + unpaid }

    /// The share that went unpaid of loans whose end is known, 0…1; nil for fewer than ``SimilarClients/fewest``.
    public var defaultRate: Double? {
        ended >= SimilarClients.fewest ? Double(unpaid) / Double(ended) : nil
    }
}
