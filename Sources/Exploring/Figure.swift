import Charts
import Markup

/// A chart under its finding and its sentence, with its figures in a table that opens.
struct Figure<Chart: HTML>: HTML {
    let title: String
    let sentence: String
    let chart: Chart
    let summary: String
    let table: DataTable

    func write(to page: inout Page) {
        Element("figure", .class("card")) {
            Element("figcaption") {
                Element("h3") { title }
                Element("p") { sentence }
            }
            chart
            Folded(summary: summary, content: table)
        }
        .write(to: &page)
    }
}

/// Content that opens at a click; paper shows what is open.
struct Folded<Content: HTML>: HTML {
    let summary: String
    let content: Content

    func write(to page: inout Page) {
        Element("details") {
            Element("summary") { summary }
            Element("div", .class("scroll")) { content }
        }
        .write(to: &page)
    }
}

/// A part of the report that the list of contents leads to.
struct Part<Content: HTML>: HTML {
    let id: String
    let title: String
    let lead: String
    let content: Content

    func write(to page: inout Page) {
        Element("section", .id(id)) {
            Element("h2") { title }
            Element("p", .class("lead")) { lead }
            content
        }
        .write(to: &page)
    }
}

/// A table of which the first rows are in sight, on paper too, and the others open at a click.
struct LongTable: HTML {
    let table: DataTable
    let wording: Wording

    private static let inSight = 40

    func write(to page: inout Page) {
        Element("div", .class("scroll")) { part(table.rows.prefix(Self.inSight)) }.write(to: &page)
        guard table.rows.count > Self.inSight else { return }
        let others = wording.count(table.rows.count - Self.inSight)
        Folded(
            summary: wording("Voir les \(others) suivantes", "See the next \(others)"),
            content: part(table.rows.dropFirst(Self.inSight))
        )
        .write(to: &page)
    }

    private func part(_ rows: ArraySlice<[String]>) -> DataTable {
        DataTable(caption: table.caption, columns: table.columns, rows: Array(rows), numeric: table.numeric)
    }
}
