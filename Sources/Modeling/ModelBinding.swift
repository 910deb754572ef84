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
        places = bundle.fitted.features.compactMap { positions[$0.name] }
        let columns = bundle.encoder.columns.map(\.name)
        encoded = bundle.fitted.features.enumerated().compactMap { feature, learned in
            columns.firstIndex(of: learned.name).map { ($0, feature) }
        }
    }

    /// One row as the learner sees it.
    ///
    /// Takes microseconds. Complexity: O(columns).
    public func encode(_ row: FeatureRow) -> [Float] {
        var values = encoder.encode(row)
        for (column, feature) in encoded { values[column] = fitted.value(feature, of: row) }
        return values
    }

    /// One row with the fitted features, in the order of ``schema``.
    public func completing(_ row: FeatureRow) -> FeatureRow {
        guard !places.isEmpty else { return row }
        let lacking = schema.columns.count - row.values.count
        var values = row.values + Array(repeating: .missing, count: max(0, lacking))
        for (feature, place) in places.enumerated() {
            let value = fitted.value(feature, of: row)
            values[place] = value.isNaN ? .missing : .number(value)
        }
        return FeatureRow(values: values)
    }
}

extension ModelBundle {
    /// Prepares the scoring of single rows of a schema.
    public func binding(to schema: FeatureSchema) -> ModelBinding { ModelBinding(self, schema) }

    /// Names of the features that the model sees and rows of a schema cannot give.
    public func missing(from schema: FeatureSchema) -> [String] {
        let present = Set(schema.columns.map(\.name))
        let lost = fitted.features.filter { !present.isSuperset(of: $0.comparison.inputs) }.map(\.name)
        return encoder.missing(from: fitted.completing(schema)) + encoder.columns.map(\.name).filter(lost.contains)
    }
}
