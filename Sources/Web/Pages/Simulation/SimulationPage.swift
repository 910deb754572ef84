import Catalog
import Credit
import Explaining
import HTTPTypes
import Hummingbird
import Markup
import Recording
import Storage

/// A client's application with other values: the form, and what comes of it.
func simulationPage(_ visit: Visit) async throws -> Response {
    let page = try await SimulationPage(visit, form: Form((visit.request.uri.query ?? "").utf8))
    guard visit.isFragment else { return try await page.response() }
    var response = visit.html(page.fragment)
    // The address says what is shown, so that it can be shared and kept.
    response.headers[.fragmentAddress] = page.address
    return response
}

/// A client, what is tried and what comes of it.
struct SimulationPage {
    /// The answer of today and the one with the values tried.
    struct Outcome: Sendable {
        let before: Simulation
        /// Nil while nothing is tried.
        let after: Simulation?
    }

    let visit: Visit
    let client: StoredClient
    let entry: ScenarioEntry
    let outcome: Outcome
    var voice: Voice { visit.voice }
    private var forms: ApplicationForms { visit.site.forms }

    init(_ visit: Visit, form: Form) async throws {
        let client = try await visit.client(showing: "simulation")
        let engine = visit.site.engine
        var entry = ScenarioEntry(
            form, forms: visit.site.forms, client: client, on: engine.today, format: visit.voice.format)
        guard let bytes = try await visit.site.store.records(of: client.id) else { throw Problem.noRecords }
        let changes = entry.changes
        do {
            outcome = try await visit.site.working { try Self.outcome(engine, bytes, changes) }
        } catch let invalid as InvalidRecords {
            entry.add(invalid)
            outcome = try await visit.site.working { try Self.outcome(engine, bytes, [:]) }
        }
        self.visit = visit
        self.client = client
        self.entry = entry
    }

    private static func outcome(
        _ engine: any DecisionEngine, _ bytes: [UInt8], _ changes: [String: RawValue]
    ) throws -> Outcome {
        let applicant = try engine.applicant(stored: bytes)
        return Outcome(
            before: try engine.simulation(of: applicant, changing: [:]),
            after: changes.isEmpty ? nil : try engine.simulation(of: applicant, changing: changes))
    }

    /// Where the form stands.
    var path: String { "/clients/\(client.id)/simulation" }

    /// This page's address with what was typed.
    var address: String {
        Self.address(of: client.id, entry.filled.map { ($0.name, $0.typed) })
    }

    /// The address that opens the form with values filled in.
    static func address(of client: ClientID, _ values: [(name: String, text: String)]) -> String {
        let query = values.map { "\($0.name)=\(Form.encoded($0.text))" }.joined(separator: "&")
        return "/clients/\(client)/simulation" + (query.isEmpty ? "" : "?\(query)")
    }

    /// The whole page.
    ///
    /// - Parameter name: what was typed as the name of a scenario, and what is wrong with it.
    func response(name: ScenarioName? = nil) async throws -> Response {
        let kept = try await keptScenarios()
        let number = voice(.client, ["number": voice.number(client.id)])
        return visit.page(
            "\(voice(SimulationText.title)) \(number)", status: name == nil ? .ok : .unprocessableContent,
            content: Group(
                Element("header", .class("client")) {
                    Element("p") { Element("a", .href("/clients/\(client.id)")) { voice(SimulationText.back) } }
                    Element("h1") { voice(SimulationText.title) }
                    Element("p", .class("lead")) { "\(number). \(voice(SimulationText.lead))" }
                    if visit.form == nil, visit.request.uri.queryParameters[Substring(ApplicationForms.scenario)] != nil
                    {
                        Element("p", .class("notice"), .role("status")) { voice(SimulationText.kept) }
                    }
                    if entry.hasStrangers {
                        Element("p", .class("notice"), .role("status")) { voice(SimulationText.ignored) }
                    }
                },
                Element("p", .id("announcement"), .class("hidden"), .role("status")) { "" },
                Element("div", .class("trial")) {
                    form
                    outcomeSection(name)
                },
                scenarioList(kept)
            ))
    }

    /// What changes on a page that is there already.
    var fragment: some HTML {
        Group(
            outcomeSection(nil),
            each(formFields) { $0.message(isSwapped: true) },
            Element("p", .id("announcement"), Attribute("hx-swap-oob", "innerHTML")) { finding }
        )
    }

