import Credit
import Drift
import Markup

/// One column's two distributions under its name and its sentence: a table whose cells carry their bars.
///
/// A page holds hundreds of them, so end tags that HTML allows to leave out are left out.
struct DriftCard: HTML {
    let column: ColumnDrift
    let anchor: String?
    /// Most lines of the table.
    let lines: Int
    let sentences: DriftSentences

    private var wording: Wording { sentences.wording }

    func write(to page: inout Page) {
        VoidElement("li", .id(anchor), .class(column.drifted ? "moved" : nil)).write(to: &page)
        let identity = sentences.comparison.identity(column.column)
        let label = identity.label[wording.language]
        Element("h3") {
            wording.title(label)
            if label != column.column {
                " "
                Element("code") { column.column }
            }
        }
        .write(to: &page)
        let sentence = sentences.column(column)
        let lines = DriftLines(column.column, sentences.comparison, wording, most: lines).lines
        guard !lines.isEmpty else {
            page.append(markup: "<p>")
            page.append(text: sentence)
            return
        }
        page.append(markup: "<table><caption>")
        page.append(text: sentence)
        page.append(markup: "</caption><tr><th>")
        page.append(text: wording("Sur 100 clients", "In 100 clients"))
        page.append(markup: "<th>")
        page.append(text: wording("avant", "before"))
        page.append(markup: "<th>")
        page.append(text: wording("après", "after"))
        let largest = max(lines.map { max($0.reference, $0.current) }.max() ?? 0, .leastNormalMagnitude)
        for line in lines {
            page.append(markup: "<tr><th>")
            page.append(text: line.text)
            for share in [line.reference, line.current] {
                page.append(markup: "<td style=--s:")
                page.append(text: String(Int((share / largest * 99).rounded())))
                page.append(markup: ">")
                page.append(text: wording.format.number(share * 100, decimals: 1))
            }
        }
        page.append(markup: "</table>")
    }
}

/// Sections of columns, within a number of bytes: in full while there is room, then with fewer lines, then by name alone.
struct DriftCards: HTML {
    /// A section's identifier, its title and its columns.
    struct Section {
        let id: String
        let title: String
        let columns: [ColumnDrift]
    }

    let sections: [Section]
    let anchors: [String: String]
    let sentences: DriftSentences
    /// How long the page may be after the last card.
    let limit: Int

    /// Lines of a table in full, and as room gets scarce.
    private static let lines = [13, 5, 4, 3, 2]
    /// Bytes of a section around its cards.
    private static let surroundings = 500

    /// Names listed of the columns that have no card.
    private static let mostNamed = 40

    private var wording: Wording { sentences.wording }

    func write(to page: inout Page) {
        let columns = sections.flatMap(\.columns)
        let room = limit - page.bytes.count - sections.count * Self.surroundings
        let lines = Self.plan(
            columns.map { column in { size(card(column, $0)) } }, room: room, sections: sections.count)
        var place = 0
        for section in sections {
            Part(
                id: section.id, title: section.title,
                lead: section.columns.isEmpty
                    ? wording("Aucune.", "None.")
                    : wording(
                        "La barre sous chaque nombre en donne la longueur, à la même échelle des deux côtés.",
                        "The bar under each number draws it, on the same scale on both sides."),
                content: list(zip(section.columns, lines[place..<place + section.columns.count]))
            )
            .write(to: &page)
            place += section.columns.count
        }
    }

    /// How many lines each column's table gets: as many for all as there is room for, then the first ones in full.
    ///
    /// Nil is for its name alone, from the column on where even two lines for each would be too long.
    private static func plan(_ sizes: [(_ lines: Int) -> Int], room: Int, sections: Int) -> [Int?] {
        for most in lines {
            let least = sizes.map { $0(most) }
            var left = room - least.reduce(0, +)
            guard left >= 0 || most == 2 else { continue }
            if left < 0 {
                var used = 0
                return least.map { size in
                    used += size
                    return used <= room - sections * mostNamed * 120 ? most : nil
                }
            }
            return zip(sizes, least).map { size, least in
                let more = size(lines[0]) - least
                guard more <= left else { return most }
                left -= more
                return lines[0]
            }
        }
        return []
    }

    private func list(_ columns: some Sequence<(ColumnDrift, Int?)>) -> some HTML {
        var cards: [DriftCard] = []
        var names: [String] = []
        for (column, lines) in columns {
            if let lines { cards.append(card(column, lines)) } else { names.append(column.column) }
        }
        let named = names.prefix(Self.mostNamed)
        let rest =
            names.isEmpty
            ? nil
            : wording(
                "Et \(sentences.columns(names.count)) de plus, dans le JSON du rapport : \(named.joined(separator: ", "))…",
                "And \(sentences.columns(names.count)) more, in the report’s JSON: \(named.joined(separator: ", "))…")
        return Group(
            cards.isEmpty ? nil : Group(Verbatim("<ul class=cards>"), cards, Verbatim("</ul>")),
            rest.map { text in Element("p") { text } })
    }

    private func card(_ column: ColumnDrift, _ lines: Int) -> DriftCard {
        DriftCard(column: column, anchor: anchors[column.column], lines: lines, sentences: sentences)
    }

    private func size(_ piece: some HTML) -> Int {
        var page = Page()
        piece.write(to: &page)
        return page.bytes.count
    }
}
