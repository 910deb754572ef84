public import Access
public import Foundation

/// Where accounts, their tokens and their sessions live.
public protocol AccountStore: Sendable {
    /// One account, or nil when nobody is called so.
    func account(_ name: AccountName) async throws(StorageError) -> Account?
    /// Every account, in order of name.
    func accounts() async throws(StorageError) -> [Account]
    /// Keeps a new account.
    ///
    /// - Returns: whether it was kept; false when the name is taken, and nothing is changed then.
    func insert(_ account: Account) async throws(StorageError) -> Bool
    /// Replaces roles, password and disabling of the account of the same name, and ends its sessions.
    ///
    /// - Returns: whether there is such an account.
    func update(_ account: Account) async throws(StorageError) -> Bool

    /// Keeps a new token; an account of its name must be there.
    func insert(_ token: AccessToken) async throws(StorageError)
    /// The token with this digest, expired ones too.
    func token(digest: String) async throws(StorageError) -> AccessToken?
    /// Every token of an account, newest first.
    func tokens(of account: AccountName) async throws(StorageError) -> [AccessToken]
    /// Removes a token.
    ///
    /// - Returns: whether there was one.
    func revokeToken(id: String) async throws(StorageError) -> Bool

    /// Keeps a new session, and forgets those that ended.
    func insert(_ session: Session) async throws(StorageError)
    /// The session with this digest, ended ones too.
    func session(digest: String) async throws(StorageError) -> Session?
    /// Notes that a session was used.
    func touchSession(digest: String, at now: Date) async throws(StorageError)
    /// Ends one session.
    func endSession(digest: String) async throws(StorageError)
}
