import Catalog
import Credit
import Explaining
import Hummingbird
import Markup
import Storage

/// What one subject is made of for a client: a part of their page, or a page of its own.
func familyPage(_ visit: Visit) async throws -> Response {
    let voice = visit.voice
    guard let name = visit.parameters.get("family"),
        let family = visit.site.engine.catalog.family(FamilyID(rawValue: name))
    else { throw Problem.unknownPage }
    let client = try await visit.client(showing: "family of reasons")
    let engine = visit.site.engine
    let (facts, total) = try await visit.site.working {
        let explanation = try engine.explanation(for: client.features)
        let parts = explanation.contributions.filter { $0.family == family.id }
        return (
            engine.facts(of: family.id, in: explanation, for: client.features),
            parts.reduce(0) { $0 + $1.logOdds.value }
        )
    }
    let content = familyContent(voice, facts, total: total)
    if visit.isFragment { return visit.html(content) }
    let title = voice(WhyText.familyTitle, ["family": voice.title(family.label)])
    return visit.page(
        title,
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { title }
                Element("p", .class("lead")) { voice(WhyText.familyLead) }
                backToClient(voice, client.id)
            },
            Element("section", .class("card"), .aria("label", title)) { content }))
}

/// Every subject of a client, with what it weighs.
func reasonsPage(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "reasons")
    let explanation = try await visit.site.explanation(of: client)
    let voice = visit.voice
    let weights = FamilyWeight.all(of: explanation, catalog: visit.site.engine.catalog)
    let title = voice(WhyText.reasonsTitle, ["number": voice.number(client.id)])
    return visit.page(
        title,
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { title }
                Element("p", .class("lead")) { voice(WhyText.reasonsLead) }
                backToClient(voice, client.id)
            },
            Element("h2") { voice(.weights) },
            weightsSection(voice, weights),
            Element("section", .class("card"), .aria("labelledby", "subjects")) {
                Element("h2", .id("subjects")) { voice(WhyText.stepDetail) }
                Element("ul") {
                    each(weights.filter { $0.id != nil && $0.logOdds != 0 }) { weight in
                        Element("li") {
                            Element("a", .href("/clients/\(client.id)/reasons/\(weight.id?.rawValue ?? "")")) {
                                weight.label.map { voice.title($0) } ?? ""
                            }
                        }
                    }
                }
            }))
}

/// The way back to a client's page.
func backToClient(_ voice: Voice, _ client: ClientID) -> some HTML {
    Element("p") {
        Element("a", .href("/clients/\(client)")) { voice(WhyText.backToClient, ["number": voice.number(client)]) }
    }
}

/// Lines of facts shown; the rest is counted.
private let mostFacts = 12

private func familyContent(_ voice: Voice, _ facts: [Evidence], total: Double) -> some HTML {
    let shown = facts.prefix(mostFacts)
    let whole: WhyText = facts.isEmpty ? .familyNone : total > 0 ? .familyAgainst : .familyFor
    return Group(
        Element("p") { voice(whole) },
        shown.isEmpty ? nil : factTable(voice, Array(shown)),
        facts.count > shown.count
            ? Element("p", .class("small")) {
                voice(WhyText.others, ["count": others(voice, facts.count - shown.count)])
            }
            : nil)
}

private func others(_ voice: Voice, _ count: Int) -> String {
    voice.format.counted(
        Double(count), fr: ("autre information", "autres informations"),
        en: ("other piece of information", "other pieces of information"))
}

private func factTable(_ voice: Voice, _ facts: [Evidence]) -> some HTML {
    Element("table", .class("data stacked")) {
        Element("thead") {
            Element("tr") {
                each([WhyText.fact, .value, .usual, .direction]) { name in
                    Element("th", Attribute("scope", "col")) { voice(name) }
                }
            }
        }
        Element("tbody") {
            each(facts) { fact in
                Element("tr") {
                    Element("th", Attribute("scope", "row")) { voice.title(fact.label) }
                    Element("td", .data("label", voice(WhyText.value))) { Element("strong") { voice(fact.value) } }
                    Element("td", .data("label", voice(WhyText.usual))) {
                        fact.usual.map { voice($0) } ?? voice(WhyText.noUsual)
                    }
                    Element(
                        "td", .class(fact.contribution.value > 0 ? "side adverse" : "side favourable"),
                        .data("label", voice(WhyText.direction))
                    ) {
                        fact.contribution.value > 0 ? "▲ \(voice(WhyText.against))" : "▼ \(voice(WhyText.inFavour))"
                    }
                }
            }
        }
    }
}
