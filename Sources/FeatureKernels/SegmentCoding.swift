/// Writes a few hundred values in as few bytes as keep them exactly, and reads them back.
///
/// Most columns hold small whole numbers or amounts in cents: a byte or four do, instead of eight.
enum SegmentCoding {
    /// How a segment's values are written, in its first byte.
    private enum Form: UInt8 {
        case unknown, int8, int16, int32, hundredths, bits
    }

    /// Appends numbers; NaN is unknown.
    static func encode(_ values: UnsafeBufferPointer<UInt64>, into bytes: inout [UInt8]) {
        var low = Double.infinity, high = -Double.infinity
        var isWhole = true, isHundredths = true, isKnown = false
        for bits in values {
            let value = Double(bitPattern: bits)
            guard value == value else { continue }
            isKnown = true
            low = min(low, value)
            high = max(high, value)
            // −0 is no whole number here: it would come back as 0.
            isWhole = isWhole && value.magnitude < 4e9 && value == Double(Int64(value)) && bits != minusZero
            if !isWhole { isHundredths = isHundredths && isCents(value) && bits != minusZero }
        }
        guard isKnown else { return bytes.append(Form.unknown.rawValue) }
        func whole<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
            _ form: Form, _: Number.Type, _ scale: Double
        ) {
            bytes.append(form.rawValue)
            append(values, into: &bytes) { bits -> Number in
                let value = Double(bitPattern: bits)
                // Whole already, or cents whose product is off by less than half.
                return value == value ? Number(truncatingIfNeeded: nearest(value * scale)) : Number.min
            }
        }
        if isWhole, low >= -127, high <= 127 {
            whole(.int8, Int8.self, 1)
        } else if isWhole, low >= -32_767, high <= 32_767 {
            whole(.int16, Int16.self, 1)
        } else if isWhole, low >= -2_147_483_647, high <= 2_147_483_647 {
            whole(.int32, Int32.self, 1)
        } else if isHundredths, low >= -21_474_836, high <= 21_474_836,
            values.allSatisfy({ Double(bitPattern: $0).isNaN || isCents(Double(bitPattern: $0)) })
        {
            whole(.hundredths, Int32.self, 100)
        } else {
            bytes.append(Form.bits.rawValue)
            append(values, into: &bytes) { $0 }
        }
    }

    /// Appends whole numbers; `Int64.min` is unknown.
    static func encodeWhole(_ values: UnsafeBufferPointer<UInt64>, into bytes: inout [UInt8]) {
        var low = Int64.max, high = Int64.min + 1, isKnown = false
        for bits in values where bits != minusZero {
            let value = Int64(bitPattern: bits)
            isKnown = true
            low = min(low, value)
            high = max(high, value)
        }
        guard isKnown else { return bytes.append(Form.unknown.rawValue) }
        func whole<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(_ form: Form, _: Number.Type) {
            bytes.append(form.rawValue)
            append(values, into: &bytes) { $0 == minusZero ? Number.min : Number(truncatingIfNeeded: $0) }
        }
        if low >= -127, high <= 127 {
            whole(.int8, Int8.self)
        } else if low >= -32_767, high <= 32_767 {
            whole(.int16, Int16.self)
        } else if low >= -2_147_483_647, high <= 2_147_483_647 {
            whole(.int32, Int32.self)
        } else {
            bytes.append(Form.bits.rawValue)
            append(values, into: &bytes) { $0 }
        }
    }

    /// How many bytes a segment takes with its form; nil for a form that there is not.
    static func size(form: UInt8, count: Int) -> Int? {
        switch Form(rawValue: form) {
        case .unknown: 1
        case .int8: 1 + count
        case .int16: 1 + 2 * count
        case .int32, .hundredths: 1 + 4 * count
        case .bits: 1 + 8 * count
        case nil: nil
        }
    }

    /// Reads `count` numbers and moves `position` behind them.
    static func decode(_ bytes: UnsafeRawBufferPointer, at position: inout Int, count: Int, into values: inout [Double])
    {
        let form = Form(rawValue: bytes[position]) ?? .unknown
        position += 1
        switch form {
        case .unknown: values.append(contentsOf: repeatElement(.nan, count: count))
        case .int8: read(bytes, &position, count, &values) { (x: Int8) in x == .min ? .nan : Double(x) }
        case .int16: read(bytes, &position, count, &values) { (x: Int16) in x == .min ? .nan : Double(x) }
        case .int32: read(bytes, &position, count, &values) { (x: Int32) in x == .min ? .nan : Double(x) }
        case .hundredths: read(bytes, &position, count, &values) { (x: Int32) in x == .min ? .nan : Double(x) / 100 }
        case .bits: read(bytes, &position, count, &values) { (x: UInt64) in Double(bitPattern: x) }
        }
    }

    /// Reads `count` whole numbers and moves `position` behind them.
    static func decodeWhole<Number: FixedWidthInteger & SignedInteger>(
        _ bytes: UnsafeRawBufferPointer, at position: inout Int, count: Int, unknown: Number,
        into values: inout [Number]
    ) {
        let form = Form(rawValue: bytes[position]) ?? .unknown
        position += 1
        switch form {
        case .unknown, .hundredths: values.append(contentsOf: repeatElement(unknown, count: count))
        case .int8: read(bytes, &position, count, &values) { (x: Int8) in x == .min ? unknown : Number(x) }
        case .int16: read(bytes, &position, count, &values) { (x: Int16) in x == .min ? unknown : Number(x) }
        case .int32: read(bytes, &position, count, &values) { (x: Int32) in x == .min ? unknown : Number(x) }
        case .bits:
            read(bytes, &position, count, &values) { (x: Int64) in
                x == .min ? unknown : Number(truncatingIfNeeded: x)
            }
        }
    }

    private static let minusZero = (-0.0).bitPattern

    private static func isCents(_ value: Double) -> Bool {
        value.magnitude < 3e7 && Double(nearest(value * 100)) / 100 == value
    }

    /// The nearest whole number of one that is small: the instruction, not the library's careful conversion.
    @inline(__always)
    private static func nearest(_ value: Double) -> Int64 {
        Int64(value + (value < 0 ? -0.5 : 0.5))
    }

    @inline(__always)
    private static func append<Value: BitwiseCopyable>(
        _ values: UnsafeBufferPointer<UInt64>, into bytes: inout [UInt8], _ body: (UInt64) -> Value
    ) {
        let start = bytes.count, size = MemoryLayout<Value>.size
        bytes.append(contentsOf: repeatElement(0, count: values.count * size))
        bytes.withUnsafeMutableBytes { target in
            for index in 0..<values.count {
                target.storeBytes(of: body(values[index]), toByteOffset: start + index * size, as: Value.self)
            }
        }
    }

    @inline(__always)
    private static func read<Stored: BitwiseCopyable, Value>(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int, _ count: Int, _ values: inout [Value],
        _ body: (Stored) -> Value
    ) {
        let size = MemoryLayout<Stored>.size, start = values.count
        guard count > 0 else { return }
        let first = body(bytes.loadUnaligned(fromByteOffset: position, as: Stored.self))
        values.append(contentsOf: repeatElement(first, count: count))
        values.withUnsafeMutableBufferPointer { values in
            for index in 1..<count {
                values[start + index] = body(
                    bytes.loadUnaligned(fromByteOffset: position + index * size, as: Stored.self))
            }
        }
        position += count * size
    }
}
