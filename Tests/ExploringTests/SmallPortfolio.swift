import Catalog
import Credit
import Exploring
import Features
import Fixtures

/// Feature tables made by hand, under the small lender's catalog.
struct SmallPortfolio {
    var columns: [(name: String, column: FeatureTable.Column)] = []
    var outcomes: [Bool?]

    init(outcomes: [Bool?]) { self.outcomes = outcomes }

    func table() -> FeatureTable {
        FeatureTable(
            schema: FeatureSchema(
                columns: columns.map { name, column in
                    if case .levels = column {
                        FeatureColumn(name: name, isCategory: true)
                    } else {
                        FeatureColumn(name: name, isCategory: false)
                    }
                }),
            clients: outcomes.indices.map { ClientID(rawValue: 7_300_001 + Int64($0)) }, outcomes: outcomes,
            persons: outcomes.indices.map { Int32($0) }, columns: columns.map(\.column))
    }

    /// What the engine would say of a table made without the loans.
    static func manifest(of table: FeatureTable, isSynthetic: Bool = false) throws -> FeatureManifest {
        let losses = FeaturePlan(catalog: try CatalogFiles.small.read(), available: ["application"]).losses
        return FeatureManifest(
            catalog: "small 3", engine: "Test", schema: table.schema, clients: table.count,
            labelled: table.outcomes.count { $0 != nil }, rows: ["application": table.count],
            losses: losses, isSynthetic: isSynthetic)
    }

    func explored() async throws -> Exploration {
        await Exploration(table(), manifest: try Self.manifest(of: table()), catalog: try CatalogFiles.small.read())
    }
}

extension FeatureTable {
    /// The same clients with some columns at a time, in order.
    func groups(of size: Int) -> [FeatureTable] {
        stride(from: 0, to: columns.count, by: size).map { start in
            let places = start..<min(start + size, columns.count)
            return FeatureTable(
                schema: FeatureSchema(columns: Array(schema.columns[places])), clients: clients, outcomes: outcomes,
                persons: persons, columns: Array(columns[places]))
        }
    }
}
