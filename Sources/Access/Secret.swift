import Crypto
import Foundation

/// 256 random bits that prove who asks; only its ``digest`` is kept.
public struct Secret: Hashable, Sendable {
    /// What a secret is for; it starts the spelling of a token, so that scanners of repositories find one that leaked.
    public enum Purpose: String, Sendable {
        /// A person's session, in a cookie.
        case session = ""
        /// A program's token.
        case token = "limpide_"
    }

    /// The secret as it is sent: the purpose and 43 characters of base64url.
    public let text: String

    /// Makes a secret.
    public init(_ purpose: Purpose, using random: inout some RandomNumberGenerator) {
        let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: random.next() as UInt64) { Array($0) } }
        text = purpose.rawValue + Self.base64url(bytes)
    }

    /// Reads a secret that somebody sent; nil when it cannot be one.
    public init?(_ purpose: Purpose, text: some StringProtocol) {
        guard text.hasPrefix(purpose.rawValue), text.utf8.count == purpose.rawValue.utf8.count + 43,
            text.utf8.dropFirst(purpose.rawValue.utf8.count).allSatisfy(Self.isBase64url)
        else { return nil }
        self.text = String(text)
    }

    /// SHA-256 of the text, in hexadecimal: what is stored and looked up, so that a stolen store opens nothing.
    public var digest: String {
        SHA256.hash(data: Data(text.utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    /// What a form must send back to prove that it is a page of ours: HMAC-SHA256 of a fixed word under the secret.
    public var formToken: String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: SymmetricKey(data: Data(text.utf8)))
        return Self.base64url(Array(code))
    }

    /// Whether two texts are equal, in a time that does not tell where they differ.
    public static func areEqual(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        return one.count == other.count && zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func base64url(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func isBase64url(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
            || byte == 0x5F
    }
}
