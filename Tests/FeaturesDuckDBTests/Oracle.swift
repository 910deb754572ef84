import Features

/// The small lender's features by loops over rows: slow, obvious, and without a word of SQL.
struct Oracle {
    let lender: SmallLender

    /// A loan with impossible values missing and its derived column.
    private struct Cleaned {
        let state: String?
        let opened: Double?
        let amount: Double?
        let late: Double?
        let ratio: Double?

        init(_ loan: SmallLender.Loan) {
            state = loan.state == "XNA" ? nil : loan.state
            opened = Oracle.valid(loan.opened, -5_000, 0, sentinel: -365)
            amount = Oracle.valid(loan.amount, -1e6, 1e6)
            late = loan.late == 0 || loan.late == 1 ? loan.late : nil
            let debt = Oracle.valid(loan.debt, -1e6, 1e6)
            if let amount, let debt, amount != 0 { ratio = Oracle.valid(debt / amount, -10, 10) } else { ratio = nil }
        }
    }

    /// Every feature of a client by name.
    func features(of row: SmallLender.Application) -> [String: FeatureValue] {
        var features: [String: FeatureValue] = [:]
        let hired = Self.valid(row.hired, -20_000, 0, sentinel: 365_243)
        let income = Self.valid(row.income, 0, 1e9), credit = Self.valid(row.credit, 0, 1e9)
        features["DAYS_BIRTH"] = number(Self.valid(row.birth, -40_000, 0))
        features["DAYS_HIRED"] = number(hired)
        features["DAYS_HIRED.missing"] = number(hired == nil ? 1 : 0)
        features["JOB"] = row.job == "XNA" ? .missing : row.job.map(FeatureValue.level) ?? .missing
        features["REGION"] = row.region.map(FeatureValue.level) ?? .missing
        features["INCOME"] = number(income)
        features["SCORE"] = number(Self.valid(row.score, 0, 1))
        features["OWNS_HOME"] = number(row.owns == "Y" ? 1 : row.owns == "N" ? 0 : nil)

        let loans = lender.loans.filter { $0.client == row.client }.map(Cleaned.init)
        let slices: [String: [Cleaned]] = [
            "all": loans,
            "active": loans.filter { $0.state == "Active" },
            "recent": loans.filter { ($0.opened ?? -.infinity) >= -1_000 },
            "heavy": loans.filter { ($0.ratio ?? -.infinity) > 0.5 },
        ]
        for (slice, loans) in slices {
            features["loans.\(slice).rows.count"] = number(Double(loans.count))
            let columns: [(name: String, values: [Double], step: Double)] = [
                ("AMOUNT", loans.compactMap(\.amount), 1_000), ("DAYS_OPENED", loans.compactMap(\.opened), 1_000),
                ("debt_ratio", loans.compactMap(\.ratio), 1_000_000), ("LATE", loans.compactMap(\.late), 1_000),
            ]
            for (name, values, step) in columns {
                let prefix = "loans.\(slice).\(name)."
                features[prefix + "count"] = number(Double(values.count))
                features[prefix + "distinct"] = number(Double(Set(values.map { $0 + 0 }).count))
                features[prefix + "min"] = number(values.min())
                features[prefix + "max"] = number(values.max())
                // Values are rounded to a step of their unit, halves upwards; whole steps add without error.
                let steps = values.map { Int128(($0 * step + 0.5).rounded(.down)) }
                let total = steps.reduce(0, +), squares = steps.reduce(0) { $0 + $1 * $1 }, count = Int128(values.count)
                features[prefix + "sum"] = number(values.isEmpty ? nil : Double(total) / step)
                features[prefix + "mean"] = number(values.isEmpty ? nil : Double(total) / step / Double(count))
                let spread = Double(count * squares - total * total) / (Double(count) * (Double(count) - 1))
                features[prefix + "std"] = number(values.count < 2 ? nil : spread.squareRoot() / step)
            }
            let known = loans.compactMap(\.state)
            features["loans.\(slice).STATE.count"] = number(Double(known.count))
            features["loans.\(slice).STATE.distinct"] = number(Double(Set(known).count))
            for level in ["Active", "Closed"] {
                features["loans.\(slice).STATE.\(level).share"] = number(
                    share(known.count { $0 == level }, of: known.count))
            }
            let late = loans.compactMap(\.late)
            features["loans.\(slice).LATE.share"] = number(share(late.count { $0 == 1 }, of: late.count))
        }
        let active = (slices["active"] ?? []).compactMap(\.amount).map { Int128(($0 * 1_000 + 0.5).rounded(.down)) }
        let debts = active.isEmpty ? 0 : Double(active.reduce(0, +)) / 1_000
        let loanToIncome = ratio(credit, income, 0, 1_000), debtToIncome = ratio(debts, income, -1_000, 1_000)
        features["credit_to_income"] = number(loanToIncome)
        features["debt_to_income"] = number(debtToIncome)
        if let loanToIncome, let debtToIncome {
            features["weight"] = number(Self.valid(loanToIncome + debtToIncome, -1_000, 1_000))
        } else {
            features["weight"] = .missing
        }
        return features
    }

    private static func valid(_ value: Double?, _ low: Double, _ high: Double, sentinel: Double? = nil) -> Double? {
        guard let value, value >= low, value <= high, value != sentinel else { return nil }
        return value
    }

    private func ratio(_ above: Double?, _ below: Double?, _ low: Double, _ high: Double) -> Double? {
        guard let above, let below, below != 0 else { return nil }
        return Self.valid(above / below, low, high)
    }

    private func share(_ part: Int, of whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }

    private func number(_ value: Double?) -> FeatureValue { value.map { .number(Float($0)) } ?? .missing }
}
