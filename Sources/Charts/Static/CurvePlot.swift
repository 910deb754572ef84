public import Markup

/// Curves, surfaces and points on two axes.
public struct CurvePlot: StaticChart {
    /// One axis.
    public struct Axis: Sendable {
        let title: String
        let range: ClosedRange<Double>
        let tick: @Sendable (Double) -> String

        /// Makes an axis; a range without length gets one.
        ///
        /// - Parameter tick: a value in words.
        public init(title: String, range: ClosedRange<Double>, tick: @escaping @Sendable (Double) -> String) {
            self.title = title
            self.range = range.lowerBound < range.upperBound ? range : range.lowerBound...(range.lowerBound + 1)
            self.tick = tick
        }
    }

    /// A point of a curve.
    public struct Point: Hashable, Sendable {
        /// Across.
        public let x: Double
        /// Upwards.
        public let y: Double

        /// Makes a point.
        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// What is drawn, in order.
    public enum Layer: Sendable {
        /// A line through points.
        case curve([Point], Tone)
        /// The surface between two lines with the same places across.
        case band(low: [Point], high: [Point], Tone)
        /// The surface between two places across, from bottom to top.
        case stripe(ClosedRange<Double>, Tone)
        /// A line from bottom to top with words beside it.
        case upright(Double, String, Tone)
        /// A line from side to side with words above it.
        case level(Double, String, Tone)
        /// Points with upright intervals.
        case points([(point: Point, interval: ClosedRange<Double>?)], Tone)
    }

    /// Unique in a page.
    public let name: String
    private let title: String
    private let description: String
    private let x: Axis
    private let y: Axis
    private let layers: [Layer]
    private let width: Double
    private let height: Double

    /// Makes a chart; what lies outside the axes is drawn at their ends.
    public init(
        name: String, title: String, description: String, x: Axis, y: Axis, layers: [Layer], width: Double = 640,
        height: Double = 280
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.x = x
        self.y = y
        self.layers = layers
        self.width = width
        self.height = height
    }

    private var left: Double { 46 }
    private var right: Double { width - 12 }
    private var top: Double { 30 }
    private var bottom: Double { height - 38 }

    private func across(_ value: Double) -> Double {
        left + (right - left) * Self.share(value, x.range)
    }

    private func up(_ value: Double) -> Double { bottom - (bottom - top) * Self.share(value, y.range) }

    private static func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        min(max((value - range.lowerBound) / (range.upperBound - range.lowerBound), 0), 1)
    }

    private func place(_ point: Point) -> (x: Double, y: Double) { (across(point.x), up(point.y)) }

    /// Writes the drawing.
    public func write(to page: inout Page) {
        Canvas(name: name, title: title, description: description, width: width, height: height) {
            Drawn { page in for layer in layers { drawSurface(layer, &page) } }
            each(Ticks.round(y.range.lowerBound, y.range.upperBound, count: 4)) { value in
                Stroke.line(left, up(value), right, up(value), .faint)
                Stroke.words(y.tick(value), left - 6, up(value) + 4, .soft, anchor: "end", size: 11)
            }
            each(Ticks.round(x.range.lowerBound, x.range.upperBound, count: Int(width / 90))) { value in
                Stroke.line(across(value), bottom, across(value), bottom + 4, .soft)
                Stroke.words(x.tick(value), across(value), bottom + 16, .soft, anchor: "middle", size: 11)
            }
            Stroke.line(left, bottom, right, bottom, .soft)
            Drawn { page in for layer in layers { drawLines(layer, &page) } }
            Stroke.words(y.title, 0, 12, .soft, size: 11)
            Stroke.words(x.title, right, height - 4, .soft, anchor: "end", size: 11)
        }
        .write(to: &page)
    }

    private func drawSurface(_ layer: Layer, _ page: inout Page) {
        switch layer {
        case .band(let low, let high, let tone):
            Stroke.surface((high + low.reversed()).map(place), tone).write(to: &page)
        case .stripe(let range, let tone):
            let start = across(range.lowerBound)
            Stroke.box(start, top, across(range.upperBound) - start, bottom - top, tone).write(to: &page)
        default: break
        }
    }

    private func drawLines(_ layer: Layer, _ page: inout Page) {
        switch layer {
        case .curve(let points, let tone): Stroke.path(points.map(place), tone).write(to: &page)
        case .upright(let value, let text, let tone):
            let x = across(value), isRight = isRight(value)
            Stroke.line(x, top - 6, x, bottom, tone, width: 1.5).write(to: &page)
            Stroke.words(
                text, x + (isRight ? -6 : 6), top + 2, tone, anchor: isRight ? "end" : "start", isStrong: true
            ).write(to: &page)
        case .level(let value, let text, let tone):
            Stroke.line(left, up(value), right, up(value), tone, dashes: "4 3").write(to: &page)
            Stroke.words(text, left + 0.55 * (right - left), up(value) - 5, tone, anchor: "middle", size: 11)
                .write(to: &page)
        case .points(let points, let tone):
            for (point, interval) in points {
                let (x, y) = place(point)
                if let interval {
                    Stroke.line(x, up(interval.lowerBound), x, up(interval.upperBound), tone, width: 1.5).write(
                        to: &page)
                }
                Stroke.dot(x, y, tone, radius: 3.5).write(to: &page)
            }
        case .band, .stripe: break
        }
    }

    private func isRight(_ value: Double) -> Bool { Self.share(value, x.range) > 0.6 }
}

/// What a closure writes.
private struct Drawn: HTML {
    let draw: (inout Page) -> Void

    func write(to page: inout Page) { draw(&page) }
}
