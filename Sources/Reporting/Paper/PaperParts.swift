import Charts
import Credit
import Markup

/// A document: its head, its notice and its parts.
struct Paper<Content: HTML>: HTML {
    let title: Typeset
    let record: ModelRecord
    let prose: Prose
    private let style: Verbatim
    private let content: Content

    init(
        title: Typeset, record: ModelRecord, prose: Prose, style: Verbatim = paperStyle,
        @HTMLBuilder content: () -> Content
    ) {
        self.title = title
        self.record = record
        self.prose = prose
        self.style = style
        self.content = content()
    }

    func write(to page: inout Page) {
        Document(language: prose.language.rawValue) {
            VoidElement("meta", Attribute("charset", "utf-8"))
            VoidElement(
                "meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1"))
            Element("title") { title.plain }
            style
            PageMarks.of(isSynthetic: record.isSynthetic, isFrench: prose.language == .fr)
        } body: {
            Element("main") { content }
        }
        .write(to: &page)
    }
}

/// A part that begins on a page of its own.
struct PaperPart<Content: HTML>: HTML {
    let id: String
    let kicker: Typeset
    let title: Typeset
    private let content: Content

    init(id: String, kicker: Typeset, title: Typeset, @HTMLBuilder content: () -> Content) {
        self.id = id
        self.kicker = kicker
        self.title = title
        self.content = content()
    }

    func write(to page: inout Page) {
        Element("section", .class("part"), .id(id)) {
            Element("header") {
                Element("p", .class("kicker")) { kicker }
                Element("h2") { title }
            }
            content
        }
        .write(to: &page)
    }
}

/// A paragraph or more under a heading.
struct Block<Content: HTML>: HTML {
    let title: Typeset?
    private let content: Content

    init(_ title: Typeset? = nil, @HTMLBuilder content: () -> Content) {
        self.title = title
        self.content = content()
    }

    func write(to page: inout Page) {
        Element("div", .class("block")) {
            if let title { Element("h3") { title } }
            content
        }
        .write(to: &page)
    }
}

/// A paragraph.
struct Paragraph: HTML {
    let text: Typeset
    let style: String?

    init(_ text: Typeset, style: String? = nil) {
        self.text = text
        self.style = style
    }

    func write(to page: inout Page) { Element("p", .class(style)) { text }.write(to: &page) }
}

/// A chart under its finding.
struct ChartBlock: HTML {
    let finding: Typeset
    let chart: any StaticChart

    func write(to page: inout Page) {
        Element("figure") {
            Element("figcaption") { finding }
            AnyChart(chart: chart)
        }
        .write(to: &page)
    }

    private struct AnyChart: HTML {
        let chart: any StaticChart
        func write(to page: inout Page) { chart.write(to: &page) }
    }
}

/// A table of figures; the first column names the rows, the others are numbers unless said.
struct FigureTable: HTML {
    struct Row {
        let cells: [Typeset]
        var isChosen = false
    }

    let caption: Typeset
    let columns: [Typeset]
    let rows: [Row]
    /// Positions of columns of words, after the first.
    var words: Set<Int> = []

    func write(to page: inout Page) {
        Element("table") {
            Element("caption") { caption }
            Element("thead") {
                Element("tr") {
                    each(columns.enumerated()) { position, name in
                        Element("th", Attribute("scope", "col"), .class(style(position))) { name }
                    }
                }
            }
            Element("tbody") {
                each(rows) { row in
                    Element("tr", .class(row.isChosen ? "chosen" : nil)) {
                        each(row.cells.enumerated()) { position, cell in
                            if position == 0 {
                                Element("th", Attribute("scope", "row")) { cell }
                            } else {
                                Element("td", .class(style(position))) { cell }
                            }
                        }
                    }
                }
            }
        }
        .write(to: &page)
    }

    private func style(_ position: Int) -> String? { position == 0 || words.contains(position) ? nil : "number" }
}

/// A list of sentences.
struct Bullets: HTML {
    let lines: [Typeset]

    func write(to page: inout Page) {
        Element("ul") { each(lines) { line in Element("li") { line } } }.write(to: &page)
    }
}

/// Four figures side by side.
struct Tiles: HTML {
    let tiles: [(label: Typeset, figure: Typeset, remark: Typeset)]

    func write(to page: inout Page) {
        Element("dl", .class("tiles")) {
            each(tiles) { tile in
                Element("div") {
                    Element("dt") { tile.label }
                    Element("dd") { tile.figure }
                    Element("dd") { tile.remark }
                }
            }
        }
        .write(to: &page)
    }
}