    // MARK: The form

    private var form: some HTML {
        Element(
            "form", .class("card try"), Attribute("action", path), Attribute("hx-get", path),
            Attribute("hx-target", "#outcome"), Attribute("hx-swap", "outerHTML"),
            Attribute("hx-trigger", "input delay:80ms, submit"), Attribute("hx-sync", "this:replace"),
            .aria("labelledby", "try-title")
        ) {
            Element("h2", .id("try-title")) { voice(SimulationText.fields) }
            Element("p", .class("small")) { voice(SimulationText.unchangedHint) }
            each(formFields) { $0.view(voice) }
            Element("div", .class("line")) {
                Element("button", .type("submit")) { voice(SimulationText.compute) }
                Element("a", .href(path)) { voice(SimulationText.reset) }
            }
            lockedFields(voice, forms.locked)
        }
    }

    /// The fields, the term last.
    var formFields: [FormField] {
        let fields = entry.fields.map { field in
            FormField(
                name: field.name, label: voice.title(field.column.label), hint: hint(field),
                unit: unit(of: field.column.kind), keyboard: "decimal", typed: field.typed,
                step: field.column.actionability?.step, start: field.today, problem: field.problem.map { voice($0) })
        }
        guard let term = entry.term else { return fields }
        let today = voice.format.text(term.today, as: .months)
        return fields + [
            FormField(
                name: term.name, label: voice(SimulationText.term),
                hint: voice(SimulationText.termToday, ["value": today]), unit: voice(SimulationText.termUnit),
                keyboard: "decimal", typed: term.typed, step: 1, start: term.today?.rounded(),
                problem: term.problem.map { voice($0) })
        ]
    }

    /// The value of today, what is possible, and how far one goes at a time.
    private func hint(_ field: ScenarioEntry.Field) -> String {
        let (kind, format) = (field.column.kind, voice.format)
        var parts = [voice(SimulationText.today, ["value": format.text(field.today, as: kind)])]
        if let range = field.column.actionability?.range {
            let (low, high) = (format.text(range.low, as: kind), format.text(range.high, as: kind))
            parts.append(voice(SimulationText.offered, ["low": low, "high": high]))
        }
        if let step = field.column.actionability?.step {
            parts.append(voice(SimulationText.steps, ["step": format.text(step, as: kind)]))
        }
        return parts.joined(separator: " ")
    }

    private func unit(of kind: ValueKind) -> String? {
        kind == .money ? voice.format.currency : kind == .percent ? "%" : nil
    }

    /// The answer in one line.
    var finding: String {
        if entry.isWrong { return voice(SimulationText.wrongValues) }
        let (before, format) = (outcome.before.before, voice.format)
        let previous = format.outOfHundred(before.probability)
        guard let after = outcome.after?.after else {
            return voice(
                SimulationText.nothingYet, ["answer": voice.answer(before.status).lowercased(), "risk": previous])
        }
        let risk = format.outOfHundred(after.probability)
        guard before.status == after.status else {
            return voice(
                SimulationText.finding,
                [
                    "after": voice.answer(after.status), "before": voice.answer(before.status).lowercased(),
                    "risk": risk, "previous": previous,
                ])
        }
        return voice(
            risk == previous ? SimulationText.findingSame : .findingSameAnswer,
            ["answer": voice.answer(after.status).lowercased(), "risk": risk, "previous": previous])
    }
}

/// What cannot be changed, and why.
func lockedFields(_ voice: Voice, _ groups: [LockedFields]) -> some HTML {
    Element("details", .class("locked")) {
        Element("summary") { voice(SimulationText.lockedTitle) }
        Element("dl") {
            each(groups) { group in
                Element("div", .class("entry")) {
                    Element("dt") {
                        let reason = group.reason.sentence(voice)
                        reason.prefix(1).uppercased() + reason.dropFirst()
                    }
                    Element("dd") { group.labels.map { voice($0) }.joined(separator: ", ") }
                }
            }
        }
    }
}

extension HTTPField.Name {
    /// The address that htmx shows instead of the present one.
    static var fragmentAddress: HTTPField.Name { HTTPField.Name("HX-Replace-Url") ?? .from }
}
