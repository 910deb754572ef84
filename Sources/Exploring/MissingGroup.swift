import Features

/// Features that are unknown for the same clients.
public struct MissingGroup: Hashable, Sendable {
    /// The features' positions in the table, the one most often missing first.
    public let features: [Int]
    /// Clients without the first feature.
    public let clients: Int
    /// Clients without the first feature, as a share of all.
    public let share: Double
    /// What is known of the outcomes of those without the first feature.
    public let without: FeatureBin
    /// What is known of the outcomes of those who have it.
    public let with: FeatureBin

    /// Two features belong together when, of the clients who lack either, at least this share lacks both.
    public static let likeness = 0.95
    /// The most rows that likeness is measured on.
    public static let sampleSize = 20_000

    /// Finds the groups, the most often missing first; a feature that is never missing is in none.
    ///
    /// Likeness is Jaccard's index of the sets of clients; groups are joined by single linkage.
    /// - Complexity: O(features² · rows / 64), on at most ``sampleSize`` rows.
    static func find(in table: FeatureTable, missing: [Int]) -> [MissingGroup] {
        let sample = RowSample(of: table.count, most: sampleSize).rows
        let candidates = missing.indices.filter { missing[$0] > 0 }
        let masks = candidates.map { mask(table.columns[$0], sample) }
        let counts = masks.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
        var linkage = SingleLinkage(count: candidates.count)
        for a in candidates.indices where counts[a] > 0 {
            for b in (a + 1)..<max(a + 1, candidates.count) where counts[b] > 0 {
                // Sizes alone bound the likeness.
                guard Double(min(counts[a], counts[b])) >= likeness * Double(max(counts[a], counts[b])) else {
                    continue
                }
                var both = 0
                for (left, right) in zip(masks[a], masks[b]) { both += (left & right).nonzeroBitCount }
                if Double(both) >= likeness * Double(counts[a] + counts[b] - both) { linkage.link(a, b) }
            }
        }
        let groups = linkage.groups()
        let grouped = Set(groups.joined())
        let alone = candidates.indices.filter { !grouped.contains($0) }.map { [$0] }
        return (groups + alone).map { group in
            let features = group.map { candidates[$0] }.sorted { (missing[$1], $0) < (missing[$0], $1) }
            return MissingGroup(features: features, clients: missing[features[0]], table: table)
        }.sorted { ($1.clients, $0.features[0]) < ($0.clients, $1.features[0]) }
    }

    private init(features: [Int], clients: Int, table: FeatureTable) {
        self.features = features
        self.clients = clients
        share = Double(clients) / Double(max(1, table.count))
        var counts = [(clients: 0, labelled: 0, defaults: 0), (clients: 0, labelled: 0, defaults: 0)]
        let column = table.columns[features[0]]
        for (row, outcome) in table.outcomes.enumerated() {
            let side = column.isMissing(row) ? 0 : 1
            counts[side].clients += 1
            guard let outcome else { continue }
            counts[side].labelled += 1
            if outcome { counts[side].defaults += 1 }
        }
        without = FeatureBin(
            content: .missing, clients: counts[0].clients, labelled: counts[0].labelled, defaults: counts[0].defaults)
        with = FeatureBin(
            content: .numbers(above: nil, upTo: nil), clients: counts[1].clients, labelled: counts[1].labelled,
            defaults: counts[1].defaults)
    }

    private static func mask(_ column: FeatureTable.Column, _ rows: [Int]) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
        for (place, row) in rows.enumerated() where column.isMissing(row) {
            words[place / 64] |= 1 << UInt64(place % 64)
        }
        return words
    }
}

extension FeatureTable.Column {
    /// Whether nobody knows a row's value.
    func isMissing(_ row: Int) -> Bool {
        switch self {
        case .numbers(let values): values[row].isNaN
        case .levels(let codes, _): codes[row] < 0
        }
    }
}
