import Credit
import Fixtures
import Testing

@testable import Catalog

private let file = "features.yml"

@Suite("Features that compare a client with others")
struct FittedFeatureTests {
    @Test("are read with all that their author said, apart from those of the client alone")
    func read() throws {
        let catalog = try CatalogFiles.comparing.read(), small = try CatalogFiles.small.read()
        #expect(catalog.features == small.features && small.fitted.isEmpty)
        #expect(catalog.fitted.map(\.name) == ["income_in_job", "score_in_region", "debt_in_job"])
        let income = try #require(catalog.fitted.first), score = catalog.fitted[1]
        #expect(
            income.comparison
                == PeerComparison(
                    value: "INCOME", against: .median, within: ["JOB", "REGION"], form: .ratio,
                    valid: ValidRange(low: 0, high: 100)))
        #expect(income.definition.kind == .ratio && income.definition.family.rawValue == "affordability")
        #expect(income.definition.risk == nil && income.definition.tables == ["application"])
        #expect(score.comparison.against == .mean && score.comparison.form == .difference)
        #expect(score.comparison.valid == nil && score.definition.risk == .falls)
        #expect(catalog.fitted[2].definition.tables == ["application", "loans"])
    }

    @Test("are found by name beside the others")
    func found() throws {
        let catalog = try CatalogFiles.comparing.read()
        let definitions = catalog.definitions
        #expect(definitions.count == catalog.features.count + 3)
        #expect(definitions["income_in_job"]?.label.en == "income to the median of the same occupation")
        #expect(definitions["score_in_region"]?.kind == .number)
        #expect(definitions["SCORE"] == catalog.features.first { $0.name == "SCORE" })
    }

    @Test("may be the only ones of a family")
    func family() throws {
        let files = CatalogFiles.comparing.replacing(
            "families:\n",
            with: "families:\n  peers:\n    label: {fr: a, en: a}\n    adverse: {fr: b, en: b}\n"
                + "    favourable: {fr: c, en: c}\n", in: "families.yml")
        #expect(problems(files).map(\.message) == ["no feature is of the family \"peers\": remove it or use it"])
        #expect(
            problems(files.replacing("family: scores\n    risk", with: "family: peers\n    risk", in: file)).isEmpty)
    }

    @Test("are refused with their file and line when something is wrong", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let files = CatalogFiles.comparing.replacing(mistake.old, with: mistake.new, in: mistake.file)
        try #require(files.texts != CatalogFiles.comparing.texts, "the mistake was not made")
        let expected = try mistake.expected.map {
            let line = try #require(files.line(of: $0.at, in: mistake.file))
            return CatalogProblem(file: mistake.file, line: line, message: $0.message)
        }
        #expect(problems(files) == expected)
    }

    @Test("tell everything that is wrong with them at once")
    func together() {
        let files = CatalogFiles.comparing
            .replacing("value: INCOME", with: "value: INCOM", in: file)
            .replacing("against: mean", with: "against: maen", in: file)
            .replacing("within: [REGION, OWNS_HOME]", with: "within: [SEX, SCORE, INCOME]", in: file)
            .replacing("family: scores\n    risk: falls", with: "family: score\n    risk: fall", in: file)
            .replacing("as: difference\n    type: ratio", with: "as: diference\n    type: category", in: file)
        #expect(
            problems(files).map(\.message) == [
                "there is no feature INCOM: did you mean INCOME?",
                "against of score_in_region cannot be \"maen\": did you mean mean? (known: median, mean)",
                "SEX carries sex, which this catalog does not allow in a feature",
                "SCORE cannot be compared among clients who share it",
                "INCOME is a money: clients alike share a category, a flag, a count, a rating or an hour",
                "there is no family score: did you mean scores?",
                "risk of score_in_region cannot be \"fall\": did you mean falls? (known: rises, falls)",
                "as of debt_in_job cannot be \"diference\": did you mean difference? (known: ratio, difference)",
                "a fitted feature is a number",
            ])
    }

    static let mistakes = [
        Mistake(
            "unknown section", file, "fitted:\n", "fited:\n",
            ("fited", "features.yml has no key \"fited\": did you mean fitted? (known: features, fitted)")),
        Mistake(
            "unknown key", file, "against: median\n    within: [JOB, REGION]",
            "agains: median\n    within: [JOB, REGION]",
            (
                "value: INCOME",
                "fitted feature income_in_job needs the key \"against\""
            ),
            (
                "agains:",
                "fitted feature income_in_job has no key \"agains\": did you mean against? "
                    + "(known: value, against, within, as, type, family, label, risk, valid)"
            )),
        Mistake(
            "a key too few", file, "    as: ratio\n", "",
            ("value: INCOME", "fitted feature income_in_job needs the key \"as\"")),
        Mistake(
            "a level as value", file, "value: INCOME", "value: JOB",
            ("value: JOB", "JOB is a category: only a number can be compared")),
        Mistake(
            "a flag as value", file, "value: INCOME", "value: DAYS_HIRED.missing",
            ("value: DAYS_HIRED", "DAYS_HIRED.missing is a flag: only a number can be compared")),
        Mistake(
            "a column that is no feature", file, "value: INCOME", "value: CREDIT",
            ("value: CREDIT", "CREDIT is a column and no feature: give it a family first")),
        Mistake(
            "a fitted feature as value", file, "value: SCORE", "value: income_in_job",
            ("value: income_in_job", "income_in_job is fitted itself: compare a feature of the client alone")),
        Mistake(
            "a protected value", file, "value: INCOME", "value: SEX",
            ("value: SEX", "SEX carries sex, which this catalog does not allow in a feature")),
        Mistake(
            "protected groups", file, "within: [JOB, REGION]", "within: [JOB, SEX]",
            ("within: [JOB, SEX]", "SEX carries sex, which this catalog does not allow in a feature")),
        Mistake(
            "unknown groups", file, "within: [JOB, REGION]", "within: [JOB, REGOIN]",
            ("REGOIN", "there is no feature REGOIN: did you mean REGION?")),
        Mistake(
            "the same groups twice", file, "within: [JOB, REGION]", "within: [JOB, JOB]",
            ("within: [JOB, JOB]", "within names JOB twice")),
        Mistake(
            "no groups", file, "within: [JOB, REGION]", "within: []",
            ("within: []", "within needs at least one feature")),
        Mistake(
            "label missing in French", file, "{fr: dettes comparées au même métier, en: debts",
            "{en: debts", ("{en: debts", "label of debt_in_job has no text in French (fr)")),
        Mistake(
            "the name of another feature", file, "  debt_in_job:", "  SCORE:",
            ("SCORE:", "there are two features of the name SCORE, the first in tables/application.yml:\(scoreLine)")),
        Mistake(
            "the label of another feature", file, "fr: dettes comparées au même métier", "fr: revenu",
            (
                "debt_in_job",
                "debt_in_job has the same label as INCOME: revenu / debts compared with the same occupation"
            )),
        Mistake(
            "the label of another fitted feature", file, "en: debts compared with the same occupation",
            "en: income to the median of the same occupation",
            (
                "debt_in_job",
                "debt_in_job has the same label as income_in_job: "
                    + "dettes comparées au même métier / income to the median of the same occupation"
            )),
        Mistake(
            "range upside down", file, "valid: [0, 100]\n", "valid: [100, 0]\n",
            ("valid: [100, 0]", "valid of income_in_job must be [low, high]")),
    ]

    private static let scoreLine =
        CatalogFiles.small.line(of: "SCORE:", in: "tables/application.yml") ?? 0
}
