public import Catalog
import Credit
import FeatureKernels

extension CreditHistory {
    /// Reads what a catalog's timelines say of records.
    ///
    /// Complexity: O(rows of the client).
    public init(_ applicant: CheckedApplicant, catalog: LenderCatalog) {
        var loans: [Loan] = [], payments: [Payment] = [], card: [CardMonth] = []
        for table in catalog.tables {
            guard let timeline = table.timeline, let rows = applicant.records.tables[table.name] else { continue }
            let history = HistoryColumns(table, rows)
            switch timeline {
            case .loans(let columns): loans += Self.loans(columns, table, history)
            case .payments(let columns): payments += Self.payments(columns, history)
            case .balances(let columns): card += Self.card(columns, history)
            }
        }
        self.init(
            loans: loans.enumerated().sorted {
                ($1.element.start ?? -.infinity, $0.offset) < ($0.element.start ?? -.infinity, $1.offset)
            }.map(\.element),
            payments: payments.sorted { ($1.due, $1.paid ?? 0) < ($0.due, $0.paid ?? 0) },
            card: card.sorted { $0.monthsAgo < $1.monthsAgo })
    }

    private static func loans(
        _ columns: Timeline.Loans, _ table: TableDefinition, _ history: HistoryColumns
    ) -> [Loan] {
        let sorts = columns.sort.flatMap(table.column)?.levels ?? [:]
        let states = table.column(columns.state)?.levels ?? [:]
        return (0..<history.count).map { row in
            let state = history.word(columns.state, row)
            func number(_ column: String?) -> Double? { column.flatMap { history.number($0, row) } }
            return Loan(
                sort: columns.sort.flatMap { history.word($0, row) }.flatMap { sorts[$0] },
                state: state.flatMap { states[$0] }, isOpen: state.map { columns.open.contains($0) },
                start: number(columns.start), end: number(columns.end), plannedEnd: number(columns.plannedEnd),
                amount: number(columns.amount), overdue: number(columns.overdue),
                daysOverdue: number(columns.daysOverdue))
        }
    }

    private static func payments(_ columns: Timeline.Payments, _ history: HistoryColumns) -> [Payment] {
        (0..<history.count).compactMap { row in
            history.number(columns.due, row).map { due in
                Payment(
                    due: due, paid: history.number(columns.paid, row), amount: history.number(columns.amount, row),
                    amountPaid: history.number(columns.amountPaid, row))
            }
        }
    }

    private static func card(_ columns: Timeline.Balances, _ history: HistoryColumns) -> [CardMonth] {
        (0..<history.count).compactMap { row in
            guard let month = history.number(columns.month, row), let balance = history.number(columns.balance, row),
                let limit = history.number(columns.limit, row), limit > 0
            else { return nil }
            return CardMonth(monthsAgo: max(0, Int(-month)), balance: balance, limit: limit)
        }
    }
}

/// The rows of one history as a person counts them: those that belong together are one, and what cannot be is unknown.
private struct HistoryColumns {
    /// How many rows there are, once those that belong together are one.
    let count: Int
    private let columns: [String: Column]
    private let definitions: [String: ColumnDefinition]
    private let functions: [String: TableDefinition.Collapse.Function]
    /// The rows of each.
    private let groups: [[Int]]

    init(_ table: TableDefinition, _ rows: Rows) {
        definitions = Dictionary(table.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let columns = Dictionary(
            zip(table.columns.map(\.name), rows.columns), uniquingKeysWith: { first, _ in first })
        self.columns = columns
        functions = Dictionary(
            (table.collapse?.keep ?? []).map { ($0.column, $0.function) }, uniquingKeysWith: { first, _ in first })
        if let by = table.collapse?.by {
            var places: [[String]: Int] = [:], groups: [[Int]] = []
            for row in 0..<rows.count {
                let key = by.map { columns[$0].map { $0.reading(row) } ?? "" }
                if let place = places[key] {
                    groups[place].append(row)
                } else {
                    places[key] = groups.count
                    groups.append([row])
                }
            }
            self.groups = groups
        } else {
            groups = (0..<rows.count).map { [$0] }
        }
        count = groups.count
    }

    /// A number; nil when it is not known or cannot be.
    func number(_ name: String, _ group: Int) -> Double? {
        guard let column = columns[name], let definition = definitions[name] else { return nil }
        let known = groups[group].compactMap { row -> Double? in
            guard let value = column.number(row), !definition.missing.contains(where: { Double($0) == value }) else {
                return nil
            }
            if let valid = definition.valid, value < valid.low || value > valid.high { return nil }
            return value
        }
        return switch functions[name] {
        case .sum: known.isEmpty ? nil : known.reduce(0, +)
        case .min: known.min()
        case .max: known.max()
        case nil: known.first
        }
    }

    /// A word; nil when it is not known.
    func word(_ name: String, _ group: Int) -> String? {
        guard case .words(let codes, let list)? = columns[name], let row = groups[group].first, codes[row] >= 0 else {
            return nil
        }
        let word = list.words[Int(codes[row])]
        return definitions[name]?.missing.contains(word) ?? false ? nil : word
    }
}

extension Column {
    /// A row's number; nil when it is not known or no number.
    fileprivate func number(_ row: Int) -> Double? {
        switch self {
        case .numbers(let values): values[row].isFinite ? values[row] : nil
        case .flags(let values): values[row] > 1 ? nil : Double(values[row])
        case .ids, .words: nil
        }
    }

    /// What tells a row's value from another's.
    fileprivate func reading(_ row: Int) -> String {
        switch self {
        case .numbers(let values): "\(values[row])"
        case .ids(let values): "\(values[row])"
        case .words(let codes, _): "\(codes[row])"
        case .flags(let values): "\(values[row])"
        }
    }
}
