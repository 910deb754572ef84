import Catalog
import DuckDB
import FeatureKernels
import Foundation

/// Reads lines of plain comma-separated text into columns; for one thread.
struct PlainRows {
    /// What a field of a line is for: a column of the table, by its place.
    enum Field {
        case id(Int)
        case number(Int)
        case word(Int)
        case ignored

        init(_ column: ColumnDefinition, at place: Int) {
            self =
                switch column.sqlType {
                case "BIGINT": .id(place)
                case "VARCHAR": .word(place)
                default: .number(place)
                }
        }
    }

    private let fields: [Field]
    private let table: [Field]
    private var coders: [TextCoder]
    /// How many words each coder has seen.
    private var seen: [Int32]
    /// The codes that all threads share, by a thread's own.
    private var sharedCodes: [[Int32]]
    /// Column after column, `capacity` cells each.
    private var cells: [UInt64] = []
    private var capacity = 0

    /// - Parameters:
    ///   - fields: the fields of a line.
    ///   - table: the columns of the table; those without a field are unknown.
    init(_ fields: [Field], of table: [Field]) {
        self.fields = fields
        self.table = table
        coders = Array(repeating: TextCoder(), count: table.count)
        seen = Array(repeating: 0, count: table.count)
        sharedCodes = Array(repeating: [], count: table.count)
    }

