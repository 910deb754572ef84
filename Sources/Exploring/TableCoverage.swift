public import Catalog
public import Credit
public import Features

/// A raw table: whether it was there and how many clients it knows.
public struct TableCoverage: Hashable, Sendable {
    /// The table's name.
    public let name: String
    /// What it is called.
    public let title: LocalizedText
    /// Rows read; nil when the table was not there.
    public let rows: Int?
    /// Clients with at least one row that a feature shows; nil when the table was not there.
    public let clients: Int?
    /// Features that its absence takes away.
    public let lost: Int

    /// Measures the catalog's tables, in its order.
    ///
    /// A client is covered when a feature folded from the table is known and not zero: a number of rows, or a value of one.
    public static func measure(
        _ table: FeatureTable, manifest: FeatureManifest, catalog: LenderCatalog
    ) -> [TableCoverage] {
        var covered = CoveredClients(catalog)
        for (column, values) in zip(table.schema.columns, table.columns) where covered.counts(column.name) {
            covered.add(ClientSet(withValueIn: values), of: column.name)
        }
        return covered.measured(manifest)
    }
}

/// Clients that raw tables know, gathered feature by feature.
struct CoveredClients: Sendable {
    private let catalog: LenderCatalog
    /// The tables that each feature is folded from; features computed from others and the application's own columns have none.
    private let tables: [String: [String]]
    private var clients: [String: ClientSet] = [:]

    init(_ catalog: LenderCatalog) {
        self.catalog = catalog
        let business = Set(catalog.business.map(\.name))
        let folded = catalog.features.filter { !business.contains($0.name) }.map { feature in
            (feature.name, feature.tables.filter { $0 != catalog.root })
        }
        tables = Dictionary(folded.filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a feature shows that a table knows a client.
    func counts(_ feature: String) -> Bool { tables[feature] != nil }

    /// Adds the clients for whom a feature is known and not zero.
    mutating func add(_ known: ClientSet, of feature: String) {
        for table in tables[feature] ?? [] { clients[table, default: ClientSet()].formUnion(known) }
    }

    /// The catalog's tables, in its order.
    func measured(_ manifest: FeatureManifest) -> [TableCoverage] {
        catalog.tables.map { table in
            let known = table.name == catalog.root ? manifest.clients : clients[table.name]?.count ?? 0
            let rows = manifest.rows[table.name]
            return TableCoverage(
                name: table.name, title: table.title, rows: rows, clients: rows == nil ? nil : known,
                lost: manifest.losses.first { $0.table == table.name }?.features.count ?? 0)
        }
    }
}
