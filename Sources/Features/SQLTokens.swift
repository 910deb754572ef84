/// A statement cut into words, names, texts, numbers and symbols, with its parentheses paired.
struct SQLTokens {
    /// One piece of a statement.
    struct Token: Hashable {
        enum Kind { case word, name, text, number, symbol }

        let kind: Kind
        /// As written, but words in lower case, and names and texts without their outer quotes.
        let text: String
    }

    private(set) var tokens: [Token] = []
    /// The place of the other parenthesis, for each that has one.
    private(set) var partners: [Int: Int] = [:]

    /// Complexity: O(length).
    init(_ sql: String) {
        var bytes = Array(sql.utf8)[...]
        var open: [Int] = []
        while let first = bytes.first {
            if first <= UInt8(ascii: " ") {
                bytes.removeFirst()
                continue
            }
            let token = Self.token(first, &bytes)
            if token.kind == .symbol, token.text == "(" { open.append(tokens.count) }
            if token.kind == .symbol, token.text == ")", let start = open.popLast() {
                partners[start] = tokens.count
                partners[tokens.count] = start
            }
            tokens.append(token)
        }
    }

    /// Whether a place holds this word or symbol.
    func holds(_ text: String, at place: Int) -> Bool {
        tokens.indices.contains(place) && tokens[place].text == text
            && (tokens[place].kind == .word || tokens[place].kind == .symbol)
    }

    /// The places between a call's parentheses, when a word stands there with some behind it.
    func arguments(ofCallAt place: Int) -> Range<Int>? {
        guard tokens.indices.contains(place), tokens[place].kind == .word, holds("(", at: place + 1),
            let close = partners[place + 1]
        else { return nil }
        return place + 2..<close
    }

    /// The places in a range that lie in no parentheses of their own.
    func surface(_ range: Range<Int>) -> [Int] {
        var places: [Int] = []
        var place = range.lowerBound
        while place < range.upperBound {
            places.append(place)
            place = holds("(", at: place) ? max(partners[place] ?? place, place) : place
            if holds(")", at: place), places.last != place { places.append(place) }
            place += 1
        }
        return places
    }

    /// A range cut at the symbols or words that lie in no parentheses of their own.
    func parts(_ range: Range<Int>, at separators: Set<String>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        for place in surface(range) where separators.contains(tokens[place].text) && tokens[place].kind != .text {
            parts.append(start..<place)
            start = place + 1
        }
        return parts + [start..<range.upperBound]
    }

    private static func token(_ first: UInt8, _ bytes: inout ArraySlice<UInt8>) -> Token {
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "`"): return Token(kind: .name, text: quoted(by: first, &bytes))
        case UInt8(ascii: "'"): return Token(kind: .text, text: quoted(by: first, &bytes))
        case _ where isDigit(first) || (first == UInt8(ascii: ".") && bytes.dropFirst().first.map(isDigit) == true):
            return Token(kind: .number, text: number(&bytes))
        case _ where isLetter(first):
            let word = bytes.prefix { isLetter($0) || isDigit($0) }
            bytes = bytes.dropFirst(word.count)
            return Token(kind: .word, text: String(decoding: word, as: UTF8.self).lowercased())
        default:
            let pair = String(decoding: bytes.prefix(2), as: UTF8.self)
            let length = ["//", "::", "||", "<>", "<=", ">=", "!="].contains(pair) ? 2 : 1
            let text = String(decoding: bytes.prefix(length), as: UTF8.self)
            bytes = bytes.dropFirst(length)
            return Token(kind: .symbol, text: text)
        }
    }

    private static func quoted(by quote: UInt8, _ bytes: inout ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        bytes = bytes.dropFirst()
        while let byte = bytes.first {
            bytes = bytes.dropFirst()
            if byte == quote {
                guard bytes.first == quote else { break }
                bytes = bytes.dropFirst()
            }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        while let byte = bytes.first {
            let followsExponent = text.last == UInt8(ascii: "e") || text.last == UInt8(ascii: "E")
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let isExponent = byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
            guard isDigit(byte) || byte == UInt8(ascii: ".") || isExponent || (isSign && followsExponent) else { break }
            text.append(byte)
            bytes = bytes.dropFirst()
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }
}
