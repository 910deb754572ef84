import Fixtures
import Statistics

/// Rows of the lender whose histories have a time and a depth, as its files hold them, before anything is cleaned.
struct TimedLender {
    /// One row; a name that is not there is an empty field.
    struct Row: Hashable {
        var ids: [String: Int] = [:]
        var numbers: [String: Double] = [:]
        var words: [String: String] = [:]
    }

    /// The applications; the loans in it are not used.
    var applicants: SmallLender
    var loans: [Row] = []
    var payments: [Row] = []
    var accounts: [Row] = []

    static let loanColumns = ["LOAN", "CLIENT", "STATE", "DAYS_OPENED", "AMOUNT"]
    static let paymentColumns = ["LOAN", "CLIENT", "NUMBER", "DAY", "DUE", "PAID", "METHOD", "STATUS"]
    static let accountColumns = ["ACCOUNT", "LOAN", "CLIENT", "MONTH", "BALANCE", "STATUS"]

    /// Random rows with ties on every clock, unknown and impossible times, and rows of nobody.
    ///
    /// `unknown` is the share of empty fields; keys are empty half as often.
    init(clients: Int, unknown: Double, seed: UInt64) {
        applicants = SmallLender(clients: clients, unknown: unknown, seed: seed)
        var generator = SeededGenerator(seed: seed &+ 1)
        func pick<Value>(_ values: [Value], _ share: Double) -> Value? {
            generator.nextBool(probability: share) ? nil : values[generator.nextIndex(below: values.count)]
        }
        func pick<Value>(_ values: [Value]) -> Value? { pick(values, unknown) }
        func money() -> Double? {
            pick([
                ((generator.nextUniform() - 0.4) * 9e4 * 100).rounded() / 100, 250.25, 0, -0.0, 100, 100.0005,
                -100.0005,
                99_999.99, 100_001, .infinity, .nan,
            ])
        }
        for application in applicants.applications {
            let client = application.client
            for _ in 0..<max(0, generator.nextIndex(below: 6) - 1) {
                var loan = Row()
                let number = 5 + loans.count * 3
                loan.ids = ["LOAN": number, "CLIENT": client]
                loan.numbers["DAYS_OPENED"] = pick([-30, -400, -400, -401, -2_000, 10, -6_000])
                loan.numbers["AMOUNT"] = money()
                loan.words["STATE"] = pick(["Active", "Closed", "XNA", "Odd"])
                loans.append(loan)
                for _ in 0..<max(0, generator.nextIndex(below: 12) - 2) {
                    var payment = Row()
                    payment.ids["LOAN"] = pick([number], unknown / 2)
                    payment.ids["CLIENT"] = pick([client], unknown / 2)
                    payment.numbers["NUMBER"] = pick([1, 2, 3, 4, 5, 6, 0], unknown / 2)
                    payment.numbers["DAY"] = pick([
                        0, -10, -100, -182, -183, -184, -365, -366, -730, -731, -2_999, -3_001, 3,
                    ])
                    payment.numbers["DUE"] = pick([100, 250.25, -1, 0])
                    payment.numbers["PAID"] = money()
                    payment.words["METHOD"] = pick(["Card", "Cash", "Cash", "XNA"])
                    payment.words["STATUS"] = pick(["Done", "Done", "Void"])
                    payments.append(payment)
                }
                var months: Set<[Int]> = []
                for _ in 0..<max(0, generator.nextIndex(below: 14) - 3) {
                    let month = pick([0.0, -1, -2, -11, -12, -13, -24, -60, -61, 1])
                    // A key that is not cleaned away: an account has one row for each month, and one without a month.
                    let place = [
                        number + generator.nextIndex(below: 2), month.map { $0 < -60 || $0 > 0 ? 99 : Int($0) } ?? 99,
                    ]
                    guard months.insert(place).inserted else { continue }
                    var account = Row()
                    account.ids["ACCOUNT"] = place[0]
                    account.ids["LOAN"] = pick([number], unknown / 2)
                    account.ids["CLIENT"] = pick([client], unknown / 2)
                    account.numbers["MONTH"] = month
                    account.numbers["BALANCE"] = money()
                    account.words["STATUS"] = pick(["Open", "Shut", "Open", "Test"])
                    accounts.append(account)
                }
            }
        }
    }

    /// Rows as comma-separated text.
    static func text(_ rows: [Row], _ columns: [String]) -> String {
        let lines = rows.map { row in
            columns.map { name in
                row.ids[name].map { "\($0)" } ?? row.numbers[name].map { "\($0)" } ?? row.words[name] ?? ""
            }.joined(separator: ",")
        }
        return ([columns.joined(separator: ",")] + lines).map { $0 + "\n" }.joined()
    }

    /// Writes the files of the tables into a folder.
    func write(to folder: TemporaryFolder, without absent: Set<String> = []) throws {
        try folder.write(applicants.applicationText, to: "data/application_train.csv")
        for (name, rows, columns) in [
            ("loans", loans, Self.loanColumns), ("payments", payments, Self.paymentColumns),
            ("accounts", accounts, Self.accountColumns),
        ] where !absent.contains(name) {
            try folder.write(Self.text(rows, columns), to: "data/\(name).csv")
        }
    }
}
