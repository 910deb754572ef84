import Catalog
public import Features

/// Where a model finds its features in the rows of one schema: what is fitted is added, then everything is encoded.
public struct ModelBinding: Sendable {
    /// The schema with the fitted features.
    public let schema: FeatureSchema
    private let encoder: FeatureBinding
    private let fitted: FittedBinding
    /// Where each fitted feature stands in the completed schema.
    private let places: [Int]
    /// The encoder's columns that are fitted features, and which.
    private let encoded: [(column: Int, feature: Int)]

    init(_ bundle: ModelBundle, _ bare: FeatureSchema) {
        schema = bundle.fitted.completing(bare)
        encoder = bundle.encoder.binding(to: bare)
        fitted = bundle.fitted.binding(to: bare)
        let positions = schema.positions
        places = bundle.fitted.names.compactMap { positions[$0] }
        let columns = bundle.encoder.columns.map(\.name)
        encoded = bundle.fitted.names.enumerated().compactMap { feature, name in
            columns.firstIndex(of: name).map { ($0, feature) }
        }
    }

    /// One row as the learner sees it.
    ///
    /// Takes microseconds; some more with neighbours or models of rows. Complexity: O(columns).
    public func encode(_ row: FeatureRow) -> [Float] {
        var values = encoder.encode(row)
        guard !encoded.isEmpty else { return values }
        let made = fitted.values(of: row)
        for (column, feature) in encoded {
            if let value = made[feature] { values[column] = value }
        }
        return values
    }

    /// One row with the fitted features, in the order of ``schema``.
    public func completing(_ row: FeatureRow) -> FeatureRow {
        guard !places.isEmpty else { return row }
        let lacking = schema.columns.count - row.values.count
        var values = row.values + Array(repeating: .missing, count: max(0, lacking))
        for (place, value) in zip(places, fitted.values(of: row)) {
            if let value { values[place] = value.isNaN ? .missing : .number(value) }
        }
        return FeatureRow(values: values, histories: row.histories)
    }
}

extension ModelBundle {
    /// Prepares the scoring of single rows of a schema.
    public func binding(to schema: FeatureSchema) -> ModelBinding { ModelBinding(self, schema) }

    /// Names of the features that the model sees and rows of a schema cannot give.
    public func missing(from schema: FeatureSchema) -> [String] {
        let present = Set(schema.columns.map(\.name))
        let compared = fitted.features.filter { !present.isSuperset(of: $0.comparison.inputs) }.map(\.name)
        let lost = compared + fitted.targets.missing(from: schema)
        return encoder.missing(from: fitted.completing(schema)) + encoder.columns.map(\.name).filter(lost.contains)
    }
}

extension ModelBundle {
    /// The schema of rows that are kept without their histories: with the features that are made of them.
    public func storing(_ schema: FeatureSchema) -> FeatureSchema {
        let present = Set(schema.columns.map(\.name))
        let made = fitted.targets.madeOfHistories.filter { !present.contains($0) }
        return FeatureSchema(columns: schema.columns + made.map { FeatureColumn(name: $0, isCategory: false) })
    }

    /// A table whose rows can be kept without their histories: with the features that are made of them.
    public func storing(_ table: FeatureTable, threads: Int) -> FeatureTable {
        let made = fitted.targets.madeOfHistories
        guard !made.isEmpty else { return table }
        let schema = storing(table.schema), completed = fitted.completing(table, threads: threads)
        let positions = completed.schema.positions
        return FeatureTable(
            schema: schema, clients: table.clients, outcomes: table.outcomes, persons: table.persons,
            columns: schema.columns.compactMap { positions[$0.name] }.map { completed.columns[$0] })
    }
}
