import Credit
import Explaining
import Markup

/// How a client's risk comes about, each subject a line that opens onto what it is made of.
func riskPathSection(
    _ visit: Visit, _ client: ClientID, _ explanation: Explanation, _ weights: [FamilyWeight]
) -> some HTML {
    let voice = visit.voice
    let path = RiskPath(explanation, weights, probability: visit.site.engine.probability(of:))
    let limit = explanation.decision.threshold.probability.value
    let highest = ([path.start, path.end] + path.steps.map(\.after)).max() ?? 0
    let ruler = PathRuler(
        reach: min(1, max(Double(highest) / 1_000, limit) * 1.08), limit: limit)
    return Element("section", .class("card path"), .aria("labelledby", "path")) {
        Element("h2", .id("path")) { voice(WhyText.path) }
        Element("p", .class("lead")) { voice(WhyText.pathLead, ["baseline": voice(explanation.baseline.label)]) }
        Element("ol") {
            Element("li") {
                end(voice, .start, path.start)
                ruler.bar(from: 0, to: path.start, "whole")
            }
            each(path.steps) { step in Element("li") { line(voice, client, step, ruler) } }
            Element("li", .class("last")) {
                end(voice, .end, path.end)
                ruler.bar(from: 0, to: path.end, "whole \(explanation.decision.scoreStatus.rawValue)")
            }
        }
        Element("p", .class("small")) {
            voice(WhyText.limitMark, ["limit": voice.format.number(limit * 100, atMost: 1)]) + " "
                + voice(WhyText.pathOrder)
        }
        Element("p") { Element("a", .href("/clients/\(client)/reasons")) { voice(WhyText.allReasons) } }
    }
}

private func end(_ voice: Voice, _ name: WhyText, _ tenths: Int) -> some HTML {
    Element("div", .class("step")) {
        Element("strong", .class("name")) { voice(name) }
        Element("strong", .class("points")) {
            voice.language == .fr ? "\(risk(voice, tenths)) sur 100" : "\(risk(voice, tenths)) in 100"
        }
    }
}

/// One subject; without a script its line leads to a page.
@HTMLBuilder private func line(
    _ voice: Voice, _ client: ClientID, _ step: RiskPath.Step, _ ruler: PathRuler
) -> some HTML {
    if let family = step.family {
        let address = "/clients/\(client)/reasons/\(family.rawValue)"
        Element(
            "details", Attribute("hx-get", address), Attribute("hx-trigger", "toggle once"),
            Attribute("hx-target", "find .made-of")
        ) {
            Element("summary") { stepWords(voice, step, ruler) }
            Element("div", .class("made-of")) {
                Element("p") { Element("a", .href(address)) { voice(WhyText.stepDetail) } }
            }
        }
    } else {
        stepWords(voice, step, ruler)
    }
}

private func stepWords(_ voice: Voice, _ step: RiskPath.Step, _ ruler: PathRuler) -> some HTML {
    Group(
        Element("span", .class("step")) {
            Element("span", .class("name")) {
                step.label.map { voice.title($0) } ?? voice(WhyText.quietOnes)
                Element("span", .class("soft")) { " – " + voice(side(step)) }
            }
            Element("span", .class("points")) {
                points(voice, step.tenths)
                Element("span", .class("hidden")) { ", " + voice(WhyText.reached, ["risk": risk(voice, step.after)]) }
            }
        },
        ruler.bar(from: step.before, to: step.after, step.tenths > 0 ? "adverse" : "favourable"))
}

private func side(_ step: RiskPath.Step) -> WhyText {
    step.tenths == 0 ? .stepNone : step.tenths > 0 ? .stepAgainst : .stepFor
}

private func risk(_ voice: Voice, _ tenths: Int) -> String { voice.format.number(Double(tenths) / 10, decimals: 1) }

/// What a step adds: `+ 7,2 points`.
private func points(_ voice: Voice, _ tenths: Int) -> String {
    let text = voice.format.number(Double(tenths.magnitude) / 10, decimals: 1)
    let isOne = voice.language == .fr ? tenths.magnitude < 20 : tenths.magnitude == 10
    let sign = tenths > 0 ? "+\u{A0}" : tenths < 0 ? "−\u{A0}" : ""
    return sign + voice(isOne ? WhyText.onePoint : .points, ["points": text])
}

/// The scale that all bars of a path share.
private struct PathRuler {
    /// The probability at the right end.
    let reach: Double
    let limit: Double

    /// A bar between two risks in tenths of a point, with the limit; the words beside it say the same.
    func bar(from: Int, to: Int, _ style: String) -> some HTML {
        let (low, high) = (place(min(from, to)), place(max(from, to)))
        return Element(
            "svg", .class("step-bar \(style)"), Attribute("width", "100%"), Attribute("height", 18),
            .aria("hidden", "true")
        ) {
            Shape.rectangle(x: 0, y: 8, width: 1, height: 2, class: "track")
            Shape.rectangle(x: low, y: 2, width: max(high - low, 0.004), height: 14, radius: 3, class: "length")
            Shape.upright(x: limit / reach, from: 0, to: 18, class: "limit")
        }
    }

    private func place(_ tenths: Int) -> Double { min(1, Double(tenths) / 1_000 / reach) }
}
