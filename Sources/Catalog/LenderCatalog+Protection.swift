extension LenderCatalog {
    /// The features that carry a protected characteristic: its columns, and what is made of them, at any depth.
    ///
    /// - Parameter protection: as `age`.
    /// - Returns: Names, in the catalog's order.
    public func features(carrying protection: String) -> [String] {
        var carriers = Set((rootTable?.columns ?? []).filter { $0.protection == protection }.map(\.name))
        // Business features come after those that they are made of.
        for feature in business where !carriers.isDisjoint(with: feature.inputs) { carriers.insert(feature.name) }
        for feature in fitted where !carriers.isDisjoint(with: feature.comparison.inputs) {
            carriers.insert(feature.name)
        }
        let names = features.map(\.name) + fitted.map(\.name)
        return names.filter { carriers.contains($0) }
    }

    /// The root table's columns that carry a protected characteristic.
    public func columns(carrying protection: String) -> [ColumnDefinition] {
        (rootTable?.columns ?? []).filter { $0.protection == protection }
    }
}
