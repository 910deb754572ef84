import Credit
import Explaining
import Markup

/// The whole sum, for the auditor: expert words are allowed here alone.
///
/// - Parameter digest: that of the model that decided; the one that serves without.
func calculation(
    _ visit: Visit, _ explanation: Explanation, _ weights: [FamilyWeight], digest: String? = nil
) -> some HTML {
    let voice = visit.voice
    let decision = explanation.decision
    return Element("details", .class("card expert")) {
        Element("summary") { voice(.calculation) }
        Element("p", .class("lead")) { voice(.calculationLead) }
        sumTable(voice, explanation, weights)
        Element("p") { voice(.difference, ["residual": scientific(explanation.residual, voice)]) }
        Element("p") {
            voice(
                .afterCalibration,
                [
                    "probability": voice.format.number(decision.probability.value, decimals: 4),
                    "threshold": voice.format.number(decision.threshold.probability.value, decimals: 4),
                ]
            )
        }
        features(visit, explanation)
        Element("p", .class("small")) {
            voice(.decidedBy, ["digest": String((digest ?? visit.site.engine.model.digest).prefix(12))])
        }
    }
}

private func sumTable(_ voice: Voice, _ explanation: Explanation, _ weights: [FamilyWeight]) -> some HTML {
    var running = explanation.baseline.logOdds.value
    let rows = weights.map { weight in
        running += weight.logOdds
        return (weight.label.map { voice.title($0) } ?? voice(.otherFeatures), weight.logOdds, running)
    }
    return Element("table", .class("data sum")) {
        Element("thead") {
            Element("tr") {
                Element("th", Attribute("scope", "col")) { voice(.element) }
                Element("th", Attribute("scope", "col"), .class("number")) { voice(.logOdds) }
                Element("th", Attribute("scope", "col"), .class("number")) { voice(.running) }
            }
        }
        Element("tbody") {
            sumRow(
                voice, voice(.startingPoint, ["baseline": voice(explanation.baseline.label)]), nil,
                explanation.baseline.logOdds.value
            )
            each(rows) { row in sumRow(voice, row.0, row.1, row.2) }
        }
        Element("tfoot") { sumRow(voice, voice(.score), nil, explanation.logOdds.value) }
    }
}

private func sumRow(_ voice: Voice, _ name: String, _ part: Double?, _ running: Double) -> some HTML {
    Element("tr") {
        Element("th", Attribute("scope", "row")) { name }
        Element("td", .class("number")) { part.map { signed($0, voice) } }
        Element("td", .class("number")) { voice.format.number(running, decimals: 6) }
    }
}

private func features(_ visit: Visit, _ explanation: Explanation) -> some HTML {
    let voice = visit.voice
    let strongest = explanation.contributions.prefix(20)
    return Element("table", .class("data")) {
        Element("caption") { voice(.strongestFeatures, ["count": "\(strongest.count)"]) }
        Element("thead") {
            Element("tr") {
                Element("th", Attribute("scope", "col")) { voice(.featureName) }
                Element("th", Attribute("scope", "col"), .class("number")) { voice(.logOdds) }
            }
        }
        Element("tbody") {
            each(strongest) { part in
                Element("tr") {
                    Element("th", Attribute("scope", "row")) {
                        voice.title(visit.site.label(of: part.feature))
                        " "
                        Element("code") { part.feature }
                    }
                    Element("td", .class("number")) { signed(part.logOdds.value, voice) }
                }
            }
        }
    }
}

private func signed(_ value: Double, _ voice: Voice) -> String {
    (value > 0 ? "+" : "") + voice.format.number(value, decimals: 6)
}

/// A very small number as `2·10⁻¹⁶`, at most one figure: what matters is how small it is.
private func scientific(_ value: Double, _ voice: Voice) -> String {
    guard value != 0, value.isFinite else { return "0" }
    var (digit, power) = (value.magnitude, 0)
    while digit < 1, power > -320 { (digit, power) = (digit * 10, power - 1) }
    while digit >= 10, power < 320 { (digit, power) = (digit / 10, power + 1) }
    let figures: [Character: Character] = [
        "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
    ]
    let exponent = String(String(power).map { figures[$0] ?? $0 })
    return (value < 0 ? "−" : "") + voice.format.number(digit, decimals: 0) + " × 10" + exponent
}
