import Fixtures
import Testing

@testable import Catalog

/// One mistake in the small catalog and what must be said of it.
struct Mistake: CustomTestStringConvertible, Sendable {
    let name: String
    let file: String
    let old: String
    let new: String
    /// A text on the line that the problem must name, and the message.
    let expected: [(at: String, message: String)]

    init(_ name: String, _ file: String, _ old: String, _ new: String, _ expected: (at: String, message: String)...) {
        self.name = name
        self.file = file
        self.old = old
        self.new = new
        self.expected = expected
    }

    var testDescription: String { name }
}

/// The problems of catalog files, in order.
func problems(_ files: CatalogFiles) -> [CatalogProblem] {
    do { _ = try files.read() } catch { return (error as? CatalogError)?.problems ?? [] }
    return []
}

private let application = "tables/application.yml", loans = "tables/loans.yml"

@Suite("Problems in a catalog")
struct ProblemTests {
    @Test("the small catalog has none")
    func sound() { #expect(problems(.small).isEmpty) }

    @Test("each mistake is named with its file, its line and what was expected", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let files = CatalogFiles.small.replacing(mistake.old, with: mistake.new, in: mistake.file)
        try #require(files.texts != CatalogFiles.small.texts, "the mistake was not made")
        let expected = try mistake.expected.map {
            let line = try #require(files.line(of: $0.at, in: mistake.file))
            return CatalogProblem(file: mistake.file, line: line, message: $0.message)
        }
        #expect(problems(files) == expected)
    }

    @Test("a root that is not there is named, and the table that might be it")
    func root() {
        let files = CatalogFiles.small.replacing("root: application", with: "root: aplication", in: "catalog.yml")
        #expect(
            problems(files).map(\.description) == [
                "catalog.yml:6: there is no table \"aplication\": did you mean application?",
                "tables/application.yml:1: a table that is not the root needs the key \"parent\"",
            ])
    }

