import Credit
import Explaining
import Markup

extension GlobalImportance {
    /// The clients of the sample that a dot stands for at least: with it, for 20 of the portfolio.
    var fewestPerDot: Int {
        max(3, (SimilarClients.fewest * sampled + max(clients, 1) - 1) / max(clients, 1))
    }
}

/// Where the parts of one feature or family stand: dots on three lines, high values above; the larger, the more clients.
func influenceStrip(_ voice: Voice, _ row: Influence.Row, fewest: Int) -> some HTML {
    let most = Double(row.cells.map(\.count).max() ?? 1)
    let shown = row.cells.filter { $0.count >= fewest }
    let height = row.cells.contains { $0.height != .neither } ? 54 : 26
    return Element(
        "svg", .role("img"), .class("drawing strip"), Attribute("width", "100%"), Attribute("height", height),
        .aria(
            "label",
            voice(
                ImportanceText.stripDescription,
                ["share": "\(Int((row.shareAgainst * 100).rounded()))", "usual": voice.effects(row.usual)]))
    ) {
        Shape.upright(x: 0.5, from: 0, to: Double(height), class: "spread-zero")
        each(shown) { cell in
            Shape.disc(
                x: 0.03 + 0.94 * Double(cell.place) / Double(Influence.places - 1), y: lane(cell.height, height),
                radius: 1.5 + 6.5 * (Double(cell.count) / most).squareRoot(), class: "dot-\(name(cell.height))")
        }
    }
}

private func lane(_ height: Influence.Height, _ whole: Int) -> Double {
    switch height {
    case .high: 10
    case .low: Double(whole) - 10
    case .middle, .neither: Double(whole) / 2
    }
}

private func name(_ height: Influence.Height) -> String {
    switch height {
    case .high: "high"
    case .middle: "middle"
    case .low: "low"
    case .neither: "none"
    }
}

/// A bar as long as a share, 0…1.
func weightLength(_ share: Double) -> some HTML {
    Element("svg", .class("bar"), .aria("hidden", "true"), Attribute("width", "100%"), Attribute("height", 4)) {
        Element(
            "rect", .class("weight-length"), Attribute("width", "\(max(1, Int((share * 100).rounded())))%"),
            Attribute("height", 4), Attribute("rx", 2))
    }
}

/// The mean effect of each bar with its usual spread, above a line where there is none the risk rises.
struct DependenceDrawing {
    let voice: Voice
    let effects: [Dependence.Effect]

    private static let height = 180.0, room = 14.0

    private var reach: Double {
        max(
            effects.flatMap { [$0.usual.lowerBound.magnitude, $0.usual.upperBound.magnitude, $0.mean.magnitude] }.max()
                ?? 1, 0.05)
    }

    private func y(_ value: Double) -> Double {
        let middle = Self.height / 2
        return middle - value / reach * (middle - Self.room)
    }

    var drawing: some HTML {
        Drawing(
            name: "dependence", height: Int(Self.height), title: voice(ImportanceText.drawingTitle),
            description: voice(
                ImportanceText.drawingDescription,
                [
                    "first": effects.first.map { voice.effect($0.mean) } ?? "",
                    "last": effects.last.map { voice.effect($0.mean) } ?? "",
                ])
        ) {
            Shape.rectangle(x: 0, y: Self.height / 2 - 0.5, width: 1, height: 1, class: "spread-middle")
            Shape.words(voice(ImportanceText.raises), x: 0, y: 14, anchor: "start", class: "tick-label")
            Shape.words(voice(ImportanceText.lowers), x: 0, y: Self.height - 4, anchor: "start", class: "tick-label")
            each(effects.indices.map { $0 }) { place in
                let x = (Double(place) + 0.5) / Double(effects.count)
                Shape.upright(
                    x: x, from: y(effects[place].usual.upperBound), to: y(effects[place].usual.lowerBound),
                    class: "effect-usual")
                Shape.disc(
                    x: x, y: y(effects[place].mean), radius: 6,
                    class: effects[place].mean > 0 ? "effect-mean raises" : "effect-mean lowers")
            }
        }
    }
}
