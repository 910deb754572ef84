import Features
import Statistics

/// Numbers that say nearly the same: each is tied to another of the group by a strong rank correlation.
public struct CorrelationCluster: Hashable, Sendable {
    /// The features' positions in the table, ascending.
    public let features: [Int]
    /// The strongest and the weakest of the ties that hold the group, as absolute rank correlations.
    public let strongest: Double
    /// The weakest tie at or over ``threshold``.
    public let weakest: Double

    /// Two features are tied from this absolute rank correlation on.
    public static let threshold = 0.95
    /// The most rows that correlations are measured on.
    public static let sampleSize = 20_000
    /// The fewest rows where both values are known.
    public static let fewestRows = 100

    /// Finds the groups by single linkage, the largest first.
    ///
    /// A feature is ranked once among its known values (average ranks for ties); each pair takes Pearson's correlation of these
    /// ranks over the rows where both are known. Where the same rows are known that is Spearman's correlation.
    /// - Parameter distinct: how many values of each feature differ; under three says too little to be ranked.
    /// - Complexity: O(features² · rows), on at most ``sampleSize`` rows.
    static func find(in table: FeatureTable, distinct: [Int]) -> [CorrelationCluster] {
        let sample = RowSample(of: table.count, most: sampleSize).rows
        let candidates = table.columns.indices.filter { distinct[$0] > 2 }
        var columns: [(feature: Int, ranks: RankedColumn)] = []
        for feature in candidates {
            guard case .numbers(let values) = table.columns[feature] else { continue }
            guard let ranks = RankedColumn(sample.map { Double(values[$0]) }) else { continue }
            columns.append((feature, ranks))
        }
        var linkage = SingleLinkage(count: columns.count)
        var ties: [(a: Int, strength: Double)] = []
        for a in columns.indices {
            for b in (a + 1)..<max(a + 1, columns.count) {
                guard let correlation = columns[a].ranks.correlation(with: columns[b].ranks, fewest: fewestRows),
                    correlation.magnitude >= threshold
                else { continue }
                linkage.link(a, b)
                ties.append((a, correlation.magnitude))
            }
        }
        return linkage.groups().map { group in
            let members = Set(group)
            let strengths = ties.filter { members.contains($0.a) }.map(\.strength)
            return CorrelationCluster(
                features: group.map { columns[$0].feature }, strongest: strengths.max() ?? 1,
                weakest: strengths.min() ?? threshold)
        }.sorted { ($1.features.count, $0.features[0]) < ($0.features.count, $1.features[0]) }
    }
}

/// Centred ranks of a column in lanes of eight, missing ones zero, and where values are known.
struct RankedColumn {
    private let ranks: [SIMD8<Float>]
    private let known: [SIMD8<Float>]
    private let count: Int
    private let squares: Float
    private let pattern: Int

    /// Ranks values; nil when fewer than two differ.
    init?(_ values: [Double]) {
        let ranks = averageRanks(values)
        let known = values.indices.filter { !values[$0].isNaN }
        let mean = Double(known.count + 1) / 2
        // Scaled to −1...1, so that sums keep their precision.
        let scale = 1 / max(1, mean)
        let lanes = (values.count + 7) / 8
        var scaled = [SIMD8<Float>](repeating: .zero, count: lanes)
        var masks = scaled
        var sum: Float = 0
        var hash = 0
        for row in known {
            let rank = Float((ranks[row] - mean) * scale)
            scaled[row / 8][row % 8] = rank
            masks[row / 8][row % 8] = 1
            sum += rank * rank
            // Tells most different patterns apart at once; equal ones are compared in full.
            hash = hash &* 31 &+ row
        }
        guard sum > 0 else { return nil }
        self.ranks = scaled
        self.known = masks
        count = known.count
        squares = Self.sum(scaled, scaled)
        pattern = hash
    }

    /// Pearson's correlation of the ranks over the rows where both are known; nil under the fewest rows or without spread.
    func correlation(with other: RankedColumn, fewest: Int) -> Double? {
        if pattern == other.pattern, count == other.count, known == other.known {
            guard count >= fewest else { return nil }
            return Double(Self.sum(ranks, other.ranks)) / Double(squares * other.squares).squareRoot()
        }
        var (n, x, y) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        var (xx, yy, xy) = (n, n, n)
        for lane in ranks.indices {
            let (mine, theirs) = (ranks[lane], other.ranks[lane])
            let (mineKnown, theirsKnown) = (known[lane], other.known[lane])
            n += mineKnown * theirsKnown
            let (a, b) = (mine * theirsKnown, theirs * mineKnown)
            x += a
            y += b
            xx += a * mine
            yy += b * theirs
            xy += mine * theirs
        }
        let rows = Double(n.sum())
        guard rows >= Double(fewest) else { return nil }
        let (sumX, sumY) = (Double(x.sum()), Double(y.sum()))
        let spreadX = Double(xx.sum()) - sumX * sumX / rows
        let spreadY = Double(yy.sum()) - sumY * sumY / rows
        guard spreadX > 1e-6 * rows, spreadY > 1e-6 * rows else { return nil }
        return (Double(xy.sum()) - sumX * sumY / rows) / (spreadX * spreadY).squareRoot()
    }

    private static func sum(_ a: [SIMD8<Float>], _ b: [SIMD8<Float>]) -> Float {
        var total = SIMD8<Float>.zero
        for lane in a.indices { total += a[lane] * b[lane] }
        return total.sum()
    }
}
