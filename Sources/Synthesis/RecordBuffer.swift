/// Rows of a CSV file being put together byte by byte.
///
/// Numbers are written as pandas writes them (`202500.0`), since that is how the real tables look. Values go in column
/// order; each method writes one value and its comma.
struct RecordBuffer {
    /// No record of the schema is longer.
    private static let longestRecord = 8_192

    private var bytes: [UInt8]
    private var end = 0
    /// How many records were finished since the start.
    private(set) var recordCount = 0

    init() {
        bytes = [UInt8](repeating: 0, count: 1 << 18)
    }

    /// How many bytes wait.
    var count: Int { end }

    /// The bytes that wait.
    var pending: ArraySlice<UInt8> { bytes[..<end] }

    /// Forgets the bytes that wait, once they are on their way.
    mutating func clear() { end = 0 }

    /// Makes room for a record; call before its first value.
    mutating func beginRecord() {
        if bytes.count - end < Self.longestRecord {
            bytes.append(contentsOf: repeatElement(0, count: bytes.count))
        }
    }

    /// Closes the record: the last comma becomes the line's end.
    mutating func endRecord() {
        bytes[end - 1] = UInt8(ascii: "\n")
        recordCount += 1
    }

    /// An integer: `-2120`.
    mutating func integer(_ value: Int) {
        digits(value)
        put(UInt8(ascii: ","))
    }

    /// A whole number in a column that can be missing: `-3648.0`.
    mutating func whole(_ value: Int?) {
        if let value {
            digits(value)
            put(UInt8(ascii: "."))
            put(UInt8(ascii: "0"))
        }
        put(UInt8(ascii: ","))
    }

    /// A number rounded to at most `places` decimals, at least one: `24700.5`.
    mutating func decimal(_ value: Double?, places: Int) {
        if let value {
            var scale = 1
            for _ in 0..<places { scale *= 10 }
            var scaled = Int((value * Double(scale)).rounded())
            if scaled < 0 {
                put(UInt8(ascii: "-"))
                scaled = -scaled
            }
            digits(scaled / scale)
            put(UInt8(ascii: "."))
            var rest = scaled % scale
            repeat {
                scale /= 10
                put(UInt8(ascii: "0") + UInt8(rest / scale))
                rest %= scale
            } while rest > 0
        }
        put(UInt8(ascii: ","))
    }

    /// A level of a category.
    mutating func level(_ index: Int?, of levels: Levels) {
        if let index {
            for place in levels.span(of: index) { put(levels.text[place]) }
        }
        put(UInt8(ascii: ","))
    }

    /// `Y` or `N`.
    mutating func letter(_ flag: Bool) {
        put(flag ? UInt8(ascii: "Y") : UInt8(ascii: "N"))
        put(UInt8(ascii: ","))
    }

    /// `1` or `0`.
    mutating func flag(_ flag: Bool) {
        put(flag ? UInt8(ascii: "1") : UInt8(ascii: "0"))
        put(UInt8(ascii: ","))
    }

    /// An empty field.
    mutating func missing() { put(UInt8(ascii: ",")) }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        bytes[end] = byte
        end += 1
    }

    private mutating func digits(_ value: Int) {
        if value < 0 { put(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var width = 1
        var power: UInt = 10
        while rest >= power {
            width += 1
            power *= 10
        }
        var place = end + width - 1
        while place >= end {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
            place -= 1
        }
        end += width
    }
}
