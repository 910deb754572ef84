import Markup
import Statistics

/// One feature's bins: to the left how many clients, to the right their defaults with the interval, around the portfolio's rate.
struct BinChart: HTML {
    let name: String
    let title: String
    let description: String
    let lines: [(bin: FeatureBin, text: String)]
    let clients: Int
    let overall: Double?
    let wording: Wording

    private static let step = 26
    private static let top = 28.0
    /// Shares of the width: end of labels, bars of clients, rates.
    private static let labels = 0.34, bars = 0.13, rates = (from: 0.58, to: 0.88)

    func write(to page: inout Page) {
        let bottom = Self.top + Double(lines.count * Self.step)
        let largest = Double(lines.map(\.bin.clients).max() ?? 1)
        let highest = max(lines.compactMap { $0.bin.interval?.high }.max() ?? 0, overall ?? 0)
        func place(_ rate: Double) -> Double {
            Self.rates.from + (Self.rates.to - Self.rates.from) * (highest > 0 ? rate / highest : 0)
        }
        Drawing(
            name: name, height: Int(bottom) + (overall == nil ? 4 : 24), title: title, description: description
        ) {
            Shape.words(
                wording("part des clients", "share of clients"), x: Self.labels, y: 14, anchor: "start", class: "head")
            if let overall {
                Shape.words(wording("impayés sur 100", "unpaid in 100"), x: 1, y: 14, anchor: "end", class: "head")
                Shape.upright(x: Self.rates.from, from: Self.top - 6, to: bottom, class: "zero")
                Shape.upright(x: place(overall), from: Self.top - 6, to: bottom + 4, class: "overall")
                Shape.words(
                    wording(
                        "ensemble : \(wording.inHundred(overall))", "all clients: \(wording.inHundred(overall))"),
                    x: place(overall), y: bottom + 19, anchor: "middle", class: "head")
            }
            each(lines.enumerated()) { number, line in
                let y = Self.top + Double(number * Self.step)
                let bar = Self.bars * Double(line.bin.clients) / max(largest, 1)
                let style = line.bin.content == .missing ? "length unknown" : "length"
                Shape.words(
                    shortened(line.text, to: 27), x: Self.labels, y: y + 16, anchor: "end", shift: -8, class: "label")
                Shape.rectangle(x: Self.labels, y: y + 4, width: bar, height: 16, radius: 2, class: style)
                Shape.words(
                    wording.share(line.bin.clients, of: clients), x: Self.labels + bar, y: y + 16, anchor: "start",
                    shift: 5, class: "figure")
                if let rate = line.bin.defaultRate, let interval = line.bin.interval {
                    Shape.rectangle(
                        x: place(interval.low), y: y + 11, width: place(interval.high) - place(interval.low), height: 2,
                        class: "interval " + side(interval))
                    Shape.disc(x: place(rate), y: y + 12, radius: 5, class: "rate " + side(interval))
                    Shape.words(wording.inHundred(rate), x: 1, y: y + 16, anchor: "end", class: "figure")
                }
            }
        }
        .write(to: &page)
    }

    /// Whether the bin's rate is clearly over or under the portfolio's.
    private func side(_ interval: Interval) -> String {
        guard let overall else { return "even" }
        return interval.low > overall ? "over" : interval.high < overall ? "under" : "even"
    }
}
