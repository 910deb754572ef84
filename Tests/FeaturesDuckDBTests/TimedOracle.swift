import Features

/// The features of the lender with a time and a depth, by loops over rows: slow, obvious, and without a word of SQL.
struct TimedOracle {
    typealias Row = TimedLender.Row

    /// What says when a row happened, what settles ties, and how many clock units a month has.
    private struct Time {
        let clock: String
        let ties: [String]
        let perMonth: Double

        /// Whether one row comes before another: known times first, in either direction.
        func precedes(_ a: Row, _ b: Row, latestFirst: Bool) -> Bool {
            for name in [clock] + ties {
                let x = a.numbers[name] ?? a.ids[name].map(Double.init)
                let y = b.numbers[name] ?? b.ids[name].map(Double.init)
                if x == y { continue }
                guard let x else { return false }
                guard let y else { return true }
                return latestFirst ? x > y : x < y
            }
            return false
        }

        func sorted(_ rows: [Row], latestFirst: Bool) -> [Row] {
            rows.sorted { precedes($0, $1, latestFirst: latestFirst) }
        }
    }

    private struct Slice {
        var name: String
        var meets: (Row) -> Bool = { _ in true }
        /// The earliest moment, in units of the clock.
        var since: Double?
        var last: Int?
        var first: Int?
    }

    private struct Values {
        var numbers: [String: Double] = [:]
        var words: [String: String] = [:]
        /// Every name, known or not.
        var names: Set<String> = []

        mutating func set(_ name: String, _ value: Double?) {
            names.insert(name)
            numbers[name] = value
        }

        mutating func set(_ name: String, word: String?) {
            names.insert(name)
            words[name] = word
        }
    }

    let loans: [Row]
    let payments: [Row]
    let accounts: [Row]
    private let applications: Oracle

    /// Cleans, collapses and folds everything below the application.
    init(_ lender: TimedLender, without absent: Set<String> = []) {
        applications = Oracle(lender: lender.applicants)
        payments = absent.contains("payments") ? [] : Self.cleanPayments(lender.payments)
        accounts = absent.contains("accounts") ? [] : Self.cleanAccounts(lender.accounts)
        loans = absent.contains("loans") ? [] : Self.cleanLoans(lender.loans, payments: payments, accounts: accounts)
    }

    /// Every feature of an application by name.
    func features(of row: SmallLender.Application) -> [String: FeatureValue] {
        // What does not come from histories is as in the small lender.
        var features = applications.features(of: row).filter { !$0.key.contains("loans.") }
        var values = Values()
        func own(_ rows: [Row]) -> [Row] { rows.filter { $0.ids["CLIENT"] == row.client } }
        Self.foldLoans(own(loans), &values)
        Self.foldPayments(own(payments), &values)
        Self.foldAccounts(own(accounts), &values)
        for name in values.names {
            features[name] =
                values.words[name].map(FeatureValue.level) ?? values.numbers[name].map { .number(Float($0)) }
                ?? .missing
        }
        let debts = values.numbers["loans.active.AMOUNT.sum"] ?? 0
        let income = row.income.flatMap { $0 > 0 && $0 <= 1e9 ? $0 : nil }
        let credit = row.credit.flatMap { $0 >= 0 && $0 <= 1e9 ? $0 : nil }
        let debtToIncome = income.map { debts / $0 }.flatMap { abs($0) <= 1_000 ? $0 : nil }
        let loanToIncome = income.flatMap { income in credit.map { $0 / income } }.flatMap { $0 <= 1_000 ? $0 : nil }
        let weight = debtToIncome.flatMap { debt in loanToIncome.map { debt + $0 } }.flatMap {
            abs($0) <= 1_000 ? $0 : nil
        }
        features["debt_to_income"] = debtToIncome.map { .number(Float($0)) } ?? .missing
        features["weight"] = weight.map { .number(Float($0)) } ?? .missing
        return features
    }

    // MARK: Rows

    private static let loanTime = Time(clock: "DAYS_OPENED", ties: ["LOAN"], perMonth: 365.25 / 12)
    private static let paymentTime = Time(clock: "DAY", ties: ["LOAN", "NUMBER", "CLIENT"], perMonth: 365.25 / 12)
    private static let accountTime = Time(clock: "MONTH", ties: ["ACCOUNT"], perMonth: 1)

    private static func keep(_ row: inout Row, _ name: String, _ low: Double, _ high: Double) {
        if let value = row.numbers[name], !(value >= low && value <= high) { row.numbers[name] = nil }
    }

