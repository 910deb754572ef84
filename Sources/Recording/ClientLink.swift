import Crypto
public import Foundation

/// A client's way to one decision on them, without an account, for a limited time.
public struct ClientLink: Hashable, Sendable, Codable {
    /// The decision that it shows.
    public let decision: EntryID
    /// Until when; whole seconds.
    public let expires: Date

    /// Makes a link.
    public init(decision: EntryID, expires: Date) {
        self.decision = decision
        self.expires = Date(timeIntervalSince1970: expires.timeIntervalSince1970.rounded(.down))
    }

    /// Whether it may still be followed.
    public func isLive(at now: Date) -> Bool { now < expires }
}

/// Writes links as tokens that nobody else can make, and reads them.
///
/// A token is base64url of the decision's ten bytes, the end in seconds since 1970 as eight bytes, highest first, and
/// HMAC-SHA-256 over the purpose, `limpide client link 1`, a zero byte and those eighteen bytes. Nothing of it is stored: who
/// steals the log without its key can make none, and a token of a client who was erased leads to an entry that nobody can read.
public struct LinkKey: Sendable {
    private static let purpose = Array("limpide client link 1".utf8) + [0]
    private static let contentLength = 18
    private let key: SymmetricKey

    init(_ key: SymmetricKey) { self.key = key }

    /// The token of a link.
    public func token(of link: ClientLink) -> String {
        let content = Self.content(of: link)
        let code = HMAC<SHA256>.authenticationCode(for: Self.purpose + content, using: key)
        return Data(content + Array(code)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The link of a token; nil for one that this key did not write.
    ///
    /// The code is compared in constant time. Whether it has ended is asked of the link itself.
    public func link(of token: some StringProtocol) -> ClientLink? {
        // Fifty bytes are 67 characters.
        guard token.utf8.count == 67 else { return nil }
        let standard = String(token).replacing("-", with: "+").replacing("_", with: "/") + "="
        guard !token.utf8.contains(where: { [0x2B, 0x2F, 0x3D].contains($0) }),
            let bytes = Data(base64Encoded: standard).map(Array.init),
            bytes.count == Self.contentLength + 32
        else { return nil }
        let content = Array(bytes.prefix(Self.contentLength))
        guard
            HMAC<SHA256>.isValidAuthenticationCode(
                bytes.dropFirst(Self.contentLength), authenticating: Self.purpose + content, using: key),
            let decision = EntryID(bytes: content.prefix(10))
        else { return nil }
        let seconds = content.dropFirst(10).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return ClientLink(decision: decision, expires: Date(timeIntervalSince1970: Double(Int64(bitPattern: seconds))))
    }

    private static func content(of link: ClientLink) -> [UInt8] {
        let seconds = UInt64(bitPattern: Int64(link.expires.timeIntervalSince1970))
        return link.decision.bytes + (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * UInt64($0))) }
    }
}
