import Catalog
public import Features

extension FittedFeatures {
    /// A schema with the features at its end; a column of the same name is taken over.
    public func completing(_ schema: FeatureSchema) -> FeatureSchema {
        let all = names, names = Set(all)
        let present = Set(schema.columns.map(\.name))
        let columns = schema.columns.map {
            FeatureColumn(name: $0.name, isCategory: $0.isCategory && !names.contains($0.name))
        }
        let added = all.filter { !present.contains($0) }
        return FeatureSchema(columns: columns + added.map { FeatureColumn(name: $0, isCategory: false) })
    }

    /// A table with the features at its end; a column of the same name is taken over.
    ///
    /// A feature that reads a column which the table lacks is missing throughout. A client whose group was not
    /// learned, or is not known, is compared with the circle around it. A feature made from histories stays as it is
    /// where the table has the feature and no history.
    /// Complexity: O(rows × features); neighbours cost O(rows × (neighbours + log clients learned from)).
    ///
    /// - Parameter threads: at least 1; changes the time alone.
    public func completing(_ table: FeatureTable, threads: Int = 1) -> FeatureTable {
        completing(table, targets: targetColumns(table, rows: Array(0..<table.count), threads: threads))
    }

    /// The values of the features that compare, by name; those made from outcomes cost more and are left out.
    ///
    /// Complexity: O(rows × features).
    public func comparing(_ table: FeatureTable) -> [(name: String, values: [Float])] {
        var numbered: [Int: KeyColumn] = [:]
        return zip(features, binding(to: table.schema).sources).compactMap { feature, source in
            guard let source, case .numbers(let numbers) = table.columns[source.value] else { return nil }
            let shared = source.within.map { position in
                let column = numbered[position] ?? KeyColumn(table.columns[position])
                numbered[position] = column
                return column
            }
            return (feature.name, source.values(numbers, shared))
        }
    }

    /// The values of features made from outcomes of some rows, in order; nil where the table cannot give them.
    func targetColumns(_ table: FeatureTable, rows: [Int], threads: Int) -> [[Float]?] {
        let positions = table.schema.positions
        return targets.entries.flatMap { entry -> [[Float]?] in
            entry.values(table, positions, clients: rows, threads: threads)
                ?? entry.definition.features.map { _ in nil }
        }
    }

    /// A table with the features at its end, those made from outcomes given.
    func completing(_ table: FeatureTable, targets columnsOfTargets: [[Float]?]) -> FeatureTable {
        guard !names.isEmpty else { return table }
        let schema = completing(table.schema)
        let positions = schema.positions
        var columns = table.columns
        var numbered: [Int: KeyColumn] = [:]
        for (feature, source) in zip(features, binding(to: table.schema).sources) {
            var values = [Float](repeating: .nan, count: table.count)
            if let source, case .numbers(let numbers) = table.columns[source.value] {
                let shared = source.within.map { position in
                    let column = numbered[position] ?? KeyColumn(table.columns[position])
                    numbered[position] = column
                    return column
                }
                values = source.values(numbers, shared)
            }
            // Added columns come in the features' order.
            if let position = positions[feature.name], position < columns.count {
                columns[position] = .numbers(values)
            } else {
                columns.append(.numbers(values))
            }
        }
        for (name, values) in zip(targets.features, columnsOfTargets) {
            if let position = positions[name], position < columns.count {
                if let values { columns[position] = .numbers(values) }
            } else {
                columns.append(.numbers(values ?? [Float](repeating: .nan, count: table.count)))
            }
        }
        return FeatureTable(
            schema: schema, clients: table.clients, outcomes: table.outcomes, persons: table.persons,
            columns: columns, histories: table.histories)
    }

    /// Prepares the features of single rows of a schema.
    func binding(to schema: FeatureSchema) -> FittedBinding {
        let positions = schema.positions
        return FittedBinding(
            sources: features.map { feature in
                let comparison = feature.comparison
                let within = comparison.within.compactMap { positions[$0] }
                guard let value = positions[comparison.value], within.count == comparison.within.count else {
                    return nil
                }
                return FittedBinding.Source(
                    comparison: comparison, value: value, within: within, tree: ReferenceTree(feature.groups))
            }, targets: targets.entries.map { TargetBinding($0, positions) })
    }
}
