import Testing

@testable import Markup

@Suite("Elements are written as they are built")
struct StructureTests {
    @Test("conditions, alternatives and loops keep their order")
    func builder() {
        func list(_ items: [String], note: String?) -> some HTML {
            Element("ul") {
                if items.isEmpty { Element("li") { "none" } } else { Verbatim("<!-- some -->") }
                for item in items { Element("li", .class("item")) { item } }
                if let note { Element("li") { note } }
            }
        }
        #expect(Page.text(of: list([], note: nil)) == "<ul><li>none</li></ul>")
        #expect(
            Page.text(of: list(["a", "b"], note: "c"))
                == "<ul><!-- some --><li class=\"item\">a</li><li class=\"item\">b</li><li>c</li></ul>"
        )
    }

    @Test("each item has its piece, in order")
    func eachItem() {
        #expect(
            Page.text(of: Element("ol") { each(1...3) { number in Element("li") { "\(number)" } } })
                == "<ol><li>1</li><li>2</li><li>3</li></ol>")
    }

    @Test("a boolean attribute is its name or nothing, a nil attribute is nothing")
    func attributes() {
        let element = VoidElement("input", Attribute("required", true), Attribute("hidden", false), .class(nil))
        #expect(Page.text(of: element) == "<input required>")
    }

    @Test("an empty element has an end tag, a void element has none")
    func ends() {
        #expect(Page.text(of: Element("td")) == "<td></td>")
        #expect(Page.text(of: VoidElement("br")) == "<br>")
    }

    @Test(
        "numbers have at most two decimals, a point and no exponent",
        arguments: [
            (0.0, "0"), (-0.001, "0"), (12.5, "12.5"), (0.056, "0.06"), (-3.05, "-3.05"), (100, "100"), (1e-9, "0"),
            (.nan, "0"), (.infinity, "0"), (44.999, "45"),
        ]
    )
    func decimals(number: Double, text: String) {
        #expect(Attribute.decimal(number) == text)
    }

    @Test("a page starts with its type and says its language")
    func document() {
        let page = Page.text(
            of: Document(language: "fr") {
                Element("title") { "T" }
            } body: {
                "B"
            })
        #expect(page == "<!doctype html>\n<html lang=\"fr\"><head><title>T</title></head><body>B</body></html>")
    }

    @Test("a drawing says in words what it shows")
    func drawing() {
        let page = Page.text(
            of: Drawing(name: "g", height: 40, title: "T", description: "D") {
                Shape.rectangle(x: 0.25, y: 1, width: 0.5, height: 8, radius: 2, class: "bar")
            }
        )
        #expect(
            page == "<svg role=\"img\" class=\"drawing\" width=\"100%\" height=\"40\" "
                + "aria-labelledby=\"g-title g-description\"><title id=\"g-title\">T</title>"
                + "<desc id=\"g-description\">D</desc>"
                + "<rect class=\"bar\" x=\"25%\" y=\"1\" width=\"50%\" height=\"8\" rx=\"2\"></rect></svg>"
        )
    }
}
