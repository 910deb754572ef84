/// A chart as Vega-Lite reads it: rows of data, marks on them, and what the marks encode.
///
/// Only the part of the language that Limpide's charts use. Reference: the Vega-Lite 6 schema.
public struct VegaLite: Hashable, Sendable, Encodable {
    /// What the chart shows, in words, for who does not see it.
    let description: String
    /// In pixels, axes included.
    let height: Int
    let data: Rows
    let encoding: Encoding
    let layer: [Layer]

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case description, width, height, data, encoding, layer, config
    }

    /// Encodes the chart; it takes the width of its container and draws no frame.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("https://vega.github.io/schema/vega-lite/v6.json", forKey: .schema)
        try container.encode(description, forKey: .description)
        try container.encode("container", forKey: .width)
        try container.encode(height, forKey: .height)
        try container.encode(data, forKey: .data)
        try container.encode(encoding, forKey: .encoding)
        try container.encode(layer, forKey: .layer)
        try container.encode(Config(), forKey: .config)
    }

    /// The data, within the chart.
    struct Rows: Hashable, Encodable {
        let values: [Row]
    }

    /// One bar: its place, length, words and colour.
    struct Row: Hashable, Encodable {
        let label: String
        let value: Double
        let text: String
        let side: String
    }

    /// One sort of mark, on all rows or on those that a condition keeps.
    struct Layer: Hashable, Encodable {
        let transform: [Filter]?
        let mark: Mark
        let encoding: Encoding?
    }

    /// A condition on rows; a literal, since no one else's words may be in an expression.
    struct Filter: Hashable, Encodable {
        let filter: String
        init(_ condition: StaticString) { filter = condition.description }
    }

    struct Mark: Hashable, Encodable {
        let type: String
        var align: String?
        var baseline: String?
        var dx: Int?
        var cornerRadius: Int?
        var height: Int?
        var color: String?
        var fontSize: Int?
    }

    struct Encoding: Hashable, Encodable {
        var x: Channel?
        var y: Channel?
        var color: Channel?
        var text: Channel?
    }

    /// What one property of a mark says.
    struct Channel: Hashable, Encodable {
        var field: String?
        var datum: Double?
        var type: String?
        var title: String?
        var axis: Axis?
        var scale: Scale?
        var isInDataOrder = false
        var hasLegend = true

        enum CodingKeys: String, CodingKey { case field, datum, type, title, axis, scale, sort, legend }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(field, forKey: .field)
            try container.encodeIfPresent(datum, forKey: .datum)
            try container.encodeIfPresent(type, forKey: .type)
            try container.encodeIfPresent(title, forKey: .title)
            try container.encodeIfPresent(axis, forKey: .axis)
            try container.encodeIfPresent(scale, forKey: .scale)
            if isInDataOrder { try container.encodeNil(forKey: .sort) }
            if !hasLegend { try container.encodeNil(forKey: .legend) }
        }
    }

    struct Axis: Hashable, Encodable {
        var domain = false
        var grid = false
        var labels = true
        var ticks = false
        var labelLimit: Int?
        var labelPadding: Int?
        var titleAlign: String?
        var titleAngle: Int?
        var titleAnchor: String?
        var titleX: Int?
        var titleY: Int?
    }

    /// How values become places or colours.
    enum Scale: Hashable, Encodable {
        case interval(Double, Double)
        case colours(of: [String], [String])

        private enum CodingKeys: String, CodingKey { case domain, range, nice }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            switch self {
            case .interval(let low, let high):
                try container.encode([low, high], forKey: .domain)
                try container.encode(false, forKey: .nice)
            case .colours(let values, let colours):
                try container.encode(values, forKey: .domain)
                try container.encode(colours, forKey: .range)
            }
        }
    }

    /// The page's own type and ink; the variables are those of its style sheet.
    private struct Config: Encodable {
        let background = "transparent"
        let font = "system-ui, sans-serif"
        let view = View()
        let axis = Words()

        struct View: Encodable {
            let stroke = "transparent"
        }
        struct Words: Encodable {
            let labelColor = "var(--ink)"
            let labelFontSize = 14
            let titleColor = "var(--ink-soft)"
            let titleFontSize = 13
            let titleFontWeight = "normal"
        }
    }
}
