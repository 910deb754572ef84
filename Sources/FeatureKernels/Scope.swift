/// The columns of a table by name, while they are computed.
struct Scope {
    let count: Int
    private(set) var columns: [String: Column]

    init(count: Int, columns: [String: Column] = [:]) {
        self.count = count
        self.columns = columns
    }

    /// A column; unknown throughout when the table has none of that name.
    func column(_ name: String) -> Column {
        columns[name] ?? .numbers([Double](repeating: .nan, count: count))
    }

    func ids(_ name: String) -> [Int64] {
        if case .ids(let ids)? = columns[name] { return ids }
        return [Int64](repeating: Column.unknownID, count: count)
    }

    mutating func set(_ name: String, _ column: Column) { columns[name] = column }

    func values(_ expression: Expression) -> Values { expression.values(in: self) }

    /// Chosen rows.
    func gathered(_ rows: [Int32]) -> Scope {
        Scope(count: rows.count, columns: columns.mapValues { $0.gathered(rows) })
    }
}
