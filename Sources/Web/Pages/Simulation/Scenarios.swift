import Access
import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Markup
import Recording
import Storage

/// What was typed as the name of a scenario, and what is wrong with it.
struct ScenarioName: Sendable {
    static let longest = 80
    let typed: String

    /// The name; nil when it is empty or too long.
    var checked: String? {
        let name = typed.trimmingCharacters(in: .whitespacesAndNewlines)
        return name.isEmpty || name.count > Self.longest ? nil : name
    }

    /// What is wrong with it.
    var problem: SimulationText? {
        checked == nil ? typed.count > Self.longest ? .keepNameLong : .keepNameNeeded : nil
    }
}

/// Keeps a scenario under its client, and shows it among the others.
func keepScenario(_ visit: Visit) async throws -> Response {
    guard let log = visit.site.log, let principal = visit.principal, let form = visit.form else {
        throw Problem.cannotRecord
    }
    let page = try await SimulationPage(visit, form: form)
    let name = ScenarioName(typed: form[ApplicationForms.scenario] ?? "")
    guard let checked = name.checked, let after = page.outcome.after, !page.entry.isWrong else {
        return try await page.response(name: name)
    }
    let engine = visit.site.engine
    let record = ScenarioRecord(
        name: checked, changes: after.changes.map(ScenarioRecord.Change.init), before: page.outcome.before.before,
        after: after.after, modelDigest: engine.model.digest, day: engine.today)
    do {
        try await log.append(
            .scenario(record), about: .client(page.client.id), by: principal.author(for: .writeDecisions))
    } catch {
        visit.site.logger.error("a scenario could not be recorded", metadata: ["reason": "\(error.message)"])
        throw Refusal(error)
    }
    let address = page.address
    return Response(
        status: .seeOther,
        headers: [
            .location: "\(address)\(address.contains("?") ? "&" : "?")\(ApplicationForms.scenario)=1#scenarios"
        ])
}

extension ScenarioRecord.Change {
    /// Keeps a change of a simulation.
    init(_ change: FieldChange) {
        let value: Double? = if case .number(let number) = change.after { number } else { nil }
        self.init(
            field: change.field, label: change.label, value: value, before: change.beforeText, after: change.afterText,
            isDependent: change.isDependent)
    }
}

// Keeping and reopening.
extension SimulationPage {
    /// The scenarios that a page shows.
    static let mostScenarios = 20

    /// The scenarios kept for this client, the newest first; empty where nothing is recorded.
    func keptScenarios() async throws -> [(entry: LogReceipt, author: String, record: ScenarioRecord)] {
        guard let log = visit.site.log else { return [] }
        do {
            return try await log.entries(
                LogQuery(kinds: [.scenario], subject: .client(client.id), limit: Self.mostScenarios)
            ).compactMap { entry in
                guard let content = entry.content, case .scenario(let record) = content.event else { return nil }
                return (entry.receipt, content.author.name, record)
            }
        } catch {
            // The answer is worth more than the list.
            visit.site.logger.error("scenarios cannot be read", metadata: ["reason": "\(error.message)"])
            return []
        }
    }

    /// The form that keeps what was tried.
    @HTMLBuilder func keepForm(_ name: ScenarioName?) -> some HTML {
        if visit.site.log != nil, let principal = visit.principal, let token = principal.formToken,
            principal.may(.writeDecisions)
        {
            Element(
                "form", .class("card keep"), Attribute("action", "/clients/\(client.id)/scenarios"),
                Attribute("method", "post"), .aria("labelledby", "keep-title")
            ) {
                Element("h3", .id("keep-title")) { voice(SimulationText.keepTitle) }
                Element("p", .class("small"), .id("keep-hint")) { voice(SimulationText.keepLead) }
                visit.formToken(token)
                each(entry.filled) { field in
                    VoidElement(
                        "input", .type("hidden"), Attribute("name", field.name), Attribute("value", field.typed))
                }
                Element("div", .class("field")) {
                    Element("label", Attribute("for", "scenario-name")) { voice(SimulationText.keepName) }
                    VoidElement(
                        "input", .id("scenario-name"), .type("text"), Attribute("name", ApplicationForms.scenario),
                        Attribute("value", name?.typed ?? suggestedName), Attribute("maxlength", ScenarioName.longest),
                        Attribute("autocomplete", "off"), .aria("required", "true"),
                        .aria("describedby", "keep-hint keep-message"),
                        .aria("invalid", name?.problem == nil ? nil : "true"),
                        Attribute("autofocus", name?.problem != nil))
                    Element("p", .id("keep-message"), .class("message problem")) {
                        if let problem = name?.problem { voice(problem) }
                    }
                }
                Element("button", .type("submit")) { voice(SimulationText.keep) }
            }
        }
    }

