import Markup

/// Horizontal bars with their words: labels to the left, lengths from one zero line.
struct BarChart: HTML {
    struct Bar {
        let label: String
        let length: Double
        let text: String
    }

    let name: String
    let title: String
    let description: String
    let bars: [Bar]

    private static let start = 0.46
    private static let reach = 0.40
    private static let step = 26

    func write(to page: inout Page) {
        let longest = max(bars.map(\.length).max() ?? 0, .leastNonzeroMagnitude)
        Element("div", .class("scroll wide")) {
            drawing(longest)
        }
        .write(to: &page)
    }

    private func drawing(_ longest: Double) -> some HTML {
        Drawing(name: name, height: bars.count * Self.step + 8, title: title, description: description) {
            each(bars.enumerated()) { place, bar in
                let y = Double(place * Self.step)
                Shape.words(
                    shortened(bar.label, to: 50), x: Self.start, y: y + 18, anchor: "end", shift: -8, class: "label")
                Shape.rectangle(
                    x: Self.start, y: y + 5, width: Self.reach * bar.length / longest, height: 17, radius: 2,
                    class: "length")
                Shape.words(
                    bar.text, x: Self.start + Self.reach * bar.length / longest, y: y + 18, anchor: "start", shift: 6,
                    class: "figure")
            }
            Shape.upright(x: Self.start, from: 0, to: Double(bars.count * Self.step + 4), class: "zero")
        }
    }
}

/// A text cut to a number of characters, the cut shown.
func shortened(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1).trimmingSpaces + "…"
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var rest = self
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        return rest
    }
}
