import Catalog
import Credit
import Explaining
import Hummingbird
import Markup
import Storage

/// What would change the answer on a client, as a part of their page or as a page of its own.
func clientChangesPage(_ visit: Visit) async throws -> Response {
    let client = try await visit.client(showing: "counterfactuals")
    guard let bytes = try await visit.site.store.records(of: client.id) else { throw Problem.noRecords }
    let engine = visit.site.engine
    let found = try await visit.site.working {
        try engine.counterfactuals(for: try engine.applicant(stored: bytes))
    }
    let voice = visit.voice
    if visit.isFragment { return visit.html(changesSection(visit, client.id, found)) }
    let name = voice(.client, ["number": voice.number(client.id)])
    return visit.page(
        voice(SimulationText.changesOf, ["name": name]),
        content: Group(
            Element("header", .class("client")) {
                Element("p") { Element("a", .href("/clients/\(client.id)")) { voice(SimulationText.back) } }
                Element("h1") { voice(SimulationText.changesOf, ["name": name]) }
            },
            changesSection(visit, client.id, found)
        ))
}

/// The place of the answer on a client's page, which the page itself does not wait for.
func changesPlace(_ visit: Visit, _ client: ClientID, _ status: Status) -> some HTML {
    let voice = visit.voice
    let isGranted = status == .granted
    return Element(
        "section", .class("card changes"), .id("changes"), .aria("labelledby", "changes-title"),
        Attribute("hx-get", isGranted ? nil : "/clients/\(client)/changes"),
        Attribute("hx-trigger", isGranted ? nil : "load"), Attribute("hx-swap", isGranted ? nil : "outerHTML")
    ) {
        Element("h2", .id("changes-title")) {
            voice(isGranted ? SimulationText.grantedTitle : SimulationText.changesTitle)
        }
        Element("p", .class("lead")) {
            voice(isGranted ? SimulationText.changesGranted : SimulationText.changesFallback)
        }
        Element("p") {
            if isGranted {
                simulateLink(voice, client)
            } else {
                Element("a", .href("/clients/\(client)/changes")) { voice(SimulationText.changesOpen) }
            }
        }
    }
}

private func simulateLink(_ voice: Voice, _ client: ClientID) -> some HTML {
    Element("a", .class("button quiet"), .href("/clients/\(client)/simulation")) { voice(SimulationText.simulate) }
}

/// The changes found, the fields tried and what nobody can change.
func changesSection(_ visit: Visit, _ client: ClientID, _ found: Counterfactuals) -> some HTML {
    let voice = visit.voice
    return Element("section", .class("card changes"), .id("changes"), .aria("labelledby", "changes-title")) {
        Element("h2", .id("changes-title")) { voice(SimulationText.changesTitle) }
        switch found.answer {
        case .alreadyGranted: Element("p", .class("lead")) { voice(SimulationText.changesGranted) }
        case .noneWithinLimits:
            Group(
                Element("p", .class("finding")) { voice(SimulationText.changesNone) },
                Element("p", .class("lead")) { voice(SimulationText.changesNoneAdvice) })
        case .found:
            Group(
                Element("p", .class("lead")) { voice(SimulationText.changesLead) },
                Element("ol", .class("ways")) {
                    each(found.found) { one in Element("li") { way(visit, client, one) } }
                })
        }
        if found.answer != .alreadyGranted, !found.fields.isEmpty {
            Element("p", .class("small")) {
                voice(
                    SimulationText.changesTried,
                    ["fields": found.fields.map { voice($0.label) }.joined(separator: ", ")])
            }
        }
        lockedFields(voice, visit.site.forms.locked)
        Element("p") { simulateLink(voice, client) }
    }
}

/// One set of changes: what to do, what follows, what comes of it, and the way to try it.
private func way(_ visit: Visit, _ client: ClientID, _ one: Counterfactual) -> some HTML {
    let (voice, forms) = (visit.voice, visit.site.forms)
    let asked = one.changes.filter { !$0.isDependent }
    let values = asked.compactMap { change -> (name: String, text: String)? in
        guard let column = forms.levers.first(where: { $0.name == change.field }),
            case .number(let value) = change.after
        else { return nil }
        return (forms.names[column], SimulationPage.plain(value))
    }
    let sentence = changeSentence(voice, asked, columns: forms.levers)
    return Group(
        Element("p", .class("finding")) { sentence },
        each(one.changes.filter(\.isDependent)) { change in
            Element("p", .class("small")) { filled(voice, voice(SimulationText.follows), change) }
        },
        Element("p") {
            icon(one.decision.status)
            " "
            voice(
                SimulationText.whatComes,
                [
                    "answer": voice.answer(one.decision.status).lowercased(),
                    "risk": voice.format.outOfHundred(one.decision.probability),
                ])
        },
        Element(
            "a", .href(SimulationPage.address(of: client, values)),
            .aria("label", "\(voice(SimulationText.tryIt)) – \(sentence)")
        ) { voice(SimulationText.tryIt) }
    )
}

/// What is asked of the client: each change as its catalog says it, else by its label.
func changeSentence(_ voice: Voice, _ changes: [FieldChange], columns: [ColumnDefinition]) -> String {
    let parts = changes.map { change in
        let own = columns.first { $0.name == change.field }?.change
        return filled(voice, own.map { voice($0) } ?? voice(SimulationText.instead), change)
    }
    guard let first = parts.first else { return "" }
    let rest = parts.dropFirst().map { $0.prefix(1).lowercased() + $0.dropFirst() }
    return ([first] + rest).joined(separator: voice.language == .fr ? " et " : " and ")
}

private func filled(_ voice: Voice, _ text: String, _ change: FieldChange) -> String {
    text.replacing("{field}", with: text.hasPrefix("{field}") ? voice.title(change.label) : voice(change.label))
        .replacing("{to}", with: voice(change.afterText)).replacing("{from}", with: voice(change.beforeText))
}
