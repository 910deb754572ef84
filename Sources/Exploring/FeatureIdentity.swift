public import Catalog
public import Credit
public import Features

/// What a feature is called and how its values are written.
public struct FeatureIdentity: Hashable, Sendable {
    /// Its name in the catalog.
    public let name: String
    /// What it is called.
    public let label: LocalizedText
    /// Its unit.
    public let kind: ValueKind
    /// Labels of a category's levels, by level.
    public let levels: [String: LocalizedText]
    /// What its family is called; nil when the catalog does not know the feature.
    public let family: LocalizedText?

    /// The columns of a table, in their order; one that the catalog does not know keeps its name.
    public static func all(of schema: FeatureSchema, in catalog: LenderCatalog) -> [FeatureIdentity] {
        let known = catalog.definitions
        return schema.columns.map { column in
            let definition = known[column.name]
            return FeatureIdentity(
                name: column.name,
                label: definition?.label ?? LocalizedText(fr: column.name, en: column.name),
                kind: definition?.kind ?? (column.isCategory ? .category : .number),
                levels: definition?.levels ?? [:],
                family: definition.flatMap { catalog.family($0.family)?.label })
        }
    }
}
