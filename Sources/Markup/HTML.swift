/// A piece of a page.
///
/// A piece can only write text, which is escaped, and names and markup that the program's author typed: whatever a
/// client, a catalog or a model says, it stays text.
public protocol HTML {
    /// Writes the piece at the end of a page.
    func write(to page: inout Page)
}

/// The UTF-8 bytes of a page as it is written.
public struct Page: Sendable {
    /// The bytes so far.
    public private(set) var bytes: [UInt8] = []

    /// Starts an empty page.
    public init() {}

    /// The text of one piece, written alone.
    ///
    /// Complexity: O(bytes).
    public static func text(of piece: some HTML) -> String {
        var page = Page()
        piece.write(to: &page)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    /// Appends text, with `& < > " '` escaped, so that it means itself in content and in quoted attributes.
    public mutating func append(text: some StringProtocol) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append(markup: "&amp;")
            case UInt8(ascii: "<"): append(markup: "&lt;")
            case UInt8(ascii: ">"): append(markup: "&gt;")
            case UInt8(ascii: "\""): append(markup: "&quot;")
            case UInt8(ascii: "'"): append(markup: "&#39;")
            default: bytes.append(byte)
            }
        }
    }

    /// Appends markup as it stands; it must be typed in the program.
    public mutating func append(markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
}

extension String: HTML {
    /// Writes the text, escaped.
    public func write(to page: inout Page) { page.append(text: self) }
}

/// Markup typed in the program, written as it stands.
public struct Verbatim: HTML, Sendable {
    private let markup: StaticString

    /// Wraps markup; only a literal is accepted.
    public init(_ markup: StaticString) { self.markup = markup }

    /// Writes the markup.
    public func write(to page: inout Page) { page.append(markup: markup) }
}
