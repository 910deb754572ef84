import Credit
import Explaining
import Markup

/// Whether the risks told come true, tenth by tenth.
func reliabilitySection(_ voice: Voice, _ record: TrackRecord) -> some HTML {
    let parts = record.tenths
    let reach = max(0.01, parts.map { max($0.interval.upperBound, $0.predicted) }.max() ?? 1) * 1.05
    return Element("section", .class("card"), .aria("labelledby", "reliability")) {
        Element("h2", .id("reliability")) { voice(PortfolioText.reliability) }
        Element("p", .class("finding")) {
            voice(
                PortfolioText.reliabilityConfirmed,
                ["count": "\(parts.count(where: \.isConfirmed))", "all": "\(parts.count)"])
        }
        Element("p") { voice(PortfolioText.reliabilitySentence) }
        Element(
            "div", .class("scroll"), Attribute("tabindex", "0"), .role("region"),
            .aria("label", voice(PortfolioText.reliabilityCaption))
        ) {
            Element("table", .class("data reliability")) {
                Element("caption", .class("hidden")) { voice(PortfolioText.reliabilityCaption) }
                Element("thead") {
                    Element("tr") {
                        each([PortfolioText.told, .happened, .interval, .count]) { name in
                            Element("th", Attribute("scope", "col")) { voice(name) }
                        }
                        Element("td", .class("picture"))
                    }
                }
                Element("tbody") { each(parts) { part in row(voice, part, reach) } }
            }
        }
        recordSource(voice, record)
    }
}

private func row(_ voice: Voice, _ part: ObservedRisk, _ reach: Double) -> some HTML {
    func text(_ value: Double) -> String { voice.format.number(value * 100, atMost: 1) }
    return Element("tr") {
        Element("th", Attribute("scope", "row")) { text(part.predicted) }
        Element("td") {
            "\(text(part.observed)) – \(voice(part.isConfirmed ? PortfolioText.confirmed : .notConfirmed))"
        }
        Element("td") { "\(text(part.interval.lowerBound))–\(text(part.interval.upperBound))" }
        Element("td") { voice.format.number(Double(part.count), decimals: 0) }
        Element("td", .class("picture")) {
            Element("svg", Attribute("width", "100%"), Attribute("height", 16), .aria("hidden", "true")) {
                Shape.rectangle(x: 0, y: 7, width: 1, height: 2, class: "track")
                Shape.rectangle(
                    x: part.interval.lowerBound / reach, y: 3,
                    width: max((part.interval.upperBound - part.interval.lowerBound) / reach, 0.005), height: 10,
                    radius: 3, class: "length")
                Shape.disc(x: part.predicted / reach, y: 8, radius: 4, class: "dot")
            }
        }
    }
}
