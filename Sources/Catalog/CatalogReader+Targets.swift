import Credit
import Spelling

extension CatalogReader {
    /// Whether an entry of the section `fitted` is made from outcomes rather than compared with a group.
    func isTarget(_ entry: YAMLEntry) -> Bool {
        entry.isMapping && entry.pairs("fitted").contains { ["neighbours", "rows"].contains($0.key.text) }
    }

    /// Reads an entry of the section `fitted` that is made from what became of other clients.
    func readTarget(_ key: YAMLEntry, _ value: YAMLEntry, _ known: [String: FeatureDefinition]) {
        let common = ["label", "family"], optional = ["risk", "use"]
        let isNearby = value.pairs("fitted").contains { $0.key.text == "neighbours" }
        let own = isNearby ? ["neighbours", "within"] : ["rows", "of", "take"]
        let fields = value.fields(
            "fitted feature \(key.text)", allowed: own + common + optional, required: own + common)
        let family = fields["family"].flatMap(self.family)
        let label = fields["label"]?.localized("label of \(key.text)") ?? LocalizedText(fr: "?", en: "?")
        let risk: Risk? = fields["risk"]?.choice("risk of \(key.text)")
        let isUsed = fields["use"].map { $0.bool("use of \(key.text)") ?? true } ?? true
        func define(_ name: String, _ kind: ValueKind, _ label: LocalizedText, _ tables: [String]) -> FeatureDefinition?
        {
            guard let family else { return nil }
            // A sum also tells how many rows there are, of which nobody knows the direction.
            return FeatureDefinition(
                name: name, kind: kind, family: family, label: label, levels: [:],
                risk: kind == .number ? nil : risk,
                tables: Set(tables + [root]).sorted())
        }
        let recipe: TargetFeature.Recipe, definitions: [FeatureDefinition]
        if isNearby {
            let count = fields["neighbours"]?.positive("neighbours of \(key.text)")
            let within = fields["within"].map { coordinates($0, known) } ?? []
            guard let count, !within.isEmpty else { return }
            recipe = .neighbours(count: count, within: within.map(\.name))
            definitions = [define(key.text, .percent, label, within.flatMap(\.tables))].compactMap(\.self)
        } else {
            guard let history = fields["rows"].flatMap({ history($0, fields["of"], fields["take"]) }) else { return }
            recipe = .rows(history)
            definitions = history.summaries.compactMap { summary in
                define(
                    "\(key.text).\(summary.rawValue)", summary == .sum ? .number : .percent,
                    LocalizedText(
                        fr: "\(label.fr) (\(summary.label.fr))", en: "\(label.en) (\(summary.label.en))"),
                    [history.table])
            }
        }
        guard !definitions.isEmpty, definitions.allSatisfy({ isNew($0, at: key) }) else { return }
        targets.append(
            TargetFeature(name: key.text, recipe: recipe, definitions: definitions, isUsed: isUsed))
    }

    /// The features in which clients are near each other.
    private func coordinates(_ entry: YAMLEntry, _ known: [String: FeatureDefinition]) -> [FeatureDefinition] {
        let elements = entry.elements()
        if !(1...8).contains(elements.count) { entry.report("within names 1 to 8 features") }
        var found: [FeatureDefinition] = []
        for element in elements {
            guard let feature = feature(element, known) else { continue }
            if feature.kind.isCategory {
                element.report("\(feature.name) is a category: clients are near each other in numbers")
            } else if found.contains(feature) {
                element.report("within names \(feature.name) twice")
            } else {
                found.append(feature)
            }
        }
        return found.count == elements.count ? found : []
    }

    /// The rows of a history table.
    private func history(_ table: YAMLEntry, _ of: YAMLEntry?, _ take: YAMLEntry?) -> HistoryRecipe? {
        let histories = tables.filter { $0.name != root }
        guard let definition = histories.first(where: { $0.name == table.text }) else {
            table.report(
                "there is no history table \(table.text)" + suggestion(for: table.text, among: histories.map(\.name)))
            return nil
        }
        guard let parent = definition.parents.first(where: { $0.table == root }) else {
            table.report("rows of \(definition.name) name no client")
            return nil
        }
        let raw = definition.columnsKept.filter { $0.kind != .id && $0.kind != .outcome }
        let inputs =
            raw.map {
                HistoryRecipe.Input(name: $0.name, isCategory: $0.kind.isCategory, tables: [definition.name])
            }
            + definition.derived.map {
                HistoryRecipe.Input(name: $0.name, isCategory: $0.kind.isCategory, tables: $0.tables)
            }
        var chosen: [HistoryRecipe.Input] = []
        for entry in of?.elements() ?? [] {
            guard let input = inputs.first(where: { $0.name == entry.text }) else {
                entry.report(
                    "\(definition.name) has no column \(entry.text) that a model could read"
                        + suggestion(for: entry.text, among: inputs.map(\.name)))
                continue
            }
            if let protection = definition.column(input.name).flatMap(forbidden) {
                entry.report(
                    "\(input.name) carries \(protection.name), which this catalog does not allow in a feature")
            } else if chosen.contains(input) {
                entry.report("of names \(input.name) twice")
            } else {
                chosen.append(input)
            }
        }
        let summaries = take?.elements().compactMap { $0.choice("take", HistoryRecipe.Summary.self) } ?? []
        if Set(summaries).count < summaries.count { take?.report("take names a summary twice") }
        if summaries.contains(.last), definition.clock == nil { take?.report("last needs the table's clock") }
        guard !chosen.isEmpty, !summaries.isEmpty else { return nil }
        return HistoryRecipe(table: definition.name, key: parent.key, inputs: chosen, summaries: summaries)
    }
}

extension HistoryRecipe.Summary {
    /// What the summary is called, as it stands in a feature's label.
    fileprivate var label: LocalizedText {
        switch self {
        case .mean: LocalizedText(fr: "moyenne", en: "mean")
        case .max: LocalizedText(fr: "maximum", en: "maximum")
        case .min: LocalizedText(fr: "minimum", en: "minimum")
        case .sum: LocalizedText(fr: "somme", en: "sum")
        case .last: LocalizedText(fr: "dernier en date", en: "latest one")
        }
    }
}
