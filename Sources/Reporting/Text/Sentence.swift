import Credit
import Markup

/// Words with figures in them, which are written in a language only when the page is: `"\(count: 12) rows"`.
///
/// A figure keeps its value beside its words (`<data value="0.0909">9,1 %</data>`), so that a program, and our tests, can read what
/// a document says.
struct Sentence: Sendable, ExpressibleByStringInterpolation {
    /// One part.
    enum Piece: Sendable {
        case text(String)
        case figure(Figure)
        /// What somebody else named, digits and all.
        case name(LocalizedText)
    }

    var pieces: [Piece]

    init(stringLiteral text: String) { pieces = [.text(text)] }
    init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }
    init(_ pieces: [Piece]) { self.pieces = pieces }

    static func + (first: Sentence, second: Sentence) -> Sentence { Sentence(first.pieces + second.pieces) }

    /// Collects the parts.
    struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ text: String) { if !text.isEmpty { pieces.append(.text(text)) } }
        mutating func appendInterpolation(_ figure: Figure) { pieces.append(.figure(figure)) }
        mutating func appendInterpolation(count: Int) { pieces.append(.figure(.count(count))) }
        mutating func appendInterpolation(_ value: Double, decimals: Int) {
            pieces.append(.figure(.number(value, decimals: decimals)))
        }
        mutating func appendInterpolation(percent share: Double) { pieces.append(.figure(.percent(share))) }
        mutating func appendInterpolation(name text: LocalizedText) { pieces.append(.name(text)) }
        mutating func appendInterpolation(name text: String) { pieces.append(.name(LocalizedText(fr: text, en: text))) }
        mutating func appendInterpolation(_ sentence: Sentence) { pieces += sentence.pieces }
    }
}

/// A value and how it is to be written.
enum Figure: Sendable, Hashable {
    /// A whole number.
    case count(Int)
    /// A number with so many decimals.
    case number(Double, decimals: Int)
    /// A number without useless zeros.
    case short(Double)
    /// A share as per cent, with one decimal.
    case percent(Double)
    /// A difference, with its sign.
    case signed(Double, decimals: Int)
    /// An amount of money.
    case money(Double)

    /// The value that the words stand for.
    var value: Double {
        switch self {
        case .count(let count): Double(count)
        case .number(let value, _), .short(let value), .percent(let value), .signed(let value, _), .money(let value):
            value
        }
    }

    /// The words.
    func text(_ format: HumanFormat) -> String {
        switch self {
        case .count(let count): format.number(Double(count), decimals: 0)
        case .number(let value, let decimals): format.number(value, decimals: decimals)
        case .short(let value): format.number(value, atMost: 3)
        case .percent(let share):
            format.number(share * 100, decimals: 1) + (format.language == .fr ? "\u{A0}%" : "%")
        case .signed(let value, let decimals):
            (value > 0 ? "+" : "") + format.number(value, decimals: decimals)
        case .money(let value): format.money(value)
        }
    }
}

/// A sentence in one language.
struct Typeset: HTML, Sendable {
    let sentence: Sentence
    let format: HumanFormat

    /// The words alone, for attributes and charts.
    var plain: String {
        sentence.pieces.map { piece in
            switch piece {
            case .text(let text): format.language.typeset(text)
            case .figure(let figure): figure.text(format)
            case .name(let name): name[format.language]
            }
        }.joined()
    }

    func write(to page: inout Page) {
        for piece in sentence.pieces {
            switch piece {
            case .text(let text): page.append(text: format.language.typeset(text))
            case .figure(let figure):
                Element("data", Attribute("value", "\(figure.value)")) { figure.text(format) }.write(to: &page)
            case .name(let name):
                Element("span", .class("name")) { name[format.language] }.write(to: &page)
            }
        }
    }
}