    /// What was asked for, as a name: `Montant emprunté 310 000 €`.
    private var suggestedName: String {
        let asked = (outcome.after?.changes ?? []).filter { !$0.isDependent }
        let text = asked.map { "\(voice.title($0.label)) \(voice($0.afterText))" }.joined(separator: ", ")
        return String(text.prefix(ScenarioName.longest))
    }

    /// The scenarios kept for this client, each with the way to open it again.
    @HTMLBuilder func scenarioList(
        _ kept: [(entry: LogReceipt, author: String, record: ScenarioRecord)]
    ) -> some HTML {
        if visit.site.log != nil {
            Element("section", .id("scenarios"), .aria("labelledby", "scenarios-title")) {
                Element("h2", .id("scenarios-title")) { voice(SimulationText.keptTitle) }
                if kept.isEmpty {
                    Element("p", .class("soft")) { voice(SimulationText.keptNone) }
                } else {
                    Element("ul", .class("scenarios")) {
                        each(kept) { one in
                            Element("li", .class("card")) { scenario(one.entry, one.author, one.record) }
                        }
                    }
                }
            }
        }
    }

    private func scenario(_ receipt: LogReceipt, _ author: String, _ record: ScenarioRecord) -> some HTML {
        let day = Day(secondsSince1970: receipt.time.timeIntervalSince1970).dayFirst
        return Group(
            Element("h3") { record.name },
            Element("p", .class("small")) { voice(SimulationText.keptBy, ["name": author, "day": day]) },
            Element("ul", .class("small")) {
                each(record.changes) { change in
                    Element("li") {
                        voice(
                            SimulationText.instead,
                            [
                                "field": voice.title(change.label), "to": voice(change.after),
                                "from": voice(change.before),
                            ])
                    }
                }
            },
            Element("p") {
                icon(record.after.status)
                " "
                voice(
                    SimulationText.keptAnswer,
                    [
                        "after": voice.answer(record.after.status), "risk": risk(record.after),
                        "before": voice.answer(record.before.status).lowercased(), "previous": risk(record.before),
                    ])
            },
            record.modelDigest == visit.site.engine.model.digest
                ? nil : Element("p", .class("small")) { voice(SimulationText.keptOther) },
            Element(
                "a", .class("button quiet"), .href(reopened(record)),
                .aria("label", "\(voice(SimulationText.reopen)) – \(record.name)")
            ) { voice(SimulationText.reopen) }
        )
    }

    private func risk(_ outcome: ScenarioRecord.Outcome) -> String {
        voice.format.outOfHundred(Probability(clamping: outcome.probability))
    }

    private func reopened(_ record: ScenarioRecord) -> String {
        let forms = visit.site.forms
        return Self.address(
            of: client.id,
            record.changes.filter { !$0.isDependent }.compactMap { change in
                guard let column = forms.levers.first(where: { $0.name == change.field }), let value = change.value
                else { return nil }
                return (forms.names[column], Self.plain(value))
            })
    }

    /// A number as an address has it: digits and a comma, which both languages read.
    static func plain(_ value: Double) -> String {
        HumanFormat(language: .en, currency: "").number(value, atMost: 2).filter { $0 != "," }
    }
}
