import Credit

extension CatalogReader {
    /// Reads every table and adds the features that its columns and aggregates are.
    func readTables(root: String) {
        for file in tableFiles(root: root) {
            guard let entry = load(file) else { continue }
            let fields = entry.fields(
                "the table",
                allowed: [
                    "table", "title", "rows", "files", "key", "parent", "clock", "sections", "columns", "derived",
                    "slices",
                    "aggregates",
                ],
                required: ["table", "title", "files", "key", "columns"])
            guard let name = fields["table"]?.string("table"), let key = fields["key"]?.string("key") else { continue }
            if tables.contains(where: { $0.name == name }) {
                fields["table"]?.report("there is already a table \(name)")
                continue
            }
            let isRoot = name == root
            let sections = fields["sections"]?.pairs("sections").map {
                Section(name: $0.key.text, label: $0.value.localized("section \($0.key.text)"))
            }
            let columns = readColumns(fields["columns"], sections: sections ?? [])
            let title = fields["title"]?.localized("title") ?? LocalizedText(fr: "?", en: "?")
            let bare = TableDefinition(
                name: name, title: title, files: fields["files"]?.strings("files") ?? [], key: key,
                parent: readParent(fields["parent"], isRoot: isRoot, table: entry, columns),
                clock: readClock(fields["clock"], columns),
                sections: sections ?? [], columns: columns, derived: [], slices: [], aggregates: [])
            if !columns.contains(where: { $0.name == key }) {
                fields["key"]?.report(
                    "the key \(key) is not among the columns" + suggestion(for: key, among: columns.map(\.name)))
            }
            let derived = readDerived(fields["derived"], bare)
            let slices = readSlices(fields["slices"], bare, derived)
            if isRoot { addColumnFeatures(fields["columns"], bare) }
            let rows = fields["rows"]?.localized("rows") ?? LocalizedText(fr: "nombre", en: "number")
            let aggregates = readAggregates(fields["aggregates"], bare, derived, slices, rows: rows)
            tables.append(
                TableDefinition(
                    name: name, title: title, files: bare.files, key: key, parent: bare.parent, clock: bare.clock,
                    sections: bare.sections, columns: columns, derived: derived, slices: slices, aggregates: aggregates)
            )
        }
    }

    private func readParent(
        _ entry: YAMLEntry?, isRoot: Bool, table: YAMLEntry, _ columns: [ColumnDefinition]
    ) -> TableDefinition.Parent? {
        guard let entry else {
            if !isRoot { table.report("a table that is not the root needs the key \"parent\"") }
            return nil
        }
        if isRoot { entry.report("the root table has no parent") }
        var fields = entry.fields("parent", allowed: ["table", "key"], required: ["table", "key"])
        guard let table = fields["table"]?.string("parent table"), let key = fields["key"]?.string("parent key") else {
            return nil
        }
        if !columns.contains(where: { $0.name == key }) {
            fields["key"]?.report(
                "the key \(key) that leads to \(table) is not among the columns"
                    + suggestion(for: key, among: columns.map(\.name)))
            fields["key"] = nil
        }
        parents.append((fields, TableDefinition.Parent(table: table, key: key)))
        return TableDefinition.Parent(table: table, key: key)
    }

    /// Checks that every table's parents lead to the root.
    func checkParents(root: String) {
        for (fields, parent) in parents {
            guard let table = tables.first(where: { $0.name == parent.table }) else {
                fields["table"]?.report(
                    "there is no table \(parent.table)" + suggestion(for: parent.table, among: tables.map(\.name)))
                continue
            }
            let names = table.columns.map(\.name)
            if !names.contains(parent.key) {
                fields["key"]?.report(
                    "table \(table.name) has no column \(parent.key)" + suggestion(for: parent.key, among: names))
            }
            var passed: Set<String> = []
            var next: TableDefinition? = table
            while let ancestor = next, ancestor.name != root, passed.insert(ancestor.name).inserted {
                next = tables.first { $0.name == ancestor.parent?.table }
            }
            if let next, passed.contains(next.name) {
                fields["table"]?.report("the parents go round and never reach \(root)")
            }
        }
    }

    private func readClock(_ entry: YAMLEntry?, _ columns: [ColumnDefinition]) -> String? {
        guard let entry else { return nil }
        let column = entry.fields("clock", allowed: ["column", "unit"], required: ["column"])["column"]
        guard let name = column?.string("clock column") else { return nil }
        if !columns.contains(where: { $0.name == name }) {
            column?.report("there is no column \(name)" + suggestion(for: name, among: columns.map(\.name)))
        }
        return name
    }

    private func readColumns(_ entry: YAMLEntry?, sections: [Section]) -> [ColumnDefinition] {
        entry?.pairs("columns").map { readColumn($0.key.text, $0.value, sections) } ?? []
    }

