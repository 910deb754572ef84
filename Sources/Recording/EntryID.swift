/// The reference of an entry: 80 random bits, written as four groups of four letters and digits, as `7K3F-9QWE-R2TX-0ABC`.
///
/// People read it on a letter and over the telephone: Crockford's base 32 has no I, L, O or U, and reading takes those for
/// 1, 1 and 0.
public struct EntryID: Hashable, Sendable, CustomStringConvertible, Codable {
    /// The ten bytes.
    public let bytes: [UInt8]

    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Draws a reference.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<10).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Takes ten bytes; nil for another number of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 10 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads a reference as a person types it: any case, with or without hyphens and spaces.
    public init?(_ text: some StringProtocol) {
        var values: [UInt8] = []
        for character in text.uppercased().utf8 where character != UInt8(ascii: "-") && character != UInt8(ascii: " ") {
            let plain: UInt8 =
                switch character {
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                default: character
                }
            guard values.count < 16, let value = Self.digits.firstIndex(of: plain) else { return nil }
            values.append(UInt8(value))
        }
        guard values.count == 16 else { return nil }
        // Eight digits of five bits are five bytes.
        bytes = [0, 8].flatMap { start in
            let group = values[start..<start + 8].reduce(UInt64(0)) { $0 << 5 | UInt64($1) }
            return (0..<5).map { UInt8(truncatingIfNeeded: group >> (32 - 8 * UInt64($0))) }
        }
    }

    /// The reference in four groups.
    public var description: String {
        var text: [UInt8] = []
        for start in [0, 5] {
            let group = bytes[start..<start + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            for index in 0..<8 {
                if !text.isEmpty, index.isMultiple(of: 4) { text.append(UInt8(ascii: "-")) }
                text.append(Self.digits[Int(group >> (35 - 5 * UInt64(index)) & 31)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = EntryID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a reference of an entry")
        }
        self = id
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
