import Credit
import Explaining
import Markup

/// What a limit does: how many are granted, what the errors cost, in counts and in money.
func costOutcome(_ voice: Voice, _ record: TrackRecord, _ choice: CostChoice) -> some HTML {
    let cost = record.cost, point = cost.points[choice.place]
    return Group(
        Element("h3") {
            voice(
                PortfolioText.outcomeFinding,
                [
                    "limit": voice.format.number(point.threshold * 100, atMost: 1),
                    "granted": voice.format.number(point.outcome.granted * 100, decimals: 0),
                ])
        },
        each(sentences(voice, cost, choice)) { sentence in Element("p") { sentence } },
        curve(voice, cost, choice),
        Element("p", .class("small")) {
            voice(PortfolioText.curveInForce, ["limit": voice.format.number(cost.threshold * 100, atMost: 1)])
        },
        confusion(voice, point.outcome),
        Element("h4") { voice(PortfolioText.money) },
        money(voice, cost, choice),
        recordSource(voice, record))
}

private func sentences(_ voice: Voice, _ cost: CostRecord, _ choice: CostChoice) -> [String] {
    func thousand(_ value: Double) -> String { voice.format.number(value * 1_000, decimals: 0) }
    let point = cost.points[choice.place]
    let here = point.outcome.cost(ratio: choice.ratio)
    let least = cost.points.map { $0.outcome.cost(ratio: choice.ratio) }.min() ?? here
    var found: [String] = []
    if here <= least * 1.01 {
        found.append(voice(PortfolioText.outcomeCheapest, ["cost": thousand(here)]))
    } else {
        found.append(
            voice(
                PortfolioText.outcomeDearer, ["cost": thousand(here), "more": voice.format.percent(here / least - 1)]))
    }
    if (choice.ratio - cost.ratio).magnitude < 1e-9 {
        let price = cost.prices.refusedGoodClient
        found.append(
            voice(
                PortfolioText.outcomeInterval,
                [
                    "low": thousand(point.interval.lowerBound / price),
                    "high": thousand(point.interval.upperBound / price),
                ]))
    } else {
        found.append(voice(PortfolioText.outcomeOther, ["ratio": voice.format.number(cost.ratio, atMost: 1)]))
    }
    if let nearest = cost.ratios.min(by: { ($0.ratio - choice.ratio).magnitude < ($1.ratio - choice.ratio).magnitude }),
        (nearest.ratio - choice.ratio).magnitude < 0.5
    {
        found.append(
            voice(PortfolioText.cheapestFor, ["limit": voice.format.number(nearest.threshold * 100, atMost: 1)]))
    }
    return found
}

/// The cost at every limit, a column each, the one looked at told apart by its mark.
private func curve(_ voice: Voice, _ cost: CostRecord, _ choice: CostChoice) -> some HTML {
    let costs = cost.points.map { $0.outcome.cost(ratio: choice.ratio) }
    let most = costs.max() ?? 1, floor = 130.0, width = 1 / Double(max(1, costs.count))
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    func percent(_ place: Int) -> String { voice.format.number(cost.points[place].threshold * 100, atMost: 1) }
    let here = (Double(choice.place) + 0.5) * width
    return Drawing(
        name: "curve", height: 160, title: voice(PortfolioText.curve),
        description: voice(
            PortfolioText.curveDescription,
            [
                "most": voice.format.number(CostChoice.highest(cost), decimals: 0), "best": percent(best),
            ])
    ) {
        each(Array(costs.enumerated())) { place, value in
            let height = value / max(most, .leastNonzeroMagnitude) * (floor - 30)
            Shape.rectangle(
                x: Double(place) * width, y: floor - height, width: width * 0.9, height: height,
                class: place == choice.place ? "bin chosen" : "bin")
        }
        Shape.rectangle(x: 0, y: floor, width: 1, height: 1, class: "axis")
        if let place = cost.place(nearest: cost.threshold) {
            Shape.upright(x: (Double(place) + 0.5) * width, from: 24, to: floor, class: "limit")
        }
        Shape.upright(x: here, from: 18, to: floor, class: "client-line")
        Shape.words(
            voice(PortfolioText.curveNow, ["limit": percent(choice.place)]), x: here, y: 13,
            anchor: here < 0.25 ? "start" : here > 0.75 ? "end" : "middle", class: "limit-label")
        each([0, costs.count / 4, costs.count / 2, costs.count * 3 / 4, costs.count - 1].filter { $0 >= 0 }) { place in
            Shape.words(
                percent(place), x: (Double(place) + 0.5) * width, y: floor + 20,
                anchor: place == 0 ? "start" : place == costs.count - 1 ? "end" : "middle", class: "tick-label")
        }
    }
}

