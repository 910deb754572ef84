/// A table's file, opened: its name and the tables that it folds into are known, the rest is not read yet.
struct TableSource {
    let name: String
    let entry: YAMLEntry
    let fields: [String: YAMLEntry]
    let parentEntries: [YAMLEntry]

    init?(_ entry: YAMLEntry) {
        let fields = entry.fields(
            "the table",
            allowed: [
                "table", "title", "rows", "files", "key", "parent", "parents", "clock", "collapse", "drop_where",
                "sections",
                "columns", "derived", "slices", "aggregates", "timeline",
            ],
            required: ["table", "title", "files", "key", "columns"])
        guard let name = fields["table"]?.string("table") else { return nil }
        self.name = name
        self.entry = entry
        self.fields = fields
        if fields["parent"] != nil, fields["parents"] != nil {
            entry.report("a table has either \"parent\" or \"parents\"")
        }
        parentEntries = fields["parent"].map { [$0] } ?? fields["parents"]?.elements() ?? []
    }

    var parentNames: [String] {
        parentEntries.flatMap { parent in parent.pairs("parent").filter { $0.key.text == "table" }.map(\.value.text) }
    }
}
