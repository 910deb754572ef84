import Credit
import Explaining
import Hummingbird
import Markup
import Storage

/// Whom the lender lends to, what its errors cost, and whether the risks told come true.
func portfolioPage(_ visit: Visit) async throws -> Response {
    let voice = visit.voice
    let record = visit.site.engine.record
    let choice = record.flatMap { CostChoice(visit.call, $0.cost) }
    if visit.isFragment, let record {
        guard let choice else { return visit.html(CostChoice.refusal(voice, record.cost)) }
        return visit.html(costOutcome(voice, record, choice))
    }
    let spread = try await visit.site.store.spread()
    let threshold = try await visit.site.store.threshold()
    return visit.page(
        voice(PortfolioText.title),
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { voice(PortfolioText.title) }
                Element("p", .class("lead")) { voice(PortfolioText.lead) }
            },
            servedClients(voice, spread, threshold),
            record.map { costSection(voice, $0, choice) },
            record.map { reliabilitySection(voice, $0) },
            record == nil ? Element("p", .class("notice")) { voice(PortfolioText.noRecord) } : nil))
}

/// From which rows figures are.
func recordSource(_ voice: Voice, _ record: TrackRecord) -> some HTML {
    func number(_ value: Int) -> String { voice.format.number(Double(value), decimals: 0) }
    return Element("p", .class("small")) {
        voice(
            PortfolioText.source,
            ["rows": number(record.rows), "defaults": number(record.defaults), "folds": number(record.folds)])
    }
}

// MARK: Clients served

/// Points of risk drawn one by one; the last column counts all beyond.
private let drawnPoints = 40

private func servedClients(_ voice: Voice, _ spread: RiskSpread, _ threshold: Threshold) -> some HTML {
    func number(_ count: Int) -> String { voice.format.number(Double(count), decimals: 0) }
    let total = max(1, spread.total)
    return Element("section", .class("card"), .aria("labelledby", "served")) {
        Element("h2", .id("served")) { voice(PortfolioText.served) }
        if spread.total == 0 {
            Element("p", .class("empty")) { voice(PortfolioText.noClients) }
        } else {
            Element("p", .class("finding")) {
                voice(
                    PortfolioText.servedFinding,
                    ["share": voice.format.number(100 * Double(spread.count(.granted)) / Double(total), decimals: 0)])
            }
            Element("p") {
                voice(
                    PortfolioText.servedSentence,
                    [
                        "count": number(spread.total), "granted": number(spread.count(.granted)),
                        "referred": number(spread.count(.referred)), "refused": number(spread.count(.refused)),
                    ])
            }
            spreadDrawing(voice, spread, threshold)
            Element("details", .class("figures")) {
                Element("summary") { voice(PortfolioText.figures) }
                spreadTable(voice, spread)
            }
        }
    }
}

private func spreadDrawing(_ voice: Voice, _ spread: RiskSpread, _ threshold: Threshold) -> some HTML {
    let last = drawnPoints..<RiskSpread.steps
    let columns = ((0..<drawnPoints).map { $0..<$0 + 1 } + [last]).map { steps in
        Status.allCases.map { status in steps.reduce(0) { $0 + (spread.counts[status]?[$1] ?? 0) } }
    }
    let most = Double(max(1, columns.map { $0.reduce(0, +) }.max() ?? 1)), floor = 160.0
    let width = 1 / Double(columns.count)
    let limit = threshold.probability.value * 100
    return Drawing(
        name: "spread", height: 188, title: voice(PortfolioText.servedCaption),
        description: voice(PortfolioText.servedDescription, ["most": "\(drawnPoints)"])
    ) {
        each(Array(columns.enumerated())) { place, counts in
            each(Array(zip(Status.allCases, counts).enumerated())) { part, cell in
                let below = Double(counts.prefix(part).reduce(0, +)) / most * (floor - 30)
                let height = Double(cell.1) / most * (floor - 30)
                if cell.1 > 0 {
                    Shape.rectangle(
                        x: Double(place) * width, y: floor - below - height, width: width * 0.86, height: height,
                        class: "bin \(cell.0.rawValue)")
                }
            }
        }
        Shape.rectangle(x: 0, y: floor, width: 1, height: 1, class: "axis")
        if limit < Double(drawnPoints) {
            Shape.upright(x: limit * width, from: 20, to: floor, class: "limit")
            Shape.words(
                voice(PortfolioText.limitMark, ["limit": voice.format.number(limit, atMost: 1)]), x: limit * width,
                y: 14,
                anchor: limit < 6 ? "start" : "middle", class: "limit-label")
        }
        each([0, 10, 20, 30, drawnPoints]) { point in
            Shape.words(
                point == drawnPoints ? "\(point)+" : "\(point)", x: Double(point) * width, y: floor + 22,
                anchor: point == 0 ? "start" : "middle", class: "tick-label")
        }
    }
}

private func spreadTable(_ voice: Voice, _ spread: RiskSpread) -> some HTML {
    let bands = [0..<5, 5..<10, 10..<15, 15..<20, 20..<30, 30..<50, 50..<100]
    return Element("table", .class("data")) {
        Element("caption", .class("hidden")) { voice(PortfolioText.servedCaption) }
        Element("thead") {
            Element("tr") {
                Element("th", Attribute("scope", "col")) { voice(PortfolioText.band) }
                each([PortfolioText.granted, .referred, .refused, .share]) { name in
                    Element("th", Attribute("scope", "col"), .class("number")) { voice(name) }
                }
            }
        }
        Element("tbody") {
            each(bands) { band in
                let counts = Status.allCases.map { status in
                    band.reduce(0) { $0 + (spread.counts[status]?[$1] ?? 0) }
                }
                Element("tr") {
                    Element("th", Attribute("scope", "row")) { "\(band.lowerBound)–\(band.upperBound)" }
                    each(counts) { count in
                        Element("td", .class("number")) { voice.format.number(Double(count), decimals: 0) }
                    }
                    Element("td", .class("number")) {
                        voice.format.percent(Double(counts.reduce(0, +)) / Double(max(1, spread.total)))
                    }
                }
            }
        }
    }
}
