public import Catalog
import Credit

/// How to compute a catalog's features from the tables that are there; a pure value that any engine can run.
public struct FeaturePlan: Hashable, Sendable {
    /// The catalog that the plan was made of.
    public let catalog: LenderCatalog
    /// Tables that take part, children before parents, the root last.
    public let tables: [TableDefinition]
    /// Features that can be computed from a client's own rows, in the catalog's order.
    public let features: [FeatureDefinition]
    /// Business features that can be computed, in order.
    public let business: [BusinessFeature]
    /// Features that compare a client with others, of which all that they read can be computed; a model learns them.
    public let fitted: [FittedFeature]
    /// Features made from outcomes that are used and whose inputs can be computed; a model learns them out of fold.
    public let targets: [TargetFeature]
    /// The histories that models of rows read, in the order of their features.
    public let histories: [History]
    /// What is lost because a table is not there.
    public let losses: [Loss]

    /// The features that an absent table takes away.
    public struct Loss: Hashable, Sendable, Codable {
        /// The absent table.
        public let table: String
        /// The names of the features lost, in the catalog's order, those that a model would have learned last.
        public let features: [String]
    }

    /// Plans the features that the available tables allow.
    ///
    /// - Parameter available: names of tables; others of the catalog count as absent. A child of an absent table is absent.
    public init(catalog: LenderCatalog, available: Set<String>) {
        func isThere(_ table: TableDefinition) -> Bool {
            guard available.contains(table.name) else { return false }
            guard !table.parents.isEmpty else { return true }
            return table.parents.contains { parent in
                catalog.tables.first { $0.name == parent.table }.map(isThere) ?? false
            }
        }
        let there = catalog.tables.filter(isThere)
        let names = Set(there.map(\.name))
        self.catalog = catalog
        tables = Self.childrenFirst(there.map { $0.keeping(names) })
        features = catalog.features.filter { names.isSuperset(of: $0.tables) }
        let computable = Set(features.map(\.name))
        business = catalog.business.filter { computable.contains($0.name) }
        fitted = catalog.fitted.filter { names.isSuperset(of: $0.definition.tables) }
        let used = catalog.targets.filter(\.isUsed)
        targets = used.filter { $0.definitions.allSatisfy { names.isSuperset(of: $0.tables) } }
        histories = targets.compactMap { target in
            guard case .rows(let recipe) = target.recipe else { return nil }
            let inputs = recipe.inputs.filter { names.isSuperset(of: $0.tables) }
            return History(
                table: recipe.table, key: recipe.key,
                schema: HistorySchema(
                    name: target.name,
                    columns: inputs.map { FeatureColumn(name: $0.name, isCategory: $0.isCategory) }))
        }
        let definitions = catalog.features + catalog.fitted.map(\.definition) + used.flatMap(\.definitions)
        losses = catalog.tables.filter { !names.contains($0.name) }.map { table in
            Loss(table: table.name, features: definitions.filter { $0.tables.contains(table.name) }.map(\.name))
        }
    }

    /// The columns of the feature table.
    public var schema: FeatureSchema {
        FeatureSchema(columns: features.map { FeatureColumn(name: $0.name, isCategory: $0.kind.isCategory) })
    }

    /// The tables that fold into a table, each with the column that leads there and what it folds.
    public func children(of table: TableDefinition) -> [(table: TableDefinition, key: String, aggregates: [Aggregate])]
    {
        tables.compactMap { child in
            guard let parent = child.parents.first(where: { $0.table == table.name }) else { return nil }
            let aggregates = child.aggregates.filter { $0.into == table.name }
            return aggregates.isEmpty ? nil : (child, parent.key, aggregates)
        }
    }

    private static func childrenFirst(_ tables: [TableDefinition]) -> [TableDefinition] {
        func depth(_ table: TableDefinition) -> Int {
            let above = table.parents.compactMap { parent in tables.first { $0.name == parent.table } }
            return above.map { depth($0) + 1 }.max() ?? 0
        }
        return tables.enumerated().sorted { (-depth($0.element), $0.offset) < (-depth($1.element), $1.offset) }
            .map(\.element)
    }
}