    static let mistakes = [
        Mistake(
            "unknown key, with the nearest one", loans, "key: LOAN\n", "key: LOAN\nclok: {column: DAYS_OPENED}\n",
            (
                "clok",
                """
                the table has no key "clok": did you mean clock? (known: table, title, rows, files, key, parent, parents, \
                clock, collapse, drop_where, sections, columns, derived, slices, aggregates, timeline)
                """
            )),
        Mistake(
            "unknown key, nothing near", application, "risk: falls}", "risk: falls, zzzzzz: 1}",
            (
                "zzzzzz",
                """
                column SCORE has no key "zzzzzz" (known: type, label, help, family, section, valid, missing, flag_missing, \
                missing_label, levels, values, risk, actionable, step, range, follows, protected, optional, ask, \
                change, compare)
                """
            )),
        Mistake(
            "a width that is none", application, "risk: falls}", "risk: falls, compare: wide}",
            ("compare", "compare of SCORE must be same, fifths, or the width of a band")),
        Mistake(
            "bands of a category", application, "levels: {North", "compare: fifths\n    levels: {North",
            ("type: category\n    label: {fr: région", "REGION has no bands: compare it with same")),
        Mistake(
            "a comparison within what is protected and no feature", application, "protected: sex",
            "protected: sex\n    compare: same",
            (
                "type: category\n    label: {fr: sexe",
                "SEX is no feature of its own: clients cannot be compared within it"
            ),
            ("type: category\n    label: {fr: sexe", "SEX is protected: clients cannot be compared within it")),
        Mistake(
            "unknown column in an aggregate", loans, "of: [LATE]", "of: [LTAE]",
            ("LTAE", "loans has no column LTAE: did you mean LATE?")),
        Mistake(
            "unknown column in a derived column", loans, "DEBT / nullif", "DETB / nullif",
            ("DETB", "loans has no column DETB: did you mean DEBT?")),
        Mistake(
            "unknown column in a slice", loans, "DAYS_OPENED >= -1000", "DAYS_OPEND >= -1000",
            ("DAYS_OPEND", "loans has no column DAYS_OPEND: did you mean DAYS_OPENED?")),
        Mistake(
            "unknown column in a business feature", "features.yml", "CREDIT / nullif", "CREDITS / nullif",
            ("CREDITS /", "application has no column CREDITS: did you mean CREDIT?")),
        Mistake(
            "unknown aggregate in a business feature", "features.yml", "loans.active.AMOUNT.sum",
            "loans.active.AMOUNT.som",
            ("AMOUNT.som", "application has no column loans.active.AMOUNT.som: did you mean loans.active.AMOUNT.sum?")),
        Mistake(
            "a business feature that stands below", "features.yml", "CREDIT / nullif(INCOME, 0)",
            "weight / nullif(INCOME, 0)",
            ("weight / nullif", "application has no column weight")),
        Mistake(
            "unknown column in what makes a person", "catalog.yml", "[REGION, ", "[REGOIN, ",
            ("REGOIN", "application has no column REGOIN: did you mean REGION?")),
        Mistake(
            "unknown client column", "catalog.yml", "client: CLIENT", "client: CLEINT",
            ("CLEINT", "table application has no column CLEINT: did you mean CLIENT?")),
        Mistake(
            "unknown outcome column", "catalog.yml", "column: DEFAULTED", "column: DEFAULTD",
            ("DEFAULTD", "table application has no column DEFAULTD: did you mean DEFAULTED?")),
        Mistake(
            "unknown key column", loans, "key: LOAN\n", "key: LAON\n",
            ("LAON", "the key LAON is not among the columns: did you mean LOAN?")),
        Mistake(
            "unknown clock column", loans, "{column: DAYS_OPENED, unit: day}", "{column: DAYS_OPEN, unit: day}",
            ("DAYS_OPEN,", "there is no column DAYS_OPEN of numbers: did you mean DAYS_OPENED?")),
        Mistake(
            "unknown column that leads to the parent", loans, "parent: {table: application, key: CLIENT}",
            "parent: {table: application, key: CLEINT}",
            ("CLEINT", "the key CLEINT that leads to application is not among the columns: did you mean CLIENT?")),
        Mistake(
            "unknown slice", loans, "over: [all, active, recent, heavy], family: history}\n  - of: [",
            "over: [all, actve, recent, heavy], family: history}\n  - of: [",
            ("actve", "there is no slice actve: did you mean active?")),
        Mistake(
            "unknown family of a column", application, "family: scores", "family: score",
            ("family: score", "there is no family score: did you mean scores?")),
        Mistake(
            "unknown section", application, "section: loan, valid: [0, 1.0e+9]}\n  SCORE",
            "section: laon, valid: [0, 1.0e+9]}\n  SCORE",
            ("section: laon", "there is no section laon: did you mean loan?")),
        Mistake(
            "unknown level", loans, "[Active, Closed]", "[Active, Colsed]",
            ("Colsed", "STATE has no level Colsed: did you mean Closed?")),
        Mistake(
            "unknown protected characteristic", application, "protected: sex", "protected: sexe",
            ("protected: sexe", "there is no protected characteristic sexe: did you mean sex?")),
        Mistake(
            "unknown unit", application, "type: score", "type: scor",
            (
                "type: scor,",
                """
                type of SCORE cannot be "scor": did you mean score? (known: id, outcome, money, ratio, percent, days_ago, days, \
                duration, months, years, count, hour, category, flag, score, rating, number)
                """
            )),
        Mistake(
            "unknown function", loans, "take: [count, distinct]", "take: [count, distnct]",
            (
                "distnct",
                """
                take cannot be "distnct": did you mean distinct? (known: count, sum, mean, min, max, std, distinct, share, slope, latest, earliest)
                """
            )),
        Mistake(
            "unknown direction of risk", application, "risk: falls", "risk: fall",
            ("risk: fall", "risk of SCORE cannot be \"fall\": did you mean falls? (known: rises, falls)")),
        Mistake(
            "label missing in English", application, "label: {fr: région, en: region}", "label: {fr: région}",
            ("label: {fr: région}", "label of REGION has no text in English (en)")),
        Mistake(
            "label empty in French", application, "label: {fr: revenu, en: income}", "label: {fr: \"\", en: income}",
            ("en: income", "label of INCOME has no text in French (fr)")),
        Mistake(
            "label that is no mapping", loans, "label: {fr: part due, en: share owed}", "label: share owed",
            ("label: share owed", "label of debt_ratio must be a mapping (key: value)"),
            ("label: share owed", "label of debt_ratio has no text in French (fr)"),
            ("label: share owed", "label of debt_ratio has no text in English (en)")),
        Mistake(
            "level without a label in English", loans, "Closed: {fr: soldé, en: closed}", "Closed: {fr: soldé}",
            ("fr: soldé", "level Closed of STATE has no text in English (en)")),
        Mistake(
            "two features of one name", "features.yml", "  weight:\n", "  SCORE:\n",
            ("  SCORE:", "there are two features of the name SCORE, the first in tables/application.yml:\(scoreLine)")),
        Mistake(
            "two features of one label", "features.yml", "{fr: poids total, en: total weight}",
            "{fr: score, en: total weight}",
            ("weight:", "weight has the same label as SCORE: score / total weight")),
        Mistake(
            "the same aggregate twice", loans, "over: [all, recent], family: history}\n  - {of: [STATE]",
            "over: [all, all], family: history}\n  - {of: [STATE]",
            (
                "STATE: [Active",
                "there are two features of the name loans.all.STATE.Active.share, the first in \(sharePlace)"
            ),
            (
                "STATE: [Active",
                "there are two features of the name loans.all.STATE.Closed.share, the first in \(sharePlace)"
            )),
        Mistake(
            "monotone claim on a category", application, "family: region\n", "family: region\n    risk: rises\n",
            (
                "type: category\n    label: {fr: région",
                "REGION is a category: a risk that rises or falls needs a number"
            )),
        Mistake(
            "valid range of a category", application, "family: region\n", "family: region\n    valid: [0, 1]\n",
            ("valid: [0, 1]\n", "REGION is a category: it has no valid range")),
        Mistake(
            "range upside down", application, "valid: [-40000, 0]", "valid: [0, -40000]",
            ("valid: [0, -40000]", "valid of DAYS_BIRTH must be [low, high]")),
        Mistake(
            "range of words", loans, "valid: [-10, 10]", "valid: [low, 10]",
            ("valid: [low", "valid of debt_ratio must be a number"),
            ("valid: [low", "valid of debt_ratio must be [low, high]"),
            ("debt_ratio > 0.5", "loans has no column debt_ratio"),
            ("debt_ratio]", "loans has no column debt_ratio")),
        Mistake(
            "missing flag without a label", application,
            "    missing_label: {fr: sans emploi connu, en: no known job}\n", "",
            ("type: days_ago\n    label: {fr: ancienneté", "DAYS_HIRED has flag_missing and needs missing_label")),
        Mistake(
            "yes and no of a number", application, "type: flag", "type: number",
            ("type: number", "only a flag has values for yes and no")),
        Mistake(
            "a number that is none", "catalog.yml", "missed_default: 10", "missed_default: ten",
            ("missed_default", "missed_default must be a number")),
        Mistake(
            "a cost of 0", "catalog.yml", "missed_default: 10", "missed_default: 0",
            ("missed_default", "both costs must be above 0")),
        Mistake(
            "sum of a category", loans, "take: [count, distinct]", "take: [count, sum]",
            ("take: [count, sum], over: [all, recent]", "sum needs a column of numbers")),
        Mistake(
            "share of a number", loans, "{of: [LATE], take: [count, sum, mean, share]", "{of: [DEBT], take: [share]",
            ("of: [DEBT]", "share needs levels of a category ({COLUMN: [levels]}) or a flag")),
        Mistake(
            "mean of rows", loans, "{of: rows, take: [count]", "{of: rows, take: [mean]",
            ("of: rows", "mean needs a column of numbers")),
        Mistake(
            "unused family", "families.yml", "families:\n",
            "families:\n  spare:\n    label: {fr: a, en: a}\n" + familyRest,
            ("spare", "no feature is of the family \"spare\": remove it or use it")),
        Mistake(
            "business feature that is a category", "features.yml", "type: ratio\n    label: {fr: poids",
            "type: category\n    label: {fr: poids", ("type: category", "a business feature is a number")),
        Mistake(
            "parent that is not there", loans, "table: application, key", "table: aplication, key",
            ("aplication", "there is no table aplication: did you mean application?")),
        Mistake(
            "no parent", loans, "parent: {table: application, key: CLIENT}\n", "",
            ("table: loans", "a table that is not the root needs the key \"parent\"")),
        Mistake(
            "a parent that lacks the column", loans, "key: CLIENT}", "key: AMOUNT}",
            ("key: AMOUNT", "table application has no column AMOUNT")),
        Mistake(
            "parents that go round", loans, "table: application, key: CLIENT", "table: loans, key: CLIENT",
            ("parent:", "the parents go round and never reach application")),
        Mistake(
            "a number of rows that is asked", application, "label: {fr: client, en: client}}",
            "label: {fr: client, en: client}, ask: first}",
            ("CLIENT: {type", "CLIENT cannot be asked: nobody could fill it in")),
        Mistake(
            "a protected column that is asked", application, "protected: sex\n", "protected: sex\n    ask: more\n",
            ("type: category\n    label: {fr: sexe", "SEX is protected: it cannot be asked")),
        Mistake(
            "an asked column without a section", application, "risk: falls}", "risk: falls, ask: needed}",
            ("SCORE:", "SCORE is asked and needs a section")),
        Mistake(
            "an asked column of a history", loans, "label: {fr: prêt, en: loan}}",
            "label: {fr: prêt, en: loan}, ask: first}",
            ("LOAN: {type", "LOAN cannot be asked: only columns of the root table are")),
        Mistake(
            "an ask that is none", application, "risk: falls}", "risk: falls, ask: often}",
            ("SCORE:", "ask of SCORE cannot be \"often\" (known: needed, first, more)")),
        Mistake(
            "a change of what cannot be changed", application, "risk: falls}",
            "risk: falls, change: {fr: \"{from} {to}\", en: \"{to}\"}}",
            ("SCORE:", "SCORE has a change and must be actionable"),
            ("SCORE:", "change of SCORE must name {from} and {to} in English")),
        Mistake(
            "a root with a parent", application, "key: CLIENT\n", "key: CLIENT\nparent: {table: loans, key: CLIENT}\n",
            ("parent:", "the root table has no parent")),
    ]

    private static let familyRest = "    adverse: {fr: b, en: b}\n    favourable: {fr: c, en: c}\n"
    private static let scoreLine = CatalogFiles.small.line(of: "SCORE:", in: application) ?? 0
    private static let sharePlace = "\(loans):\(CatalogFiles.small.line(of: "STATE: [Active", in: loans) ?? 0)"
}
