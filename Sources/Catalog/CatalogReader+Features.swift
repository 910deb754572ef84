import Credit

extension CatalogReader {
    /// Adds the root's columns that are features themselves.
    func addColumnFeatures(_ entry: YAMLEntry?, _ table: TableDefinition) {
        let lines = Dictionary((entry?.pairs("columns") ?? []).map { ($0.key.text, $0.key) }, uniquingKeysWith: { $1 })
        for column in table.columns {
            guard let family = column.family, let line = lines[column.name] else { continue }
            if let protection = forbidden(column) {
                line.report("\(column.name) carries \(protection.name), which this catalog does not allow in a feature")
            }
            if [.id, .outcome].contains(column.kind) {
                line.report("\(column.name) is an \(column.kind.rawValue): it cannot be a feature")
            }
            add(
                FeatureDefinition(
                    name: column.name, kind: column.kind, family: family, label: column.label, levels: column.levels,
                    risk: column.risk, tables: [table.name]), at: line)
            if let label = column.missingLabel {
                add(
                    FeatureDefinition(
                        name: column.name + ".missing", kind: .flag, family: family, label: label, levels: [:],
                        risk: nil,
                        tables: [table.name]), at: line)
            }
        }
    }

    /// Expands the aggregates of a child table: columns × functions × slices.
    func readAggregates(
        _ entry: YAMLEntry?, _ table: TableDefinition, _ derived: [DerivedColumn], _ slices: [Slice],
        rows: LocalizedText
    ) -> [Aggregate] {
        var aggregates: [Aggregate] = []
        for group in entry?.elements() ?? [] {
            let fields = group.fields(
                "aggregate", allowed: ["of", "take", "over", "family"], required: ["of", "take", "family"])
            guard let of = fields["of"], let family = fields["family"].flatMap(family) else { continue }
            let functions = fields["take"]?.elements().compactMap { $0.choice("take", Aggregate.Function.self) } ?? []
            let names = fields["over"]?.strings("over") ?? ["all"]
            for name in names where !slices.contains(where: { $0.name == name }) {
                fields["over"]?.report("there is no slice \(name)" + suggestion(for: name, among: slices.map(\.name)))
            }
            let targets = readTargets(of, table, derived)
            for target in targets {
                for slice in names.compactMap({ name in slices.first { $0.name == name } }) {
                    for function in functions where isPossible(function, target, at: group) {
                        let composed = compose(target, function, slice, table, rows: rows)
                        aggregates.append(
                            Aggregate(
                                name: composed.name, column: target.column, level: target.level, function: function,
                                slice: slice.name, columnKind: target.kind))
                        add(
                            FeatureDefinition(
                                name: composed.name, kind: composed.kind, family: family, label: composed.label,
                                levels: [:],
                                risk: nil, tables: [table.name]), at: group)
                    }
                }
            }
        }
        return aggregates
    }

    /// What an aggregate is computed of.
    private struct Target {
        let column: String?
        let level: String?
        let kind: ValueKind
        let label: LocalizedText
    }

    private func readTargets(_ of: YAMLEntry, _ table: TableDefinition, _ derived: [DerivedColumn]) -> [Target] {
        if of.text == "rows" {
            return [Target(column: nil, level: nil, kind: .count, label: LocalizedText(fr: "", en: ""))]
        }
        if of.isMapping {
            return of.pairs("of").flatMap { key, value -> [Target] in
                guard let column = table.column(key.text) else {
                    key.report(
                        "\(table.name) has no column \(key.text)"
                            + suggestion(for: key.text, among: table.columns.map(\.name)))
                    return []
                }
                if let protection = forbidden(column) {
                    key.report(
                        "\(column.name) carries \(protection.name), which this catalog does not allow in a feature")
                }
                return value.elements().map { level in
                    if column.levels[level.text] == nil {
                        level.report(
                            "\(key.text) has no level \(level.text)"
                                + suggestion(for: level.text, among: column.levels.keys))
                    }
                    let name = column.levels[level.text] ?? LocalizedText(fr: level.text, en: level.text)
                    return Target(
                        column: key.text, level: level.text, kind: .category,
                        label: LocalizedText(
                            fr: "\(column.label.fr) : \(name.fr)", en: "\(column.label.en): \(name.en)"))
                }
            }
        }
        return of.elements().compactMap { entry in
            if let column = table.column(entry.text) {
                if let protection = forbidden(column) {
                    entry.report(
                        "\(column.name) carries \(protection.name), which this catalog does not allow in a feature")
                }
                return Target(column: column.name, level: nil, kind: column.kind, label: column.label)
            }
            if let column = derived.first(where: { $0.name == entry.text }) {
                return Target(column: column.name, level: nil, kind: column.kind, label: column.label)
            }
            let known = table.columns.map(\.name) + derived.map(\.name)
            entry.report("\(table.name) has no column \(entry.text)" + suggestion(for: entry.text, among: known))
            return nil
        }
    }

