public import Markup

/// The colours of charts that are whole without a style sheet: dark enough on white paper for the contrast of WCAG.
public enum Tone: String, Hashable, Sendable, CaseIterable {
    /// Words and main lines.
    case ink = "#1b2430"
    /// Words of lesser weight, axes.
    case soft = "#566170"
    /// Grids.
    case faint = "#dfe3e8"
    /// What the chart is about.
    case accent = "#1f5fbf"
    /// The same, as a surface.
    case pale = "#c9d9f1"
    /// What is set beside it.
    case neutral = "#8c97a5"
    /// A bound, a danger.
    case warning = "#a83a22"
    /// A surface of warning.
    case blush = "#f6d9d1"
    /// What is well.
    case good = "#0b756a"
    /// Paper.
    case paper = "#ffffff"
}

/// A chart drawn once, in words and shapes, which needs neither script nor style sheet: it can be a file of its own.
public protocol StaticChart: HTML, Sendable {
    /// Unique in a page; identifiers start with it.
    var name: String { get }
}

extension StaticChart {
    /// The chart as a file's bytes.
    public var svg: [UInt8] {
        var page = Page()
        write(to: &page)
        return page.bytes
    }
}

/// The frame of a static chart: its size in units, of which a page makes what it has room for.
struct Canvas<Content: HTML>: HTML {
    let name: String
    let title: String
    let description: String
    let width: Double
    let height: Double
    private let content: Content

    init(
        name: String, title: String, description: String, width: Double, height: Double,
        @HTMLBuilder content: () -> Content
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.width = width
        self.height = height
        self.content = content()
    }

    func write(to page: inout Page) {
        Element(
            "svg", Attribute("xmlns", "http://www.w3.org/2000/svg"), .role("img"), .class("plot"),
            Attribute("viewBox", "0 0 \(Attribute.decimal(width)) \(Attribute.decimal(height))"),
            Attribute("font-family", "Inter, 'Noto Sans', 'Segoe UI', system-ui, 'DejaVu Sans', sans-serif"),
            .aria("labelledby", "\(name)-title \(name)-description")
        ) {
            Element("title", .id("\(name)-title")) { title }
            Element("desc", .id("\(name)-description")) { description }
            content
        }
        .write(to: &page)
    }
}

/// Shapes of static charts; all lengths in units of the canvas.
enum Stroke {
    static func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ tone: Tone, width: Double = 1, dashes: String? = nil
    ) -> some HTML {
        Element(
            "line", Attribute("x1", x1), Attribute("y1", y1), Attribute("x2", x2), Attribute("y2", y2),
            Attribute("stroke", tone.rawValue), Attribute("stroke-width", width), Attribute("stroke-dasharray", dashes))
    }

    static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ tone: Tone) -> some HTML {
        Element(
            "rect", Attribute("x", x), Attribute("y", y), Attribute("width", max(0, width)),
            Attribute("height", max(0, height)), Attribute("fill", tone.rawValue))
    }

    static func dot(_ x: Double, _ y: Double, _ tone: Tone, radius: Double = 4) -> some HTML {
        Element(
            "circle", Attribute("cx", x), Attribute("cy", y), Attribute("r", radius),
            Attribute("fill", tone.rawValue))
    }

    static func path(_ points: [(x: Double, y: Double)], _ tone: Tone, width: Double = 2) -> some HTML {
        Element(
            "polyline", Attribute("points", text(points)), Attribute("fill", "none"),
            Attribute("stroke", tone.rawValue), Attribute("stroke-width", width),
            Attribute("stroke-linejoin", "round"))
    }

    static func surface(_ points: [(x: Double, y: Double)], _ tone: Tone) -> some HTML {
        Element("polygon", Attribute("points", text(points)), Attribute("fill", tone.rawValue))
    }

    static func words(
        _ text: String, _ x: Double, _ y: Double, _ tone: Tone = .ink, anchor: String = "start", size: Double = 12,
        isStrong: Bool = false
    ) -> some HTML {
        Element(
            "text", Attribute("x", x), Attribute("y", y), Attribute("fill", tone.rawValue),
            Attribute("text-anchor", anchor), Attribute("font-size", size),
            Attribute("font-weight", isStrong ? "600" : nil)
        ) { text }
    }

    private static func text(_ points: [(x: Double, y: Double)]) -> String {
        points.map { "\(Attribute.decimal($0.x)),\(Attribute.decimal($0.y))" }.joined(separator: " ")
    }
}

/// Round numbers along an axis.
public enum Ticks {
    /// Steps of 1, 2, 2.5 or 5 times a power of ten within a range, about `count` of them.
    public static func round(_ low: Double, _ high: Double, count: Int) -> [Double] {
        guard low.isFinite, high.isFinite, high > low, count > 0 else { return [] }
        let rough = (high - low) / Double(count)
        var power = 1.0
        while power > rough { power /= 10 }
        while power * 10 <= rough { power *= 10 }
        let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
        var ticks: [Double] = []
        var index = (low / step - 1e-9).rounded(.up)
        while index * step <= high + step * 1e-9, ticks.count < 50 {
            ticks.append(index == 0 ? 0 : index * step)
            index += 1
        }
        return ticks
    }
}
