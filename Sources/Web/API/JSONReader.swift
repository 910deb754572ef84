import Foundation

/// Reads JSON (RFC 8259) as strictly as it is written: no NaN, no infinity, no two values of one name, no endless depth.
struct JSONReader {
    /// What is wrong, and where; never the text itself.
    struct Failure: Error, Hashable {
        /// The line, from 1.
        let line: Int
        /// The column in bytes, from 1.
        let column: Int
        /// What is wrong, as the end of a sentence.
        let reason: String

        var sentence: String { "Line \(line), column \(column): \(reason)." }
    }

    /// The most lists and objects within each other.
    static let deepest = 64

    private let bytes: [UInt8]
    private let takesNaN: Bool
    private var place = 0

    /// Reads one value and nothing after it.
    ///
    /// Complexity: O(bytes).
    /// - Parameter takesNaN: whether `NaN`, which Python writes for an unknown number, is read as null.
    static func value(of bytes: [UInt8], takesNaN: Bool = false) throws(Failure) -> JSON {
        var reader = JSONReader(bytes: bytes, takesNaN: takesNaN)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.place == bytes.count else { throw reader.failure("there is more after the end of the value") }
        return value
    }

    private init(bytes: [UInt8], takesNaN: Bool) {
        self.bytes = bytes
        self.takesNaN = takesNaN
    }

    private func failure(_ reason: String) -> Failure {
        let before = bytes[..<min(place, bytes.count)]
        let line = before.count { $0 == 10 }
        let column = place - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0)
        return Failure(line: line + 1, column: column + 1, reason: reason)
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { place += 1 }
    }

    private mutating func value(depth: Int) throws(Failure) -> JSON {
        skipSpace()
        guard depth <= Self.deepest else {
            throw failure("there are more than \(Self.deepest) values within each other")
        }
        switch next {
        case nil: throw failure("a value is missing")
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .list(try list(depth: depth))
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"): return try number()
        case let byte? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): return try number()
        case UInt8(ascii: "N") where takesNaN: return try word("NaN", .null)
        case UInt8(ascii: "N"), UInt8(ascii: "I"):
            throw failure("JSON has neither NaN nor Infinity; null stands for an unknown value")
        default: throw failure("a value cannot start so")
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(Failure) -> JSON {
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[place...].starts(with: expected) else { throw failure("a value cannot start so") }
        place += expected.count
        return value
    }

    private mutating func object(depth: Int) throws(Failure) -> [String: JSON] {
        var object: [String: JSON] = [:]
        place += 1
        skipSpace()
        if next == UInt8(ascii: "}") {
            place += 1
            return object
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("a name in quotes is expected") }
            let name = try text()
            guard object[name] == nil else { throw failure("a name stands twice in one object") }
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw failure("a colon is expected") }
            place += 1
            object[name] = try value(depth: depth + 1)
            skipSpace()
            switch next {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "}"):
                place += 1
                return object
            default: throw failure("a comma or the end of the object is expected")
            }
        }
    }

    private mutating func list(depth: Int) throws(Failure) -> [JSON] {
        var list: [JSON] = []
        place += 1
        skipSpace()
        if next == UInt8(ascii: "]") {
            place += 1
            return list
        }
        while true {
            list.append(try value(depth: depth + 1))
            skipSpace()
            switch next {
            case UInt8(ascii: ","): place += 1
            case UInt8(ascii: "]"):
                place += 1
                return list
            default: throw failure("a comma or the end of the list is expected")
            }
        }
    }

    private mutating func number() throws(Failure) -> JSON {
        let start = place
        var isWhole = true
        if next == UInt8(ascii: "-") { place += 1 }
        let firstDigit = place
        guard digits() > 0 else { throw failure("a digit is expected") }
        guard bytes[firstDigit] != UInt8(ascii: "0") || place == firstDigit + 1 else {
            throw failure("a number cannot start with a zero before other digits")
        }
        if next == UInt8(ascii: ".") {
            isWhole = false
            place += 1
            guard digits() > 0 else { throw failure("a digit is expected") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            guard digits() > 0 else { throw failure("a digit is expected") }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole, text != "-0", let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            place = start
            throw failure("a number is too large")
        }
        return .number(number)
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        return place - start
    }

    private mutating func text() throws(Failure) -> String {
        place += 1
        let start = place
        // Most texts have nothing to undo: they are taken as they stand.
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { place += 1 }
        if next == UInt8(ascii: "\"") {
            defer { place += 1 }
            return try checked(bytes[start..<place])
        }
        var plain = Array(bytes[start..<place])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return try checked(plain[...])
            case UInt8(ascii: "\\"):
                place += 1
                try unescape(into: &plain)
            case ..<0x20: throw failure("a text holds a control character that is not escaped")
            default:
                plain.append(byte)
                place += 1
            }
        }
        throw failure("a text has no end")
    }

    private func checked(_ bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw failure("a text is not UTF-8") }
        return text
    }

    private mutating func unescape(into plain: inout [UInt8]) throws(Failure) {
        guard let byte = next else { throw failure("a text has no end") }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(byte)
        case UInt8(ascii: "b"): plain.append(8)
        case UInt8(ascii: "f"): plain.append(12)
        case UInt8(ascii: "n"): plain.append(10)
        case UInt8(ascii: "r"): plain.append(13)
        case UInt8(ascii: "t"): plain.append(9)
        case UInt8(ascii: "u"):
            var code = try codeUnit()
            if (0xD800..<0xDC00).contains(code) {
                guard next == UInt8(ascii: "\\"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "u") else {
                    throw failure("half a character is escaped")
                }
                place += 2
                let low = try codeUnit()
                guard (0xDC00..<0xE000).contains(low) else { throw failure("half a character is escaped") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure("half a character is escaped") }
            plain.append(contentsOf: String(Character(scalar)).utf8)
        default: throw failure("a text holds an escape that JSON does not have")
        }
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        guard place + 4 <= bytes.count,
            bytes[place..<place + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits are expected") }
        place += 4
        return code
    }
}
