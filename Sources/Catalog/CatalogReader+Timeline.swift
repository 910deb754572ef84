import Credit
import Spelling

extension CatalogReader {
    /// Reads what a table's rows tell over time: one of `loans`, `payments` and `balances`.
    func readTimeline(_ entry: YAMLEntry?, _ columns: [ColumnDefinition]) -> Timeline? {
        guard let entry else { return nil }
        let kinds = entry.fields("timeline", allowed: ["loans", "payments", "balances"])
        guard kinds.count == 1, let (kind, value) = kinds.first else {
            entry.report("a timeline is one of loans, payments and balances")
            return nil
        }
        switch kind {
        case "loans": return loans(value, columns).map(Timeline.loans)
        case "payments": return payments(value, columns).map(Timeline.payments)
        case "balances": return balances(value, columns).map(Timeline.balances)
        default: return nil
        }
    }

    private func loans(_ entry: YAMLEntry, _ columns: [ColumnDefinition]) -> Timeline.Loans? {
        let fields = entry.fields(
            "loans",
            allowed: ["start", "end", "planned_end", "state", "open", "sort", "amount", "overdue", "days_overdue"],
            required: ["start", "end", "state", "open"])
        let state = column(fields["state"], "state", columns, isWord: true)
        let open = fields["open"]?.strings("open") ?? []
        let levels = columns.first { $0.name == state }?.levels ?? [:]
        for level in fields["open"]?.elements() ?? [] where state != nil && levels[level.text] == nil {
            level.report(
                "\(state ?? "") has no level \(level.text)" + suggestion(for: level.text, among: levels.keys.sorted()))
        }
        guard let start = column(fields["start"], "start", columns), let end = column(fields["end"], "end", columns),
            let state
        else { return nil }
        return Timeline.Loans(
            start: start, end: end, plannedEnd: column(fields["planned_end"], "planned_end", columns), state: state,
            open: open, sort: column(fields["sort"], "sort", columns, isWord: true),
            amount: column(fields["amount"], "amount", columns), overdue: column(fields["overdue"], "overdue", columns),
            daysOverdue: column(fields["days_overdue"], "days_overdue", columns))
    }

    private func payments(_ entry: YAMLEntry, _ columns: [ColumnDefinition]) -> Timeline.Payments? {
        let names = ["due", "paid", "amount", "amount_paid"]
        let fields = entry.fields("payments", allowed: names, required: names)
        let found = names.map { column(fields[$0], $0, columns) }
        guard let due = found[0], let paid = found[1], let amount = found[2], let amountPaid = found[3] else {
            return nil
        }
        return Timeline.Payments(due: due, paid: paid, amount: amount, amountPaid: amountPaid)
    }

    private func balances(_ entry: YAMLEntry, _ columns: [ColumnDefinition]) -> Timeline.Balances? {
        let names = ["month", "balance", "limit"]
        let fields = entry.fields("balances", allowed: names, required: names)
        let found = names.map { column(fields[$0], $0, columns) }
        guard let month = found[0], let balance = found[1], let limit = found[2] else { return nil }
        return Timeline.Balances(month: month, balance: balance, limit: limit)
    }

    /// A column by its name, checked: words where words are meant, numbers where not.
    private func column(
        _ entry: YAMLEntry?, _ role: String, _ columns: [ColumnDefinition], isWord: Bool = false
    ) -> String? {
        guard let entry, let name = entry.string(role) else { return nil }
        let fitting = columns.filter { $0.kind.isCategory == isWord && $0.kind != .id }
        guard fitting.contains(where: { $0.name == name }) else {
            entry.report(
                "\(role): there is no column \(name) of \(isWord ? "words" : "numbers")"
                    + suggestion(for: name, among: fitting.map(\.name)))
            return nil
        }
        return name
    }
}
