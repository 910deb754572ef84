import Catalog
import Features

/// A column whose file writes a value for "unknown", and what became of it.
public struct Sentinel: Hashable, Sendable {
    /// The feature's position in the table.
    public let feature: Int
    /// The values that mean "unknown", as the catalog writes them.
    public let values: [String]
    /// Clients whose value is unknown, by such a value or by an empty cell.
    public let unknown: Int
    /// Clients for whom such a value still stands as if it were known; anything but 0 is a fault in the features.
    public let left: Int

    /// Finds the columns of the application for which the catalog names such values.
    static func find(in table: FeatureTable, catalog: LenderCatalog, missing: [Int]) -> [Sentinel] {
        let positions = table.schema.positions
        return (catalog.rootTable?.columns ?? []).compactMap { column in
            guard !column.missing.isEmpty, let feature = positions[column.name] else { return nil }
            let left: Int
            switch table.columns[feature] {
            case .numbers(let values):
                let sentinels = column.missing.compactMap(Float.init)
                left = values.count { sentinels.contains($0) }
            case .levels(let codes, let levels):
                let sentinels = Set(column.missing)
                left = codes.count { $0 >= 0 && sentinels.contains(levels[Int($0)]) }
            }
            return Sentinel(feature: feature, values: column.missing, unknown: missing[feature], left: left)
        }
    }
}

/// A feature with values that the catalog calls impossible.
public struct OutsideRange: Hashable, Sendable {
    /// The feature's position in the table.
    public let feature: Int
    /// How many clients have one.
    public let clients: Int

    /// Counts values outside the catalog's ranges, among columns of the application and business features.
    static func find(in table: FeatureTable, catalog: LenderCatalog) -> [OutsideRange] {
        let columns = (catalog.rootTable?.columns ?? []).compactMap { column in
            column.valid.map { (column.name, $0) }
        }
        let ranges = Dictionary(
            columns + catalog.business.map { ($0.name, $0.valid) }, uniquingKeysWith: { first, _ in first })
        return table.schema.columns.enumerated().compactMap { feature, column in
            guard let range = ranges[column.name], case .numbers(let values) = table.columns[feature] else {
                return nil
            }
            // The ends in single precision, as the values are.
            let (low, high) = (Float(range.low), Float(range.high))
            let clients = values.count { $0 < low || $0 > high }
            return clients == 0 ? nil : OutsideRange(feature: feature, clients: clients)
        }
    }
}