private func confusion(_ voice: Voice, _ outcome: CostRecord.Outcome) -> some HTML {
    func thousand(_ value: Double) -> String { voice.format.number(value * 1_000, decimals: 0) }
    return Group(
        Element("h4") { voice(PortfolioText.confusion) },
        Element("p", .class("soft")) { voice(PortfolioText.confusionLead) },
        crossTable(
            voice, caption: voice(PortfolioText.confusion),
            granted: (
                thousand(outcome.grantedRepaid), "\(thousand(outcome.grantedUnpaid)) – \(voice(PortfolioText.wouldNot))"
            ),
            refused: (
                "\(thousand(outcome.refusedRepaid)) – \(voice(PortfolioText.wouldRepay))",
                thousand(outcome.refusedUnpaid)
            )))
}

@HTMLBuilder private func money(_ voice: Voice, _ cost: CostRecord, _ choice: CostChoice) -> some HTML {
    if let amounts = cost.amounts, amounts.points.indices.contains(choice.place) {
        let point = amounts.points[choice.place]
        let earned = amounts.allForegone - point.foregone
        Element("p", .class("soft")) {
            voice(
                PortfolioText.moneyLead,
                [
                    "loss": voice.format.percent(amounts.lossGivenDefault),
                    "margin": voice.format.percent(amounts.margin),
                    "count": voice.format.number(Double(amounts.rows), decimals: 0),
                ])
        }
        crossTable(
            voice, caption: voice(PortfolioText.money),
            granted: (
                "+\(voice.format.money(earned)) – \(voice(PortfolioText.earned))",
                "−\(voice.format.money(point.lost)) – \(voice(PortfolioText.lost))"
            ),
            refused: (
                "\(voice.format.money(point.foregone)) – \(voice(PortfolioText.foregone))",
                "\(voice.format.money(amounts.allLost - point.lost)) – \(voice(PortfolioText.avoided))"
            ))
        Element("p") {
            Element("strong") {
                voice(PortfolioText.balance, ["amount": voice.format.money(earned - point.lost)])
            }
        }
    } else {
        Element("p", .class("soft")) { voice(PortfolioText.noMoney) }
    }
}

/// Answers by what became of the loans.
private func crossTable(
    _ voice: Voice, caption: String, granted: (repaid: String, unpaid: String),
    refused: (repaid: String, unpaid: String)
) -> some HTML {
    func row(_ name: PortfolioText, _ cells: (String, String)) -> some HTML {
        Element("tr") {
            Element("th", Attribute("scope", "row")) { voice(name) }
            Element("td") { cells.0 }
            Element("td") { cells.1 }
        }
    }
    return Element("table", .class("data cross")) {
        Element("caption", .class("hidden")) { caption }
        Element("thead") {
            Element("tr") {
                each([PortfolioText.costs, .repaid, .unpaid]) { name in
                    Element("th", Attribute("scope", "col")) { voice(name) }
                }
            }
        }
        Element("tbody") {
            row(.granted, granted)
            row(.refused, refused)
        }
    }
}