    /// Reads whole lines.
    ///
    /// - Returns: the number of rows; nil when a line is not plain.
    mutating func parse(_ text: [UInt8]) -> Int? {
        let lines = text.withUnsafeBytes { bytes in
            // In bytes, which a vector instruction adds many of at a time.
            var count = 0
            for start in stride(from: 0, to: bytes.count, by: 128) {
                var some: UInt8 = 0
                for place in start..<min(start + 128, bytes.count) { some &+= bytes[place] == Byte.lineEnd ? 1 : 0 }
                count += Int(some)
            }
            return count
        }
        if lines > capacity {
            capacity = lines
            cells = Array(repeating: 0, count: lines * fields.count)
        }
        var cells = self.cells
        self.cells = []
        let rows = text.withUnsafeBytes { text in
            cells.withUnsafeMutableBufferPointer { cells in
                guard let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self), let target = cells.baseAddress
                else { return Optional(0) }
                return parse(bytes, text.count, target)
            }
        }
        self.cells = cells
        return rows
    }

    private enum Byte {
        static let lineEnd = UInt8(ascii: "\n"), comma = UInt8(ascii: ","), quote = UInt8(ascii: "\"")
        static let carriageReturn = UInt8(ascii: "\r"), minus = UInt8(ascii: "-"), point = UInt8(ascii: ".")
        static let zero = UInt8(ascii: "0")
    }

    /// The text ends with a line end, so that no look ahead leaves it.
    private mutating func parse(_ text: UnsafePointer<UInt8>, _ count: Int, _ cells: UnsafeMutablePointer<UInt64>)
        -> Int?
    {
        var place = 0, row = 0
        let last = fields.count - 1
        while place < count {
            for (index, field) in fields.enumerated() {
                let value: UInt64
                switch field {
                case .number:
                    guard let number = Self.number(text, &place) else { return nil }
                    value = number.bitPattern
                case .id:
                    guard let id = Self.id(text, &place) else { return nil }
                    value = UInt64(bitPattern: id)
                case .word(let column):
                    guard let code = word(text, &place, column) else { return nil }
                    value = UInt64(bitPattern: Int64(code))
                case .ignored:
                    guard let range = Self.words(text, &place),
                        UnsafeBufferPointer(start: text + range.lowerBound, count: range.count).allSatisfy({
                            $0 < 0x80 && $0 > 0
                        })
                    else { return nil }
                    value = 0
                }
                cells[index * capacity + row] = value
                guard text[place] == (index == last ? Byte.lineEnd : Byte.comma) else { return nil }
                place += 1
            }
            row += 1
        }
        return row
    }

    // MARK: Fields

    private static let powers: [Double] = (0...22).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }

    @inline(__always)
    private static func isEnd(_ byte: UInt8) -> Bool { byte == Byte.comma || byte == Byte.lineEnd }

    /// A number; NaN where there is none, nil where there is something else.
    ///
    /// Up to 2⁵³ and 22 places behind the point, whole number and power of ten are doubles, and one division rounds once (William
    /// Clinger, How to read floating point numbers accurately, 1990).
    @inline(__always)
    private static func number(_ text: UnsafePointer<UInt8>, _ place: inout Int) -> Double? {
        if isEnd(text[place]) { return .nan }
        let start = place
        let isNegative = text[place] == Byte.minus
        if isNegative { place += 1 }
        var digits: UInt64 = 0
        let first = place
        var digit = text[place] &- Byte.zero
        while digit < 10 {
            digits = digits &* 10 &+ UInt64(digit)
            place += 1
            digit = text[place] &- Byte.zero
        }
        var count = place - first, decimals = 0
        guard count > 0 else { return nil }
        if text[place] == Byte.point {
            place += 1
            let point = place
            digit = text[place] &- Byte.zero
            while digit < 10 {
                digits = digits &* 10 &+ UInt64(digit)
                place += 1
                digit = text[place] &- Byte.zero
            }
            decimals = place - point
            guard decimals > 0 else { return nil }
            count += decimals
        }
        guard isEnd(text[place]), count < 19, digits < 1 << 53 else { return longNumber(text, start, &place) }
        let value = decimals == 0 ? Double(digits) : Double(digits) / powers[decimals]
        return isNegative ? -value : value
    }

    /// A number with many digits or an exponent, by the library; nil for what else a field may hold.
    private static func longNumber(_ text: UnsafePointer<UInt8>, _ start: Int, _ place: inout Int) -> Double? {
        while !isEnd(text[place]) { place += 1 }
        let field = UnsafeBufferPointer(start: text + start, count: place - start)
        let plain = Set("0123456789.-+eE".utf8)
        guard field.count < 64, field.allSatisfy(plain.contains),
            let value = Double(String(decoding: field, as: UTF8.self)), value.isFinite,
            // Too small for a double is DuckDB's to judge; nought times a power is nought.
            value != 0
                || !field.prefix(while: { $0 | 0x20 != UInt8(ascii: "e") }).contains(where: {
                    (0x31...0x39).contains($0)
                })
        else { return nil }
        return value
    }

    /// A whole number; unknown where there is none, nil where there is something else.
    @inline(__always)
    private static func id(_ text: UnsafePointer<UInt8>, _ place: inout Int) -> Int64? {
        if isEnd(text[place]) { return Column.unknownID }
        let isNegative = text[place] == Byte.minus
        if isNegative { place += 1 }
        var number: Int64 = 0
        let first = place
        var digit = text[place] &- Byte.zero
        while digit < 10 {
            number = number &* 10 &+ Int64(digit)
            place += 1
            digit = text[place] &- Byte.zero
        }
        guard place > first, place - first < 19, isEnd(text[place]) else { return nil }
        return isNegative ? -number : number
    }

    /// The code of a word; −1 where there is none, nil where it is not plain.
    @inline(__always)
    private mutating func word(_ text: UnsafePointer<UInt8>, _ place: inout Int, _ column: Int) -> Int32? {
        guard let range = Self.words(text, &place) else { return nil }
        guard !range.isEmpty else { return -1 }
        let bytes = UnsafeRawBufferPointer(start: text + range.lowerBound, count: range.count)
        let code = coders[column].code(bytes)
        if code == seen[column] {
            seen[column] += 1
            guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { return nil }
        }
        return code
    }

    /// Where the text of a field is; in quotes, it holds neither quotes nor line ends and is not empty.
    @inline(__always)
    private static func words(_ text: UnsafePointer<UInt8>, _ place: inout Int) -> Range<Int>? {
        guard text[place] != Byte.quote else {
            let start = place + 1
            place = start
            while text[place] != Byte.quote {
                guard text[place] != Byte.lineEnd, text[place] != Byte.carriageReturn else { return nil }
                place += 1
            }
            place += 1
            return place - 1 > start ? start..<place - 1 : nil
        }
        let start = place
        while !isEnd(text[place]) {
            guard text[place] != Byte.quote, text[place] != Byte.carriageReturn else { return nil }
            place += 1
        }
        return start..<place
    }

    // MARK: Columns

    /// The table's columns of the rows read last, with codes that all threads share.
    mutating func columns(_ rows: Int, _ shared: inout [SharedWords]) -> [ClientBlocks.Values] {
        var columns = [ClientBlocks.Values?](repeating: nil, count: table.count)
        cells.withUnsafeBufferPointer { cells in
            for (index, field) in fields.enumerated() {
                let part = cells[index * capacity..<index * capacity + rows]
                switch field {
                case .ignored: break
                case .number(let place): columns[place] = .numbers(part.map { Double(bitPattern: $0) })
                case .id(let place): columns[place] = .ids(part.map { Int64(bitPattern: $0) })
                case .word(let place):
                    for word in coders[place].levels.dropFirst(sharedCodes[place].count) {
                        sharedCodes[place].append(shared[place].code(of: word))
                    }
                    columns[place] = sharedCodes[place].withUnsafeBufferPointer { codes in
                        .codes(
                            part.map {
                                let code = Int(Int64(bitPattern: $0))
                                return code < 0 ? -1 : codes[code]
                            })
                    }
                }
            }
        }
        return zip(columns, table).map { values, column in
            switch column {
            case .id: values ?? .ids(Array(repeating: Column.unknownID, count: rows))
            case .word: values ?? .codes(Array(repeating: -1, count: rows))
            case .number, .ignored: values ?? .numbers(Array(repeating: .nan, count: rows))
            }
        }
    }
}
