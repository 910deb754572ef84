import Credit
import Spelling

extension CatalogReader {
    /// Reads the section `fitted` of `features.yml`: comparisons of a client with others, and what is made from
    /// outcomes, over features of the root.
    func readFittedFeatures(_ list: YAMLEntry?, root: String) {
        let known = Dictionary(features.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for (key, value) in list?.pairs("fitted") ?? [] {
            if isTarget(value) {
                readTarget(key, value, known)
                continue
            }
            let needed = ["value", "against", "within", "as", "type", "family", "label"]
            let fields = value.fields(
                "fitted feature \(key.text)", allowed: needed + ["risk", "valid"], required: needed)
            let compared = fields["value"].flatMap { number($0, known) }
            let against: PeerComparison.Reference? = fields["against"]?.choice("against of \(key.text)")
            let form: PeerComparison.Form? = fields["as"]?.choice("as of \(key.text)")
            let within = fields["within"].map { peers($0, of: compared?.name, known) } ?? []
            let kind: ValueKind? = fields["type"]?.choice("type of \(key.text)")
            if let kind, !kind.isMeasure { fields["type"]?.report("a fitted feature is a number") }
            let family = fields["family"].flatMap(self.family)
            let label = fields["label"]?.localized("label of \(key.text)") ?? LocalizedText(fr: "?", en: "?")
            let risk: Risk? = fields["risk"]?.choice("risk of \(key.text)")
            let valid = fields["valid"]?.range("valid of \(key.text)")
            guard let compared, let against, let form, let kind, let family, !within.isEmpty else { continue }
            let tables = Set((within + [compared]).flatMap(\.tables) + [root]).sorted()
            let definition = FeatureDefinition(
                name: key.text, kind: kind, family: family, label: label, levels: [:], risk: risk, tables: tables)
            guard isNew(definition, at: key) else { continue }
            fitted.append(
                FittedFeature(
                    definition: definition,
                    comparison: PeerComparison(
                        value: compared.name, against: against, within: within.map(\.name), form: form, valid: valid)))
        }
    }

    /// The feature whose value is compared.
    private func number(_ entry: YAMLEntry, _ known: [String: FeatureDefinition]) -> FeatureDefinition? {
        guard let feature = feature(entry, known) else { return nil }
        guard feature.kind.isMeasure else {
            entry.report("\(feature.name) is a \(feature.kind.rawValue): only a number can be compared")
            return nil
        }
        return feature
    }

    /// The features whose values clients alike share.
    private func peers(
        _ entry: YAMLEntry, of compared: String?, _ known: [String: FeatureDefinition]
    ) -> [FeatureDefinition] {
        var groups: [FeatureDefinition] = []
        let elements = entry.elements()
        if elements.isEmpty { entry.report("within needs at least one feature") }
        for element in elements {
            guard let feature = feature(element, known) else { continue }
            if feature.name == compared {
                element.report("\(feature.name) cannot be compared among clients who share it")
            } else if !feature.kind.makesGroups {
                let shared = "clients alike share a category, a flag, a count, a rating or an hour"
                element.report("\(feature.name) is a \(feature.kind.rawValue): \(shared)")
            } else if groups.contains(feature) {
                element.report("within names \(feature.name) twice")
            } else {
                groups.append(feature)
            }
        }
        return groups
    }

    /// A feature by its name; anything else is reported with what it is, or with the nearest name.
    func feature(_ entry: YAMLEntry, _ known: [String: FeatureDefinition]) -> FeatureDefinition? {
        let name = entry.text
        if let feature = known[name] { return feature }
        let column = tables.first { $0.name == root }?.column(name)
        if let protection = column.flatMap(forbidden) {
            entry.report("\(name) carries \(protection.name), which this catalog does not allow in a feature")
        } else if column != nil {
            entry.report("\(name) is a column and no feature: give it a family first")
        } else if fitted.contains(where: { $0.name == name }) || targets.contains(where: { $0.features.contains(name) })
        {
            entry.report("\(name) is fitted itself: compare a feature of the client alone")
        } else {
            entry.report("there is no feature \(name)" + suggestion(for: name, among: features.map(\.name)))
        }
        return nil
    }
}

extension ValueKind {
    /// Whether values are amounts that a ratio or a difference means something for.
    fileprivate var isMeasure: Bool {
        switch self {
        case .id, .outcome, .category, .flag: false
        default: true
        }
    }

    /// Whether few values are shared by many clients.
    fileprivate var makesGroups: Bool {
        switch self {
        case .category, .flag, .count, .rating, .hour: true
        default: false
        }
    }
}
