import Catalog
import Credit
import Explaining
import Markup

/// The detail of the subject or the piece of information that the address names; without one, of the heaviest.
func influenceDetail(
    _ visit: Visit, _ importance: GlobalImportance, _ influence: Influence
) throws -> Either<FamilyDetail, Either<DependenceDetail, Element<String>>> {
    if let name = visit.call.query("family") {
        guard let row = influence.families.first(where: { $0.name == name }) else { throw Problem.unknownComparison }
        return .first(
            FamilyDetail(visit: visit, row: row, importance: importance, influence: influence))
    }
    let name: String
    if let key = visit.call.query("feature") {
        guard let variable = visit.site.comparing.variable(String(key)) else { throw Problem.unknownComparison }
        name = variable.name
    } else {
        name = influence.features.first?.name ?? ""
    }
    guard let dependence = visit.site.engine.dependence(of: name), !dependence.bins.isEmpty else {
        return .second(.second(Element("p", .class("empty")) { visit.voice(ImportanceText.notKept) }))
    }
    return .second(.first(DependenceDetail(visit: visit, dependence: dependence)))
}

/// One subject: how it moves scores, and its heaviest pieces of information.
struct FamilyDetail: HTML {
    let visit: Visit
    let row: Influence.Row
    let importance: GlobalImportance
    let influence: Influence

    func write(to page: inout Page) { content.write(to: &page) }

    private var content: some HTML {
        let voice = visit.voice
        let detailed = Set(influence.features.map(\.name))
        let own = importance.features.filter { $0.family.rawValue == row.name && $0.weight > 0 }.prefix(8)
        return Element("figure", .class("comparison")) {
            Element("figcaption") {
                Element("h2") {
                    voice(
                        ImportanceText.familyFinding,
                        ["family": voice.title(row.label), "share": "\(Int((row.shareAgainst * 100).rounded()))"])
                }
                Element("p") { voice(ImportanceText.familySentence, ["usual": voice.effects(row.usual)]) }
            }
            influenceStrip(voice, row, fewest: importance.fewestPerDot)
            Element("h3") { voice(ImportanceText.familyFeatures) }
            Element("ol", .class("heaviest")) {
                each(own) { feature in
                    Element("li") {
                        if detailed.contains(feature.name) {
                            detailLink(
                                visit, "feature", visit.site.comparing.key(feature.name), voice.title(feature.label))
                        } else {
                            Element("span") { voice.title(feature.label) }
                        }
                        weightLength(feature.weight / max(own.first?.weight ?? 1, 1e-12))
                    }
                }
            }
        }
    }
}

/// One piece of information: how the risk depends on it.
struct DependenceDetail: HTML {
    let visit: Visit
    let dependence: Dependence

    func write(to page: inout Page) { content.write(to: &page) }

    private var voice: Voice { visit.voice }

    /// The bars from the lowest to the highest as a person counts.
    private var bins: [Dependence.Bin] {
        dependence.kind == .daysAgo ? dependence.bins.reversed() : dependence.bins
    }

    private func text(_ content: Comparison.Content) -> String {
        guard let variable = visit.site.comparing.variable(dependence.feature) else { return "" }
        return voice.text(content, of: variable)
    }

    private var finding: String {
        let name = voice(dependence.label), means = bins.map(\.effect.mean)
        guard let low = means.min(), let high = means.max(), high - low > 0.09, let first = bins.first,
            let last = bins.last
        else { return voice(ImportanceText.dependenceFlat, ["feature": name]) }
        if dependence.kind.isCategory || dependence.kind == .flag {
            let most = bins.max { $0.effect.mean < $1.effect.mean } ?? last
            let least = bins.min { $0.effect.mean < $1.effect.mean } ?? first
            return voice(
                ImportanceText.dependenceLevel,
                [
                    "feature": name, "first": voice.effect(least.effect.mean), "low": text(least.content),
                    "last": voice.effect(most.effect.mean), "high": text(most.content),
                ])
        }
        return voice(
            ImportanceText.dependenceFinding,
            ["feature": name, "first": voice.effect(first.effect.mean), "last": voice.effect(last.effect.mean)])
    }

    private var content: some HTML {
        let caption = voice(ImportanceText.caption, ["feature": voice(dependence.label)])
        return Element("figure", .class("comparison")) {
            Element("figcaption") {
                Element("h2") { finding }
                Element("p") { voice(ImportanceText.dependenceSentence) }
            }
            if bins.count > 1 { DependenceDrawing(voice: voice, effects: bins.map(\.effect)).drawing }
            Element("div", .class("scroll"), Attribute("tabindex", "0"), .role("group"), .aria("label", caption)) {
                Element("table", .class("data spread")) {
                    Element("caption", .class("hidden")) { caption }
                    headings(voice, [.range, .clients, .meanEffect, .usualEffect], numbers: [1, 2, 3])
                    Element("tbody") {
                        each(bins) { bin in row(voice.title(text(bin.content)), bin.effect) }
                        if let missing = dependence.missing {
                            row(voice.title(ImportanceText.unknownValue.text), missing)
                        }
                    }
                }
            }
        }
    }

    private func row(_ name: String, _ effect: Dependence.Effect) -> some HTML {
        Element("tr") {
            Element("th", Attribute("scope", "row")) { name }
            Element("td", .class("number")) { voice.count(effect.count) }
            Element("td", .class("number")) { voice.effect(effect.mean) }
            Element("td", .class("number")) { voice.effects(effect.usual) }
        }
    }
}
