import Fixtures
import Testing

@testable import Catalog

@Suite("Protected columns")
struct ProtectionTests {
    private static let refusal = "SEX carries sex, which this catalog does not allow in a feature"
    private static let loanRefusal = "STATE carries sex, which this catalog does not allow in a feature"
    private static let application = "tables/application.yml", loans = "tables/loans.yml"

    @Test(
        "are refused in every way of making a feature",
        arguments: [
            Mistake(
                "column feature", application, "    section: person\n    protected: sex",
                "    family: identity\n    section: person\n    protected: sex", ("SEX:", refusal)),
            Mistake(
                "business feature", "features.yml", "CREDIT / nullif(INCOME, 0)",
                "CASE WHEN SEX = 'F' THEN 1 ELSE 0 END",
                ("CASE WHEN SEX", refusal)),
        ])
    func ofTheClient(_ mistake: Mistake) throws { try check(mistake, .small) }

    @Test(
        "are refused in a history table in every way",
        arguments: [
            Mistake(
                "derived column", loans, "DEBT / nullif(AMOUNT, 0)", "CASE WHEN STATE = 'Active' THEN 1 ELSE 0 END",
                ("CASE WHEN STATE", loanRefusal)),
            Mistake("slice", loans, "debt_ratio > 0.5", "STATE = 'Closed'", ("STATE = 'Closed'", loanRefusal)),
            Mistake(
                "aggregate", loans, "{of: [LATE], take: [count, sum, mean, share]", "{of: [STATE], take: [distinct]",
                ("of: [STATE]", loanRefusal)),
            Mistake(
                "share of levels", loans, "{of: [LATE], take: [count, sum, mean, share]",
                "{of: {STATE: [Active]}, take: [share]",
                ("of: {STATE: [Active]}", loanRefusal)),
        ])
    func ofTheHistory(_ mistake: Mistake) throws {
        // The same catalog whose state of a loan says a person's sex and is used nowhere.
        var files = CatalogFiles.small
            .replacing(
                "label: {fr: état, en: state}", with: "label: {fr: état, en: state}\n    protected: sex", in: Self.loans
            )
            .replacing(
                "  active: {where: STATE = 'Active', label: {fr: prêts en cours, en: active loans}}\n", with: "",
                in: Self.loans
            )
            .replacing("all, active, recent", with: "all, recent", in: Self.loans)
            .replacing("loans.active", with: "loans.recent", in: "features.yml")
        let text = try #require(files.texts[Self.loans])
        let states = try #require(text.firstRange(of: "  - {of: {STATE: [Active, Closed]}"))
        files.texts[Self.loans] = String(text[..<states.lowerBound])
        try #require(problems(files).isEmpty)
        try check(mistake, files)
    }

    @Test("may say who is the same person, and may be used where the catalog allows it")
    func allowed() throws {
        let catalog = try CatalogFiles.small.replacing("[REGION, ", with: "[SEX, ", in: "catalog.yml").read()
        #expect(catalog.person.first == "SEX")
        #expect(catalog.features.contains { $0.name == "DAYS_BIRTH" })
    }

    private func check(_ mistake: Mistake, _ sound: CatalogFiles) throws {
        let files = sound.replacing(mistake.old, with: mistake.new, in: mistake.file)
        try #require(files.texts != sound.texts, "the mistake was not made")
        for (place, message) in mistake.expected {
            let line = try #require(files.line(of: place, in: mistake.file))
            #expect(problems(files).contains(CatalogProblem(file: mistake.file, line: line, message: message)))
        }
    }
}
