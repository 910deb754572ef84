#if canImport(Glibc)
    import Glibc
#endif

/// Numbers the different texts of a column in the order in which they are first seen.
///
/// Many rows have few texts: each row costs one hash of its first and last bytes and one comparison, and no object.
@safe public struct TextCoder {
    /// The texts, by code.
    public private(set) var levels: [String] = []

    /// The bytes of all texts, and where each begins.
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]
    /// Open addressing: codes, or −1.
    private var slots = [Int32](repeating: -1, count: 64)

    /// How many texts were seen.
    public var count: Int { starts.count - 1 }

    /// Makes a coder that has seen nothing.
    public init() {}

    /// Appends the code of each row's text of a VARCHAR column; NULL is −1.
    ///
    /// - Throws: As ``Chunk/withTexts(of:_:)``.
    public mutating func appendCodes(of chunk: borrowing Chunk, column: Int, to codes: inout [Int32]) throws {
        try chunk.withTexts(of: column) { texts in
            for row in 0..<texts.validity.rowCount {
                guard texts.validity[row] else {
                    codes.append(-1)
                    continue
                }
                codes.append(unsafe texts.withBytes(row) { unsafe code($0) })
            }
        }
    }

    /// The code of a text, which is new when it was not seen.
    public mutating func code(_ text: UnsafeRawBufferPointer) -> Int32 {
        var slot = unsafe Self.hash(text) & (slots.count - 1)
        while slots[slot] >= 0 {
            if unsafe isText(Int(slots[slot]), text) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let code = Int32(levels.count)
        slots[slot] = code
        levels.append(unsafe String(decoding: text, as: UTF8.self))
        unsafe bytes.append(contentsOf: text)
        starts.append(bytes.count)
        if levels.count * 2 > slots.count { grow() }
        return code
    }

    private func isText(_ code: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        let start = starts[code], count = starts[code + 1] - start
        guard count == text.count else { return false }
        guard count > 0, let other = text.baseAddress else { return true }
        return unsafe bytes.withUnsafeBytes { known in
            guard let base = known.baseAddress else { return false }
            return unsafe memcmp(base + start, other, count) == 0
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for code in levels.indices {
            let hash = unsafe bytes.withUnsafeBytes { known in
                unsafe Self.hash(UnsafeRawBufferPointer(rebasing: known[starts[code]..<starts[code + 1]]))
            }
            var slot = hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(code)
        }
    }

    /// Mixes the length with the first and the last 8 bytes: texts of one column that agree in all of these are rare.
    private static func hash(_ text: UnsafeRawBufferPointer) -> Int {
        var bits = UInt64(text.count)
        if text.count >= 8 {
            bits ^= unsafe text.loadUnaligned(as: UInt64.self) &* 0x9E37_79B9_7F4A_7C15
            bits ^= unsafe text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
        } else {
            unsafe text.forEach { bits = bits << 8 | UInt64($0) }
        }
        bits = (bits ^ bits >> 29) &* 0xBF58_476D_1CE4_E5B9
        return Int(truncatingIfNeeded: (bits ^ bits >> 32) >> 1)
    }
}
