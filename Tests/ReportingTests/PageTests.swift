import Credit
import Foundation
import Modeling
import Testing

@testable import Reporting

@Suite("Documents keep to their pages when printed", .needsPrinting, .serialized)
struct PageTests {
    @Test(
        "the note has two pages for training and one for each other part, with the most and longest that comes",
        arguments: Language.allCases, [1, 3])
    func note(language: Language, scale: Int) throws {
        let record = try SmallRecord.make(scale: scale)
        let pages = try Printing.pages(of: DocumentTests.page("note", record, language))
        let kickers =
            language == .fr
            ? ["COÛT, OPTIMISATION, MÉTRIQUE", "INTERPRÉTABILITÉ", "LIMITES ET AMÉLIORATIONS"]
            : ["COST, OPTIMISATION, METRIC", "INTERPRETABILITY", "LIMITS AND IMPROVEMENTS"]
        let starts = kickers.map { kicker in pages.indices.filter { pages[$0].uppercased().contains(kicker) } }
        #expect(pages.count <= 5)
        // Training first, at most two pages; then each part begins its own page, and the next begins on the one after.
        let first = try #require(starts[0].first)
        #expect(first <= 2 && starts.map(\.first) == [first, first + 1, first + 2] && pages.count == first + 3)
        let mark = language == .fr ? "DONNÉES SYNTHÉTIQUES" : "SYNTHETIC DATA"
        for page in pages { #expect(page.contains(mark)) }
    }

    @Test(
        "the slides are at most thirty, one finding a page, marked where clients are made up",
        arguments: Language.allCases)
    func slides(language: Language) throws {
        let text = DocumentTests.page("slides", try SmallRecord.make(scale: 3), language)
        let pages = try Printing.pages(of: text)
        #expect(pages.count == text.matches(of: try Regex("<section class=\"slide")).count)
        #expect(pages.count > 10 && pages.count <= Slides.most)
        let mark = language == .fr ? "DONNÉES SYNTHÉTIQUES" : "SYNTHETIC DATA"
        for page in pages { #expect(page.contains(mark)) }
    }

    @Test("the card is marked on every page, and has every candidate and group")
    func card() throws {
        let record = try SmallRecord.make(scale: 3)
        let pages = try Printing.pages(of: DocumentTests.page("card", record, .en))
        for page in pages { #expect(page.contains("SYNTHETIC DATA")) }
        let text = pages.joined()
        for label in record.selection?.fairness.flatMap(\.groups) ?? [] {
            #expect(text.contains(label.en.prefix(1).uppercased() + label.en.dropFirst()))
        }
    }
}
