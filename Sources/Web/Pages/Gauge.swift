import Credit
import Foundation
import Markup

/// A ruler from 0 to 100 with the limit and the client's place on it.
///
/// Places are cube roots: the ends stay 0 and 100, a limit of 9 stands near the middle, and 1, 5 and 20 are told apart.
///
/// - Parameter name: unique in the page.
func gauge(
    _ voice: Voice, _ decision: Decision, _ words: RiskWords, observed: ObservedWords? = nil, name: String = "gauge"
) -> some HTML {
    let client = gaugePlace(decision.probability.value)
    let limit = gaugePlace(decision.threshold.probability.value)
    let (review, refusal) = (gaugePlace(decision.band.low.value), gaugePlace(decision.band.high.value))
    // A limit near an end has its words on a line of their own, below the word of that end.
    let isLimitAside = limit < 0.3 || limit > 0.7
    return Drawing(
        name: name, height: isLimitAside ? 170 : 148, title: voice(.gaugeTitle),
        description: voice(.gaugeDescription, ["risk": words.risk, "limit": words.limit])
            + (observed.map { " " + voice(WhyText.bandDescription, ["low": $0.low, "high": $0.high]) } ?? "")
    ) {
        Shape.rectangle(x: 0, y: 48, width: 1, height: 32, radius: 6, class: "zone granted")
        if !decision.band.isEmpty {
            Shape.rectangle(x: review, y: 48, width: 1 - review, height: 32, radius: 6, class: "zone referred")
        }
        Shape.rectangle(x: refusal, y: 48, width: 1 - refusal, height: 32, radius: 6, class: "zone refused")
        ends(voice)
        middle(voice, decision, from: review, to: refusal, client: client)
        ticks(limit: limit)
        Shape.upright(x: limit, from: 42, to: 122, class: "limit")
        label(voice(.limit, ["limit": words.limit]), at: limit, y: isLimitAside ? 162 : 140, class: "limit-label")
        if let observed { band(observed) }
        Shape.upright(x: client, from: 26, to: 80, class: "client-line")
        Shape.disc(x: client, y: 64, radius: 9, class: "client-mark \(decision.status.rawValue)")
        label(voice(.thisClient, ["risk": words.risk]), at: client, y: 18, class: "client-label")
    }
}

/// Where a probability stands on the ruler, 0…1.
func gaugePlace(_ probability: Double) -> Double { cbrt(min(max(probability, 0), 1)) }

/// The answer at each end of the ruler.
private func ends(_ voice: Voice) -> some HTML {
    Group(
        Shape.words(voice.answer(.granted), x: 0, y: 140, anchor: "start", class: "zone-words granted"),
        Shape.words(voice.answer(.refused), x: 1, y: 140, anchor: "end", class: "zone-words refused")
    )
}

/// The word of the zone between the two, above it, where neither the client's line nor an end is in its way.
@HTMLBuilder private func middle(
    _ voice: Voice, _ decision: Decision, from low: Double, to high: Double, client: Double
) -> some HTML {
    let place = (low + high) / 2
    if !decision.band.isEmpty, (place - client).magnitude > 0.14, (0.12...0.88).contains(place) {
        Shape.words(voice.answer(.referred), x: place, y: 40, anchor: "middle", class: "zone-words referred")
    }
}

/// What was observed at a comparable risk, as a frame on the zones.
private func band(_ observed: ObservedWords) -> some HTML {
    let (low, high) = (gaugePlace(observed.interval.lowerBound), gaugePlace(observed.interval.upperBound))
    return Shape.rectangle(x: low, y: 54, width: high - low, height: 20, radius: 4, class: "observed-band")
}

/// Figures of the ruler, but for one that the limit's line would cross.
private func ticks(limit: Double) -> some HTML {
    Element("g", .aria("hidden", "true")) {
        each([0, 1, 5, 10, 20, 50, 100].filter { (gaugePlace(Double($0) / 100) - limit).magnitude > 0.03 }) { percent in
            let place = gaugePlace(Double(percent) / 100)
            Shape.upright(x: place, from: 80, to: 85, class: "tick")
            Shape.words(
                "\(percent)", x: place, y: 102, anchor: percent == 0 ? "start" : percent == 100 ? "end" : "middle",
                class: "tick-label"
            )
        }
    }
}

/// Words at a place, kept within the drawing.
private func label(_ text: String, at place: Double, y: Double, class names: String) -> some HTML {
    let anchor = place < 0.3 ? "start" : place > 0.7 ? "end" : "middle"
    let shift = place < 0.3 ? -8 : place > 0.7 ? 8 : 0
    let isAtEdge = place < 0.04 || place > 0.96
    return Shape.words(text, x: place, y: y, anchor: anchor, shift: isAtEdge ? 0 : shift, class: names)
}
