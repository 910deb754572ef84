import Catalog
import Credit
import Markup
import Recording

/// A letter to a client on one decision: the same words on a screen, on paper and in the log.
struct Letter {
    /// A piece of a part.
    enum Block: Hashable {
        case paragraph(String)
        case points([String])
        /// Reasons in order, each with what stands behind it.
        case reasons([ClientWords.Reason])
    }

    /// A part with its title; the first has none.
    struct Part: Hashable {
        let title: String?
        let blocks: [Block]
    }

    let language: Language
    let lender: String
    let day: String
    let reference: String
    let object: String
    let greeting: String
    let parts: [Part]
    let closing: String

    /// - Parameter day: the day on the letter.
    init(_ decision: RecordedDecision, _ changes: Changes, catalog: LenderCatalog, language: Language, on day: Day) {
        let voice = Voice(language: language, currency: catalog.currency)
        let words = ClientWords(decision, changes, catalog: catalog, voice: voice)
        self.language = language
        lender = voice(catalog.title)
        self.day = voice.longDay(day)
        reference = voice(LetterText.reference, ["reference": decision.id.description])
        object = voice(LetterText.object)
        greeting = voice(LetterText.greeting)
        let reasons = words.reasons(facts: 1)
        var parts = [
            Part(title: nil, blocks: (words.answer + [words.automatic]).map(Block.paragraph)),
            Part(
                title: words.reasonsTitle,
                blocks: [reasons.isEmpty ? .paragraph(voice(LetterText.noReason)) : .reasons(reasons)]),
        ]
        if let could = words.couldChange {
            parts.append(
                Part(
                    title: voice(LetterText.couldChange),
                    blocks: [.paragraph(could.lead)] + (could.sentences.isEmpty ? [] : [.points(could.sentences)])
                        + [.paragraph(voice(LetterText.fixed))]))
        }
        parts.append(Part(title: voice(LetterText.data), blocks: [.paragraph(words.data.joined(separator: " "))]))
        parts.append(Part(title: voice(LetterText.rights), blocks: words.rights.map(Block.paragraph)))
        self.parts = parts
        closing = voice(LetterText.closing)
    }

    /// The letter without markup, as the log keeps it.
    var text: String {
        var lines = [lender, day, reference, "", object, "", greeting]
        for part in parts {
            lines.append("")
            if let title = part.title { lines.append(title) }
            for block in part.blocks {
                switch block {
                case .paragraph(let text): lines.append(text)
                case .points(let points): lines += points.map { "• " + $0 }
                case .reasons(let reasons):
                    for (place, reason) in reasons.enumerated() {
                        lines.append("\(place + 1). " + ([reason.sentence] + reason.facts).joined(separator: " "))
                    }
                }
            }
        }
        return (lines + ["", closing, lender]).joined(separator: "\n") + "\n"
    }

    /// The letter as markup.
    var article: some HTML {
        Element("article", .class("letter"), Attribute("lang", language.rawValue)) {
            Element("header") {
                Element("p", .class("from")) { lender }
                Element("p", .class("dated")) {
                    Element("span") { day }
                    Element("span") { reference }
                }
            }
            Element("h1") { object }
            Element("p") { greeting }
            each(parts) { part in
                Element("section") {
                    if let title = part.title { Element("h2") { title } }
                    each(part.blocks) { block in Self.markup(block) }
                }
            }
            Element("p") { closing }
            Element("p", .class("from")) { lender }
        }
    }

    @HTMLBuilder private static func markup(_ block: Block) -> some HTML {
        switch block {
        case .paragraph(let text): Element("p") { text }
        case .points(let points): Element("ul") { each(points) { point in Element("li") { point } } }
        case .reasons(let reasons):
            Element("ol") {
                each(reasons) { reason in
                    Element("li") {
                        reason.sentence
                        if !reason.facts.isEmpty {
                            Element("span", .class("fact")) { " " + reason.facts.joined(separator: " ") }
                        }
                    }
                }
            }
        }
    }

    /// SHA-256 of the markup, in hexadecimal.
    var digest: String { ChainDigest(of: Array(Page.text(of: article).utf8)).description }
}
