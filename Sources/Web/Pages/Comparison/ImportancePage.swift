import Credit
import Explaining
import Foundation
import Hummingbird
import Markup

/// What matters over the whole portfolio, by subject and by piece of information; the part that htmx swaps is the detail of one.
func importancePage(_ visit: Visit) throws -> Response {
    let (voice, engine) = (visit.voice, visit.site.engine)
    guard let importance = engine.importance, let influence = engine.influence else { throw Problem.noPortfolio }
    let detail = try influenceDetail(visit, importance, influence)
    if visit.isFragment { return visit.html(detail) }
    return visit.page(
        voice(ImportanceText.title),
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { voice(ImportanceText.title) }
                Element("p", .class("lead")) {
                    voice(
                        ImportanceText.lead,
                        ["sampled": voice.count(importance.sampled), "clients": voice.count(importance.clients)])
                }
                Element("p", .class("lead")) { voice(ImportanceText.effects) }
            },
            familySection(visit, importance, influence),
            Element(
                "section", .class("card"), .id("detail"), .aria("live", "polite"),
                .aria("label", voice(ImportanceText.chosen))
            ) {
                detail
            },
            featureSection(visit, influence, fewest: importance.fewestPerDot)
        )
    )
}

private func familySection(_ visit: Visit, _ importance: GlobalImportance, _ influence: Influence) -> some HTML {
    let voice = visit.voice
    let rows = Dictionary(influence.families.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let shown = importance.families.filter { $0.share >= 0.001 }
    let most = shown.first?.share ?? 1
    return Element("section", .class("card"), .aria("labelledby", "families")) {
        Element("h2", .id("families")) { voice(ImportanceText.families) }
        Element("figure", .class("comparison")) {
            Element("figcaption") {
                if let first = shown.first {
                    Element("h3") {
                        voice(
                            ImportanceText.familiesFinding,
                            ["family": voice(first.label), "share": voice.format.percent(first.share)])
                    }
                }
                Element("p") { voice(ImportanceText.familiesSentence) }
            }
            Element(
                "div", .class("scroll"), Attribute("tabindex", "0"), .role("group"),
                .aria("label", voice(ImportanceText.families))
            ) {
                Element("table", .class("data spread")) {
                    Element("caption", .class("hidden")) { voice(ImportanceText.families) }
                    headings(voice, [.subject, .share, .against, .usualEffect], numbers: [1, 2, 3])
                    Element("tbody") {
                        each(shown) { family in
                            Element("tr") {
                                Element("th", Attribute("scope", "row")) {
                                    detailLink(visit, "family", family.id.rawValue, voice.title(family.label))
                                }
                                Element("td", .class("number rate")) {
                                    voice.format.percent(family.share)
                                    weightLength(family.share / most)
                                }
                                Element("td", .class("number")) {
                                    rows[family.id.rawValue].map { voice.inHundred($0.shareAgainst) } ?? "–"
                                }
                                Element("td", .class("number")) {
                                    rows[family.id.rawValue].map { voice.effects($0.usual) } ?? "–"
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

private func featureSection(_ visit: Visit, _ influence: Influence, fewest: Int) -> some HTML {
    let voice = visit.voice
    let shown = Array(influence.features.prefix(20))
    return Element("section", .class("card"), .aria("labelledby", "features")) {
        Element("h2", .id("features")) { voice(ImportanceText.features) }
        Element("figure", .class("comparison")) {
            Element("figcaption") {
                if let first = shown.first {
                    Element("h3") { voice(ImportanceText.featuresFinding, ["feature": voice(first.label)]) }
                }
                Element("p") { voice(ImportanceText.featuresSentence, ["count": "\(shown.count)"]) }
                Element("p") { voice(ImportanceText.lanes) }
            }
            Element(
                "div", .class("scroll"), Attribute("tabindex", "0"), .role("group"),
                .aria("label", voice(ImportanceText.features))
            ) {
                Element("table", .class("data influence")) {
                    Element("caption", .class("hidden")) { voice(ImportanceText.features) }
                    headings(voice, [.information, .effectOnClients, .usualEffect], numbers: [2])
                    Element("tbody") {
                        each(shown) { row in
                            Element("tr") {
                                Element("th", Attribute("scope", "row")) {
                                    detailLink(
                                        visit, "feature", visit.site.comparing.key(row.name), voice.title(row.label))
                                    Element("small") { voice(direction(row)) }
                                }
                                Element("td", .class("strip")) { influenceStrip(voice, row, fewest: fewest) }
                                Element("td", .class("number")) { voice.effects(row.usual) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A row of column headings.
func headings(_ voice: Voice, _ texts: [ImportanceText], numbers: Set<Int>) -> some HTML {
    Element("thead") {
        Element("tr") {
            each(texts.enumerated().map { $0 }) { place, text in
                Element("th", Attribute("scope", "col"), .class(numbers.contains(place) ? "number" : nil)) {
                    voice(text)
                }
            }
        }
    }
}

/// A way to the detail of a subject or of a piece of information, which htmx puts in its place.
func detailLink(_ visit: Visit, _ kind: String, _ key: String, _ text: String) -> some HTML {
    let address = "/importance?\(kind)=\(key)"
    return Element(
        "a", .href(address + "#detail"), Attribute("hx-get", address), Attribute("hx-target", "#detail"),
        Attribute("hx-swap", "innerHTML show:#detail:top"), Attribute("hx-push-url", "true")
    ) { text }
}

/// Which way the risk goes as the value rises: by where high and low values stand.
private func direction(_ row: Influence.Row) -> ImportanceText {
    func mean(_ height: Influence.Height) -> Double? {
        let cells = row.cells.filter { $0.height == height }
        let count = cells.reduce(0) { $0 + $1.count }
        guard count >= SimilarClients.fewest else { return nil }
        return Double(cells.reduce(0) { $0 + $1.place * $1.count }) / Double(count)
    }
    guard let low = mean(.low), let high = mean(.high) else { return .level }
    let middle = mean(.middle) ?? (low + high) / 2
    if low < high, low - 0.5 <= middle, middle <= high + 0.5 { return .rises }
    if high < low, high - 0.5 <= middle, middle <= low + 0.5 { return .falls }
    return .mixed
}

extension Comparing {
    /// What addresses call a feature.
    func key(_ name: String) -> String { variable(name)?.key ?? name }
}

extension Voice {
    /// An effect on the risk: `× 1,5`, `÷ 1,5`, `sans effet`.
    func effect(_ logOdds: Double) -> String {
        let factor = exp(logOdds.magnitude)
        // What would be written 1 changes nothing that a person would notice.
        guard factor >= 1.045 else { return self(ImportanceText.none) }
        let value = format.number(factor, atMost: factor < 9.95 ? 1 : 0)
        return self(logOdds > 0 ? ImportanceText.times : .divided, ["value": value])
    }

    /// From one effect to another.
    func effects(_ range: ClosedRange<Double>) -> String {
        let (low, high) = (effect(range.lowerBound), effect(range.upperBound))
        return low == high ? low : self(ImportanceText.between, ["low": low, "high": high])
    }

    /// A share of clients, `43 clients sur 100`.
    func inHundred(_ share: Double) -> String {
        self(ImportanceText.clientsInHundred, ["share": "\(Int((share * 100).rounded()))"])
    }
}
