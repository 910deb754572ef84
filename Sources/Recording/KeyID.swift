/// The number of an encryption key: 16 random bytes, which say nothing of whose it is.
public struct KeyID: Hashable, Sendable, CustomStringConvertible, Codable {
    /// The sixteen bytes.
    public let bytes: [UInt8]

    /// Draws a number.
    init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Takes sixteen bytes; nil for another number of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads 32 hexadecimal digits.
    public init?(_ text: String) {
        guard let bytes = [UInt8](hexadecimal: text), let id = KeyID(bytes: bytes) else { return nil }
        self = id
    }

    /// The number in hexadecimal.
    public var description: String { bytes.hexadecimal }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = KeyID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the number of a key")
        }
        self = id
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
