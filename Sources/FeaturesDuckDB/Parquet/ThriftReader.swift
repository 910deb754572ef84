/// Reads structures in Thrift's compact protocol from bytes that may be damaged: past the end, or where something else stands
/// than was expected, everything is zero and ``isSound`` false.
struct ThriftReader {
    private let bytes: UnsafeRawBufferPointer
    /// Where the next byte is read.
    private(set) var position: Int
    /// Whether all that was read was there.
    private(set) var isSound = true
    private var depth = 0

    init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    private mutating func byte() -> UInt8 {
        guard bytes.indices.contains(position) else {
            isSound = false
            return 0
        }
        position += 1
        return bytes[position - 1]
    }

    /// An unsigned number, seven bits a byte.
    mutating func varint() -> Int {
        var value: UInt64 = 0, shift: UInt64 = 0
        while shift < 64 {
            let next = byte()
            value |= UInt64(next & 0x7F) << shift
            if next & 0x80 == 0 { break }
            shift += 7
        }
        return Int(truncatingIfNeeded: value)
    }

    /// A signed number.
    mutating func number() -> Int {
        let value = UInt(bitPattern: varint())
        return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
    }

    mutating func text() -> String {
        let count = varint()
        guard count >= 0, count <= bytes.count - position else {
            isSound = false
            return ""
        }
        position += count
        return String(decoding: bytes[position - count..<position], as: UTF8.self)
    }

    /// Calls `body` with each field's number; it reads the field and says so, or the field is passed over.
    mutating func structure(_ body: (inout ThriftReader, Int) -> Bool) {
        var field = 0
        while isSound {
            let head = byte()
            if head == 0 { return }
            let kind = head & 15
            field = head >> 4 == 0 ? number() : field &+ Int(head >> 4)
            if !body(&self, field) { skip(kind) }
        }
    }

    /// Calls `body` for each element, which it reads.
    mutating func list(_ body: (inout ThriftReader) -> Void) {
        let (count, _) = listHead()
        for _ in 0..<count where isSound { body(&self) }
    }

    private mutating func listHead() -> (count: Int, kind: UInt8) {
        let head = byte()
        let count = head >> 4 == 15 ? varint() : Int(head >> 4)
        if count < 0 || count > bytes.count { isSound = false }
        return (isSound ? count : 0, head & 15)
    }

    private mutating func skip(_ kind: UInt8) {
        depth += 1
        defer { depth -= 1 }
        guard depth < 16 else {
            isSound = false
            return
        }
        switch kind {
        case 1, 2: break
        case 3: _ = byte()
        case 4, 5, 6: _ = varint()
        case 8: _ = text()
        case 9, 10:
            let (count, kind) = listHead()
            for _ in 0..<count where isSound { skip(kind) }
        case 12: structure { _, _ in false }
        default: isSound = false
        }
    }
}
