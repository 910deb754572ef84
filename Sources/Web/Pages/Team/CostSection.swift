import Credit
import Explaining
import Hummingbird
import Markup

/// The limit and the price of a default that a person wants to look at.
struct CostChoice: Hashable, Sendable {
    /// The place of the limit on the curve.
    let place: Int
    /// The price of a default in refused good clients.
    let ratio: Double

    static let ratios = 5.0...20.0

    /// The choice of an address, the limit and price in force where it names none; nil for what is not on offer.
    init?(_ call: Call, _ cost: CostRecord) {
        func number(_ name: Substring, _ otherwise: Double) -> Double? {
            guard let text = call.query(name) else { return otherwise }
            return Double(text.replacing(",", with: "."))
        }
        guard let limit = number("limit", cost.threshold * 100), let ratio = number("ratio", cost.ratio),
            limit >= 0, limit <= Self.highest(cost), call.query("ratio") == nil || Self.ratios.contains(ratio),
            let place = cost.place(nearest: limit / 100)
        else { return nil }
        self.place = place
        self.ratio = ratio
    }

    /// The highest limit that the curve knows, out of 100.
    static func highest(_ cost: CostRecord) -> Double { (cost.points.last?.threshold ?? 0) * 100 }

    /// What is said of a choice that is not on offer.
    static func refusal(_ voice: Voice, _ cost: CostRecord) -> some HTML {
        Element("p", .class("notice"), .role("alert")) {
            voice(PortfolioText.badForm, ["most": voice.format.number(highest(cost), decimals: 0)])
        }
    }
}

/// What the limit costs, with a form to look at another one.
func costSection(_ voice: Voice, _ record: TrackRecord, _ choice: CostChoice?) -> some HTML {
    Element("section", .class("card cost"), .aria("labelledby", "cost")) {
        Element("h2", .id("cost")) { voice(PortfolioText.cost) }
        Element("p", .class("lead")) { voice(PortfolioText.costLead) }
        costForm(voice, record.cost, choice)
        Element("div", .id("outcome"), .aria("live", "polite")) {
            if let choice { costOutcome(voice, record, choice) } else { CostChoice.refusal(voice, record.cost) }
        }
    }
}

private func costForm(_ voice: Voice, _ cost: CostRecord, _ choice: CostChoice?) -> some HTML {
    let limit = choice.map { cost.points[$0.place].threshold } ?? cost.threshold
    let highest = CostChoice.highest(cost)
    return Element(
        "form", .class("sliders"), Attribute("action", "/portfolio"), .aria("label", voice(PortfolioText.costForm)),
        Attribute("hx-get", "/portfolio"), Attribute("hx-target", "#outcome"),
        Attribute("hx-trigger", "input delay:120ms, submit"), Attribute("hx-sync", "this:replace")
    ) {
        slider(
            "limit", voice(PortfolioText.threshold),
            voice(PortfolioText.thresholdHelp, ["most": voice.format.number(highest, decimals: 0)]),
            value: (limit * 200).rounded() / 2, from: 0, to: highest, step: 0.5)
        slider(
            "ratio", voice(PortfolioText.ratio), voice(PortfolioText.ratioHelp), value: choice?.ratio ?? cost.ratio,
            from: CostChoice.ratios.lowerBound, to: CostChoice.ratios.upperBound, step: 1)
        Element("p", .class("pages")) {
            Element("button", .type("submit")) { voice(PortfolioText.compute) }
            Element("a", .class("button quiet"), .href("/portfolio")) { voice(PortfolioText.back) }
        }
    }
}

/// A number that is sent, and a slider for it where scripts run.
private func slider(
    _ name: String, _ label: String, _ help: String, value: Double, from: Double, to: Double, step: Double
) -> some HTML {
    Element("div", .class("slider"), .data("slider", "")) {
        Element("label", Attribute("for", name)) { label }
        VoidElement(
            "input", .id("\(name)-range"), .type("range"), Attribute("min", from), Attribute("max", to),
            Attribute("step", step), Attribute("value", value), .aria("label", label), Attribute("hidden", true))
        VoidElement(
            "input", .id(name), Attribute("name", name), .type("number"), Attribute("min", from), Attribute("max", to),
            Attribute("step", step), Attribute("value", value), .aria("describedby", "\(name)-help"))
        Element("output", .class("hidden"), Attribute("for", "\(name)-range")) { Attribute.decimal(value) }
        Element("small", .id("\(name)-help")) { help }
    }
}
