/// Horizontal bars on both sides of zero, the client's own weights: to the right what speaks against, to the left what
/// speaks for.
public struct SignedBars: Hashable, Sendable {
    /// One bar.
    public struct Bar: Hashable, Sendable {
        /// What it stands for.
        public let label: String
        /// Its length, in any unit that all bars share; positive speaks against.
        public let value: Double
        /// Its length in words, written beside it.
        public let text: String

        /// Makes a bar.
        public init(label: String, value: Double, text: String) {
            self.label = label
            self.value = value
            self.text = text
        }
    }

    /// The bars, from top to bottom.
    public let bars: [Bar]
    /// What the axis of labels shows.
    public let subject: String
    /// What the axis of lengths shows.
    public let measure: String

    /// Makes a chart of the bars whose length is finite.
    public init(bars: [Bar], subject: String, measure: String) {
        self.bars = bars.filter(\.value.isFinite)
        self.subject = subject
        self.measure = measure
    }

    /// The chart for Vega-Lite: bars, the zero line and each bar's words at its end.
    ///
    /// - Parameter description: what the chart shows, in one sentence.
    public func specification(description: String) -> VegaLite {
        let rows = bars.map {
            VegaLite.Row(label: $0.label, value: $0.value, text: $0.text, side: $0.value < 0 ? "for" : "against")
        }
        return VegaLite(
            description: description,
            height: 30 * rows.count + 24,
            data: VegaLite.Rows(values: rows),
            encoding: VegaLite.Encoding(
                y: VegaLite.Channel(
                    field: "label", type: "nominal", title: subject,
                    axis: VegaLite.Axis(
                        labelLimit: 190, labelPadding: 8, titleAlign: "right", titleAngle: 0, titleX: -8, titleY: -10
                    ),
                    isInDataOrder: true
                )
            ),
            layer: [barLayer, zeroLayer, wordsLayer(right: true), wordsLayer(right: false)]
        )
    }

    /// The interval of lengths, with room for words beyond the longest bar of each side.
    private var interval: VegaLite.Scale {
        let (low, high) = (bars.map(\.value).min() ?? 0, bars.map(\.value).max() ?? 0)
        let reach = max(-min(low, 0), max(high, 0))
        let room = reach > 0 ? reach * 0.35 : 1
        return .interval(min(low, 0) - room, max(high, 0) + room)
    }

    private var lengths: VegaLite.Channel {
        VegaLite.Channel(
            field: "value", type: "quantitative", title: measure, axis: VegaLite.Axis(labels: false), scale: interval
        )
    }

    private var barLayer: VegaLite.Layer {
        VegaLite.Layer(
            transform: nil,
            mark: VegaLite.Mark(type: "bar", cornerRadius: 2, height: 18),
            encoding: VegaLite.Encoding(
                x: lengths,
                color: VegaLite.Channel(
                    field: "side", type: "nominal",
                    scale: .colours(of: ["against", "for"], ["var(--refused)", "var(--granted)"]), hasLegend: false
                )
            )
        )
    }

    private var zeroLayer: VegaLite.Layer {
        VegaLite.Layer(
            transform: nil,
            mark: VegaLite.Mark(type: "rule", color: "var(--ink-soft)"),
            encoding: VegaLite.Encoding(x: VegaLite.Channel(datum: 0, type: "quantitative"))
        )
    }

    private func wordsLayer(right: Bool) -> VegaLite.Layer {
        VegaLite.Layer(
            transform: [right ? VegaLite.Filter("datum.value >= 0") : VegaLite.Filter("datum.value < 0")],
            mark: VegaLite.Mark(
                type: "text", align: right ? "left" : "right", baseline: "middle", dx: right ? 6 : -6,
                color: "var(--ink)", fontSize: 13
            ),
            encoding: VegaLite.Encoding(
                x: lengths, text: VegaLite.Channel(field: "text", type: "nominal")
            )
        )
    }
}
