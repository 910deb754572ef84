import Credit
import HTTPTypes
import Hummingbird
import Markup
import Storage

/// The clients that a filter leaves; a whole number alone leads to its client.
func resultsPage(_ visit: Visit) async throws -> Response {
    let filter: ClientFilter
    do {
        filter = try ClientFilter(visit.call)
    } catch {
        guard visit.isFragment else { throw error }
        let isNumber = (try? visit.call.searchedDigits()) != nil
        return visit.html(
            Element("p", .class("empty")) {
                isNumber ? visit.voice(FindingText.badFilter) : visit.voice(.digitsOnly)
            })
    }
    if !visit.isFragment, filter.isPlain, filter.after == nil, let id = ClientID(filter.digits),
        try await visit.site.store.client(id) != nil
    {
        return Response(status: .seeOther, headers: [.location: "/clients/\(id)"])
    }
    let found = try await visit.site.store.clients(filter.query)
    let list = results(visit.voice, filter, found: found)
    if visit.isFragment { return visit.html(list) }
    let spread = try await visit.site.store.spread()
    return visit.page(
        visit.voice(.results), hasSearch: true,
        content: Group(
            Element("section", .class("find")) {
                findHeading(visit.voice, count: spread.total)
                Element(
                    "form", .class("browse"), Attribute("action", "/clients"), .role("search"),
                    Attribute("hx-get", "/clients"), Attribute("hx-target", "#results"),
                    Attribute("hx-trigger", "input delay:80ms"), Attribute("hx-sync", "this:replace")
                ) {
                    numberField(visit.voice, value: filter.digits, example: nil)
                    filterFields(visit.voice, filter, spread)
                }
            },
            resultsPlace { list }
        )
    )
}

/// Where lists stand; it is told when they change.
func resultsPlace(@HTMLBuilder content: () -> some HTML) -> some HTML {
    Element("div", .id("results"), .aria("live", "polite"), content: content)
}

private func results(_ voice: Voice, _ filter: ClientFilter, found: [ClientSummary]) -> some HTML {
    let shown = Array(found.prefix(ClientFilter.pageLength))
    let hasMore = found.count > shown.count
    return Group(
        Element("h2", Attribute("tabindex", "-1")) { heading(voice, filter, shown: shown.count, hasMore: hasMore) },
        shown.isEmpty
            ? Element("p", .class("lead")) {
                filter.isPlain ? voice(.noResultAdvice) : voice(FindingText.noneFoundAdvice)
            } : nil,
        shown.isEmpty ? nil : clientTable(voice, shown),
        Element("p", .class("pages")) {
            if filter.after != nil {
                pageLink(filter.address(), "button quiet") { voice(FindingText.first) }
            }
            if hasMore, let last = shown.last {
                pageLink(filter.address(after: last), "button") { voice(.nextClients) }
            }
        }
    )
}

/// A link to another page of the list, which a script puts in its place.
private func pageLink(_ address: String, _ style: String, @HTMLBuilder content: () -> some HTML) -> some HTML {
    Element(
        "a", .class(style), .href(address), Attribute("hx-get", address), Attribute("hx-target", "#results"),
        .data("focus", "#results h2"), content: content)
}

private func heading(_ voice: Voice, _ filter: ClientFilter, shown: Int, hasMore: Bool) -> String {
    if filter.after != nil { return voice(FindingText.position) }
    guard filter.isPlain else {
        if shown == 0 { return voice(FindingText.noneFound) }
        let count = hasMore ? (voice.language == .fr ? "plus de \(shown)" : "more than \(shown)") : "\(shown)"
        return voice(FindingText.found, ["count": count])
    }
    let digits = filter.digits
    if shown == 0 { return voice(digits.isEmpty ? .noClients : .noResult, ["query": digits]) }
    if hasMore {
        return digits.isEmpty
            ? voice(.firstResults, ["count": "\(shown)"]) : voice(.resultsFor, ["query": digits])
    }
    return shown == 1 ? voice(.oneResult) : voice(.resultCount, ["count": "\(shown)"])
}

/// Clients with their answer and risk.
func clientTable(_ voice: Voice, _ clients: [ClientSummary]) -> some HTML {
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

/// An answer as icon and word.
func badge(_ voice: Voice, _ status: Status) -> some HTML {
    Element("span", .class("badge \(status.rawValue)")) {
        icon(status)
        voice.answer(status)
    }
}
