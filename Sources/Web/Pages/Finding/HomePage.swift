import Access
import Credit
import HTTPTypes
import Hummingbird
import Markup
import Storage

/// Where the adviser starts: find a client, come back to one, or look at those that deserve it.
func homePage(_ visit: Visit) async throws -> Response {
    // Who sees no clients starts with the model.
    guard let principal = visit.principal, principal.may(.readClients) else {
        return Response(status: .seeOther, headers: [.location: "/model"])
    }
    let store = visit.site.store
    let count = try await store.count()
    let highlights = try await store.highlights(limit: 5)
    var recent: [ClientSummary] = []
    for id in visit.site.recentFiles.clients(of: principal.account) {
        if let client = try await store.summary(of: id) { recent.append(client) }
    }
    return visit.page(
        "", hasSearch: true, content: home(visit.voice, count: count, recent: recent, highlights: highlights))
}

private func home(_ voice: Voice, count: Int, recent: [ClientSummary], highlights: [Highlight]) -> some HTML {
    let groups = Dictionary(grouping: highlights, by: \.kind)
    return Group(
        searchForm(voice, value: "", example: highlights.first?.client.id, count: count),
        resultsPlace {
            if !recent.isEmpty { recentFiles(voice, recent) }
            if highlights.isEmpty {
                Element("p", .class("empty")) { voice(.noClients) }
            } else {
                Element("h2") { voice(.worthLooking) }
                Element("div", .class("highlights")) {
                    each(Highlight.Kind.allCases) { kind in
                        if let group = groups[kind] { highlightCard(voice, kind: kind, clients: group.map(\.client)) }
                    }
                }
            }
        }
    )
}

/// The clients that this person opened last.
private func recentFiles(_ voice: Voice, _ clients: [ClientSummary]) -> some HTML {
    Element("section", .class("card"), .aria("labelledby", "recent")) {
        Element("h2", .id("recent")) { voice(FindingText.recent) }
        Element("p", .class("small")) { voice(FindingText.recentLead) }
        Element("ul", .class("recent")) {
            each(clients) { client in
                Element("li") {
                    Element("a", .href("/clients/\(client.id)")) { voice.number(client.id) }
                    badge(voice, client.status)
                }
            }
        }
    }
}

/// The search by number; as digits are typed the results below it change.
func searchForm(_ voice: Voice, value: String, example: ClientID?, count: Int) -> some HTML {
    Element("section", .class("find")) {
        findHeading(voice, count: count)
        Element(
            "form", Attribute("action", "/clients"), .role("search"), Attribute("hx-get", "/clients"),
            Attribute("hx-target", "#results"), Attribute("hx-trigger", "input delay:80ms from:#q"),
            Attribute("hx-sync", "this:replace")
        ) {
            numberField(voice, value: value, example: example)
            Element("button", .type("submit")) { voice(.search) }
        }
        Element("p") {
            Element("a", .href("/clients")) { voice(FindingText.browse) }
            " – "
            Element("span", .class("soft")) { voice(FindingText.browseLead) }
        }
    }
}

/// What the pages that find clients start with.
func findHeading(_ voice: Voice, count: Int) -> some HTML {
    Group(
        Element("h1") { voice(.findClient) },
        Element("p", .class("lead"), .id("find-hint")) {
            voice(.findClientLead, ["count": voice.format.number(Double(count), decimals: 0)])
        })
}

/// The field for a number, with its name for who cannot see it.
func numberField(_ voice: Voice, value: String, example: ClientID?) -> some HTML {
    Group(
        Element("label", .class("hidden"), Attribute("for", "q")) { voice(.clientNumber) },
        VoidElement(
            "input", .id("q"), Attribute("name", "q"), .type("search"), Attribute("inputmode", "numeric"),
            Attribute("autocomplete", "off"), Attribute("maxlength", "24"), Attribute("value", value),
            Attribute("autofocus", value.isEmpty), .aria("describedby", "find-hint"),
            Attribute("placeholder", example.map { voice(.searchHint, ["example": voice.number($0)]) })
        ))
}

private func highlightCard(_ voice: Voice, kind: Highlight.Kind, clients: [ClientSummary]) -> some HTML {
    Element("section", .class("card \(kind.isRefused ? "refused" : "granted")")) {
        Element("h3") { voice(kind.title) }
        Element("p", .class("soft")) { voice(kind.explanation) }
        Element("ul", .class("clients")) {
            each(clients) { client in
                Element("li") {
                    Element("a", .href("/clients/\(client.id)")) { voice.number(client.id) }
                    Element("span", .class("number")) { voice.format.outOfHundred(client.probability) }
                }
            }
        }
    }
}

extension Highlight.Kind {
    fileprivate var title: Phrase {
        switch self {
        case .narrowlyRefused: .narrowlyRefused
        case .narrowlyGranted: .narrowlyGranted
        case .clearlyRefused: .clearlyRefused
        case .clearlyGranted: .clearlyGranted
        }
    }

    fileprivate var explanation: Phrase {
        switch self {
        case .narrowlyRefused: .narrowlyRefusedWhy
        case .narrowlyGranted: .narrowlyGrantedWhy
        case .clearlyRefused: .clearlyRefusedWhy
        case .clearlyGranted: .clearlyGrantedWhy
        }
    }

    fileprivate var isRefused: Bool { self == .narrowlyRefused || self == .clearlyRefused }
}