    private static func cleanPayments(_ raw: [Row]) -> [Row] {
        var groups: [[Int?]: Row] = [:]
        for row in raw where row.words["STATUS"] != "Void" {
            var row = row
            keep(&row, "NUMBER", 1, 100)
            keep(&row, "DAY", -3_000, 0)
            keep(&row, "DUE", -100_000, 100_000)
            keep(&row, "PAID", -100_000, 100_000)
            if row.words["METHOD"] == "XNA" { row.words["METHOD"] = nil }
            let loan = row.ids["LOAN"], number = row.numbers["NUMBER"].map { Int($0) }
            // Lines that do not say which payment they are of belong together only within a client.
            let place = [loan, number, loan == nil || number == nil ? row.ids["CLIENT"] : nil]
            var group = groups[place] ?? Row()
            group.ids["LOAN"] = loan
            group.numbers["NUMBER"] = number.map(Double.init)
            group.ids["CLIENT"] = [group.ids["CLIENT"], row.ids["CLIENT"]].compactMap { $0 }.max()
            for name in ["DAY", "DUE"] {
                group.numbers[name] = [group.numbers[name], row.numbers[name]].compactMap { $0 }.max()
            }
            if let paid = row.numbers["PAID"] {
                group.numbers["PAID"] = Double(steps(group.numbers["PAID"] ?? 0, 1_000) + steps(paid, 1_000)) / 1_000
            }
            group.words["METHOD"] = [group.words["METHOD"], row.words["METHOD"]].compactMap { $0 }.min()
            groups[place] = group
        }
        var rows = Array(groups.values)
        for index in rows.indices {
            guard let due = rows[index].numbers["DUE"], let paid = rows[index].numbers["PAID"] else { continue }
            rows[index].numbers["shortfall"] = due - paid
            keep(&rows[index], "shortfall", -500_000, 500_000)
            rows[index].numbers["short"] = rows[index].numbers["shortfall"].map { $0 > 0 ? 1 : 0 }
        }
        rows = changed(rows, "PAID", as: "paid_change", within: "LOAN", paymentTime, 150_000)
        return changed(rows, "paid_change", as: "second_change", within: "LOAN", paymentTime, 500_000)
    }

    private static func cleanAccounts(_ raw: [Row]) -> [Row] {
        let rows = raw.filter { $0.words["STATUS"] != "Test" }.map { row in
            var row = row
            keep(&row, "MONTH", -60, 0)
            keep(&row, "BALANCE", -100_000, 100_000)
            return row
        }
        return changed(rows, "BALANCE", as: "balance_change", within: "LOAN", accountTime, 150_000)
    }

    private static func cleanLoans(_ raw: [Row], payments: [Row], accounts: [Row]) -> [Row] {
        let rows = raw.map { row in
            var row = row
            keep(&row, "DAYS_OPENED", -5_000, 0)
            keep(&row, "AMOUNT", -1_000_000, 1_000_000)
            if row.words["STATE"] == "XNA" { row.words["STATE"] = nil }
            func own(_ rows: [Row]) -> [Row] { rows.filter { $0.ids["LOAN"] == row.ids["LOAN"] } }
            var values = Values()
            foldPayments(own(payments), &values)
            foldAccounts(own(accounts), &values)
            row.numbers.merge(values.numbers) { $1 }
            row.words.merge(values.words) { $1 }
            if let paid = values.numbers["payments.all.PAID.sum"], let amount = row.numbers["AMOUNT"], amount != 0 {
                row.numbers["paid_share"] = paid / amount
                keep(&row, "paid_share", -100, 100)
            }
            return row
        }
        let grown = changed(rows, "AMOUNT", as: "amount_change", within: "CLIENT", loanTime, 1_500_000)
        return changed(grown, "paid_share", as: "share_change", within: "CLIENT", loanTime, 150)
    }

    /// Adds what a column rose by since the row before; the first row of a parent, and a row of none, has no such value.
    private static func changed(
        _ rows: [Row], _ column: String, as name: String, within key: String, _ time: Time, _ widest: Double
    ) -> [Row] {
        var result: [Row] = []
        for (parent, rows) in Dictionary(grouping: rows, by: { $0.ids[key] }) {
            var before: Row?
            for row in time.sorted(rows, latestFirst: false) {
                var row = row
                if parent != nil, let value = row.numbers[column], let earlier = before?.numbers[column] {
                    row.numbers[name] = value - earlier
                    keep(&row, name, -widest, widest)
                }
                before = row
                result.append(row)
            }
        }
        return result
    }

    // MARK: Folding

    private static func foldLoans(_ rows: [Row], _ values: inout Values) {
        let slices = [
            Slice(name: "all"), Slice(name: "active", meets: { $0.words["STATE"] == "Active" }),
            Slice(name: "last_2", last: 2),
            Slice(name: "paid", meets: { ($0.numbers["payments.all.rows.count"] ?? 0) > 0 }),
            Slice(name: "rising", meets: { ($0.numbers["amount_change"] ?? 0) > 0 }, first: 2),
        ]
        fold(
            "loans", rows, slices, loanTime,
            numbers: [
                ("AMOUNT", 1e3), ("DAYS_OPENED", 1e3), ("paid_share", 1e6), ("amount_change", 1e3),
                ("share_change", 1e6),
                ("payments.all.PAID.sum", 1e3), ("payments.all.PAID.slope", 1e3), ("payments.all.rows.count", 1e3),
                ("payments.last_2.PAID.mean", 1e3), ("payments.cash.short.share", 1e6),
                ("accounts.year.balance_change.mean", 1e3),
            ], words: ["STATE", "payments.all.METHOD.latest"], &values)
    }

