public import Foundation

/// A program's right to use the server in an account's name, as it is kept.
public struct AccessToken: Hashable, Sendable {
    /// What revokes it: short, and no secret.
    public let id: String
    /// SHA-256 of the secret, in hexadecimal.
    public let digest: String
    /// In whose name.
    public let account: AccountName
    /// What it is for, in the words of who made it.
    public let purpose: String
    /// What it may do, if the account may.
    public let scopes: Set<Permission>
    /// When it was made.
    public let created: Date
    /// The moment from which it is worth nothing.
    public let expires: Date

    /// Makes a token as it is kept.
    public init(
        id: String, digest: String, account: AccountName, purpose: String, scopes: Set<Permission>, created: Date,
        expires: Date
    ) {
        self.id = id
        self.digest = digest
        self.account = account
        self.purpose = purpose
        self.scopes = scopes
        self.created = created
        self.expires = expires
    }

    /// Makes a token of a fresh secret; its id is the first 12 digits of the digest.
    public init(
        secret: Secret, account: AccountName, purpose: String, scopes: Set<Permission>, now: Date, days: Int
    ) {
        let digest = secret.digest
        self.init(
            id: String(digest.prefix(12)), digest: digest, account: account, purpose: purpose, scopes: scopes,
            created: now, expires: now.addingTimeInterval(Double(days) * 86_400))
    }

    /// What it permits now, in the name of its account as that is now.
    public func permissions(of account: Account, at now: Date) -> Set<Permission> {
        account.name == self.account && now < expires ? scopes.intersection(account.permissions) : []
    }
}
