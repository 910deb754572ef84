import Credit
import Explaining
import Features
import Hummingbird
import Markup
import Storage

/// A client beside all others in two variables at once: a grid of groups, never a point for a person.
func pairPage(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "comparison")
    let (voice, comparing) = (visit.voice, visit.site.comparing)
    func asked(_ name: Substring) throws -> Comparing.Variable? {
        guard let text = visit.call.query(name) else { return nil }
        guard let variable = comparing.variable(String(text)) else { throw Problem.unknownComparison }
        return variable
    }
    let x: Comparing.Variable
    if let across = try asked("x") { x = across } else { x = try await visit.usualVariable(of: client) }
    let others = comparing.criteria.map(\.variable) + [comparing.score]
    let y = try asked("y") ?? others.first { $0 != x } ?? x
    let pair = try await visit.site.pair(client, x, y)
    let result = pairResult(voice, pair, x, y)
    if visit.isFragment { return visit.html(result) }
    let title = voice(ComparisonText.pairTitle, ["number": voice.number(client.id)])
    return visit.page(
        title,
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { title }
                Element("p", .class("lead")) { voice(ComparisonText.pairLead) }
                Element("p") {
                    Element("a", .href("/clients/\(client.id)/compare?variable=\(x.key)")) {
                        voice(ComparisonText.backToComparison)
                    }
                }
            },
            Element("section", .class("card compare"), .aria("label", title)) {
                pairForm(visit, client.id, x, y)
                Element(
                    "div", .id("pair-result"), .role("region"), .aria("live", "polite"),
                    .aria("label", voice(ComparisonText.result))
                ) { result }
            }
        )
    )
}

private func pairForm(
    _ visit: Visit, _ client: ClientID, _ x: Comparing.Variable, _ y: Comparing.Variable
) -> some HTML {
    let (voice, address) = (visit.voice, "/clients/\(client)/compare/pair")
    let variables = visit.site.comparing.families
    return Element(
        "form", .class("compare-form"), Attribute("action", address), Attribute("hx-get", address),
        Attribute("hx-target", "#pair-result"), Attribute("hx-trigger", "change, submit"),
        Attribute("hx-sync", "this:replace")
    ) {
        variableChoice(voice, name: "x", label: .across, chosen: x, visit, variables)
        variableChoice(voice, name: "y", label: .down, chosen: y, visit, variables)
        Element("button", .type("submit"), .class("quiet")) { voice(ComparisonText.cross) }
    }
}

@HTMLBuilder private func pairResult(
    _ voice: Voice, _ pair: PairComparison?, _ x: Comparing.Variable, _ y: Comparing.Variable
) -> some HTML {
    if x == y {
        Element("p", .class("empty")) { voice(ComparisonText.pairSame) }
    } else if let pair, !pair.columns.isEmpty, !pair.rows.isEmpty {
        Element("figure", .class("comparison")) {
            Element("figcaption") {
                Element("h2") { finding(voice, pair) }
                Element("p") {
                    voice(
                        ComparisonText.pairSentence,
                        ["count": voice.count(pair.known.total), "overall": voice.defaults(pair.known)])
                }
            }
            pairTable(voice, pair, x, y)
        }
    } else {
        Element("p", .class("empty")) { voice(ComparisonText.pairTooFew) }
    }
}

private func finding(_ voice: Voice, _ pair: PairComparison) -> String {
    guard let own = pair.own, let cell = pair.cells[own.row][own.column], cell.defaultRate != nil else {
        return voice(ComparisonText.pairNoCell)
    }
    return voice(ComparisonText.pairFinding, ["rate": voice.defaults(cell)])
}

private func pairTable(
    _ voice: Voice, _ pair: PairComparison, _ x: Comparing.Variable, _ y: Comparing.Variable
) -> some HTML {
    let caption = voice(ComparisonText.pairCaption, ["x": voice.title(x.label), "y": voice(y.label)])
    let columns = order(pair.columns, x), rows = order(pair.rows, y)
    let rates = pair.cells.joined().compactMap { $0?.defaultRate }
    let most = rates.max() ?? 0
    return Element("div", .class("scroll"), Attribute("tabindex", "0"), .role("group"), .aria("label", caption)) {
        Element("table", .class("grid")) {
            Element("caption") { caption }
            Element("thead") {
                Element("tr") {
                    Element("th", Attribute("scope", "col")) { voice.title(y.label) }
                    each(columns) { column in
                        Element("th", Attribute("scope", "col")) {
                            voice.title(voice.text(pair.columns[column].content, of: x))
                        }
                    }
                }
            }
            Element("tbody") {
                each(rows) { row in
                    Element("tr") {
                        Element("th", Attribute("scope", "row")) {
                            voice.title(voice.text(pair.rows[row].content, of: y))
                        }
                        each(columns) { column in
                            cell(
                                voice, pair.cells[row][column],
                                isOwn: pair.own == PairComparison.Place(row: row, column: column), most: most)
                        }
                    }
                }
            }
        }
    }
}

/// Ages rise as their days fall.
private func order(_ bins: [Comparison.Bin], _ variable: Comparing.Variable) -> [Int] {
    variable.kind == .daysAgo ? Array(bins.indices.reversed()) : Array(bins.indices)
}

private func cell(
    _ voice: Voice, _ counts: FeatureDistribution.Counts?, isOwn: Bool, most: Double
) -> some HTML {
    // The figure says it; the shade helps the eye.
    let shade = counts?.defaultRate.map { most > 0 ? Int(($0 / most * 4).rounded()) : 0 }
    let classes = [shade.map { "heat-\($0)" } ?? "heat-none", isOwn ? "own" : nil].compactMap(\.self)
    return Element("td", .class(classes.joined(separator: " ")), .aria("current", isOwn ? "true" : nil)) {
        if let counts {
            Element("strong") { voice.defaults(counts) }
            Element("small") { voice(ComparisonText.pairCell, ["count": voice.count(counts.total)]) }
        } else {
            Element("small") { voice(ComparisonText.pairEmpty) }
        }
        if isOwn { Element("span", .class("mark-word")) { "◆ " + voice(ComparisonText.thisClient) } }
    }
}
