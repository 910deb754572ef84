/// The number by which a lender knows a client.
public struct ClientID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number.
    public let rawValue: Int64

    /// Wraps a number.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Reads digits as a person types them: spaces between groups are allowed, nothing else.
    public init?(_ text: some StringProtocol) {
        let digits = String(text.filter { !$0.isWhitespace })
        guard !digits.isEmpty, digits.count <= 18, digits.allSatisfy({ ("0"..."9").contains($0) }),
            let number = Int64(digits)
        else { return nil }
        self.init(rawValue: number)
    }

    /// The digits.
    public var description: String { String(rawValue) }

    /// Orders by number.
    public static func < (a: ClientID, b: ClientID) -> Bool { a.rawValue < b.rawValue }
}
