import Catalog
import Credit
import Fixtures
import Testing

@Suite("A policy in a catalog")
struct PolicyTests {
    private static let policy = """
        policy:
          - {version: one, from: 2026-01-01}
          - version: two
            from: 2026-06-01
            cutoff: 0.2
            review: [0.9, 1.1]
            rules:
              young:
                when: DAYS_BIRTH > -6574
                then: refused
                label: {fr: âge, en: age}
                text: {fr: Trop jeune., en: Too young.}
        review_reasons:
          checked: {for: granted, label: {fr: vérifié, en: checked}, text: {fr: Vérifié., en: Checked.}}

        """

    private static func files(_ old: String = "", _ new: String = "") -> CatalogFiles {
        let text = old.isEmpty ? policy : policy.replacing(old, with: new)
        return CatalogFiles.small.replacing(
            "suspicion: {auc: 0.99}\n", with: "suspicion: {auc: 0.99}\n" + text, in: "catalog.yml")
    }

    @Test("is read whole, and the version in force is that of the day")
    func read() throws {
        let catalog = try Self.files().read()
        func version(_ day: String) throws -> String? { catalog.policy(on: try #require(Day(day)))?.version }
        #expect(try version("2025-12-31") == nil && version("2026-01-01") == "one")
        #expect(try version("2026-05-31") == "one" && version("2026-06-01") == "two" && version("2030-01-01") == "two")
        let two = try #require(catalog.policies?.last)
        #expect(two.cutoff == 0.2 && two.review == catalog.policies?.last?.review && two.review?.low == 0.9)
        #expect(two.rules.map(\.code) == ["policy.young"] && two.rules[0].inputs == ["DAYS_BIRTH"])
        #expect(two.rules[0].status == .refused && two.rules[0].sentence.en == "Too young.")
        #expect(catalog.reviewReasons?.map(\.code) == ["human.checked"])
        let bare = try CatalogFiles.small.read()
        #expect(bare.policies == nil && bare.reviewReasons == nil)
    }

    @Test(
        "is refused for what is wrong with it, with the line",
        arguments: [
            ("DAYS_BIRTH > -6574", "DAYS_BIRT > -6574", "there is no feature DAYS_BIRT: did you mean DAYS_BIRTH?"),
            ("DAYS_BIRTH > -6574", "SEX = 'F'", "there is no feature SEX"),
            ("then: refused", "then: granted", "cannot grant"),
            ("then: refused", "then: rejected", "cannot be \"rejected\""),
            ("from: 2026-06-01", "from: 2026-06-31", "from must be a day"),
            ("from: 2026-06-01", "from: 2025-06-01", "in order of their first days"),
            ("version: two", "version: one", "already a policy one"),
            ("cutoff: 0.2", "cutoff: 20", "between 0 and 1"),
            ("review: [0.9, 1.1]", "review: [1.1, 1.2]", "low from 0 to 1"),
            ("review: [0.9, 1.1]", "review: [0.9, 0.95]", "low from 0 to 1"),
            ("{for: granted", "{for: referred", "a person grants or refuses"),
            ("{fr: Trop jeune., en: Too young.}", "{fr: Trop jeune.}", "no text in English"),
        ])
    func wrong(old: String, new: String, message: String) throws {
        let files = Self.files(old, new)
        let error = #expect(throws: CatalogError.self) { try files.read() }
        let found = error?.problems.first { $0.message.contains(message) }
        #expect(found != nil, "\(error?.description ?? "no error")")
        #expect(found?.file == "catalog.yml" && (found?.line ?? 0) > 10)
    }

    @Test(
        "what a column says of changes is checked",
        arguments: [
            ("actionable: up", "needs step and range"),
            ("actionable: up, step: 0, range: [1, 2]", "must be above 0"),
            ("actionable: up, step: 1, range: [-5, 2]", "beyond what is valid"),
            ("follows: INCOM", "cannot follow INCOM: did you mean INCOME?"),
            ("follows: CREDIT", "cannot follow CREDIT"),
            ("follows: JOB", "must be numbers above 0"),
        ])
    func actionability(words: String, message: String) {
        let files = CatalogFiles.small.replacing(
            "{type: money, label: {fr: montant du prêt, en: loan amount},",
            with: "{type: money, \(words), label: {fr: montant du prêt, en: loan amount},", in: "tables/application.yml"
        )
        let error = #expect(throws: CatalogError.self) { try files.read() }
        #expect(error?.problems.contains { $0.message.contains(message) } == true, "\(error?.description ?? "none")")
    }
}