    private static func foldPayments(_ rows: [Row], _ values: inout Values) {
        let isCash: (Row) -> Bool = { $0.words["METHOD"] == "Cash" }
        let slices = [
            Slice(name: "all"), Slice(name: "cash", meets: isCash), Slice(name: "half_year", since: -183),
            Slice(name: "last_2", last: 2), Slice(name: "first_2", first: 2),
            Slice(name: "last_cash", meets: isCash, last: 2), Slice(name: "cash_year", meets: isCash, since: -365),
            Slice(name: "first_of_year", since: -365, first: 2),
            Slice(name: "every", meets: isCash, since: -731, last: 1),
        ]
        fold(
            "payments", rows, slices, paymentTime,
            numbers: [
                ("PAID", 1e3), ("DAY", 1e3), ("shortfall", 1e3), ("paid_change", 1e3), ("second_change", 1e3),
                ("short", 1e3),
            ], words: ["METHOD"], &values)
    }

    private static func foldAccounts(_ rows: [Row], _ values: inout Values) {
        let slices = [
            Slice(name: "all"), Slice(name: "year", since: -12), Slice(name: "last_3", last: 3),
            Slice(name: "first_open", meets: { $0.words["STATUS"] == "Open" }, first: 2),
            Slice(name: "last_of_year", since: -12, last: 2),
        ]
        fold(
            "accounts", rows, slices, accountTime, numbers: [("BALANCE", 1e3), ("balance_change", 1e3)],
            words: ["STATUS"], &values)
    }

    /// Every function of every column over every slice.
    private static func fold(
        _ table: String, _ rows: [Row], _ slices: [Slice], _ time: Time, numbers: [(name: String, step: Double)],
        words: [String], _ values: inout Values
    ) {
        for slice in slices {
            var rows = rows.filter(slice.meets)
            if let since = slice.since { rows = rows.filter { ($0.numbers[time.clock] ?? -.infinity) >= since } }
            if let last = slice.last { rows = Array(time.sorted(rows, latestFirst: true).prefix(last)) }
            if let first = slice.first { rows = Array(time.sorted(rows, latestFirst: false).prefix(first)) }
            let latest = time.sorted(rows, latestFirst: true).first
            let earliest = time.sorted(rows, latestFirst: false).first
            let prefix = "\(table).\(slice.name)."
            values.set(prefix + "rows.count", Double(rows.count))
            for (name, step) in numbers {
                let known = rows.compactMap { $0.numbers[name] }
                let count = Int128(known.count), total = known.reduce(0) { $0 + steps($1, step) }
                let squares = known.reduce(0) { $0 + steps($1, step) * steps($1, step) }
                let spread = Double(count * squares - total * total) / (Double(count) * (Double(count) - 1))
                let name = prefix + name + "."
                values.set(name + "count", Double(known.count))
                values.set(name + "distinct", Double(Set(known.map { $0 + 0 }).count))
                values.set(name + "min", known.min())
                values.set(name + "max", known.max())
                values.set(name + "sum", known.isEmpty ? nil : Double(total) / step)
                values.set(name + "mean", known.isEmpty ? nil : Double(total) / step / Double(count))
                values.set(name + "std", known.count < 2 ? nil : spread.squareRoot() / step)
                values.set(name + "share", known.isEmpty ? nil : Double(known.count { $0 == 1 }) / Double(count))
                values.set(name + "slope", slope(rows, String(name.dropFirst(prefix.count).dropLast()), step, time))
                values.set(name + "latest", latest?.numbers[String(name.dropFirst(prefix.count).dropLast())])
                values.set(name + "earliest", earliest?.numbers[String(name.dropFirst(prefix.count).dropLast())])
            }
            for name in words {
                let known = rows.compactMap { $0.words[name] }
                values.set(prefix + name + ".count", Double(known.count))
                values.set(prefix + name + ".distinct", Double(Set(known).count))
                values.set(prefix + name + ".latest", word: latest?.words[name])
                values.set(prefix + name + ".earliest", word: earliest?.words[name])
                for level in ["Card", "Cash", "Open", "Shut"] {
                    let share = known.isEmpty ? nil : Double(known.count { $0 == level }) / Double(known.count)
                    values.set(prefix + name + ".\(level).share", share)
                }
            }
        }
    }

    /// The least-squares slope per month over whole units of the clock and whole steps of the value.
    private static func slope(_ rows: [Row], _ name: String, _ step: Double, _ time: Time) -> Double? {
        var count: Int128 = 0, x: Int128 = 0, y: Int128 = 0, products: Int128 = 0, squares: Int128 = 0
        for row in rows {
            guard let moment = row.numbers[time.clock], let value = row.numbers[name] else { continue }
            let a = steps(moment, 1), b = steps(value, step)
            count += 1
            x += a
            y += b
            products += a * b
            squares += a * a
        }
        let below = count * squares - x * x
        guard below != 0 else { return nil }
        return Double(count * products - x * y) / Double(below) * (time.perMonth / step)
    }

    /// A value in whole steps, halves upwards.
    private static func steps(_ value: Double, _ step: Double) -> Int128 { Int128((value * step + 0.5).rounded(.down)) }
}
