import Credit
import Spelling

extension CatalogReader {
    /// Reads every table, children before parents since a parent may use what is folded into it, and adds the features that
    /// columns and aggregates are: the root's first, then each table's in order of its file's name.
    func readTables(root: String) {
        let sources = tableFiles(root: root).compactMap { file in load(file).flatMap(TableSource.init) }
        var done: [String: (table: TableDefinition, features: [(FeatureDefinition, YAMLEntry)])] = [:]
        for source in childrenFirst(sources) {
            if done[source.name] != nil {
                source.fields["table"]?.report("there is already a table \(source.name)")
                continue
            }
            pending = []
            let table = readTable(source, isRoot: source.name == root)
            done[source.name] = (table, pending)
        }
        for source in sources {
            guard let read = done.removeValue(forKey: source.name) else { continue }
            tables.append(read.table)
            for (feature, entry) in read.features { add(feature, at: entry) }
        }
    }

    /// Tables before those that they fold into; tables of a circle come last and are reported elsewhere.
    private func childrenFirst(_ sources: [TableSource]) -> [TableSource] {
        var ordered: [TableSource] = []
        var rest = sources
        while !rest.isEmpty {
            let waiting = Set(rest.flatMap(\.parentNames))
            let ready = rest.filter { !waiting.contains($0.name) }
            guard !ready.isEmpty else { return ordered + rest }
            ordered += ready
            rest.removeAll { waiting.contains($0.name) == false }
        }
        return ordered
    }

    private func readTable(_ source: TableSource, isRoot: Bool) -> TableDefinition {
        let fields = source.fields, name = source.name
        let sections = fields["sections"]?.pairs("sections").map {
            Section(name: $0.key.text, label: $0.value.localized("section \($0.key.text)"))
        }
        let columns = readColumns(fields["columns"], sections: sections ?? [])
        checkActionability(fields["columns"], columns)
        checkQuestions(fields["columns"], columns, isRoot: isRoot)
        checkComparisons(fields["columns"], columns, isRoot: isRoot)
        let key = fields["key"]?.strings("key") ?? []
        for entry in fields["key"]?.elements() ?? [] where !columns.contains(where: { $0.name == entry.text }) {
            entry.report(
                "the key \(entry.text) is not among the columns"
                    + suggestion(for: entry.text, among: columns.map(\.name)))
        }
        var known = KnownColumns(table: name, columns: columns)
        let collapse = readCollapse(fields["collapse"], known)
        let drop = fields["drop_where"].map { check($0, known).sql }
        let parents = readParents(source, isRoot: isRoot, columns)
        let clock = readClock(fields["clock"], columns)
        if let collapse, let entry = fields["collapse"] {
            let kept = collapse.by + collapse.keep.map(\.column)
            known.keep(kept)
            let needed =
                parents.map { ($0.key, "leads to \($0.table)") } + (clock.map { [($0.column, "is the clock")] } ?? [])
            for (column, role) in needed
            where !kept.contains(column) && columns.contains(where: { $0.name == column }) {
                entry.report("\(column) \(role): collapse must keep it")
            }
        }
        known.add(folded[name] ?? [])
        let derived = readDerived(fields["derived"], &known, clock: clock)
        let slices = readSlices(fields["slices"], known, clock: clock)
        let bare = TableDefinition(
            name: name, title: fields["title"]?.localized("title") ?? LocalizedText(fr: "?", en: "?"),
            files: fields["files"]?.strings("files") ?? [], key: key, parents: parents, clock: clock,
            collapse: collapse,
            dropCondition: drop, sections: sections ?? [], columns: columns, derived: derived, slices: slices,
            aggregates: [])
        if isRoot { addColumnFeatures(fields["columns"], bare) }
        let rows = fields["rows"]?.localized("rows") ?? LocalizedText(fr: "nombre", en: "number")
        let aggregates = readAggregates(fields["aggregates"], bare, known, rows: rows)
        return TableDefinition(
            name: name, title: bare.title, files: bare.files, key: key, parents: parents, clock: clock,
            collapse: collapse,
            dropCondition: drop, sections: bare.sections, columns: columns, derived: derived, slices: slices,
            aggregates: aggregates, timeline: readTimeline(fields["timeline"], bare.columnsKept))
    }

