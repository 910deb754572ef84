import Markup
import Testing

@Suite("Whatever is said stays text")
struct EscapingTests {
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "&lt;b&gt;",
        "a & b < c > d",
        "</title><script>", "<!-- -->", "]]>", "&#x3C;script&#x3E;", "é ≥ 100\u{202F}000 € 🏦", "",
    ]

    static func escaped(_ text: String) -> String {
        text.map {
            switch $0 {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String($0)
            }
        }.joined()
    }

    @Test("text is escaped in content", arguments: hostile)
    func content(text: String) {
        #expect(Page.text(of: Element("p") { text }) == "<p>\(Self.escaped(text))</p>")
    }

    @Test("text is escaped in attributes of every sort", arguments: hostile)
    func attributes(text: String) {
        let element = VoidElement(
            "input", .class(text), .aria("label", text), .data("x", text), Attribute("value", text))
        let value = Self.escaped(text)
        #expect(
            Page.text(of: element)
                == "<input class=\"\(value)\" aria-label=\"\(value)\" data-x=\"\(value)\" value=\"\(value)\">"
        )
    }

    @Test("no written page has a tag that the program did not type", arguments: hostile)
    func onlyTypedTags(text: String) {
        let page = Page.text(
            of: Document(language: text) {
                Element("title") { text }
            } body: {
                Drawing(name: "d", height: 10, title: text, description: text) {
                    Shape.words(text, x: 0.5, y: 1, anchor: text, class: text)
                }
            }
        )
        let tags = page.dropFirst("<!doctype html>\n".count).split(separator: "<").map {
            $0.prefix { $0.isLetter || $0 == "/" }
        }
        #expect(
            tags
                == [
                    "html", "head", "title", "/title", "/head", "body", "svg", "title", "/title", "desc",
                    "/desc", "text", "/text", "/svg", "/body", "/html",
                ].map { Substring($0) }
        )
        #expect(page.count { $0 == "\"" }.isMultiple(of: 2))
    }

    @Test("only what is typed in the program is written as it stands")
    func verbatim() {
        #expect(Page.text(of: Verbatim("<b>&amp;</b>")) == "<b>&amp;</b>")
    }
}
