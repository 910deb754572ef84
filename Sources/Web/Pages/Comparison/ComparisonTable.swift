import Credit
import Explaining
import Features
import Markup

/// Shares of clients at each bar, by outcome where both outcomes are common enough to be told.
struct SpreadShares {
    /// The share of repaid loans at each bar; of all clients where outcomes are not told.
    let first: [Double]
    /// The share of unpaid loans at each bar; nil where outcomes are not told.
    let second: [Double]?

    init(_ comparison: Comparison) {
        let known = comparison.known
        func shares(_ count: (FeatureDistribution.Counts) -> Int) -> [Double] {
            let whole = Double(max(count(known), 1))
            return comparison.bins.map { Double(count($0.counts)) / whole }
        }
        let areTold = known.paid >= SimilarClients.fewest && known.unpaid >= SimilarClients.fewest
        first = areTold ? shares(\.paid) : shares(\.total)
        second = areTold ? shares(\.unpaid) : nil
    }
}

/// The figures of each bar, the client's own marked by a word.
func comparisonTable(_ voice: Voice, _ found: FoundComparison, _ comparison: Comparison) -> some HTML {
    let variable = found.question.variable, shares = SpreadShares(comparison)
    let most = comparison.bins.compactMap(\.defaultRate).max() ?? 0
    // Ages rise as their days fall.
    let order =
        comparison.isReversed(variable) ? Array(comparison.bins.indices.reversed()) : Array(comparison.bins.indices)
    return Element(
        "div", .class("scroll"), Attribute("tabindex", "0"), .role("group"), .aria("label", caption(voice, variable))
    ) {
        Element("table", .class("data spread")) {
            Element("caption", .class("hidden")) { caption(voice, variable) }
            Element("thead") {
                Element("tr") {
                    heading(voice(variable.kind.isCategory ? ComparisonText.level : .range), isNumber: false)
                    heading(voice(ComparisonText.clients))
                    heading(voice(shares.second == nil ? ComparisonText.shareOfAll : .shareOfPaid))
                    if shares.second != nil { heading(voice(ComparisonText.shareOfUnpaid)) }
                    heading(voice(ComparisonText.unpaidOfHundred))
                }
            }
            Element("tbody") {
                each(order) { place in
                    let bin = comparison.bins[place], isOwn = place == comparison.own
                    Element("tr", .class(isOwn ? "own" : nil), .aria("current", isOwn ? "true" : nil)) {
                        Element("th", Attribute("scope", "row")) {
                            voice.title(voice.text(bin.content, of: variable))
                            if isOwn {
                                Element("strong", .class("mark-word")) { "◆ " + voice(ComparisonText.thisClient) }
                            }
                        }
                        Element("td", .class("number")) { voice.count(bin.counts.total) }
                        Element("td", .class("number")) { voice.format.percent(shares.first[place]) }
                        if let second = shares.second {
                            Element("td", .class("number")) { voice.format.percent(second[place]) }
                        }
                        Element("td", .class("number rate")) {
                            voice.defaults(bin.counts)
                            rateBar(bin.defaultRate, most: most)
                        }
                    }
                }
            }
        }
    }
}

private func caption(_ voice: Voice, _ variable: Comparing.Variable) -> String {
    voice(ComparisonText.caption, ["label": voice.title(variable.label)])
}

private func heading(_ text: String, isNumber: Bool = true) -> some HTML {
    Element("th", Attribute("scope", "col"), .class(isNumber ? "number" : nil)) { text }
}

/// A bar as long as the rate beside the highest one.
@HTMLBuilder private func rateBar(_ rate: Double?, most: Double) -> some HTML {
    if let rate, most > 0 {
        Element("svg", .class("bar"), .aria("hidden", "true"), Attribute("width", "100%"), Attribute("height", 4)) {
            Element(
                "rect", .class("rate-length"), Attribute("width", "\(max(1, Int((rate / most * 100).rounded())))%"),
                Attribute("height", 4), Attribute("rx", 2))
        }
    }
}

extension Comparison {
    /// Whether bars are read from the last to the first.
    func isReversed(_ variable: Comparing.Variable) -> Bool { variable.kind == .daysAgo }
}
