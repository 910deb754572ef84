import Access
import Catalog
import Credit
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import Monitoring
import Storage

/// What has drifted, since when, and whether it matters; alerts to take and to close.
func monitoringPage(_ visit: Visit) async throws -> Response {
    guard let store = visit.site.monitoring else { throw Problem.unknownPage }
    return try await MonitoringPage(visit, store).response(notice: nil)
}

/// Takes or closes an alert, as a form asks, and shows the page again.
func changeAlert(_ visit: Visit) async throws -> Response {
    guard let store = visit.site.monitoring, let id = visit.parameters.get("id").flatMap(Int64.init) else {
        throw Problem.unknownPage
    }
    let (form, who) = (visit.form, visit.principal?.account.rawValue ?? "")
    let now = visit.site.clock()
    let (action, why, what) = (form?["action"], form?["why"] ?? "", form?["what"])
    do {
        let alert = try await store.change(id) { alert throws(MonitoringError) in
            action == "close"
                ? try alert.closed(by: who, why: why, what: what, at: now)
                : try alert.acknowledged(by: who, what: what, at: now)
        }
        guard alert != nil else { throw Problem.unknownPage }
        return Response(status: .seeOther, headers: [.location: "/monitoring"])
    } catch is MonitoringError {
        return try await MonitoringPage(visit, store).response(notice: visit.voice(MonitoringText.refused))
    }
}

/// The page's parts.
private struct MonitoringPage {
    private let visit: Visit
    private let store: any MonitoringStore
    private let voice: Voice
    private let words: AlertWords

    private static let periods = 14
    private static let mostAlerts = 50

    init(_ visit: Visit, _ store: any MonitoringStore) {
        self.visit = visit
        self.store = store
        voice = visit.voice
        let labels = visit.site.features.mapValues(\.label)
        words = AlertWords { column in
            labels[column].map { $0.map { $0.prefix(1).uppercased() + $0.dropFirst() } }
                ?? LocalizedText(fr: column, en: column)
        }
    }

    func response(notice: String?) async throws -> Response {
        let windows = try await store.windows(model: nil, limit: Self.periods)
            .filter { $0[Indicator(.volume)] != nil }
        let open = try await store.alerts([.open, .acknowledged], limit: Self.mostAlerts)
        let closed = try await store.alerts([.closed], limit: 20)
        var histories: [Int64: [IndicatorPoint]] = [:]
        for alert in open.prefix(20) {
            histories[alert.id] = try await store.history(of: alert.indicator, model: alert.model, limit: 10)
        }
        return visit.page(
            voice(MonitoringText.title), status: notice == nil ? .ok : .unprocessableContent,
            content: Group(
                Element("header", .class("client")) {
                    Element("h1") { voice(MonitoringText.title) }
                    Element("p", .class("lead")) { voice(MonitoringText.lead) }
                    if let notice { Element("p", .class("notice"), .role("alert")) { notice } }
                },
                Element("section", .class("alerts")) {
                    Element("h2") { voice(MonitoringText.alerts) }
                    if open.isEmpty {
                        Element("p") { voice(windows.isEmpty ? MonitoringText.notYet : MonitoringText.calm) }
                    }
                    each(open) { alert in card(alert, histories[alert.id] ?? []) }
                },
                periods(windows), closedAlerts(closed)))
    }

    private func card(_ alert: Alert, _ history: [IndicatorPoint]) -> some HTML {
        Element("article", .class("card"), .id("alert-\(alert.id)")) {
            Element("h3") { voice(words.title(alert.indicator)) }
            Element("p", .class("small")) {
                [
                    fill(MonitoringText.number, "number", "\(alert.id)"),
                    fill(MonitoringText.since, "day", day(alert.since)),
                    alert.owner.map { fill(MonitoringText.owner, "name", $0) } ?? voice(MonitoringText.nobody),
                ].joined(separator: " · ")
            }
            Element("p") { voice(words.finding(alert.measurement)) }
            if let effect = words.effect(alert.measurement) {
                Element("p") {
                    voice(MonitoringText.matters) + voice(LocalizedText(fr: "\u{A0}: ", en: ": ")) + voice(effect)
                }
            }
            if let recovered = alert.recoveredAt {
                Element("p") { fill(MonitoringText.recovered, "day", day(recovered)) }
            }
            Element("p") {
                voice(MonitoringText.whatToDo) + voice(LocalizedText(fr: "\u{A0}: ", en: ": "))
                    + voice(words.advice(alert.indicator))
            }
            events(alert)
            figures(history)
            if let token = visit.principal?.formToken, visit.principal?.may(.handleAlerts) ?? false {
                form(alert, token, "take", MonitoringText.take, [("what", MonitoringText.plan, false)])
                form(
                    alert, token, "close", MonitoringText.close,
                    [("why", MonitoringText.why, true), ("what", MonitoringText.done, false)])
            }
        }
    }

