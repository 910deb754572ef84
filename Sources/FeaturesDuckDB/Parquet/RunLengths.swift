/// Parquet's hybrid of runs and packed bits, for small numbers: eight equal ones and more are a run, others take `width` bits each.
enum RunLengths {
    /// Appends numbers under 2^width.
    ///
    /// - Complexity: O(values).
    static func append(_ values: [UInt32], width: Int, to bytes: inout [UInt8]) {
        values.withUnsafeBufferPointer { values in
            var start = 0
            var packed = 0
            while start < values.count {
                var end = start + 1
                while end < values.count, values[end] == values[start] { end += 1 }
                // What is packed comes in eights: a run first fills the last eight up.
                let fill = (8 - (start - packed) % 8) % 8
                if end - start >= fill + 8 {
                    pack(values[packed..<start + fill], width, &bytes)
                    run(values[start], end - start - fill, width, &bytes)
                    packed = end
                }
                start = end
            }
            pack(values[packed...], width, &bytes)
        }
    }

    private static func run(_ value: UInt32, _ count: Int, _ width: Int, _ bytes: inout [UInt8]) {
        CompactThrift.append(varint: UInt64(count) << 1, to: &bytes)
        for byte in 0..<((width + 7) / 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * byte))) }
    }

    /// Values one behind the other, the lowest bit first; zeros fill the last eight.
    private static func pack(_ values: Slice<UnsafeBufferPointer<UInt32>>, _ width: Int, _ bytes: inout [UInt8]) {
        guard !values.isEmpty else { return }
        let groups = (values.count + 7) / 8
        CompactThrift.append(varint: UInt64(groups) << 1 | 1, to: &bytes)
        let end = bytes.count + groups * width
        var bits: UInt64 = 0, filled = 0
        for value in values {
            bits |= UInt64(value) << UInt64(filled)
            filled += width
            while filled >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
                filled -= 8
            }
        }
        if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
        while bytes.count < end { bytes.append(0) }
    }
}
