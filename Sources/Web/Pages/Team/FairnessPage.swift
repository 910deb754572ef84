import Credit
import Explaining
import Hummingbird
import Markup

/// How decisions fall on the groups that the law protects.
func fairnessPage(_ visit: Visit) async throws -> Response {
    let voice = visit.voice
    let record = visit.site.engine.record
    let treatment = record?.treatment ?? []
    return visit.page(
        voice(FairnessText.title),
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { voice(FairnessText.title) }
                Element("p", .class("lead")) { voice(FairnessText.lead) }
                if treatment.isEmpty { Element("p", .class("notice")) { voice(FairnessText.none) } }
            },
            treatment.isEmpty ? nil : Element("p", .class("notice")) { voice(FairnessText.rule) },
            Element("div", .class("treatments")) {
                each(Array(treatment.enumerated())) { place, treatment in
                    TreatmentCard(voice: voice, treatment: treatment, place: place)
                }
            },
            treatment.isEmpty
                ? nil
                : Element("section", .class("card")) {
                    Element("h2") { voice(FairnessText.limits) }
                    Element("p") { voice(FairnessText.limitsText) }
                    record.map { recordSource(voice, $0) }
                }))
}

/// One protected characteristic.
private struct TreatmentCard: HTML {
    let voice: Voice
    let treatment: GroupTreatment
    let place: Int

    func write(to page: inout Page) {
        Element("section", .class("card"), .aria("labelledby", "treatment-\(place)")) {
            Element("h2", .id("treatment-\(place)")) { voice.title(treatment.label) }
            Element("p", .class("finding")) { finding }
            Element("p", .class("soft")) {
                voice(treatment.isAllowed ? FairnessText.allowed : .notAllowed)
                    + (treatment.reason.map { " " + voice.language.typeset(voice($0)) } ?? "")
            }
            drawing
            table
            Element("details", .class("figures")) {
                Element("summary") { voice(FairnessText.details) }
                measures
            }
            dropping
        }
        .write(to: &page)
    }

    private var finding: String {
        guard let lowest = treatment.lowest, let impact = lowest.impact, let finding = lowest.finding else {
            return voice(FairnessText.noRatio)
        }
        let words = ["group": voice.title(lowest.label), "ratio": hundred(impact.value)]
        func text(_ entry: FairnessText) -> String {
            var text = voice(entry)
            for (name, value) in words { text = text.replacing("{\(name)}", with: value) }
            return text
        }
        return switch finding {
        case .within: text(.findingWithin)
        case .belowWithinChance: text(.findingChance)
        case .below: text(.findingBelow)
        }
    }

    private func hundred(_ share: Double) -> String { voice.format.number(share * 100, decimals: 0) }

    private var best: Double? {
        treatment.reference.flatMap { treatment.groups[$0].approval?.value }
    }

    /// A line for each group: how many are granted, with four fifths of the reference marked.
    @HTMLBuilder private var drawing: some HTML {
        let fifths = (best ?? 0) * 0.8
        Element("p", .class("hidden")) {
            voice(FairnessText.drawingDescription, ["fifths": hundred(fifths)])
        }
        Element("ul", .class("groups")) {
            each(treatment.groups) { group in
                Element("li") {
                    Element("div", .class("step")) {
                        Element("span", .class("name")) { voice.title(group.label) }
                        Element("span", .class("points")) {
                            group.approval.map { voice(FairnessText.inHundred, ["count": hundred($0.value)]) }
                                ?? voice(FairnessText.tooFew)
                        }
                    }
                    Element(
                        "svg", .class("group-bar \(style(group))"), Attribute("width", "100%"), Attribute("height", 16),
                        .aria("hidden", "true")
                    ) {
                        Shape.rectangle(x: 0, y: 7, width: 1, height: 2, class: "track")
                        if let approval = group.approval {
                            Shape.rectangle(x: 0, y: 2, width: approval.value, height: 12, radius: 3, class: "length")
                        }
                        if fifths > 0 { Shape.upright(x: fifths, from: 0, to: 16, class: "limit") }
                    }
                }
            }
        }
    }

    private func style(_ group: GroupTreatment.Group) -> String { group.finding == .below ? "below" : "within" }

