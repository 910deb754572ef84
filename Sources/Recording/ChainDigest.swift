import Crypto

/// A SHA-256 digest.
public struct ChainDigest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Takes 32 bytes; nil for another number of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Array(bytes)
    }

    /// Reads 64 hexadecimal digits.
    public init?(_ text: some StringProtocol) {
        guard let bytes = [UInt8](hexadecimal: String(text)), let digest = ChainDigest(bytes: bytes) else { return nil }
        self = digest
    }

    /// The digest of some bytes.
    ///
    /// Complexity: O(bytes).
    public init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

    /// Thirty-two random bytes: what a new log begins with.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The digest in hexadecimal.
    public var description: String { bytes.hexadecimal }
}
