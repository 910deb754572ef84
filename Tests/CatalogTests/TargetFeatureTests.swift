import Credit
import Fixtures
import Testing

@testable import Catalog

private let file = "features.yml"

@Suite("Features made from what became of other clients")
struct TargetFeatureTests {
    @Test("are read with all that their author said, a feature for each summary")
    func read() throws {
        let catalog = try CatalogFiles.learning.read()
        #expect(catalog.targets.map(\.name) == ["defaults_nearby", "loans_risk", "late_risk"])
        #expect(catalog.targets.map(\.isUsed) == [true, true, false])
        #expect(catalog.targets[0].recipe == .neighbours(count: 50, within: ["SCORE", "INCOME"]))
        #expect(catalog.targets[0].definitions.map(\.tables) == [["application"]])
        guard case .rows(let recipe) = catalog.targets[1].recipe else { return #expect(Bool(false)) }
        #expect(
            recipe.table == "loans" && recipe.key == "CLIENT" && recipe.summaries == [.mean, .max, .min, .sum, .last])
        #expect(recipe.inputs.map(\.isCategory) == [true, false, false, false, false])
        #expect(catalog.targets[1].features.first == "loans_risk.mean" && catalog.targets[1].features.count == 5)
        let latest = try #require(catalog.definitions["loans_risk.last"])
        #expect(
            latest.label
                == LocalizedText(
                    fr: "risque des autres prêts (dernier en date)", en: "risk of the other loans (latest one)"))
        #expect(latest.kind == .percent && latest.risk == .rises && latest.tables == ["application", "loans"])
        #expect(catalog.definitions["loans_risk.sum"]?.risk == nil)
    }

    @Test("are in use or not as one asks")
    func using() throws {
        let catalog = try CatalogFiles.learning.read()
        #expect(catalog.using(targets: ["late_risk"]).targets.map(\.isUsed) == [false, false, true])
        #expect(catalog.using(targets: ["defaults_nearby", "loans_risk"]) == catalog)
    }

    @Test("are refused with their file and line when something is wrong", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let files = CatalogFiles.learning.replacing(mistake.old, with: mistake.new, in: mistake.file)
        try #require(files.texts != CatalogFiles.learning.texts, "the mistake was not made")
        let expected = try mistake.expected.map {
            let line = try #require(files.line(of: $0.at, in: mistake.file))
            return CatalogProblem(file: mistake.file, line: line, message: $0.message)
        }
        #expect(problems(files) == expected)
    }

    static let mistakes = [
        Mistake(
            "no neighbours", file, "neighbours: 50", "neighbours: 0",
            ("neighbours: 0", "neighbours of defaults_nearby must be a whole number from 1 up")),
        Mistake(
            "a category as coordinate", file, "[SCORE, INCOME]", "[SCORE, JOB]",
            ("[SCORE, JOB]", "JOB is a category: clients are near each other in numbers")),
        Mistake(
            "a protected coordinate", file, "[SCORE, INCOME]", "[SCORE, SEX]",
            ("[SCORE, SEX]", "SEX carries sex, which this catalog does not allow in a feature")),
        Mistake(
            "an unknown table", file, "rows: loans\n    of: [STATE", "rows: loan\n    of: [STATE",
            ("rows: loan\n", "there is no history table loan: did you mean loans?")),
        Mistake(
            "the root as history", file, "rows: loans\n    of: [STATE", "rows: application\n    of: [STATE",
            ("rows: application", "there is no history table application")),
        Mistake(
            "an unknown column", file, "AMOUNT, DEBT, debt_ratio", "AMOUNT, DEPT, debt_ratio",
            (
                "DEPT", "loans has no column DEPT that a model could read: did you mean DEBT?"
            )),
        Mistake(
            "a client's number as column", file, "AMOUNT, DEBT, debt_ratio", "AMOUNT, CLIENT, debt_ratio",
            ("CLIENT", "loans has no column CLIENT that a model could read")),
        Mistake(
            "a column twice", file, "AMOUNT, DEBT, debt_ratio", "AMOUNT, AMOUNT, debt_ratio",
            ("AMOUNT, AMOUNT", "of names AMOUNT twice")),
        Mistake(
            "an unknown summary", file, "min, sum, last", "min, sum, lest",
            (
                "lest", "take cannot be \"lest\": did you mean last? (known: mean, max, min, sum, last)"
            )),
        Mistake(
            "a family too few", file, "    family: scores\n    risk: rises\n", "    risk: rises\n",
            ("neighbours: 50", "fitted feature defaults_nearby needs the key \"family\"")),
        Mistake(
            "a comparison with a made feature", file, "value: SCORE", "value: defaults_nearby",
            ("value: defaults_nearby", "there is no feature defaults_nearby")),
    ]
}
