import Credit
import Markup

/// The answer first: a word, what it means, and where the client stands.
func verdict(_ voice: Voice, _ decision: Decision, observed: ObservedWords? = nil) -> some HTML {
    let words = RiskWords(decision, format: voice.format)
    return Element("section", .class("verdict \(decision.status.rawValue)"), .aria("labelledby", "verdict")) {
        Element("div", .class("answer")) {
            Element("h2", .id("verdict")) {
                icon(decision.status)
                voice.answer(decision.status)
            }
            Element("p", .class("sentence")) { riskSentence(voice, words) }
            each(decision.policy.reasons) { rule in Element("p", .class("rule")) { voice(rule.sentence) } }
            Element("p", .class("note")) { voice(note(decision.status)) }
        }
        Element("div", .class("measure")) {
            Element("p", .class("distance")) { distance(voice, decision, words) }
            gauge(voice, decision, words, observed: observed)
            if let observed { Element("p", .class("observed")) { observed.sentence } }
            Element("p", .class("small")) { voice(.scaleNote) }
        }
        dots(voice, decision, words)
    }
}

/// What comes next, in one sentence.
private func note(_ status: Status) -> Phrase {
    switch status {
    case .granted: .grantedNote
    case .referred: .referredNote
    case .refused: .reviewRight
    }
}

func riskSentence(_ voice: Voice, _ words: RiskWords) -> String {
    let phrase: Phrase = words.isRare ? .riskSentenceRare : words.isOne ? .riskSentenceOne : .riskSentence
    return voice(phrase, ["risk": words.risk, "limit": words.limit])
}

private func distance(_ voice: Voice, _ decision: Decision, _ words: RiskWords) -> String {
    if words.isAtTheLimit { return voice(.atTheLimit) }
    let phrase: Phrase =
        switch (decision.distance > 0, words.isOnePoint) {
        case (true, true): .pointAbove
        case (true, false): .pointsAbove
        case (false, true): .pointBelow
        case (false, false): .pointsBelow
        }
    return voice(phrase, ["points": words.points])
}

/// One hundred similar loans as dots, the unpaid ones filled.
private func dots(_ voice: Voice, _ decision: Decision, _ words: RiskWords) -> some HTML {
    let unpaid = Int((decision.probability.value * 100).rounded())
    return Element("figure", .class("dots")) {
        picture(voice, unpaid)
        Element("figcaption", .id("dots-title"), .class("small")) {
            voice(unpaid < 2 ? .dotsTitleOne : .dotsTitle, ["risk": "\(unpaid)"])
        }
    }
}

private func picture(_ voice: Voice, _ unpaid: Int) -> some HTML {
    Element(
        "svg", .role("img"), Attribute("viewBox", "0 0 200 200"), .aria("labelledby", "dots-title dots-description")
    ) {
        Element("desc", .id("dots-description")) {
            voice(unpaid < 2 ? .dotsDescriptionOne : .dotsDescription, ["risk": "\(unpaid)"])
        }
        each(0..<100) { place in
            Element(
                "circle", .class(place < unpaid ? "unpaid" : "paid"), Attribute("cx", place % 10 * 20 + 10),
                Attribute("cy", place / 10 * 20 + 10), Attribute("r", place < unpaid ? 8 : 7)
            )
        }
    }
}
