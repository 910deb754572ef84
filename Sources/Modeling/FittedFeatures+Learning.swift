public import Catalog
public import Features

extension FittedFeatures {
    /// Learns comparisons alone, as references from training rows; the order of rows changes no bit.
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
        targets = TargetFeatures()
    }

    private init(_ comparing: FittedFeatures, targets: TargetFeatures) {
        features = comparing.features
        self.targets = targets
    }

    /// Learns everything that a catalog says to learn from training rows, and completes their table.
    ///
    /// In the table, values of the training rows that are made from outcomes are out of fold: they come from what was
    /// learned on rows of other persons. Values of the other rows are those that new clients would get.
    /// Complexity: some minutes for models of rows over hundreds of thousands of clients; seconds without.
    ///
    /// - Parameters:
    ///   - rows: the training rows, labelled.
    ///   - excluded: features that are not learned; an entry made from outcomes goes whole with any of its features.
    ///   - seed: decides the folds and the trees of models of rows.
    ///   - threads: at least 1; changes the time alone.
    /// - Throws: ``ModelingError``.
    public static func learned(
        _ catalog: LenderCatalog, fitting table: FeatureTable, rows: [Int], excluded: Set<String> = [], seed: UInt64,
        threads: Int
    ) throws -> (fitted: FittedFeatures, table: FeatureTable) {
        let comparing = FittedFeatures(
            catalog.fitted.filter { !excluded.contains($0.name) }, fitting: table, rows: rows)
        let (targets, training) = try TargetFeatures.learned(
            catalog.targets.filter { $0.isUsed && excluded.isDisjoint(with: $0.features) }, fitting: table, rows: rows,
            seed: seed, threads: threads)
        let fitted = FittedFeatures(comparing, targets: targets)
        guard !targets.entries.isEmpty else { return (fitted, fitted.completing(table)) }
        let isTraining = Set(rows)
        let others = (0..<table.count).filter { !isTraining.contains($0) }
        let columns = fitted.targetColumns(table, rows: others, threads: threads).enumerated().map { feature, values in
            var column = [Float](repeating: .nan, count: table.count)
            for (place, row) in others.enumerated() { column[row] = values?[place] ?? .nan }
            for (place, row) in rows.enumerated() { column[row] = training[feature][place] }
            return Optional(column)
        }
        return (fitted, fitted.completing(table, targets: columns))
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
