/// One client beside a group in two variables at once: a grid, never a point for a person.
public struct PairComparison: Hashable, Sendable {
    /// Clients of the group, the one compared left out.
    public let size: Int
    /// The bars across, ascending; levels come commonest first.
    public let columns: [Comparison.Bin]
    /// The bars downwards, ascending; levels come commonest first.
    public let rows: [Comparison.Bin]
    /// The cells, row by row; nil where fewer than ``SimilarClients/fewest`` clients are.
    public let cells: [[FeatureDistribution.Counts?]]
    /// Where the client stands; nil when a value is unknown or in no bar.
    public let own: Place?
    /// All loans of clients whose two values are known.
    public let known: FeatureDistribution.Counts

    /// A cell.
    public struct Place: Hashable, Sendable {
        /// Which row.
        public let row: Int
        /// Which column.
        public let column: Int

        /// Names a cell.
        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// Compares.
    ///
    /// - Parameters:
    ///   - x: the variable across, with the client's own rank.
    ///   - y: the variable downwards, with the client's own rank.
    ///   - side: bars on each side at most.
    /// - Returns: nil when the group has fewer than ``SimilarClients/fewest`` clients.
    /// Complexity: O(clients).
    public init?(
        x: (column: PortfolioColumn, rank: UInt8), y: (column: PortfolioColumn, rank: UInt8), group: ClientGroup,
        of clients: PortfolioClients, side: Int = 8
    ) {
        guard group.count >= SimilarClients.fewest else { return nil }
        let columns = Self.bins(x.column, group, clients, side), rows = Self.bins(y.column, group, clients, side)
        let across = Self.places(columns), down = Self.places(rows)
        let sums = Self.sums(
            x.column.ranks, across, y.column.ranks, down, group, clients, width: columns.count, height: rows.count)
        size = group.count
        self.columns = columns
        self.rows = rows
        cells = sums.map { row in row.map { $0.total >= SimilarClients.fewest ? $0 : nil } }
        known = sums.joined().reduce(FeatureDistribution.Counts()) { $0 + $1 }
        let (row, column) = (down[Int(y.rank)], across[Int(x.rank)])
        own = row < rows.count && column < columns.count ? Place(row: row, column: column) : nil
    }

    private static func bins(
        _ column: PortfolioColumn, _ group: ClientGroup, _ clients: PortfolioClients, _ side: Int
    ) -> [Comparison.Bin] {
        let counts = Tally(column, group, clients).counts.prefix(column.rankCount)
        return Binning(column.scale, counts: Array(counts)).evenBins(side)
    }

    /// The bar of each rank; beyond the last one where there is none.
    private static func places(_ bins: [Comparison.Bin]) -> [Int] {
        var places = [Int](repeating: bins.count, count: 256)
        for (place, bin) in bins.enumerated() {
            for rank in bin.ranks { places[Int(rank)] = place }
        }
        return places
    }

    private static func sums(
        _ x: [UInt8], _ across: [Int], _ y: [UInt8], _ down: [Int], _ group: ClientGroup, _ clients: PortfolioClients,
        width: Int, height: Int
    ) -> [[FeatureDistribution.Counts]] {
        // One row and one column more take those who stand in no bar.
        var sums = [Int](repeating: 0, count: (width + 1) * (height + 1) * 4)
        let count = min(x.count, y.count, group.members.count, clients.outcomes.count)
        sums.withUnsafeMutableBufferPointer { sums in
            for place in 0..<count where group.members[place] == 1 {
                let cell = down[Int(y[place])] * (width + 1) + across[Int(x[place])]
                sums[cell << 2 | Int(clients.outcomes[place] & 3)] &+= 1
            }
        }
        return (0..<height).map { row in
            (0..<width).map { column in
                let start = 4 * (row * (width + 1) + column)
                return FeatureDistribution.Counts(
                    paid: sums[start], unpaid: sums[start + 1], open: sums[start + 2])
            }
        }
    }
}
