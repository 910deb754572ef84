/// A drawing within a page.
///
/// Distances across are given as shares of its width, 0…1, and distances down in pixels: it fills the width that it is
/// given while its words keep their size.
public struct Drawing<Content: HTML>: HTML {
    private let height: Int
    private let name: String
    private let title: String
    private let description: String
    private let content: Content

    /// Makes a drawing that says in words what it shows.
    ///
    /// - Parameters:
    ///   - name: unique in the page; the identifiers of title and description start with it.
    ///   - height: in pixels.
    public init(
        name: String, height: Int, title: String, description: String, @HTMLBuilder content: () -> Content
    ) {
        self.name = name
        self.height = height
        self.title = title
        self.description = description
        self.content = content()
    }

    /// Writes the drawing.
    public func write(to page: inout Page) {
        Element(
            "svg", .role("img"), .class("drawing"), Attribute("width", "100%"), Attribute("height", height),
            .aria("labelledby", "\(name)-title \(name)-description")
        ) {
            Element("title", .id("\(name)-title")) { title }
            Element("desc", .id("\(name)-description")) { description }
            content
        }
        .write(to: &page)
    }
}

/// Shapes of a drawing; `x` and widths are shares of the drawing's width, 0…1, heights are pixels.
public enum Shape {
    /// A share of the width as an attribute's value.
    static func percent(_ share: Double) -> String { Attribute.decimal(share * 100) + "%" }

    /// A rectangle, with round corners when a radius is given.
    public static func rectangle(
        x: Double, y: Double, width: Double, height: Double, radius: Double = 0, class names: String
    ) -> some HTML {
        Element(
            "rect", .class(names), Attribute("x", percent(x)), Attribute("y", y),
            Attribute("width", percent(max(0, width))), Attribute("height", height),
            Attribute("rx", radius == 0 ? nil : Attribute.decimal(radius))
        )
    }

    /// An upright line.
    public static func upright(x: Double, from top: Double, to bottom: Double, class names: String) -> some HTML {
        Element(
            "line", .class(names), Attribute("x1", percent(x)), Attribute("x2", percent(x)), Attribute("y1", top),
            Attribute("y2", bottom)
        )
    }

    /// A disc.
    public static func disc(x: Double, y: Double, radius: Double, class names: String) -> some HTML {
        Element(
            "circle", .class(names), Attribute("cx", percent(x)), Attribute("cy", y), Attribute("r", radius)
        )
    }

    /// Words, anchored at `start`, `middle` or `end`, moved by whole pixels from their place.
    public static func words(
        _ text: String, x: Double, y: Double, anchor: String, shift: Int = 0, class names: String
    ) -> some HTML {
        Element(
            "text", .class(names), Attribute("x", percent(x)), Attribute("y", y), Attribute("text-anchor", anchor),
            Attribute("dx", shift == 0 ? nil : String(shift))
        ) { text }
    }
}
