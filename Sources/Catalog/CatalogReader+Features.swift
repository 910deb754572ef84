import Credit
import Spelling

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
            declare(
                FeatureDefinition(
                    name: column.name, kind: column.kind, family: family, label: column.label, levels: column.levels,
                    risk: column.risk, tables: [table.name]), at: line)
            if let label = column.missingLabel {
                declare(
                    FeatureDefinition(
                        name: column.name + ".missing", kind: .flag, family: family, label: label, levels: [:],
                        risk: nil,
                        tables: [table.name]), at: line)
            }
        }
    }

    /// Expands the aggregates of a child table: columns × functions × slices.
    func readAggregates(
        _ entry: YAMLEntry?, _ table: TableDefinition, _ known: KnownColumns, rows: LocalizedText
    ) -> [Aggregate] {
        var aggregates: [Aggregate] = []
        for group in entry?.elements() ?? [] {
            let fields = group.fields(
                "aggregate", allowed: ["of", "take", "over", "into", "family"], required: ["of", "take"])
            let into = fields["into"]?.text ?? table.parents.first?.table ?? root
            if let entry = fields["into"], !table.parents.contains(where: { $0.table == into }) {
                entry.report(
                    "\(table.name) does not fold into \(into)"
                        + suggestion(for: into, among: table.parents.map(\.table)))
            }
            let family = fields["family"].flatMap(family)
            if into == root, fields["family"] == nil { group.report("aggregate needs the key \"family\"") }
            guard let of = fields["of"], into != root || family != nil else { continue }
            let functions = fields["take"]?.elements().compactMap { $0.choice("take", Aggregate.Function.self) } ?? []
            let names = fields["over"]?.strings("over") ?? ["all"]
            for name in names where !table.slices.contains(where: { $0.name == name }) {
                fields["over"]?.report(
                    "there is no slice \(name)" + suggestion(for: name, among: table.slices.map(\.name)))
            }
            for target in readTargets(of, known) {
                for slice in names.compactMap({ name in table.slices.first { $0.name == name } }) {
                    for function in functions where isPossible(function, target, table, at: group) {
                        let aggregate = aggregate(function, target, slice, table, into: into, rows: rows)
                        aggregates.append(aggregate)
                        guard into == root, let family else {
                            folded[into, default: []].append(aggregate)
                            continue
                        }
                        declare(
                            FeatureDefinition(
                                name: aggregate.name, kind: aggregate.kind, family: family, label: aggregate.label,
                                levels: aggregate.kind.isCategory ? target.levels : [:], risk: nil,
                                tables: aggregate.tables), at: group)
                    }
                }
            }
        }
        return aggregates
    }

    /// What an aggregate is computed of.
    private struct Target {
        var column: String?
        var level: String?
        let kind: ValueKind
        let label: LocalizedText
        var levels: [String: LocalizedText] = [:]
        var tables: [String] = []
    }

    private func readTargets(_ of: YAMLEntry, _ known: KnownColumns) -> [Target] {
        if of.text == "rows" { return [Target(kind: .count, label: LocalizedText(fr: "", en: ""))] }
        func column(_ entry: YAMLEntry) -> KnownColumns.Column? {
            guard let column = known.column(entry.text) else {
                entry.report(
                    "\(known.table) has no column \(entry.text)" + suggestion(for: entry.text, among: known.names))
                return nil
            }
            if let protection = column.raw.flatMap(forbidden) {
                entry.report(
                    "\(column.name) carries \(protection.name), which this catalog does not allow in a feature")
            }
            return column
        }
        if of.isMapping {
            return of.pairs("of").flatMap { key, value -> [Target] in
                guard let column = column(key) else { return [] }
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
                            fr: "\(column.label.fr) : \(name.fr)", en: "\(column.label.en): \(name.en)"),
                        tables: column.tables)
                }
            }
        }
        return of.elements().compactMap { entry in
            column(entry).map {
                Target(column: $0.name, kind: $0.kind, label: $0.label, levels: $0.levels, tables: $0.tables)
            }
        }
    }

    private func isPossible(
        _ function: Aggregate.Function, _ target: Target, _ table: TableDefinition, at entry: YAMLEntry
    ) -> Bool {
        let isShare = target.level != nil || target.kind == .flag
        let isWhole = target.column != nil && target.level == nil
        let problem: String? =
            switch function {
            case .count: nil
            case .share: isShare ? nil : "share needs levels of a category ({COLUMN: [levels]}) or a flag"
            case .distinct: isWhole ? nil : "distinct needs a column"
            case .latest, .earliest:
                !isWhole
                    ? "\(function.rawValue) needs a column"
                    : table.clock == nil ? "\(function.rawValue) needs the table's clock" : nil
            case .slope where table.clock == nil: "slope needs the table's clock"
            case .sum, .mean, .min, .max, .std, .slope:
                !isWhole || target.kind.isCategory ? "\(function.rawValue) needs a column of numbers" : nil
            }
        if let problem { entry.report(problem) }
        return problem == nil
    }

    /// An aggregate with its name, label and unit composed from its parts.
    private func aggregate(
        _ function: Aggregate.Function, _ target: Target, _ slice: Slice, _ table: TableDefinition, into: String,
        rows: LocalizedText
    ) -> Aggregate {
        let parts = [table.name, slice.name, target.column ?? "rows", target.level, function.rawValue]
        let kind: ValueKind =
            switch function {
            case .count, .distinct: .count
            case .share: .percent
            case .latest, .earliest: target.kind
            case .std where [.daysAgo, .days].contains(target.kind), .sum where target.kind == .daysAgo,
                .slope where [.daysAgo, .days].contains(target.kind):
                .duration
            case .sum, .mean, .min, .max, .std, .slope: target.kind == .flag ? .number : target.kind
            }
        func phrase(_ language: Language) -> String {
            let subject =
                target.column == nil
                ? rows[language] : "\(target.label[language]) (\(function.label(of: target.kind)[language]))"
            let part = slice.label.map { ", " + $0[language] } ?? ""
            return subject + part + " – " + table.title[language]
        }
        return Aggregate(
            name: parts.compactMap { $0 }.joined(separator: "."), column: target.column, level: target.level,
            function: function, slice: slice.name, columnKind: target.kind, into: into,
            label: LocalizedText(fr: phrase(.fr), en: phrase(.en)), kind: kind,
            tables: Set(target.tables + slice.tables + [table.name]).sorted())
    }

    /// Reads the section `features` of `features.yml`: business features over the folded root row, in order.
    func readBusinessFeatures(_ list: YAMLEntry?, root: String) -> [BusinessFeature] {
        guard let table = tables.first(where: { $0.name == root }) else { return [] }
        var business: [BusinessFeature] = []
        var known = KnownColumns(table: root, columns: table.columns)
        // Those that fold elsewhere are known too, to be told apart from names that are not there at all.
        let aggregates = tables.flatMap { table in table.aggregates.filter { $0.into != table.name } }
        let here = Set(aggregates.filter { $0.into == root }.map(\.name))
        let elsewhere = Dictionary(
            aggregates.filter { !here.contains($0.name) && tables.map(\.name).contains($0.into) }.map {
                ($0.name, $0.into)
            },
            uniquingKeysWith: { first, _ in first })
        known.add(tables.flatMap(\.aggregates))
        for (key, value) in list?.pairs("features") ?? [] {
            let fields = value.fields(
                "feature \(key.text)", allowed: ["sql", "type", "family", "label", "valid", "risk", "help"],
                required: ["sql", "type", "family", "label", "valid"])
            guard let sql = fields["sql"], let kind: ValueKind = fields["type"]?.choice("type of \(key.text)"),
                let family = fields["family"].flatMap(family),
                let valid = fields["valid"]?.range("valid of \(key.text)")
            else { continue }
            if kind.isCategory { fields["type"]?.report("a business feature is a number") }
            let expression = check(sql, known)
            for name in expression.names {
                if let into = elsewhere[name] { sql.report("\(name) is a column of \(into), not of \(root)") }
            }
            business.append(
                BusinessFeature(name: key.text, sql: expression.sql, valid: valid, inputs: expression.names))
            let label = fields["label"]?.localized("label of \(key.text)") ?? LocalizedText(fr: "?", en: "?")
            let sources = known.tables(of: expression.names)
            known.add(
                DerivedColumn(
                    name: key.text, recipe: .expression(expression.sql), kind: kind, label: label, valid: valid,
                    tables: sources))
            add(
                FeatureDefinition(
                    name: key.text, kind: kind, family: family, label: label, levels: [:],
                    risk: fields["risk"]?.choice("risk of \(key.text)"), tables: sources), at: key)
        }
        return business
    }

    /// Keeps a feature of the table that is being read until its turn.
    private func declare(_ feature: FeatureDefinition, at entry: YAMLEntry) { pending.append((feature, entry)) }

    func add(_ feature: FeatureDefinition, at entry: YAMLEntry) {
        if isNew(feature, at: entry) { features.append(feature) }
    }

    /// Notes a feature's name, and reports one that has the name or the label of another.
    func isNew(_ feature: FeatureDefinition, at entry: YAMLEntry) -> Bool {
        let place = "\(entry.file):\(entry.line)"
        if let first = declared[feature.name] {
            entry.report("there are two features of the name \(feature.name), the first in \(first)")
            return false
        }
        func sounds(like other: FeatureDefinition) -> Bool {
            other.label.fr == feature.label.fr || other.label.en == feature.label.en
        }
        let others = [features, fitted.map(\.definition), targets.flatMap(\.definitions)].lazy.joined()
        if let twin = others.first(where: sounds) {
            entry.report(
                "\(feature.name) has the same label as \(twin.name): \(feature.label.fr) / \(feature.label.en)")
        }
        declared[feature.name] = place
        return true
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
        case .slope: LocalizedText(fr: "tendance par mois", en: "trend per month")
        case .latest: LocalizedText(fr: "dernier en date", en: "latest one")
        case .earliest: LocalizedText(fr: "premier en date", en: "first one")
        }
    }
}
