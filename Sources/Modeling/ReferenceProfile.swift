public import Features
import Statistics

/// What is usual among granted clients, feature by feature; it travels with the model.
public struct ReferenceProfile: Hashable, Sendable, Codable {
    /// One feature among the reference clients.
    public struct Entry: Hashable, Sendable, Codable {
        /// Share of clients for whom it is unknown, 0…1.
        public let missing: Double
        /// The 25th, 50th and 75th percentiles of a number; nil for a category or when unknown for all.
        public let quartiles: [Double]?
        /// The shares of a category's levels among clients for whom it is known; nil for a number.
        public let levels: [String: Double]?
    }

    /// The entries by feature.
    public let entries: [String: Entry]

    /// Describes chosen rows of a table.
    public init(of table: FeatureTable, rows: [Int]) {
        var entries: [String: Entry] = [:]
        for (column, values) in zip(table.schema.columns, table.columns) {
            let total = Double(max(rows.count, 1))
            switch values {
            case .numbers(let numbers):
                let known = rows.compactMap { numbers[$0].isNaN ? nil : Double(numbers[$0]) }
                let quartiles = known.isEmpty ? nil : quantiles(known, at: [0.25, 0.5, 0.75])
                entries[column.name] = Entry(
                    missing: 1 - Double(known.count) / total, quartiles: quartiles, levels: nil)
            case .levels(let codes, let levels):
                var counts: [String: Double] = [:]
                for row in rows where codes[row] >= 0 { counts[levels[Int(codes[row])], default: 0] += 1 }
                let known = counts.values.reduce(0, +)
                entries[column.name] = Entry(
                    missing: 1 - known / total, quartiles: nil, levels: counts.mapValues { $0 / max(known, 1) })
            }
        }
        self.entries = entries
    }
}
