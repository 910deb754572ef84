import Charts
import Foundation
import Markup
import Testing

@Suite("A chart is data, with its words and its table")
struct ChartTests {
    static let bars = SignedBars(
        bars: [
            SignedBars.Bar(label: "scores </figure> \"externes\"", value: 0.5, text: "50 %"),
            SignedBars.Bar(label: "revenus", value: -0.25, text: "25 %"),
            SignedBars.Bar(label: "impossible", value: .nan, text: "?"),
        ],
        subject: "sujet", measure: "poids"
    )

    static func figure(_ bars: SignedBars) -> ChartFigure {
        ChartFigure(
            title: "Les scores pèsent le plus", sentence: "À droite, ce qui pèse contre.",
            chart: bars.specification(description: "Deux barres."),
            table: DataTable(
                caption: "Poids", columns: ["sujet", "poids"], rows: bars.bars.map { [$0.label, $0.text] }, numeric: [1]
            )
        )
    }

    struct Specification: Decodable {
        struct Rows: Decodable { let values: [Row] }
        struct Row: Decodable, Equatable {
            let label: String
            let value: Double
            let text: String
            let side: String
        }
        struct Channel: Decodable {
            struct Scale: Decodable { let domain: [Double] }
            let field: String?
            let title: String?
            let scale: Scale?
        }
        struct Layer: Decodable {
            struct Mark: Decodable { let type: String }
            struct Encoding: Decodable { let x: Channel? }
            let mark: Mark
            let encoding: Encoding?
        }
        struct Encoding: Decodable { let y: Channel }
        let schema: String
        let description: String
        let data: Rows
        let encoding: Encoding
        let layer: [Layer]
        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case description, data, encoding, layer
        }
    }

    static func decoded(_ bars: SignedBars) throws -> Specification {
        try JSONDecoder().decode(Specification.self, from: Data(figure(bars).json().utf8))
    }

    @Test("rows keep their order and say which side they are on")
    func rows() throws {
        let specification = try Self.decoded(Self.bars)
        #expect(
            specification.data.values == [
                Specification.Row(label: "scores </figure> \"externes\"", value: 0.5, text: "50 %", side: "against"),
                Specification.Row(label: "revenus", value: -0.25, text: "25 %", side: "for"),
            ]
        )
    }

    @Test("the chart says its schema, its description and its axes")
    func words() throws {
        let specification = try Self.decoded(Self.bars)
        #expect(specification.schema.hasSuffix("/vega-lite/v6.json"))
        #expect(specification.description == "Deux barres.")
        #expect(specification.encoding.y.title == "sujet")
        #expect(specification.layer.map(\.mark.type) == ["bar", "rule", "text", "text"])
        #expect(specification.layer.first?.encoding?.x?.title == "poids")
    }

    @Test("zero is within the interval of lengths", arguments: [[0.4, 0.1], [-0.4, -0.1], [0.4, -0.1], [0, 0], []])
    func zero(values: [Double]) throws {
        let bars = SignedBars(
            bars: values.map { SignedBars.Bar(label: "\($0)", value: $0, text: "x") }, subject: "s", measure: "m"
        )
        let domain = try #require(try Self.decoded(bars).layer.first?.encoding?.x?.scale?.domain)
        #expect(domain.count == 2)
        #expect(domain[0] < 0 && domain[1] > 0)
        #expect(values.allSatisfy { domain[0] < $0 && $0 < domain[1] })
    }

    @Test("the figure holds the chart as text, and the same figures as a table")
    func markup() throws {
        let figure = Self.figure(Self.bars)
        let page = Page.text(of: figure)
        #expect(page.components(separatedBy: "</figure>").count == 2)
        let json = try figure.json().replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        #expect(page.hasPrefix("<figure class=\"chart\" data-chart=\"\(json)\"><figcaption>"))
        #expect(page.contains("<th scope=\"row\">revenus</th><td class=\"number\">25 %</td>"))
    }
}
