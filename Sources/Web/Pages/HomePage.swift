import Access
import Credit
import HTTPTypes
import Hummingbird
import Markup
import Storage

/// Where the adviser starts: find a client, or look at those that deserve it.
func homePage(_ visit: Visit) async throws -> Response {
    // Who sees no clients starts with the model.
    guard visit.principal?.may(.readClients) ?? false else {
        return Response(status: .seeOther, headers: [.location: "/model"])
    }
    let count = try await visit.site.store.count()
    let highlights = try await visit.site.store.highlights(limit: 5)
    return visit.page("", hasSearch: true, content: home(visit.voice, count: count, highlights: highlights))
}

private func home(_ voice: Voice, count: Int, highlights: [Highlight]) -> some HTML {
    let groups = Dictionary(grouping: highlights, by: \.kind)
    return Group(
        searchForm(voice, value: "", example: highlights.first?.client.id, count: count),
        Element("div", .id("results"), .aria("live", "polite")) {
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

/// The search by number; as digits are typed the results below it change.
func searchForm(_ voice: Voice, value: String, example: ClientID?, count: Int) -> some HTML {
    Element("section", .class("find")) {
        Element("h1") { voice(.findClient) }
        Element("p", .class("lead"), .id("find-hint")) {
            voice(.findClientLead, ["count": voice.format.number(Double(count), decimals: 0)])
        }
        Element(
            "form", Attribute("action", "/clients"), .role("search"), Attribute("hx-get", "/clients"),
            Attribute("hx-target", "#results"), Attribute("hx-trigger", "input delay:150ms from:#q"),
            Attribute("hx-sync", "this:replace")
        ) {
            Element("label", .class("hidden"), Attribute("for", "q")) { voice(.clientNumber) }
            VoidElement(
                "input", .id("q"), Attribute("name", "q"), .type("search"), Attribute("inputmode", "numeric"),
                Attribute("autocomplete", "off"), Attribute("maxlength", "24"), Attribute("value", value),
                Attribute("autofocus", value.isEmpty), .aria("describedby", "find-hint"),
                Attribute("placeholder", example.map { voice(.searchHint, ["example": voice.number($0)]) })
            )
            Element("button", .type("submit")) { voice(.search) }
        }
    }
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
