import Credit
import Explaining
import Hummingbird
import Markup
import Storage

/// A client: the answer, why, and what is known of them.
func clientPage(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "client page")
    if let principal = visit.principal { visit.site.recentFiles.note(client.id, by: principal.account) }
    let explanation = try await visit.site.explanation(of: client)
    let followUp = await ClientFollowUp(visit, client.id)
    let voice = visit.voice
    let sections = visit.site.information.sections(of: client)
    let weights = FamilyWeight.all(of: explanation, catalog: visit.site.engine.catalog)
    let name = voice(.client, ["number": voice.number(client.id)])
    let answer = voice.answer(explanation.decision.status)
    let comparison = try await visit.comparisonSection(of: client, explanation)
    return visit.page(
        "\(name) – \(answer)",
        content: Group(
            clientHeading(voice, name: name, sections: sections),
            clientActions(visit, followUp),
            clientStanding(visit, followUp),
            verdict(
                voice, explanation.decision,
                observed: ObservedWords(explanation.decision, record: visit.site.engine.record, voice: voice)),
            why(voice, explanation),
            changesPlace(visit, client.id, explanation.decision.status),
            riskPathSection(visit, client.id, explanation, weights),
            calculation(visit, explanation, weights),
            clientFollowUp(visit, followUp),
            creditHistoryPlace(visit, client.id),
            file(voice, sections),
            comparison
        )
    )
}

/// The client's number and the first known facts of the first section, the loan that they ask for.
private func clientHeading(_ voice: Voice, name: String, sections: [ClientInformation.Section]) -> some HTML {
    let facts = (sections.first?.items ?? []).filter(\.isKnown).prefix(4)
    return Element("header", .class("client")) {
        Element("div", .class("line")) {
            Element("h1") { name }
            Element("button", .type("button"), .class("quiet"), .data("print", ""), Attribute("hidden", true)) {
                voice(.print)
            }
        }
        if !facts.isEmpty {
            Element("dl", .class("facts")) {
                each(facts) { fact in
                    Element("div") {
                        Element("dt") { voice.title(fact.label) }
                        Element("dd") { voice(fact.text) }
                    }
                }
            }
        }
    }
}