    private func readColumn(_ name: String, _ entry: YAMLEntry, _ sections: [Section]) -> ColumnDefinition {
        let fields = entry.fields(
            "column \(name)",
            allowed: [
                "type", "label", "help", "family", "section", "valid", "missing", "flag_missing", "missing_label",
                "levels",
                "values", "risk", "actionable", "step", "range", "protected", "optional",
            ],
            required: ["type", "label"])
        let kind: ValueKind = fields["type"]?.choice("type of \(name)") ?? .number
        let risk: Risk? = fields["risk"]?.choice("risk of \(name)")
        if risk != nil, kind.isCategory {
            entry.report("\(name) is a category: a risk that rises or falls needs a number")
        }
        if let section = fields["section"], !sections.contains(where: { $0.name == section.text }) {
            section.report(
                "there is no section \(section.text)" + suggestion(for: section.text, among: sections.map(\.name)))
        }
        let words = fields["values"]?.fields("values of \(name)", allowed: ["yes", "no"], required: ["yes", "no"])
        if words != nil, kind != .flag { entry.report("only a flag has values for yes and no") }
        if kind.isCategory, fields["valid"] != nil {
            fields["valid"]?.report("\(name) is a category: it has no valid range")
        }
        let flagsMissing = fields["flag_missing"]?.bool("flag_missing") ?? false
        if flagsMissing, fields["missing_label"] == nil {
            entry.report("\(name) has flag_missing and needs missing_label")
        }
        let protection = fields["protected"]?.text
        if let protection, !protections.contains(where: { $0.name == protection }) {
            fields["protected"]?.report(
                "there is no protected characteristic \(protection)"
                    + suggestion(for: protection, among: protections.map(\.name)))
        }
        let way: Actionability.Way? = fields["actionable"]?.choice("actionable of \(name)")
        return ColumnDefinition(
            name: name, kind: kind,
            label: fields["label"]?.localized("label of \(name)") ?? LocalizedText(fr: "?", en: "?"),
            help: fields["help"]?.localized("help of \(name)"), family: fields["family"].flatMap(family),
            section: fields["section"]?.text, valid: fields["valid"]?.range("valid of \(name)"),
            missing: fields["missing"]?.strings("missing of \(name)") ?? [],
            missingLabel: flagsMissing ? fields["missing_label"]?.localized("missing_label of \(name)") : nil,
            levels: readLevels(fields["levels"], of: name),
            flagWords: words.map { FlagWords(yes: $0["yes"]?.text ?? "", no: $0["no"]?.text ?? "") }, risk: risk,
            actionability: way.map {
                Actionability(
                    way: $0, step: fields["step"]?.number("step of \(name)"),
                    range: fields["range"]?.range("range of \(name)"))
            },
            protection: protection, isOptional: fields["optional"]?.bool("optional") ?? false)
    }

    private func readLevels(_ entry: YAMLEntry?, of name: String) -> [String: LocalizedText] {
        let pairs = entry?.pairs("levels of \(name)") ?? []
        return Dictionary(
            pairs.map { ($0.key.text, $0.value.localized("level \($0.key.text) of \(name)")) }, uniquingKeysWith: { $1 }
        )
    }

    /// The family that an entry names, if it is declared.
    func family(_ entry: YAMLEntry) -> FamilyID? {
        let id = FamilyID(rawValue: entry.text)
        guard families.contains(where: { $0.id == id }) else {
            entry.report(
                "there is no family \(entry.text)" + suggestion(for: entry.text, among: families.map(\.id.rawValue)))
            return nil
        }
        usedFamilies.insert(id)
        return id
    }

    private func readDerived(_ entry: YAMLEntry?, _ table: TableDefinition) -> [DerivedColumn] {
        var derived: [DerivedColumn] = []
        for (key, value) in entry?.pairs("derived") ?? [] {
            let keys = ["sql", "type", "label", "valid"]
            let fields = value.fields("derived column \(key.text)", allowed: keys, required: keys)
            if table.column(key.text) != nil { key.report("\(key.text) is already a column of the table") }
            guard let sql = fields["sql"], let kind: ValueKind = fields["type"]?.choice("type of \(key.text)"),
                let valid = fields["valid"]?.range("valid of \(key.text)")
            else { continue }
            let names = table.columns.map(\.name) + derived.map(\.name)
            let expression = check(sql, names: names, table: table, derivedFrom: [:], mayProtect: false)
            derived.append(
                DerivedColumn(
                    name: key.text, sql: expression.sql, kind: kind,
                    label: fields["label"]?.localized("label of \(key.text)") ?? LocalizedText(fr: "?", en: "?"),
                    valid: valid))
        }
        return derived
    }

    private func readSlices(_ entry: YAMLEntry?, _ table: TableDefinition, _ derived: [DerivedColumn]) -> [Slice] {
        var slices = [Slice(name: "all", condition: nil, label: nil)]
        for (key, value) in entry?.pairs("slices") ?? [] {
            let fields = value.fields("slice \(key.text)", allowed: ["where", "label"], required: ["where", "label"])
            if slices.contains(where: { $0.name == key.text }) { key.report("there is already a slice \(key.text)") }
            guard let condition = fields["where"] else { continue }
            let names = table.columns.map(\.name) + derived.map(\.name)
            let expression = check(condition, names: names, table: table, derivedFrom: [:], mayProtect: false)
            slices.append(
                Slice(
                    name: key.text, condition: expression.sql,
                    label: fields["label"]?.localized("label of slice \(key.text)")))
        }
        return slices
    }

    /// Checks an expression: common SQL, known names, and no protected column where the catalog forbids it.
    @discardableResult
    func check(
        _ entry: YAMLEntry, names: [String], table: TableDefinition, derivedFrom: [String: [String]], mayProtect: Bool
    ) -> SQLExpression {
        let expression = SQLExpression(entry.text)
        for violation in expression.violations { entry.report(violation) }
        for name in expression.names where !names.contains(name) {
            entry.report("\(table.name) has no column \(name)" + suggestion(for: name, among: names))
        }
        guard !mayProtect else { return expression }
        for name in expression.names {
            if let column = table.column(name), let protection = forbidden(column) {
                entry.report("\(name) carries \(protection.name), which this catalog does not allow in a feature")
            }
        }
        return expression
    }

    /// The characteristic that keeps a column out of features.
    func forbidden(_ column: ColumnDefinition) -> Protection? {
        column.protection.flatMap { name in protections.first { $0.name == name && !$0.isAllowed } }
    }
}
