import Catalog
public import Features

extension FittedFeatures {
    /// A schema with the features at its end; a column of the same name is taken over.
    public func completing(_ schema: FeatureSchema) -> FeatureSchema {
        let names = Set(features.map(\.name))
        let present = Set(schema.columns.map(\.name))
        let columns = schema.columns.map {
            FeatureColumn(name: $0.name, isCategory: $0.isCategory && !names.contains($0.name))
        }
        let added = features.filter { !present.contains($0.name) }
        return FeatureSchema(columns: columns + added.map { FeatureColumn(name: $0.name, isCategory: false) })
    }

    /// A table with the features at its end; a column of the same name is taken over.
    ///
    /// A feature that reads a column which the table lacks is missing throughout. A client whose group was not
    /// learned, or is not known, is compared with the circle around it.
    /// Complexity: O(rows × features).
    public func completing(_ table: FeatureTable) -> FeatureTable {
        guard !features.isEmpty else { return table }
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
        return FeatureTable(
            schema: schema, clients: table.clients, outcomes: table.outcomes, persons: table.persons, columns: columns)
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
            })
    }
}
