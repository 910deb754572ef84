import Credit
import Fixtures
import Testing

@testable import Catalog

@Suite("What a new applicant is asked")
struct QuestionTests {
    @Test("stands in the order of sections and columns, what is needed or first apart from the rest")
    func asked() throws {
        let files = CatalogFiles.small
            .replacing(
                "label: {fr: revenu, en: income}", with: "label: {fr: revenu, en: income}, ask: needed",
                in: "tables/application.yml"
            )
            .replacing(
                "en: loan amount}, section", with: "en: loan amount}, ask: first, section", in: "tables/application.yml"
            )
            .replacing("en: owns a home}\n", with: "en: owns a home}\n    ask: more\n", in: "tables/application.yml")
        let questions = try files.read().questions
        #expect(questions.map(\.section.name) == ["loan", "person"])
        #expect(questions[0].first.map(\.name) == ["INCOME", "CREDIT"] && questions[0].more.isEmpty)
        #expect(questions[1].first.isEmpty && questions[1].more.map(\.name) == ["OWNS_HOME"])
    }

    @Test("is all that a client's page shows where the catalog does not say, but nothing forbidden")
    func silent() throws {
        let questions = try CatalogFiles.small.read().questions
        #expect(questions.flatMap(\.first).isEmpty)
        #expect(
            questions.flatMap(\.more).map(\.name) == [
                "INCOME", "CREDIT", "DAYS_BIRTH", "DAYS_HIRED", "JOB", "OWNS_HOME",
            ])
    }
}
