import Access
import Catalog
import Credit
import Explaining
import Markup
import Storage

// What comes of the values tried.
extension SimulationPage {
    /// Before and after, what moved, and the way to keep it.
    func outcomeSection(_ name: ScenarioName?) -> some HTML {
        Element("section", .id("outcome"), .aria("labelledby", "finding")) {
            Element("h2", .id("finding")) { finding }
            if let after = outcome.after, !entry.isWrong {
                Element("div", .class("pair")) {
                    side(voice(SimulationText.before), outcome.before.before, "before")
                    side(voice(SimulationText.after), after.after, "after")
                }
                changedValues(after)
                reasonShifts(outcome.before.explanation, after.explanation)
                keepForm(name)
            } else {
                if entry.filled.isEmpty { Element("p", .class("lead")) { voice(SimulationText.nothingYetAdvice) } }
                side(voice(SimulationText.before), outcome.before.before, "before")
            }
        }
    }

    private func side(_ title: String, _ decision: Decision, _ name: String) -> some HTML {
        let words = RiskWords(decision, format: voice.format)
        return Element("article", .class("card side \(decision.status.rawValue)")) {
            Element("h3") { title }
            badge(voice, decision.status)
            Element("p") { riskSentence(voice, words) }
            each(decision.policy.reasons) { rule in Element("p") { voice(rule.sentence) } }
            gauge(voice, decision, words, name: "gauge-\(name)")
        }
    }

    private func changedValues(_ after: Simulation) -> some HTML {
        var rows = after.changes.map { change in
            let label = voice.title(change.label)
            return (
                change.isDependent ? "\(label) (\(voice(SimulationText.itFollows)))" : label, voice(change.beforeText),
                voice(change.afterText)
            )
        }
        if let row = termRow(after) { rows.append(row) }
        return Element("section", .class("card")) {
            Element("h3") { voice(SimulationText.moved) }
            Element("table", .class("data")) {
                Element("caption", .class("hidden")) { voice(SimulationText.movedCaption) }
                heads([SimulationText.information, .valueToday, .valueThen], numeric: true)
                Element("tbody") {
                    each(rows) { row in
                        Element("tr") {
                            Element("th", Attribute("scope", "row")) { row.0 }
                            Element("td", .class("number")) { row.1 }
                            Element("td", .class("number")) { row.2 }
                        }
                    }
                }
            }
        }
    }

    /// The term before and after, when it moves.
    private func termRow(_ after: Simulation) -> (String, String, String)? {
        guard let term = visit.site.forms.term else { return nil }
        func values(_ column: String) -> (before: Double?, after: Double?) {
            let today = entry.fields.first { $0.column.name == column }?.today
            guard let change = after.changes.first(where: { $0.field == column }) else { return (today, today) }
            if case .number(let number) = change.after { return (today, number) }
            return (today, today)
        }
        let (amount, instalment) = (values(term.amount.name), values(term.instalment.name))
        let before = LoanTerm.months(amount: amount.before, instalment: instalment.before)
        guard let months = LoanTerm.months(amount: amount.after, instalment: instalment.after),
            ((before ?? 0) - months).magnitude >= 0.05
        else { return nil }
        return (
            voice(SimulationText.term), voice.format.text(before, as: .months), voice.format.text(months, as: .months)
        )
    }

    private func reasonShifts(_ before: Explanation, _ after: Explanation) -> some HTML {
        let shifts = ReasonShift.all(from: before.reasons, to: after.reasons)
        return Element("section", .class("card")) {
            Element("h3") { voice(SimulationText.reasons) }
            if shifts.isEmpty {
                Element("p", .class("soft")) { voice(SimulationText.movesNone) }
            } else {
                Element("table", .class("data")) {
                    Element("caption", .class("hidden")) { voice(SimulationText.reasonsCaption) }
                    heads([SimulationText.reason, .reasonToday, .reasonThen, .move], numeric: false)
                    Element("tbody") {
                        each(shifts) { shift in
                            Element("tr") {
                                Element("th", Attribute("scope", "row")) { voice.title(shift.label) }
                                Element("td") { voice(ReasonShift.side(shift.before)) }
                                Element("td") { voice(ReasonShift.side(shift.after)) }
                                Element("td") {
                                    Element("span", .class(shift.after > shift.before ? "worse" : "better")) {
                                        voice(shift.move)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func heads(_ titles: [SimulationText], numeric: Bool) -> some HTML {
        Element("thead") {
            Element("tr") {
                each(titles.enumerated()) { place, title in
                    Element(
                        "th", Attribute("scope", "col"), .class(numeric && place > 0 ? "number" : nil)
                    ) { voice(title) }
                }
            }
        }
    }
}