    private func readParents(
        _ source: TableSource, isRoot: Bool, _ columns: [ColumnDefinition]
    ) -> [TableDefinition.Parent] {
        if source.parentEntries.isEmpty {
            if !isRoot { source.entry.report("a table that is not the root needs the key \"parent\"") }
            return []
        }
        return source.parentEntries.compactMap { entry in
            if isRoot { entry.report("the root table has no parent") }
            var fields = entry.fields("parent", allowed: ["table", "key"], required: ["table", "key"])
            guard let table = fields["table"]?.string("parent table"), let key = fields["key"]?.string("parent key")
            else {
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
            if goesRound(from: table, past: [], root: root) {
                fields["table"]?.report("the parents go round and never reach \(root)")
            }
        }
    }

    /// Whether one of the ways up from a table comes back to where it was before it is at the root.
    private func goesRound(from table: TableDefinition, past: Set<String>, root: String) -> Bool {
        guard table.name != root, !past.contains(table.name) else { return table.name != root }
        return table.parents.contains { parent in
            tables.first { $0.name == parent.table }.map {
                goesRound(from: $0, past: past.union([table.name]), root: root)
            } ?? false
        }
    }

    private func readClock(_ entry: YAMLEntry?, _ columns: [ColumnDefinition]) -> TableDefinition.Clock? {
        guard let entry else { return nil }
        let fields = entry.fields("clock", allowed: ["column", "unit"], required: ["column", "unit"])
        guard let column = fields["column"], let name = column.string("clock column"),
            let unit: TableDefinition.Clock.Unit = fields["unit"]?.choice("unit of the clock")
        else { return nil }
        if !columns.contains(where: { $0.name == name && !$0.kind.isCategory }) {
            column.report("there is no column \(name) of numbers" + suggestion(for: name, among: columns.map(\.name)))
        }
        return TableDefinition.Clock(column: name, unit: unit)
    }

    private func readCollapse(_ entry: YAMLEntry?, _ known: KnownColumns) -> TableDefinition.Collapse? {
        guard let entry else { return nil }
        let fields = entry.fields("collapse", allowed: ["by", "keep"], required: ["by", "keep"])
        func checked(_ column: YAMLEntry) -> String {
            if known.column(column.text) == nil {
                column.report(
                    "\(known.table) has no column \(column.text)" + suggestion(for: column.text, among: known.names))
            }
            return column.text
        }
        let by = fields["by"]?.elements().map(checked) ?? []
        let keep = fields["keep"]?.pairs("keep").map { key, value -> TableDefinition.Collapse.Kept in
            let name = checked(key)
            // A column kept in a way that is not known is kept all the same: what reads it is not at fault.
            let function: TableDefinition.Collapse.Function = value.choice("keep of \(name)") ?? .max
            if function == .sum, known.column(name)?.kind.isCategory ?? false {
                value.report("sum needs a column of numbers")
            }
            return TableDefinition.Collapse.Kept(column: name, function: function)
        }
        return TableDefinition.Collapse(by: by, keep: keep ?? [])
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
                "values", "risk", "actionable", "step", "range", "follows", "protected", "optional",
                "ask", "change", "compare",
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
            follows: fields["follows"]?.string("follows of \(name)"), protection: protection,
            isOptional: fields["optional"]?.bool("optional") ?? false, ask: fields["ask"]?.choice("ask of \(name)"),
            change: fields["change"]?.localized("change of \(name)"),
            comparison: readComparison(fields["compare"], of: name))
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

    private func readDerived(
        _ entry: YAMLEntry?, _ known: inout KnownColumns, clock: TableDefinition.Clock?
    ) -> [DerivedColumn] {
        var derived: [DerivedColumn] = []
        for (key, value) in entry?.pairs("derived") ?? [] {
            let fields = value.fields(
                "derived column \(key.text)", allowed: ["sql", "change", "type", "label", "valid"],
                required: ["type", "label", "valid"])
            if known.column(key.text) != nil { key.report("\(key.text) is already a column of the table") }
            guard let kind: ValueKind = fields["type"]?.choice("type of \(key.text)"),
                let valid = fields["valid"]?.range("valid of \(key.text)")
            else { continue }
            let recipe: DerivedColumn.Recipe, inputs: [String]
            switch (fields["sql"], fields["change"]) {
            case (let sql?, nil):
                let expression = check(sql, known)
                (recipe, inputs) = (.expression(expression.sql), expression.names)
            case (nil, let column?):
                if clock == nil { column.report("a change needs the table's clock") }
                if known.column(column.text)?.kind.isCategory ?? true {
                    column.report(
                        "\(known.table) has no column \(column.text) of numbers"
                            + suggestion(for: column.text, among: known.names))
                }
                (recipe, inputs) = (.change(of: column.text), [column.text])
            default:
                value.report("derived column \(key.text) needs either \"sql\" or \"change\"")
                continue
            }
            let column = DerivedColumn(
                name: key.text, recipe: recipe, kind: kind,
                label: fields["label"]?.localized("label of \(key.text)") ?? LocalizedText(fr: "?", en: "?"),
                valid: valid,
                tables: known.tables(of: inputs))
            derived.append(column)
            known.add(column)
        }
        return derived
    }

    private func readSlices(_ entry: YAMLEntry?, _ known: KnownColumns, clock: TableDefinition.Clock?) -> [Slice] {
        var slices = [Slice(name: "all", condition: nil, months: nil, limit: nil, tables: [known.table], label: nil)]
        for (key, value) in entry?.pairs("slices") ?? [] {
            let fields = value.fields(
                "slice \(key.text)", allowed: ["where", "months", "last", "first", "label"], required: ["label"])
            if slices.contains(where: { $0.name == key.text }) { key.report("there is already a slice \(key.text)") }
            let expression = fields["where"].map { check($0, known) }
            let months = fields["months"]?.positive("months of \(key.text)")
            let last = fields["last"]?.positive("last of \(key.text)")
            let first = fields["first"]?.positive("first of \(key.text)")
            if last != nil, first != nil { value.report("a slice has either \"last\" or \"first\"") }
            if months ?? last ?? first != nil, clock == nil {
                value.report("months, last and first need the table's clock")
            }
            if expression == nil, months == nil, last == nil, first == nil {
                value.report("slice \(key.text) needs \"where\", \"months\", \"last\" or \"first\"")
            }
            slices.append(
                Slice(
                    name: key.text, condition: expression?.sql, months: months,
                    limit: last.map(Slice.Limit.last) ?? first.map(Slice.Limit.first),
                    tables: known.tables(of: expression?.names ?? []),
                    label: fields["label"]?.localized("label of slice \(key.text)")))
        }
        return slices
    }

    /// Checks an expression: common SQL, known names, and no protected column where the catalog forbids it.
    @discardableResult
    func check(_ entry: YAMLEntry, _ known: KnownColumns, mayProtect: Bool = false) -> SQLExpression {
        let expression = SQLExpression(entry.text)
        for violation in expression.violations { entry.report(violation) }
        for name in expression.names {
            guard let column = known.column(name) else {
                entry.report("\(known.table) has no column \(name)" + suggestion(for: name, among: known.names))
                continue
            }
            if !mayProtect, let protection = column.raw.flatMap(forbidden) {
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
