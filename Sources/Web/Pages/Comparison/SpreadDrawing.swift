import Credit
import Explaining
import Features
import Markup

/// Columns from a middle line: repaid loans upwards, unpaid ones downwards, each as a share of its own; the client's line crosses both.
@HTMLBuilder func spreadDrawing(_ voice: Voice, _ found: FoundComparison, _ comparison: Comparison) -> some HTML {
    let variable = found.question.variable
    if comparison.bins.count > 1 {
        Spread(
            voice: voice, shares: SpreadShares(comparison), isReversed: comparison.isReversed(variable),
            own: comparison.own, value: voice.text(found.value, of: variable),
            ends: variable.kind.isCategory
                ? nil
                : (
                    first: voice.text(comparison.bins[0].content, of: variable),
                    last: voice.text(comparison.bins[comparison.bins.count - 1].content, of: variable)
                )
        ).drawing
    }
}

/// The places of a drawing: heights in pixels, widths as shares.
private struct Spread {
    let voice: Voice
    let shares: SpreadShares
    let isReversed: Bool
    let own: Int?
    let value: String
    let ends: (first: String, last: String)?

    private static let tallest = 76.0, top = 128.0

    private var count: Int { shares.first.count }
    private var most: Double { max((shares.first + (shares.second ?? [])).max() ?? 1, 1e-9) }
    private var bottom: Double { shares.second == nil ? Self.top : Self.top + Self.tallest }

    /// Where a bar stands, 0 at the left.
    private func column(_ place: Int) -> Int { isReversed ? count - 1 - place : place }

    var drawing: some HTML {
        Drawing(
            name: "spread", height: Int(bottom) + (ends == nil ? 26 : 48), title: voice(ComparisonText.result),
            description: voice(ComparisonText.spreadDescription, ["value": value])
        ) {
            each(0..<count) { place in bars(place) }
            Shape.rectangle(x: 0, y: Self.top - 0.5, width: 1, height: 1, class: "spread-middle")
            Shape.words(
                voice(shares.second == nil ? ComparisonText.clients : .paid), x: 0, y: 44, anchor: "start",
                class: "tick-label")
            if shares.second != nil {
                Shape.words(voice(ComparisonText.unpaid), x: 0, y: bottom + 18, anchor: "start", class: "tick-label")
            }
            if let ends {
                Shape.words(
                    isReversed ? ends.last : ends.first, x: 0, y: bottom + 40, anchor: "start", class: "tick-label")
                Shape.words(
                    isReversed ? ends.first : ends.last, x: 1, y: bottom + 40, anchor: "end", class: "tick-label")
            }
            if let own { client(own) }
        }
    }

    private func bars(_ place: Int) -> some HTML {
        let width = 1 / Double(count), x = Double(column(place)) * width + width * 0.06
        let up = shares.first[place] / most * Self.tallest
        let down = (shares.second?[place] ?? 0) / most * Self.tallest
        return Group(
            Shape.rectangle(x: x, y: Self.top - up, width: width * 0.88, height: up, class: "spread-paid"),
            Shape.rectangle(x: x, y: Self.top, width: width * 0.88, height: down, class: "spread-unpaid")
        )
    }

    private func client(_ own: Int) -> some HTML {
        let x = (Double(column(own)) + 0.5) / Double(count)
        return Group(
            Shape.upright(x: x, from: 24, to: bottom, class: "client-line"),
            Shape.disc(x: x, y: Self.top, radius: 6, class: "spread-client"),
            Shape.words(
                voice(ComparisonText.clientAt, ["value": value]), x: x, y: 16,
                anchor: x < 0.3 ? "start" : x > 0.7 ? "end" : "middle", class: "client-label")
        )
    }
}
