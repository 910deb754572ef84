public import Markup

/// One line per thing: a bar from zero, or a point with its interval, and its figure in words at the end.
public struct RowPlot: StaticChart {
    /// One line.
    public struct Row: Hashable, Sendable {
        /// What it stands for.
        public let label: String
        /// Its value.
        public let value: Double
        /// The ends of its interval; nil draws a bar.
        public let interval: ClosedRange<Double>?
        /// Its figure in words.
        public let text: String
        /// Its colour.
        public let tone: Tone
        /// Whether its words stand out.
        public let isStrong: Bool

        /// Makes a line.
        public init(
            label: String, value: Double, interval: ClosedRange<Double>? = nil, text: String, tone: Tone = .neutral,
            isStrong: Bool = false
        ) {
            self.label = label
            self.value = value
            self.interval = interval
            self.text = text
            self.tone = tone
            self.isStrong = isStrong
        }
    }

    /// A value that lines are to be read against.
    public struct Reference: Hashable, Sendable {
        /// Where it is.
        public let value: Double
        /// What it is.
        public let text: String

        /// Makes a reference.
        public init(value: Double, text: String) {
            self.value = value
            self.text = text
        }
    }

    /// Unique in a page.
    public let name: String
    private let title: String
    private let description: String
    private let rows: [Row]
    private let references: [Reference]
    private let measure: String
    private let tick: @Sendable (Double) -> String
    private let width: Double
    private let labelShare: Double

    /// Makes a chart; lines that are not finite are left out.
    ///
    /// - Parameters:
    ///   - measure: what lengths mean, with its unit.
    ///   - width: in units; words are 12 of them high.
    ///   - labelShare: the part of the width for labels, 0…1.
    ///   - tick: an axis value in words.
    public init(
        name: String, title: String, description: String, rows: [Row], references: [Reference] = [], measure: String,
        width: Double = 640, labelShare: Double = 0.3, tick: @escaping @Sendable (Double) -> String
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.rows = rows.filter(\.value.isFinite)
        self.references = references.filter(\.value.isFinite)
        self.measure = measure
        self.width = width
        self.labelShare = labelShare
        self.tick = tick
    }

    private static let step = 22.0
    private static let top = 20.0

    /// The least and greatest value shown, with a little room; bars begin at zero.
    private var range: ClosedRange<Double> {
        let ends =
            rows.flatMap { [$0.value, $0.interval?.lowerBound, $0.interval?.upperBound].compactMap { $0 } }
            .filter(\.isFinite) + references.map(\.value)
        var low = ends.min() ?? 0, high = ends.max() ?? 1
        let isBars = rows.contains { $0.interval == nil } && !rows.contains { $0.interval != nil }
        if isBars { low = min(low, 0) }
        let room = (high - low) * 0.04
        if !isBars { low -= room }
        high += room
        return high > low ? low...high : low...(low + 1)
    }

    /// Writes the drawing.
    public func write(to page: inout Page) {
        let range = range
        let left = width * labelShare, right = width - longestText - 12
        let bottom = Self.top + Double(rows.count) * Self.step
        func place(_ value: Double) -> Double {
            let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
            return left + (right - left) * min(max(share, 0), 1)
        }
        Canvas(name: name, title: title, description: description, width: width, height: bottom + 34) {
            each(Ticks.round(range.lowerBound, range.upperBound, count: 4)) { value in
                Stroke.line(place(value), Self.top - 4, place(value), bottom, .faint)
                Stroke.words(tick(value), place(value), bottom + 14, .soft, anchor: "middle", size: 11)
            }
            each(references) { reference in
                Stroke.line(
                    place(reference.value), Self.top - 4, place(reference.value), bottom, .warning, dashes: "4 3")
                Stroke.words(
                    reference.text, place(reference.value), Self.top - 8, .warning,
                    anchor: reference.value > (range.lowerBound + range.upperBound) / 2 ? "end" : "start", size: 11)
            }
            each(rows.enumerated()) { index, row in
                let y = Self.top + (Double(index) + 0.5) * Self.step
                Stroke.words(
                    Self.cut(row.label, to: Int((left - 10) / 7)), left - 10, y + 4, anchor: "end",
                    isStrong: row.isStrong)
                if let interval = row.interval {
                    Stroke.line(place(interval.lowerBound), y, place(interval.upperBound), y, row.tone, width: 2)
                    Stroke.dot(place(row.value), y, row.tone)
                } else {
                    Stroke.box(
                        min(place(0), place(row.value)), y - 7, abs(place(row.value) - place(0)), 14, row.tone)
                }
                Stroke.words(row.text, width, y + 4, anchor: "end", isStrong: row.isStrong)
            }
            Stroke.words(measure, (left + right) / 2, bottom + 29, .soft, anchor: "middle", size: 11)
        }
        .write(to: &page)
    }

    private var longestText: Double { Double(rows.map(\.text.count).max() ?? 0) * 6.6 }

    private static func cut(_ text: String, to length: Int) -> String {
        text.count <= length ? text : text.prefix(max(length - 1, 1)) + "…"
    }
}
