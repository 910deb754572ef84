import Credit

/// The columns that expressions of one table may name: raw ones, those folded in from below, derived ones.
struct KnownColumns {
    /// One column.
    struct Column {
        let name: String
        let kind: ValueKind
        let label: LocalizedText
        let levels: [String: LocalizedText]
        /// The tables that it is computed from.
        let tables: [String]
        /// What the catalog says of it, when it is raw.
        let raw: ColumnDefinition?
    }

    /// The table's name.
    let table: String
    private(set) var columns: [Column]
    private var positions: [String: Int] = [:]

    init(table: String, columns: [ColumnDefinition]) {
        self.table = table
        self.columns = columns.map {
            Column(name: $0.name, kind: $0.kind, label: $0.label, levels: $0.levels, tables: [table], raw: $0)
        }
        number()
    }

    var names: [String] { columns.map(\.name) }

    func column(_ name: String) -> Column? { positions[name].map { columns[$0] } }

    /// The tables that a value made of these columns is computed from.
    func tables(of names: [String]) -> [String] {
        Set(names.flatMap { column($0)?.tables ?? [] } + [table]).sorted()
    }

    /// Leaves only these raw columns.
    mutating func keep(_ names: [String]) {
        columns.removeAll { !names.contains($0.name) }
        number()
    }

    mutating func add(_ folded: [Aggregate]) {
        columns += folded.map {
            Column(name: $0.name, kind: $0.kind, label: $0.label, levels: [:], tables: $0.tables, raw: nil)
        }
        number()
    }

    mutating func add(_ derived: DerivedColumn) {
        columns.append(
            Column(
                name: derived.name, kind: derived.kind, label: derived.label, levels: [:], tables: derived.tables,
                raw: nil))
        number()
    }

    private mutating func number() {
        positions = Dictionary(columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