    private func isPossible(_ function: Aggregate.Function, _ target: Target, at entry: YAMLEntry) -> Bool {
        let isShare = target.level != nil || target.kind == .flag
        let problem: String? =
            switch function {
            case .count: nil
            case .share: isShare ? nil : "share needs levels of a category ({COLUMN: [levels]}) or a flag"
            case .distinct: target.column == nil || target.level != nil ? "distinct needs a column" : nil
            case .sum, .mean, .min, .max, .std:
                target.column == nil || target.kind.isCategory ? "\(function.rawValue) needs a column of numbers" : nil
            }
        if let problem { entry.report(problem) }
        return problem == nil
    }

    /// The name, label and unit of an aggregate, composed from its parts.
    private func compose(
        _ target: Target, _ function: Aggregate.Function, _ slice: Slice, _ table: TableDefinition, rows: LocalizedText
    ) -> (name: String, label: LocalizedText, kind: ValueKind) {
        let parts = [table.name, slice.name, target.column ?? "rows", target.level, function.rawValue]
        let kind: ValueKind =
            switch function {
            case .count, .distinct: .count
            case .share: .percent
            case .std where [.daysAgo, .days].contains(target.kind), .sum where target.kind == .daysAgo: .duration
            case .sum, .mean, .min, .max, .std: target.kind == .flag ? .number : target.kind
            }
        let label = LocalizedText(
            fr: phrase(target, function, slice, table, .fr, rows), en: phrase(target, function, slice, table, .en, rows)
        )
        return (parts.compactMap { $0 }.joined(separator: "."), label, kind)
    }

    private func phrase(
        _ target: Target, _ function: Aggregate.Function, _ slice: Slice, _ table: TableDefinition,
        _ language: Language,
        _ rows: LocalizedText
    ) -> String {
        let subject =
            target.column == nil
            ? rows[language] : "\(target.label[language]) (\(function.label(of: target.kind)[language]))"
        let part = slice.label.map { ", " + $0[language] } ?? ""
        return subject + part + " – " + table.title[language]
    }

    /// Reads `features.yml`: business features over the folded root row, in order.
    func readBusinessFeatures(root: String) -> [BusinessFeature] {
        guard let file = load("features.yml"), let table = tables.first(where: { $0.name == root }) else { return [] }
        var business: [BusinessFeature] = []
        let list = file.fields("features.yml", allowed: ["features"], required: ["features"])["features"]
        for (key, value) in list?.pairs("features") ?? [] {
            let fields = value.fields(
                "feature \(key.text)", allowed: ["sql", "type", "family", "label", "valid", "risk", "help"],
                required: ["sql", "type", "family", "label", "valid"])
            guard let sql = fields["sql"], let kind: ValueKind = fields["type"]?.choice("type of \(key.text)"),
                let family = fields["family"].flatMap(family),
                let valid = fields["valid"]?.range("valid of \(key.text)")
            else { continue }
            if kind.isCategory { fields["type"]?.report("a business feature is a number") }
            let names = table.columns.map(\.name) + tables.flatMap { $0.aggregates.map(\.name) } + business.map(\.name)
            let expression = check(sql, names: names, table: table, derivedFrom: [:], mayProtect: false)
            let sources = expression.names.flatMap { name -> [String] in
                if table.column(name) != nil { return [table.name] }
                return features.first { $0.name == name }?.tables ?? []
            }
            business.append(
                BusinessFeature(name: key.text, sql: expression.sql, valid: valid, inputs: expression.names))
            add(
                FeatureDefinition(
                    name: key.text, kind: kind, family: family,
                    label: fields["label"]?.localized("label of \(key.text)") ?? LocalizedText(fr: "?", en: "?"),
                    levels: [:],
                    risk: fields["risk"]?.choice("risk of \(key.text)"), tables: Set(sources).sorted()), at: key)
        }
        return business
    }

    private func add(_ feature: FeatureDefinition, at entry: YAMLEntry) {
        let place = "\(entry.file):\(entry.line)"
        if let first = declared[feature.name] {
            entry.report("there are two features of the name \(feature.name), the first in \(first)")
            return
        }
        if let twin = features.first(where: { $0.label.fr == feature.label.fr || $0.label.en == feature.label.en }) {
            entry.report(
                "\(feature.name) has the same label as \(twin.name): \(feature.label.fr) / \(feature.label.en)")
        }
        declared[feature.name] = place
        features.append(feature)
    }
}

extension Aggregate.Function {
    /// What the function is called, as it stands in a feature's label.
    func label(of kind: ValueKind) -> LocalizedText {
        switch self {
        // Days before the application are negative: the largest is the latest.
        case .min where kind == .daysAgo: LocalizedText(fr: "la plus ancienne", en: "earliest")
        case .max where kind == .daysAgo: LocalizedText(fr: "la plus récente", en: "latest")
        case .count: LocalizedText(fr: "nombre connu", en: "number known")
        case .sum: LocalizedText(fr: "somme", en: "sum")
        case .mean: LocalizedText(fr: "moyenne", en: "mean")
        case .min: LocalizedText(fr: "minimum", en: "minimum")
        case .max: LocalizedText(fr: "maximum", en: "maximum")
        case .std: LocalizedText(fr: "écart type", en: "standard deviation")
        case .distinct: LocalizedText(fr: "valeurs différentes", en: "different values")
        case .share: LocalizedText(fr: "part", en: "share")
        }
    }
}
