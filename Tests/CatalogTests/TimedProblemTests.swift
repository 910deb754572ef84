import Fixtures
import Testing

@testable import Catalog

private let loans = "tables/loans.yml", payments = "tables/payments.yml", accounts = "tables/accounts.yml"

@Suite("Problems in the words of time and depth")
struct TimedProblemTests {
    @Test("the catalog with histories has none")
    func sound() { #expect(problems(.timed).isEmpty) }

    @Test("each mistake is named with its file, its line and what was expected", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let files = CatalogFiles.timed.replacing(mistake.old, with: mistake.new, in: mistake.file)
        try #require(files.texts != CatalogFiles.timed.texts, "the mistake was not made")
        let expected = try mistake.expected.map {
            let line = try #require(files.line(of: $0.at, in: mistake.file))
            return CatalogProblem(file: mistake.file, line: line, message: $0.message)
        }
        #expect(problems(files) == expected)
    }

    @Test("parents that go round by way of a second parent are named in both files")
    func round() throws {
        let files = CatalogFiles.timed.replacing(
            "parent: {table: application, key: CLIENT}",
            with: "parents: [{table: application, key: CLIENT}, {table: payments, key: LOAN}]", in: loans)
        let places = Set(problems(files).filter { $0.message.contains("go round") }.map { "\($0.file):\($0.line)" })
        let expected = try [(loans, "{table: payments"), (payments, "{table: loans"), (accounts, "{table: loans")].map {
            "\($0):\(try #require(files.line(of: $1, in: $0)))"
        }
        #expect(places == Set(expected))
    }

    static let clock = "clock: {column: MONTH, unit: month}\n"
    static let mistakes = [
        Mistake(
            "change, months, last, first, slope and latest without a clock", accounts, clock, "",
            ("change: BALANCE", "a change needs the table's clock"),
            ("year: {months", "months, last and first need the table's clock"),
            ("last_3: {last", "months, last and first need the table's clock"),
            ("first_open: {where", "months, last and first need the table's clock"),
            ("last_of_year: {months", "months, last and first need the table's clock"),
            ("of: [BALANCE, balance_change]", "slope needs the table's clock"),
            ("of: [BALANCE, balance_change]", "latest needs the table's clock"),
            ("of: [BALANCE, balance_change]", "earliest needs the table's clock"),
            ("of: [STATUS]", "latest needs the table's clock"),
            ("of: [STATUS]", "earliest needs the table's clock")),
        Mistake(
            "last and first together", loans, "last_2: {last: 2,", "last_2: {last: 2, first: 2,",
            ("last_2: {last", "a slice has either \"last\" or \"first\"")),
        Mistake(
            "a slice of nothing", loans, "last_2: {last: 2,", "last_2: {",
            ("last_2: {", "slice last_2 needs \"where\", \"months\", \"last\" or \"first\"")),
        Mistake(
            "months that are no number", accounts, "  year: {months: 12,", "  year: {months: a year,",
            ("  year: {months", "months of year must be a whole number from 1 up"),
            ("  year: {months", "slice year needs \"where\", \"months\", \"last\" or \"first\"")),
        Mistake(
            "the last 0 rows", accounts, "last_3: {last: 3,", "last_3: {last: 0,",
            ("last_3: {last", "last of last_3 must be a whole number from 1 up"),
            ("last_3: {last", "slice last_3 needs \"where\", \"months\", \"last\" or \"first\"")),
        Mistake(
            "unit of the clock", accounts, "unit: month}", "unit: mont}",
            ("unit: mont}", "unit of the clock cannot be \"mont\": did you mean month? (known: day, month)"),
            ("change: BALANCE", "a change needs the table's clock"),
            ("year: {months", "months, last and first need the table's clock"),
            ("last_3: {last", "months, last and first need the table's clock"),
            ("first_open: {where", "months, last and first need the table's clock"),
            ("last_of_year: {months", "months, last and first need the table's clock"),
            ("of: [BALANCE, balance_change]", "slope needs the table's clock"),
            ("of: [BALANCE, balance_change]", "latest needs the table's clock"),
            ("of: [BALANCE, balance_change]", "earliest needs the table's clock"),
            ("of: [STATUS]", "latest needs the table's clock"),
            ("of: [STATUS]", "earliest needs the table's clock")),
        Mistake(
            "change of a category", accounts, "change: BALANCE", "change: STATUS",
            ("change: STATUS", "accounts has no column STATUS of numbers")),
        Mistake(
            "change of an unknown column", accounts, "change: BALANCE", "change: BALANC",
            ("change: BALANC", "accounts has no column BALANC of numbers: did you mean BALANCE?")),
        Mistake(
            "sql and change together", loans, "change: paid_share\n", "change: paid_share\n    sql: AMOUNT * 2\n",
            ("change: paid_share", "derived column share_change needs either \"sql\" or \"change\""),
            ("- share_change", "loans has no column share_change")),
        Mistake(
            "unknown table to fold into", accounts, "into: application\n    family: history\n  - {of: {STATUS",
            "into: aplication\n    family: history\n  - {of: {STATUS",
            ("into: aplication", "accounts does not fold into aplication: did you mean application?")),
        Mistake(
            "aggregate into the root without a family", accounts,
            "take: [share], over: [all, year, last_3], into: application, family: history}",
            "take: [share], over: [all, year, last_3], into: application}",
            ("of: {STATUS", "aggregate needs the key \"family\"")),
        Mistake(
            "collapse by an unknown column", payments, "by: [LOAN, NUMBER]", "by: [LOAN, NUMBR]",
            ("by: [LOAN, NUMBR]", "payments has no column NUMBR: did you mean NUMBER?")),
        Mistake(
            "an unknown column kept", payments, "METHOD: min}", "METHOD: min, PAYD: max}",
            ("PAYD", "payments has no column PAYD: did you mean PAID?")),
        Mistake(
            "an unknown way to collapse", payments, "METHOD: min}", "METHOD: mim}",
            ("METHOD: mim", "keep of METHOD cannot be \"mim\": did you mean min? (known: min, max, sum)")),
        Mistake(
            "the sum of words", payments, "METHOD: min}", "METHOD: sum}",
            ("METHOD: sum}", "sum needs a column of numbers")),
        Mistake(
            "collapse that loses the way to a parent", payments, "keep: {CLIENT: max, ", "keep: {",
            ("by: [LOAN, NUMBER]", "CLIENT leads to application: collapse must keep it")),
        Mistake(
            "collapse that loses the clock", payments, "DAY: max, DUE", "DUE",
            ("by: [LOAN, NUMBER]", "DAY is the clock: collapse must keep it"),
            ("of: [DAY, second_change]", "payments has no column DAY")),
        Mistake(
            "a column that collapsing left out", payments, "sql: DUE - PAID", "sql: DUE - STATUS",
            ("sql: DUE - STATUS", "payments has no column STATUS")),
        Mistake(
            "an unknown column in what drops rows", payments, "drop_where: STATUS", "drop_where: STATES",
            ("drop_where", "payments has no column STATES: did you mean STATUS?")),
        Mistake(
            "latest of rows", loans, "{of: rows, take: [count]", "{of: rows, take: [latest]",
            ("of: rows", "latest needs a column")),
        Mistake(
            "latest of levels", accounts, "take: [share], over", "take: [latest], over",
            ("of: {STATUS", "latest needs a column")),
        Mistake(
            "slope of a category", accounts, "of: [STATUS]\n    take: [count,", "of: [STATUS]\n    take: [slope,",
            ("of: [STATUS]", "slope needs a column of numbers")),
        Mistake(
            "a key of several columns, one unknown", payments, "key: [LOAN, NUMBER]", "key: [LOAN, NUMBRE]",
            ("NUMBRE]", "the key NUMBRE is not among the columns: did you mean NUMBER?")),
        Mistake(
            "parent and parents", loans, "clock:", "parents: [{table: application, key: CLIENT}]\nclock:",
            ("table: loans", "a table has either \"parent\" or \"parents\"")),
        Mistake(
            "a column folded elsewhere", "features.yml", "\"loans.active.AMOUNT.sum\"",
            "\"payments.all.second_change.slope\"",
            ("second_change.slope", "payments.all.second_change.slope is a column of loans, not of application")),
    ]
}