    private var table: some HTML {
        Element("table", .class("data stacked")) {
            Element("caption", .class("hidden")) { voice(FairnessText.drawing) }
            Element("thead") {
                Element("tr") {
                    each([FairnessText.group, .approval, .ratio, .ratioFinding]) { name in
                        Element("th", Attribute("scope", "col")) { voice(name) }
                    }
                }
            }
            Element("tbody") {
                each(Array(treatment.groups.enumerated())) { place, group in
                    Element("tr") {
                        Element("th", Attribute("scope", "row")) { voice.title(group.label) }
                        cell(.approval, group.approval.map { interval($0, hundred) } ?? voice(FairnessText.tooFew))
                        cell(.ratio, ratio(group, place))
                        cell(.ratioFinding, verdict(group, place))
                    }
                }
            }
        }
    }

    private func cell(_ name: FairnessText, _ text: String) -> some HTML {
        Element("td", .data("label", voice(name))) { text }
    }

    private func ratio(_ group: GroupTreatment.Group, _ place: Int) -> String {
        if place == treatment.reference { return voice(FairnessText.reference) }
        return group.impact.map { interval($0, hundred) } ?? "–"
    }

    private func verdict(_ group: GroupTreatment.Group, _ place: Int) -> String {
        switch group.finding {
        case .within: "✓ " + voice(FairnessText.within)
        case .belowWithinChance: "▲ " + voice(FairnessText.chance)
        case .below: "▲ " + voice(FairnessText.below)
        case nil: place == treatment.reference ? "✓ " + voice(FairnessText.reference) : voice(FairnessText.tooFew)
        }
    }

    private func interval(_ figure: GroupTreatment.Figure, _ text: (Double) -> String) -> String {
        guard let range = figure.interval else { return text(figure.value) }
        return voice(
            FairnessText.interval,
            ["value": text(figure.value), "low": text(range.lowerBound), "high": text(range.upperBound)])
    }

    /// The measures that are not those of the four-fifths rule.
    private var measures: some HTML {
        Element("table", .class("data stacked")) {
            Element("caption", .class("hidden")) { voice(FairnessText.details) }
            Element("thead") {
                Element("tr") {
                    each([FairnessText.group, .rows, .caught, .caughtGap, .calibration]) { name in
                        Element("th", Attribute("scope", "col")) { voice(name) }
                    }
                }
            }
            Element("tbody") {
                each(treatment.groups) { group in
                    Element("tr") {
                        Element("th", Attribute("scope", "row")) { voice.title(group.label) }
                        cell(.rows, voice.format.number(Double(group.rows), decimals: 0))
                        cell(.caught, group.caught.map { interval($0, hundred) } ?? voice(FairnessText.tooFew))
                        cell(.caughtGap, group.caughtDifference.map(gap) ?? "–")
                        cell(.calibration, group.calibration.map(calibration) ?? voice(FairnessText.tooFew))
                    }
                }
            }
        }
    }

    private func gap(_ figure: GroupTreatment.Figure) -> String {
        let isNothing = figure.interval?.contains(0) ?? true
        return interval(figure, hundred) + (isNothing ? ", " + voice(FairnessText.alike) : "")
    }

    /// Whether what was told came true in a group.
    private func calibration(_ figure: GroupTreatment.Figure) -> String {
        guard let range = figure.interval, !range.contains(1) else { return voice(FairnessText.calibrationRight) }
        return figure.value < 1
            ? voice(FairnessText.calibrationHigh, ["percent": voice.format.percent(1 / figure.value - 1)])
            : voice(FairnessText.calibrationLow, ["percent": voice.format.percent(1 - 1 / figure.value)])
    }

    @HTMLBuilder private var dropping: some HTML {
        if let dropping = treatment.dropping {
            let cost = dropping.cost, range = cost.interval ?? cost.value...cost.value
            let rises = cost.value >= 0
            let ends = rises ? (range.lowerBound, range.upperBound) : (-range.upperBound, -range.lowerBound)
            Element("h3") { voice(FairnessText.dropping) }
            Element("p") {
                voice(
                    rises ? FairnessText.droppingCost : .droppingSaves,
                    [
                        "features": "\(dropping.features)", "cost": thousand(cost.value.magnitude),
                        "low": thousand(ends.0), "high": thousand(ends.1),
                    ]) + (range.contains(0) ? " " + voice(FairnessText.droppingNothing) : "")
            }
            if let lowest = dropping.lowestImpact {
                Element("p") { voice(FairnessText.droppingImpact, ["ratio": hundred(lowest)]) }
            }
        }
    }

    private func thousand(_ value: Double) -> String { voice.format.number(value * 1_000, atMost: 1) }
}
