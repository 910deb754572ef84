import Charts
import Credit
import Foundation
import Testing

@testable import Reporting

@Suite("What a bundle does not know is said")
struct GapTests {
    @Test(
        "a bundle without a report on its selection gives whole documents that say what is missing",
        arguments: Language.allCases)
    func noSelection(language: Language) throws {
        let record = try SmallRecord.make(hasSelection: false)
        let sentence = language == .fr ? "ne garde pas de rapport de sélection" : "keeps no report on its selection"
        let note = DocumentTests.page("note", record, language)
        #expect(note.matches(of: try Regex(sentence)).count == 4)
        for part in ["training", "cost", "interpretation", "limits"] { #expect(note.contains("id=\"\(part)\"")) }
        #expect(DocumentTests.page("card", record, language).contains(sentence))
        #expect(DocumentTests.page("slides", record, language).contains("class=\"slide\""))
        #expect(ModelCharts(record, language: language).all.map(\.name) == ["calibration"])
    }

    @Test(
        "made-up clients are marked in the foot of every page, real ones are not",
        arguments: ["note", "card", "slides"])
    func synthetic(name: String) throws {
        let marked = try SmallRecord.make(isSynthetic: true), plain = try SmallRecord.make(isSynthetic: false)
        #expect(DocumentTests.page(name, marked, .fr).contains("content: \"DONNÉES SYNTHÉTIQUES"))
        #expect(DocumentTests.page(name, marked, .en).contains("content: \"SYNTHETIC DATA"))
        for language in Language.allCases {
            let text = DocumentTests.page(name, plain, language)
            #expect(!text.contains("SYNTH") && text.contains("counter(page)"))
        }
    }

    @Test("what a lender or a catalog says stays text")
    func escaped() throws {
        var record = try SmallRecord.make()
        record.lender = SmallRecord.text("<script>alert(1)</script> & fils")
        for name in ["note", "card", "slides"] {
            let text = DocumentTests.page(name, record, .en)
            #expect(!text.contains("<script") && text.contains("&lt;script&gt;"))
        }
    }

    @Test("each chart is a file of its own, with its words for who does not see it")
    func charts() throws {
        let charts = ModelCharts(try SmallRecord.make(), language: .fr).all
        #expect(charts.map(\.name) == ["candidates", "cost-curve", "calibration", "families", "fairness", "search"])
        for chart in charts {
            let text = String(decoding: chart.svg, as: UTF8.self)
            #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") && text.hasSuffix("</svg>"))
            #expect(text.contains("<title ") && text.contains("<desc ") && !text.contains("nan"))
            #expect(throws: Never.self) { try XMLDocumentCheck.parse(chart.svg) }
        }
    }
}
