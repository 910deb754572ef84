public import Features

/// Turns features into the numbers that a learner sees; learned on training rows, then frozen.
///
/// Numbers stay as they are, missing is NaN; a level becomes its position in the learned list, and a level that training never
/// saw is missing.
public struct FeatureEncoder: Hashable, Sendable, Codable {
    /// One column that the learner sees.
    public struct Column: Hashable, Sendable, Codable {
        /// The feature's name.
        public let name: String
        /// The levels of a category, most frequent first; nil for numbers.
        public let levels: [String]?
    }

    /// The columns, in the learner's order.
    public let columns: [Column]

    init(columns: [Column]) { self.columns = columns }

    /// Learns the levels from training rows; a column that is constant or missing in all of them is left out, and so are those
    /// excluded.
    public init(fitting table: FeatureTable, rows: [Int], excluded: Set<String> = []) {
        var columns: [Column] = []
        for (column, values) in zip(table.schema.columns, table.columns) where !excluded.contains(column.name) {
            switch values {
            case .numbers(let numbers):
                guard let first = rows.first.map({ numbers[$0] }) else { continue }
                let varies = rows.contains { numbers[$0] != first && !(numbers[$0].isNaN && first.isNaN) }
                if varies { columns.append(Column(name: column.name, levels: nil)) }
            case .levels(let codes, let levels):
                var counts = [Int](repeating: 0, count: levels.count)
                var isMissingSomewhere = false
                for row in rows {
                    if codes[row] < 0 { isMissingSomewhere = true } else { counts[Int(codes[row])] += 1 }
                }
                let seen = counts.indices.filter { counts[$0] > 0 }
                    .sorted { (-counts[$0], levels[$0]) < (-counts[$1], levels[$1]) }
                guard seen.count + (isMissingSomewhere ? 1 : 0) > 1 else { continue }
                columns.append(Column(name: column.name, levels: seen.map { levels[$0] }))
            }
        }
        self.columns = columns
    }

    /// The positions of the categories among the columns.
    public var categorical: [Int] { columns.indices.filter { columns[$0].levels != nil } }

    /// Encodes chosen rows of a table, column by column; a column that the table lacks is missing throughout.
    ///
    /// Complexity: O(rows × columns).
    public func encode(_ table: FeatureTable, rows: [Int]) -> [[Float]] {
        let positions = table.schema.positions
        // All rows in their order: numbers are shared with the table, not copied.
        let isWhole = rows.count == table.count && rows.indices.allSatisfy { rows[$0] == $0 }
        return columns.map { column in
            guard let position = positions[column.name] else { return [Float](repeating: .nan, count: rows.count) }
            switch table.columns[position] {
            case .numbers(let numbers): return isWhole ? numbers : rows.map { numbers[$0] }
            case .levels(let codes, let levels):
                let codeOfLevel = Self.codes(column)
                let encoded = levels.map { codeOfLevel[$0] ?? .nan }
                return rows.map { codes[$0] < 0 ? .nan : encoded[Int(codes[$0])] }
            }
        }
    }

    /// Prepares the encoding of single rows of a schema.
    public func binding(to schema: FeatureSchema) -> FeatureBinding {
        let positions = schema.positions
        return FeatureBinding(
            sources: columns.map { FeatureBinding.Source(position: positions[$0.name], codes: Self.codes($0)) })
    }

    /// Names of the columns that a schema lacks.
    public func missing(from schema: FeatureSchema) -> [String] {
        let names = Set(schema.columns.map(\.name))
        return columns.map(\.name).filter { !names.contains($0) }
    }

    private static func codes(_ column: Column) -> [String: Float] {
        Dictionary((column.levels ?? []).enumerated().map { ($1, Float($0)) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Where each of an encoder's columns lies in the rows of one schema.
public struct FeatureBinding: Hashable, Sendable {
    struct Source: Hashable, Sendable {
        let position: Int?
        let codes: [String: Float]
    }

    let sources: [Source]

    /// Encodes one row.
    ///
    /// Complexity: O(columns).
    public func encode(_ row: FeatureRow) -> [Float] {
        sources.map { source in
            guard let position = source.position, row.values.indices.contains(position) else { return .nan }
            return switch row.values[position] {
            case .missing: .nan
            case .number(let value): value
            case .level(let level): source.codes[level] ?? .nan
            }
        }
    }
}
