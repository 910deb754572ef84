import Charts
import Credit
import Markup

/// What surrounds a report: its title, its notice and its list of contents.
struct ReportPage<Content: HTML>: HTML {
    let title: String
    let lead: String
    let isSynthetic: Bool
    let wording: Wording
    let contents: [(id: String, title: String)]
    let style: Verbatim?
    private let content: Content

    init(
        title: String, lead: String, isSynthetic: Bool, wording: Wording, contents: [(id: String, title: String)],
        style: Verbatim? = nil, @HTMLBuilder content: () -> Content
    ) {
        self.title = title
        self.lead = lead
        self.isSynthetic = isSynthetic
        self.wording = wording
        self.contents = contents
        self.style = style
        self.content = content()
    }

    func write(to page: inout Page) {
        Document(language: wording.language.rawValue) {
            VoidElement("meta", Attribute("charset", "utf-8"))
            VoidElement(
                "meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1"))
            Element("title") { title }
            reportStyle
            style
        } body: {
            Element("main") {
                Element("header") {
                    Element("h1") { title }
                    Element("p", .class("lead")) { lead }
                    if isSynthetic {
                        Element("p", .class("notice")) {
                            wording(
                                "Ces tables sont inventées : leurs chiffres ne disent rien d’un vrai prêteur.",
                                "These tables are made up: their figures say nothing of a real lender.")
                        }
                    }
                    Element("nav", .aria("label", wording("Sommaire", "Contents"))) {
                        Element("ol") {
                            each(contents) { entry in
                                Element("li") { Element("a", .href("#" + entry.id)) { entry.title } }
                            }
                        }
                    }
                }
                content
            }
        }
        .write(to: &page)
    }
}

/// A table of figures of which the first column names the rows and those given are numbers.
func figures(_ caption: String, _ columns: [String], _ rows: [[String]], numbers: Set<Int>) -> DataTable {
    DataTable(caption: caption, columns: columns, rows: rows, numeric: numbers)
}
