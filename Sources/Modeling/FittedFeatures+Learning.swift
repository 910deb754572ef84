public import Catalog
public import Features

extension FittedFeatures {
    /// Learns references from training rows; the order of rows changes no bit.
    ///
    /// A feature is left out when the table lacks a column that it reads, or no training row has a value to compare.
    /// Complexity: O(features × rows × log rows).
    public init(_ definitions: [FittedFeature], fitting table: FeatureTable, rows: [Int]) {
        let positions = table.schema.positions
        var numbered: [String: KeyColumn] = [:]
        var learned: [Feature] = []
        for definition in definitions {
            let comparison = definition.comparison
            guard let value = positions[comparison.value], case .numbers(let values) = table.columns[value] else {
                continue
            }
            var shared: [KeyColumn] = []
            for name in comparison.within {
                guard let position = positions[name] else { break }
                let column = numbered[name] ?? KeyColumn(table.columns[position])
                numbered[name] = column
                shared.append(column)
            }
            guard shared.count == comparison.within.count else { continue }
            let groups = Self.groups(values, shared, rows: rows.filter { values[$0].isFinite }, comparison.against)
            guard !groups.isEmpty else { continue }
            learned.append(Feature(name: definition.name, comparison: comparison, groups: groups))
        }
        features = learned
    }

    /// All rows, then ever smaller groups, as long as they are large enough.
    private static func groups(
        _ values: [Float], _ shared: [KeyColumn], rows: [Int], _ against: PeerComparison.Reference
    ) -> [Group] {
        guard !rows.isEmpty else { return [] }
        func group(_ keys: [Key], _ rows: [Int]) -> Group {
            Group(keys: keys, reference: against.value(of: rows.map { Double(values[$0]) }), known: rows.count)
        }
        var groups = [group([], rows)]
        var circles: [(keys: [Key], rows: [Int])] = [([], rows)]
        for column in shared {
            circles = circles.flatMap { circle -> [(keys: [Key], rows: [Int])] in
                var parts: [Key: [Int]] = [:]
                for (code, rows) in Dictionary(grouping: circle.rows, by: { column.codes[$0] }) where code >= 0 {
                    parts[column.keys[Int(code)], default: []] += rows
                }
                return parts.filter { $0.value.count >= leastKnown }.sorted { $0.key < $1.key }
                    .map { (circle.keys + [$0.key], $0.value) }
            }
            groups += circles.map { group($0.keys, $0.rows) }
        }
        return groups
    }
}

extension PeerComparison.Reference {
    /// The median or mean of finite values, at least one.
    ///
    /// Values are sorted first, so that a sum of doubles does not depend on their order.
    fileprivate func value(of values: [Double]) -> Double {
        // Adding 0 makes −0 the same as 0, which sorting cannot tell apart.
        let sorted = values.map { $0 + 0 }.sorted()
        switch self {
        case .median: return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        case .mean: return sorted.reduce(0, +) / Double(sorted.count)
        }
    }
}
