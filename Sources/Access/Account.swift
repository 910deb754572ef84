public import Foundation

/// What a person signs in as: 1 to 64 of `a`–`z`, `0`–`9`, `.`, `_`, `-`, first a letter; capitals become small.
public struct AccountName: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The name, in small letters.
    public let rawValue: String

    /// Reads a name; nil when an account cannot be called so.
    public init?(rawValue: String) {
        let name = rawValue.lowercased()
        guard (1...64).contains(name.utf8.count), name.first.map({ ("a"..."z").contains($0) }) ?? false,
            name.utf8.allSatisfy({ byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2E, 0x5F, 0x2D].contains(byte)
            })
        else { return nil }
        self.rawValue = name
    }

    /// Reads a name that a person typed.
    ///
    /// - Throws: ``AccessError`` of kind `malformedName`.
    public init(typed name: String) throws(AccessError) {
        guard let known = AccountName(rawValue: name) else {
            throw AccessError(
                .malformedName,
                "an account's name has 1 to 64 letters without accent, digits, full stops, hyphens or underscores, and "
                    + "starts with a letter: choose another.")
        }
        self = known
    }

    /// Orders by spelling.
    public static func < (a: AccountName, b: AccountName) -> Bool { a.rawValue < b.rawValue }

    /// The name.
    public var description: String { rawValue }
}

/// A person or program that may use the server.
public struct Account: Hashable, Sendable {
    /// What they sign in as.
    public let name: AccountName
    /// What they do at the lender; never empty.
    public var roles: Set<Role>
    /// The stored password; nil for a program that has tokens only.
    public var password: PasswordHash?
    /// Whether they may no longer use the server.
    public var isDisabled: Bool
    /// Whether it is for demonstrations: a server that others can reach refuses to start beside it.
    public let isDemo: Bool
    /// When it was made.
    public let created: Date

    /// Makes an account.
    public init(
        name: AccountName, roles: Set<Role>, password: PasswordHash?, isDisabled: Bool = false, isDemo: Bool = false,
        created: Date
    ) {
        self.name = name
        self.roles = roles
        self.password = password
        self.isDisabled = isDisabled
        self.isDemo = isDemo
        self.created = created
    }

    /// What the account may do: what any of its roles permits, nothing when it is disabled.
    public var permissions: Set<Permission> {
        isDisabled ? [] : roles.reduce(into: []) { $0.formUnion($1.permissions) }
    }
}
