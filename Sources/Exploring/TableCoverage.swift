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
        let business = Set(catalog.business.map(\.name))
        let tables = Dictionary(catalog.features.map { ($0.name, $0.tables) }, uniquingKeysWith: { first, _ in first })
        return catalog.tables.map { definition in
            let rows = manifest.rows[definition.name]
            var clients = table.count
            if definition.name != catalog.root {
                var isCovered = [Bool](repeating: false, count: table.count)
                for (position, column) in table.schema.columns.enumerated() {
                    guard !business.contains(column.name), tables[column.name]?.contains(definition.name) ?? false,
                        case .numbers(let values) = table.columns[position]
                    else { continue }
                    for (row, value) in values.enumerated() where !value.isNaN && value != 0 { isCovered[row] = true }
                }
                clients = isCovered.count { $0 }
            }
            return TableCoverage(
                name: definition.name, title: definition.title, rows: rows, clients: rows == nil ? nil : clients,
                lost: manifest.losses.first { $0.table == definition.name }?.features.count ?? 0)
        }
    }
}
