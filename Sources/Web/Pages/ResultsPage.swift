import Credit
import HTTPTypes
import Hummingbird
import Markup
import Storage

private let pageLength = 20

/// The clients whose number starts with some digits; a whole number leads to its client.
func resultsPage(_ visit: Visit) async throws -> Response {
    guard let digits = try? visit.call.searchedDigits() else {
        if visit.isFragment { return visit.html(Element("p", .class("empty")) { visit.voice(.digitsOnly) }) }
        throw Problem.malformedQuery
    }
    let after = try visit.call.clientBefore("after")
    if !visit.isFragment, after == nil, let id = ClientID(digits), try await visit.site.store.client(id) != nil {
        return Response(status: .seeOther, headers: [.location: "/clients/\(id)"])
    }
    let found = try await visit.site.store.search(digits, after: after, limit: pageLength + 1)
    let list = results(visit.voice, digits: digits, found: found)
    if visit.isFragment { return visit.html(list) }
    let count = try await visit.site.store.count()
    return visit.page(
        visit.voice(.results), hasSearch: true,
        content: Group(
            searchForm(visit.voice, value: digits, example: nil, count: count),
            Element("div", .id("results"), .aria("live", "polite")) { list }
        )
    )
}

private func results(_ voice: Voice, digits: String, found: [ClientSummary]) -> some HTML {
    let shown = Array(found.prefix(pageLength))
    return Group(
        Element("h2") { heading(voice, digits: digits, shown: shown.count, hasMore: found.count > shown.count) },
        shown.isEmpty ? Element("p", .class("lead")) { voice(.noResultAdvice) } : nil,
        shown.isEmpty ? nil : table(voice, shown),
        found.count > shown.count ? shown.last.map { next(voice, digits: digits, after: $0.id) } : nil
    )
}

private func heading(_ voice: Voice, digits: String, shown: Int, hasMore: Bool) -> String {
    if shown == 0 { return voice(digits.isEmpty ? .noClients : .noResult, ["query": digits]) }
    if hasMore {
        return digits.isEmpty
            ? voice(.firstResults, ["count": "\(shown)"]) : voice(.resultsFor, ["query": digits])
    }
    return shown == 1 ? voice(.oneResult) : voice(.resultCount, ["count": "\(shown)"])
}

private func table(_ voice: Voice, _ clients: [ClientSummary]) -> some HTML {
    Element("table", .class("data wide")) {
        Element("thead") {
            Element("tr") {
                Element("th", Attribute("scope", "col")) { voice(.clientColumn) }
                Element("th", Attribute("scope", "col")) { voice(.answerColumn) }
                Element("th", Attribute("scope", "col"), .class("number")) { voice(.riskColumn) }
            }
        }
        Element("tbody") {
            each(clients) { client in
                Element("tr") {
                    Element("th", Attribute("scope", "row")) {
                        Element("a", .href("/clients/\(client.id)")) { voice.number(client.id) }
                    }
                    Element("td") { badge(voice, client.status) }
                    Element("td", .class("number")) { voice.format.outOfHundred(client.probability) }
                }
            }
        }
    }
}

private func next(_ voice: Voice, digits: String, after: ClientID) -> some HTML {
    Element("p") {
        Element("a", .class("button"), .href("/clients?q=\(digits)&after=\(after)")) { voice(.nextClients) }
    }
}

/// An answer as icon and word.
func badge(_ voice: Voice, _ status: Status) -> some HTML {
    Element("span", .class("badge \(status.rawValue)")) {
        icon(status)
        voice.answer(status)
    }
}

/// A tick for granted, a call mark for review, a bar for refused: told apart without colour.
func icon(_ status: Status) -> some HTML {
    switch status {
    case .granted:
        Verbatim(
            """
            <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" \
            r="9"></circle><path d="M5.8 10.4l2.9 2.9 5.6-6"></path></svg>
            """
        )
    case .referred:
        Verbatim(
            """
            <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" \
            r="9"></circle><path d="M10 5v6M10 14v.6"></path></svg>
            """
        )
    case .refused:
        Verbatim(
            """
            <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" \
            r="9"></circle><path d="M5.8 10h8.4"></path></svg>
            """
        )
    }
}
