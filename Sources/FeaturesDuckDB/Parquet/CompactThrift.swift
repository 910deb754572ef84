/// Writes structures in Thrift's compact protocol, in which Parquet describes its files and pages.
///
/// Fields of a structure come in ascending order of their numbers.
struct CompactThrift {
    private(set) var bytes: [UInt8] = []
    /// The number of the last field written, by depth.
    private var last: [Int] = [0]

    private enum Kind: UInt8 {
        case int32 = 5
        case int64 = 6
        case binary = 8
        case list = 9
        case structure = 12
    }

    /// Unsigned numbers, seven bits a byte, the lowest first.
    static func append(varint value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    private mutating func varint(_ value: UInt64) { Self.append(varint: value, to: &bytes) }

    /// Signed numbers with the sign in the lowest bit.
    private mutating func zigzag(_ value: Int64) { varint(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    private mutating func field(_ number: Int, _ kind: Kind) {
        let step = number - last[last.count - 1]
        bytes.append(UInt8(step) << 4 | kind.rawValue)
        last[last.count - 1] = number
    }

    mutating func int32(_ number: Int, _ value: Int) {
        field(number, .int32)
        zigzag(Int64(value))
    }

    mutating func int64(_ number: Int, _ value: Int) {
        field(number, .int64)
        zigzag(Int64(value))
    }

    mutating func text(_ number: Int, _ value: String) { binary(number, Array(value.utf8)) }

    mutating func binary(_ number: Int, _ value: [UInt8]) {
        field(number, .binary)
        varint(UInt64(value.count))
        bytes += value
    }

    mutating func structure(_ number: Int, _ body: (inout CompactThrift) -> Void) {
        field(number, .structure)
        content(body)
    }

    mutating func int32s(_ number: Int, _ values: [Int]) {
        listHead(number, values.count, .int32)
        for value in values { zigzag(Int64(value)) }
    }

    mutating func texts(_ number: Int, _ values: [String]) {
        listHead(number, values.count, .binary)
        for value in values {
            varint(UInt64(value.utf8.count))
            bytes += Array(value.utf8)
        }
    }

    mutating func structures<Element>(
        _ number: Int, _ elements: [Element], _ body: (inout CompactThrift, Element) -> Void
    ) {
        listHead(number, elements.count, .structure)
        for element in elements { content { body(&$0, element) } }
    }

    private mutating func listHead(_ number: Int, _ count: Int, _ kind: Kind) {
        field(number, .list)
        bytes.append(UInt8(min(count, 15)) << 4 | kind.rawValue)
        if count >= 15 { varint(UInt64(count)) }
    }

    /// The fields of a structure, and its end.
    mutating func content(_ body: (inout CompactThrift) -> Void) {
        last.append(0)
        body(&self)
        last.removeLast()
        bytes.append(0)
    }
}