    @HTMLBuilder private func events(_ alert: Alert) -> some HTML {
        if alert.events.count > 1 {
            Element("ul", .class("small")) {
                each(alert.events.dropFirst()) { event in
                    Element("li") {
                        [
                            day(event.at), voice(MonitoringText.event(event.kind.rawValue)),
                            [event.who, event.why, event.what].compactMap { $0 }.joined(separator: ", "),
                        ].filter { !$0.isEmpty }.joined(separator: " · ")
                    }
                }
            }
        }
    }

    private func figures(_ history: [IndicatorPoint]) -> some HTML {
        Element("details") {
            Element("summary") { voice(MonitoringText.history) }
            Element("div", .class("scroll")) {
                Element("table") {
                    headings([
                        MonitoringText.period, MonitoringText.figure, MonitoringText.limit, MonitoringText.judgement,
                    ])
                    Element("tbody") {
                        each(history.reversed()) { point in
                            Element("tr") {
                                Element("th", Attribute("scope", "row")) { day(point.window.start) }
                                Element("td") { number(point.measurement.value) }
                                Element("td") { number(point.measurement.limit) }
                                Element("td") { judgement(point.measurement.state) }
                            }
                        }
                    }
                }
            }
        }
    }

    private func form(
        _ alert: Alert, _ token: String, _ action: String, _ title: LocalizedText,
        _ fields: [(name: String, label: LocalizedText, required: Bool)]
    ) -> some HTML {
        Element("details") {
            Element("summary") { voice(title) }
            Element(
                "form", Attribute("action", "/monitoring/alerts/\(alert.id)"), Attribute("method", "post"),
                .class("fields")
            ) {
                visit.formToken(token)
                VoidElement("input", .type("hidden"), Attribute("name", "action"), Attribute("value", action))
                each(fields) { field in
                    let id = "\(action)-\(alert.id)-\(field.name)"
                    Element("div", .class("field")) {
                        Element("label", Attribute("for", id)) { voice(field.label) }
                        Element(
                            "textarea", .id(id), Attribute("name", field.name), Attribute("rows", "2"),
                            Attribute("maxlength", "\(Alert.longestText)"), Attribute("required", field.required)
                        ) { "" }
                    }
                }
                Element("button", .type("submit")) { voice(title) }
            }
        }
    }

    @HTMLBuilder private func periods(_ windows: [WindowRecord]) -> some HTML {
        if !windows.isEmpty {
            Element("section", .class("card")) {
                Element("h2") { voice(MonitoringText.periods) }
                Element("p") { voice(MonitoringText.periodsLead) }
                Element("div", .class("scroll")) {
                    Element("table") {
                        headings([
                            MonitoringText.period, MonitoringText.decisions, MonitoringText.approvals,
                            MonitoringText.overrides, MonitoringText.expectedDefaults, MonitoringText.pastLimit,
                        ])
                        Element("tbody") { each(windows) { record in period(record) } }
                    }
                }
            }
        }
    }

    private func period(_ record: WindowRecord) -> some HTML {
        let past = record.measurements.filter { $0.state == .breached }
        let named = past.prefix(3).map { voice(words.title($0.indicator)) }.joined(separator: ", ")
        return Element("tr") {
            Element("th", Attribute("scope", "row")) { day(record.window.start) }
            Element("td") { voice.format.number(Double(record.facts.decisions), decimals: 0) }
            Element("td") { share(record.facts.approvalRate) }
            Element("td") { share(record.facts.overrideRate) }
            Element("td") { share(record.facts.expectedDefaults) }
            Element("td") { past.isEmpty ? "0" : "\(past.count): \(named)\(past.count > 3 ? " …" : "")" }
        }
    }

    @HTMLBuilder private func closedAlerts(_ alerts: [Alert]) -> some HTML {
        if !alerts.isEmpty {
            Element("details", .class("card")) {
                Element("summary") { voice(MonitoringText.closedAlerts) }
                each(alerts) { alert in
                    Element("h3") { "\(alert.id) · " + voice(words.title(alert.indicator)) }
                    events(alert)
                }
            }
        }
    }

    private func headings(_ titles: [LocalizedText]) -> some HTML {
        Element("thead") {
            Element("tr") {
                each(titles) { title in Element("th", Attribute("scope", "col")) { voice(title) } }
            }
        }
    }

    private func judgement(_ state: Reading.State) -> String {
        switch state {
        case .normal: voice(MonitoringText.within)
        case .breached: voice(MonitoringText.past)
        case .unknown: voice(MonitoringText.unknown)
        }
    }

    private func fill(_ text: LocalizedText, _ name: String, _ value: String) -> String {
        voice(text).replacing("{\(name)}", with: value)
    }

    private func share(_ value: Double?) -> String { value.map { voice.format.percent($0) } ?? "–" }

    private func number(_ value: Double?) -> String { value.map { voice.format.number($0, atMost: 3) } ?? "–" }

    private func day(_ moment: Date) -> String {
        let isMidnight = Int(moment.timeIntervalSince1970).isMultiple(of: 86_400)
        let style = Date.ISO8601FormatStyle().year().month().day()
        return isMidnight
            ? moment.formatted(style)
            : moment.formatted(style.dateTimeSeparator(.space).time(includingFractionalSeconds: false))
    }
}
