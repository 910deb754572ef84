import Credit
import Fixtures
import Foundation
import Markup
import Testing

@testable import Reporting

@Suite("Documents are the bundle’s figures in words")
struct DocumentTests {
    /// A document by its name.
    static func page(_ name: String, _ record: ModelRecord, _ language: Language) -> String {
        switch name {
        case "note": Page.text(of: MethodologyNote(record, language: language))
        case "card": Page.text(of: ModelCardPage(record, language: language))
        default: Page.text(of: Slides(record, language: language))
        }
    }

    @Test("are what they were", arguments: ["note", "card", "slides"], Language.allCases)
    func golden(name: String, language: Language) throws {
        let text = Self.page(name, try SmallRecord.make(), language)
            .replacing("><", with: ">\n<")
        try Golden.check(text, "documents/\(name).\(language.rawValue).html")
    }
}
