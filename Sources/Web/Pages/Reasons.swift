import Credit
import Markup

/// The strongest reasons of both directions, the one that decided first.
func why(_ voice: Voice, _ explanation: Explanation) -> some HTML {
    let strongest = explanation.reasons.map(\.contribution.value.magnitude).max() ?? 0
    let order: [Direction] =
        explanation.decision.status == .granted ? [.favourable, .adverse] : [.adverse, .favourable]
    return Element("section", .aria("labelledby", "why")) {
        Element("h2", .id("why")) { voice(.why) }
        Element("p", .class("lead")) { voice(.whyLead, ["baseline": voice(explanation.baseline.label)]) }
        Element("div", .class("pair")) {
            each(order) { direction in
                side(voice, direction, explanation.reasons(direction), strongest: strongest)
            }
        }
    }
}

private func side(_ voice: Voice, _ direction: Direction, _ reasons: [Reason], strongest: Double) -> some HTML {
    Element("section", .class("card reasons \(direction.rawValue)")) {
        Element("h3") { voice(direction == .adverse ? .against : .inFavour) }
        if reasons.isEmpty {
            Element("p", .class("soft")) { voice(direction == .adverse ? .nothingAgainst : .nothingInFavour) }
        } else {
            Element("ol") {
                each(reasons) { reason in Element("li") { content(voice, reason, strongest: strongest) } }
            }
        }
    }
}

private func content(_ voice: Voice, _ reason: Reason, strongest: Double) -> some HTML {
    Group(
        Element("h4") { voice.title(reason.label) },
        weightBar(voice, share: strongest > 0 ? reason.contribution.value.magnitude / strongest : 0),
        Element("p") { voice(reason.sentence) },
        Element("ul", .class("evidence")) {
            each(reason.evidence.prefix(3)) { fact in
                Element("li") {
                    Element("span", .class("name")) { voice.title(fact.label) }
                    Element("span", .class("fact")) { voice(fact.value) }
                    if let usual = fact.usual {
                        Element("span", .class("usual")) { voice(.usually, ["usual": voice(usual)]) }
                    }
                }
            }
        }
    )
}

/// A bar as long as the reason weighs against the strongest one.
private func weightBar(_ voice: Voice, share: Double) -> some HTML {
    Element(
        "svg", .class("bar"), .role("img"), Attribute("width", "100%"), Attribute("height", 8),
        .aria("label", voice(.weightOf, ["share": voice.format.number(share * 100, decimals: 0) + "\u{A0}%"]))
    ) {
        Element(
            "rect", .class("track"), Attribute("width", "100%"), Attribute("height", 8), Attribute("rx", 4)
        )
        Element(
            "rect", .class("length"), Attribute("width", "\(max(2, Int((share * 100).rounded())))%"),
            Attribute("height", 8), Attribute("rx", 4)
        )
    }
}
