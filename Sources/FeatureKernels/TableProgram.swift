import Catalog
import Credit
import Features

/// What is done with the rows of one table: clean, drop, collapse, take in the tables below, derive, fold.
struct TableProgram: Sendable {
    let table: TableDefinition
    private let cleanings: [Cleaning]
    private let dropCondition: Expression?
    private let collapsing: Collapsing?
    private let derived: [(column: DerivedColumn, expression: Expression?)]
    /// The column that leads to the first parent, be it there or not.
    private let firstKey: String?
    private let orderColumns: [String]
    private let conditions: [String: Expression]
    private let slices: [String: Slice]
    /// How the table folds into its parents.
    let foldings: [Folding]

    /// - Parameter parents: all of the table's parents, with those that are not there.
    init(_ table: TableDefinition, parents: [TableDefinition.Parent]) {
        self.table = table
        cleanings = table.columns.map(Cleaning.init)
        dropCondition = table.dropCondition.map(Expression.init)
        collapsing = Collapsing(table, strangers: table.strangers(parents: parents))
        derived = table.derived.map { column in
            guard case .expression(let sql) = column.recipe else { return (column, nil) }
            return (column, Expression(sql))
        }
        firstKey = parents.first?.key
        orderColumns = table.orderColumns(parents: parents)
        conditions = table.slices.reduce(into: [:]) { $0[$1.name] = $1.condition.map(Expression.init) }
        slices = Dictionary(table.slices.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        foldings = table.parents.compactMap { parent in
            let aggregates = table.aggregates.filter { $0.into == parent.table }
            return aggregates.isEmpty ? nil : Folding(aggregates, into: parent, clock: table.clock)
        }
    }

    /// The rows as they may be computed with, and how many values of each column cannot be.
    func cleaned(_ rows: Rows) -> (scope: Scope, impossible: [String: Int]) {
        var scope = Scope(count: rows.count)
        var impossible: [String: Int] = [:]
        for ((column, cleaning), raw) in zip(zip(table.columns, cleanings), rows.columns) {
            let (values, count) = cleaning.clean(raw)
            scope.set(column.name, values)
            if count > 0 { impossible[column.name] = count }
        }
        return (scope, impossible)
    }

    /// Keys, as a person reads them, that several rows have, at most five; rows that are made one are not looked at.
    func repeatedKeys(_ cleaned: Scope) -> [String] {
        guard collapsing == nil, !table.key.isEmpty else { return [] }
        let columns = table.key.map(cleaned.column)
        return RowKey(columns, count: cleaned.count).repeated().prefix(5).map { row in
            columns.map { $0.text(Int(row)) }.joined(separator: ", ")
        }
    }

    /// Without the rows that do not count, those that belong together as one, with columns from the tables below.
    func staged(_ cleaned: Scope, _ children: [Folded]) -> Scope {
        var scope = cleaned
        if let dropCondition {
            let isDropped = scope.values(dropCondition).truths(count: scope.count).values
            let kept = isDropped.indices.filter { isDropped[$0] != Truths.yes }.map { Int32($0) }
            if kept.count < scope.count { scope = scope.gathered(kept) }
        }
        if let collapsing { scope = collapsing.collapsed(scope) }
        for child in children {
            let places = each(scope.ids(child.key)) { $0 == Column.unknownID ? -1 : child.index.find($0) }
            for (name, column, isCount) in child.columns {
                // A parent without rows has none of them; what their mean would be, nobody knows.
                if isCount, case .numbers(let counts) = column {
                    scope.set(name, .numbers(counts.gathered(places, otherwise: 0)))
                } else {
                    scope.set(name, column.gathered(places))
                }
            }
        }
        return scope
    }

    /// With the columns that are computed from others.
    func derived(_ staged: Scope) -> Scope {
        var scope = staged
        for (column, expression) in derived {
            switch (column.recipe, expression) {
            case (_, let expression?):
                scope.set(column.name, bounded(scope.values(expression).column(count: scope.count), column.valid))
            case (.change(let of), nil):
                scope.set(column.name, bounded(.numbers(changes(of, scope)), column.valid))
            case (.expression, nil): continue
            }
        }
        return scope
    }

    /// Each value minus that of the row before, among the rows of one first parent.
    private func changes(_ name: String, _ scope: Scope) -> [Double] {
        var changes = [Double](repeating: .nan, count: scope.count)
        guard let firstKey, let values = scope.column(name).numbers else { return changes }
        let grouping = Grouping(scope.ids(firstKey))
        let rows = order(scope).sorted(grouping, latestFirst: false)
        for group in 0..<grouping.count {
            let start = Int(grouping.starts[group]), end = Int(grouping.starts[group + 1])
            for index in (start + 1)..<max(end, start + 1) {
                changes[Int(rows[index])] = values[Int(rows[index])] - values[Int(rows[index - 1])]
            }
        }
        return changes
    }

    /// The order of rows in time.
    func order(_ scope: Scope) -> RowOrder { RowOrder(orderColumns, in: scope) }

    /// One row per parent, for every parent that the table folds into.
    func folded(_ scope: Scope) -> [Folded] {
        var truths: [String: [UInt8]] = [:]
        for (name, slice) in slices {
            if let values = meets(slice, scope) { truths[name] = values }
        }
        return foldings.map { folding in
            let grouping = Grouping(scope.ids(folding.key))
            let selections = Selections(
                grouping, slices: slices, truths: { truths[$0] }, order: { order(scope) })
            return Folded(
                into: folding.parent, key: folding.key, index: grouping.index,
                columns: folding.folded(scope, selections))
        }
    }

    /// Whether rows meet a slice's conditions, its limit aside; nil when every row does.
    private func meets(_ slice: Slice, _ scope: Scope) -> [UInt8]? {
        var truths = conditions[slice.name].map { scope.values($0).truths(count: scope.count) }
        if let start = slice.start(table.clock), let clock = table.clock,
            let times = scope.column(clock.column).numbers
        {
            let isRecent = Truths(each(times) { $0 >= start ? Truths.yes : Truths.no })
            truths = truths?.and(isRecent) ?? isRecent
        }
        return truths?.values
    }
}

/// What a table gives to one of its parents.
struct Folded {
    /// The parent table.
    let into: String
    /// The parent's column that leads here.
    let key: String
    /// The parents' numbers.
    let index: IDIndex
    /// The columns, as long as `index`.
    let columns: [(name: String, column: Column, isCount: Bool)]
}

/// Numbers outside a range are unknown.
func bounded(_ column: Column, _ range: ValidRange) -> Column {
    let low = range.low, high = range.high
    if case .flags = column, low <= 0, high >= 1 { return column }
    guard let numbers = column.numbers else { return column }
    return .numbers(each(numbers) { $0 >= low && $0 <= high ? $0 : .nan })
}
