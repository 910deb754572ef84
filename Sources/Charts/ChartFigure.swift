import FoundationEssentials
public import Markup

/// A chart with its finding, its sentence and the table of the same figures.
///
/// The page is whole without script: the table stays, and the script of the page draws the chart above it from the
/// `data-chart` attribute.
public struct ChartFigure: HTML, Sendable {
    /// The finding, as a title.
    public let title: String
    /// What to read from it.
    public let sentence: String
    /// The chart.
    public let chart: VegaLite
    /// The same figures.
    public let table: DataTable

    /// Makes a figure.
    public init(title: String, sentence: String, chart: VegaLite, table: DataTable) {
        self.title = title
        self.sentence = sentence
        self.chart = chart
        self.table = table
    }

    /// The chart as JSON, keys in order of name.
    ///
    /// - Throws: when a number of the chart is not finite.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(chart), as: UTF8.self)
    }

    /// Writes the figure; a chart that cannot be encoded leaves its table.
    public func write(to page: inout Page) {
        Element("figure", .class("chart"), .data("chart", try? json())) {
            Element("figcaption") {
                Element("h3") { title }
                Element("p") { sentence }
            }
            table
        }
        .write(to: &page)
    }
}

/// The figures of a chart as a table, its first column naming the rows.
public struct DataTable: HTML, Hashable, Sendable {
    /// What the table shows.
    public let caption: String
    /// The columns' names.
    public let columns: [String]
    /// The rows, each as long as `columns`.
    public let rows: [[String]]
    /// Positions of columns of numbers, set to the right.
    public let numeric: Set<Int>

    /// Makes a table.
    public init(caption: String, columns: [String], rows: [[String]], numeric: Set<Int>) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.numeric = numeric
    }

    /// Writes the table.
    public func write(to page: inout Page) {
        Element("table", .class("data")) {
            Element("caption", .class("hidden")) { caption }
            Element("thead") {
                Element("tr") {
                    for (position, name) in columns.enumerated() {
                        Element("th", Attribute("scope", "col"), .class(style(of: position))) { name }
                    }
                }
            }
            Element("tbody") {
                for row in rows {
                    Element("tr") {
                        for (position, cell) in row.enumerated() {
                            if position == 0 {
                                Element("th", Attribute("scope", "row")) { cell }
                            } else {
                                Element("td", .class(style(of: position))) { cell }
                            }
                        }
                    }
                }
            }
        }
        .write(to: &page)
    }

    private func style(of position: Int) -> String? { numeric.contains(position) ? "number" : nil }
}
