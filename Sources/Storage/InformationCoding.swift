package import Credit

/// The columns of one application in one cell.
///
/// Layout, version 1: one byte with the version, then the columns in the order of their number in the table
/// `information_columns`. Each starts with a variable-length integer (seven bits a byte, lowest first): four times the
/// step from the number before (from −1 at first), plus the kind of the value:
///
/// | kind | value | bytes that follow |
/// |---|---|---|
/// | 0 | missing | none |
/// | 1 | a whole number | variable-length integer, zigzag |
/// | 2 | another number | IEEE double, little-endian |
/// | 3 | a text | variable-length count of bytes, then UTF-8 |
package enum InformationCoding {
    /// The version that is written.
    static let version: UInt8 = 1

    private enum Kind {
        static let missing: UInt64 = 0
        static let whole: UInt64 = 1
        static let double: UInt64 = 2
        static let text: UInt64 = 3
    }

    /// The bytes of an application.
    ///
    /// - Throws: `StorageError` when a number is not finite.
    package static func encode(
        _ information: [String: RawValue], columns: inout StoreWords
    ) throws(StorageError) -> [UInt8] {
        // Names in order only once, so that the first application numbers the columns the same way in every run.
        if columns.words.isEmpty {
            for name in information.keys.sorted() { _ = columns.code(of: name) }
        }
        // A place for each column instead of a sort.
        var places = [RawValue?](repeating: nil, count: columns.words.count)
        for (name, value) in information {
            let code = Int(columns.code(of: name))
            if code >= places.count { places += [RawValue?](repeating: nil, count: code + 1 - places.count) }
            places[code] = value
        }

        var bytes: [UInt8] = [version]
        bytes.reserveCapacity(8 * information.count)
        var previous = -1
        for (code, place) in places.enumerated() {
            guard let value = place else { continue }
            let step = UInt64(code - previous) << 2
            previous = code
            switch value {
            case .missing:
                append(step | Kind.missing, to: &bytes)
            case .number(let number):
                guard number.isFinite else {
                    throw StorageError(
                        .failed,
                        "the column \(columns.words[code]) of a client is not a finite number: correct the raw table.")
                }
                if let whole = Int64(exactly: number), number.bitPattern != (-0.0).bitPattern {
                    append(step | Kind.whole, to: &bytes)
                    append(UInt64(bitPattern: (whole << 1) ^ (whole >> 63)), to: &bytes)
                } else {
                    append(step | Kind.double, to: &bytes)
                    withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
                }
            case .text(let text):
                append(step | Kind.text, to: &bytes)
                append(UInt64(text.utf8.count), to: &bytes)
                bytes.append(contentsOf: text.utf8)
            }
        }
        return bytes
    }

    /// The application of some bytes, or nil when they are damaged.
    package static func decode(_ bytes: UnsafeRawBufferPointer, columns: StoreWords) -> [String: RawValue]? {
        guard bytes.first == version else { return nil }
        var rest = bytes.dropFirst()
        var information: [String: RawValue] = [:]
        information.reserveCapacity(columns.words.count)
        var code: Int32 = -1
        while !rest.isEmpty {
            guard let head = integer(from: &rest), let step = Int32(exactly: head >> 2), step > 0 else { return nil }
            let (next, overflow) = code.addingReportingOverflow(step)
            guard !overflow, let name = columns.word(next), let value = value(kind: head & 3, from: &rest) else {
                return nil
            }
            code = next
            information[name] = value
        }
        return information
    }

    private static func value(kind: UInt64, from rest: inout Slice<UnsafeRawBufferPointer>) -> RawValue? {
        switch kind {
        case Kind.missing:
            return .missing
        case Kind.whole:
            guard let zigzag = integer(from: &rest) else { return nil }
            return .number(Double(Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)))
        case Kind.double:
            guard rest.count >= 8 else { return nil }
            let pattern = UnsafeRawBufferPointer(rebasing: rest.prefix(8)).loadUnaligned(as: UInt64.self)
            rest = rest.dropFirst(8)
            let number = Double(bitPattern: UInt64(littleEndian: pattern))
            return number.isFinite ? .number(number) : nil
        default:
            guard let length = integer(from: &rest), length <= UInt64(rest.count) else { return nil }
            let text = String(validating: rest.prefix(Int(length)), as: UTF8.self)
            rest = rest.dropFirst(Int(length))
            return text.map(RawValue.text)
        }
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var left = value
        while left >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: left) | 0x80)
            left >>= 7
        }
        bytes.append(UInt8(left))
    }

    private static func integer(from rest: inout Slice<UnsafeRawBufferPointer>) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst() {
            guard shift < 63 || byte <= 1 else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
