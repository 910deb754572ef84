import Catalog
import Charts
import Credit
import Markup

/// The values that cannot be, by table: the column, how many, their share of the rows, and what can be.
struct ImpossiblePart: HTML {
    /// A table with such values.
    struct Table {
        let title: String
        let rows: [[String]]
    }

    private let tables: [Table]
    private let wording: Wording

    init(_ report: FeatureReport, catalog: LenderCatalog, wording: Wording) {
        self.wording = wording
        tables = catalog.tables.compactMap { table in
            let counts = report.impossible[table.name] ?? [:]
            let rows = table.columns.compactMap { column -> [String]? in
                guard let count = counts[column.name], count > 0 else { return nil }
                return [
                    wording.title(column.label), column.name, wording.count(count),
                    wording.share(count, of: report.tables[table.name] ?? 0),
                    allowedValues(of: column, in: table, wording),
                ]
            }
            return rows.isEmpty ? nil : Table(title: wording.title(table.title), rows: rows)
        }
    }

    /// Whether there is nothing to say.
    var isEmpty: Bool { tables.isEmpty }

    var title: String { wording("Valeurs impossibles", "Impossible values") }

    func write(to page: inout Page) {
        Part(
            id: "impossible", title: title,
            lead: wording(
                "Ces valeurs sortent de ce que le catalogue admet : elles comptent comme inconnues.",
                "These values are outside what the catalog allows: they count as unknown."),
            content: each(tables) { table in
                Element("div", .class("card")) {
                    Element("h3") { table.title }
                    Element("div", .class("scroll")) {
                        DataTable(
                            caption: table.title,
                            columns: [
                                wording("Colonne", "Column"), wording("Nom technique", "Technical name"),
                                wording("Valeurs impossibles", "Impossible values"),
                                wording("Part des lignes", "Share of rows"),
                                wording("Valeurs admises", "Allowed values"),
                            ],
                            rows: table.rows, numeric: [2, 3])
                    }
                }
            }
        )
        .write(to: &page)
    }
}

/// Which values of a raw column can be, in human units.
private func allowedValues(of column: ColumnDefinition, in table: TableDefinition, _ wording: Wording) -> String {
    if let words = column.flagWords { return wording("\(words.yes) ou \(words.no)", "\(words.yes) or \(words.no)") }
    if column.kind == .flag { return wording("0 ou 1", "0 or 1") }
    guard let range = column.valid else { return wording("tout nombre", "any number") }
    switch column.kind {
    case .daysAgo, .days: return moments(range, wording) { wording.format.duration(days: $0) }
    case .months where table.clock?.column == column.name:
        return moments(range, wording) { wording.format.text($0, as: .months) }
    case .months where range.low < 0:
        // Months are written without their sign.
        let ends = wording.range(
            wording.format.number(range.low, atMost: 1), wording.format.number(range.high, atMost: 1))
        return wording("\(ends) mois", "\(ends) months")
    default:
        return wording.range(
            wording.format.text(range.low, as: column.kind), wording.format.text(range.high, as: column.kind))
    }
}

/// A range of moments, negative before the application.
private func moments(_ range: ValidRange, _ wording: Wording, _ length: (Double) -> String) -> String {
    let low = length(range.low.magnitude), high = length(range.high.magnitude)
    if range.high <= 0 {
        let ends = wording.range(high, low)
        return wording("\(ends) avant la demande", "\(ends) before the application")
    }
    if range.low >= 0 {
        let ends = wording.range(low, high)
        return wording("\(ends) après la demande", "\(ends) after the application")
    }
    return wording(
        "de \(low) avant la demande à \(high) après", "from \(low) before the application to \(high) after")
}
