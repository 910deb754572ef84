public import Access
public import Foundation
import PostgreSQL
public import Storage

/// Accounts, tokens and sessions in PostgreSQL, so that a person signed in at one server is at all of them.
public final class PostgreSQLAccountStore: AccountStore {
    private let pool: PostgreSQLPool

    /// Opens a database, and makes the tables when they are not there.
    ///
    /// - Throws: `StorageError`: `outdated` when a later version made it, `failed` when it cannot be reached.
    public static func open(_ address: String, connections: Int = 4) async throws(StorageError)
        -> PostgreSQLAccountStore
    {
        let pool = PostgreSQLPool(address, setup: PostgreSQLTables.setup, most: connections)
        do {
            try await pool.run { try PostgreSQLTables.prepare($0) }
            return PostgreSQLAccountStore(pool: pool)
        } catch {
            throw StorageError(error)
        }
    }

    private init(pool: PostgreSQLPool) { self.pool = pool }

    private static let accountColumns = "name, roles, password, is_disabled, is_demo, created"
    private static let tokenColumns = "id, digest, account, purpose, scopes, created, expires"

    /// One account, or nil when nobody is called so.
    public func account(_ name: AccountName) async throws(StorageError) -> Account? {
        try await run { connection in
            try connection.query("SELECT \(Self.accountColumns) FROM accounts WHERE name = $1", [.text(name.rawValue)])
                .first.map { try Account($0) }
        }
    }

    /// Every account, in order of name.
    public func accounts() async throws(StorageError) -> [Account] {
        try await run { connection in
            try connection.query("SELECT \(Self.accountColumns) FROM accounts ORDER BY name COLLATE \"C\"")
                .map { try Account($0) }
        }
    }

    /// Keeps a new account; false when the name is taken.
    public func insert(_ account: Account) async throws(StorageError) -> Bool {
        try await run { connection in
            try connection.run(
                "INSERT INTO accounts VALUES ($1, $2, $3::text, $4, $5, $6) ON CONFLICT DO NOTHING",
                [
                    .text(account.name.rawValue), .text(account.roles.joined), account.passwordValue,
                    .boolean(account.isDisabled), .boolean(account.isDemo),
                    .double(account.created.timeIntervalSince1970),
                ]) == 1
        }
    }

    /// Replaces roles, password and disabling, and ends the account's sessions; false when there is no such account.
    public func update(_ account: Account) async throws(StorageError) -> Bool {
        try await run { connection in
            try connection.transaction {
                let changed = try connection.run(
                    "UPDATE accounts SET roles = $1, password = $2::text, is_disabled = $3 WHERE name = $4",
                    [
                        .text(account.roles.joined), account.passwordValue, .boolean(account.isDisabled),
                        .text(account.name.rawValue),
                    ])
                try connection.run("DELETE FROM sessions WHERE account = $1", [.text(account.name.rawValue)])
                return changed == 1
            }
        }
    }

    /// Keeps a new token.
    public func insert(_ token: AccessToken) async throws(StorageError) {
        try await run { connection in
            try connection.run(
                "INSERT INTO tokens (\(Self.tokenColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                [
                    .text(token.id), .text(token.digest), .text(token.account.rawValue),
                    .bytes(Array(token.purpose.utf8)), .text(token.scopes.joined),
                    .double(token.created.timeIntervalSince1970), .double(token.expires.timeIntervalSince1970),
                ])
        }
    }

    /// The token with this digest, expired ones too.
    public func token(digest: String) async throws(StorageError) -> AccessToken? {
        try await run { connection in
            try connection.query("SELECT \(Self.tokenColumns) FROM tokens WHERE digest = $1", [.text(digest)]).first
                .map { try AccessToken($0) }
        }
    }

    /// Every token of an account, newest first.
    public func tokens(of account: AccountName) async throws(StorageError) -> [AccessToken] {
        try await run { connection in
            try connection.query(
                "SELECT \(Self.tokenColumns) FROM tokens WHERE account = $1 ORDER BY created DESC, id COLLATE \"C\"",
                [.text(account.rawValue)]
            ).map { try AccessToken($0) }
        }
    }

    /// Removes a token; false when there was none.
    public func revokeToken(id: String) async throws(StorageError) -> Bool {
        try await run { try $0.run("DELETE FROM tokens WHERE id = $1", [.text(id)]) == 1 }
    }

    /// Keeps a new session, and forgets those that ended.
    public func insert(_ session: Session) async throws(StorageError) {
        try await run { connection in
            let now = session.created.timeIntervalSince1970
            try connection.transaction {
                try connection.run(
                    "DELETE FROM sessions WHERE created <= $1 OR seen <= $2",
                    [.double(now - Session.longest), .double(now - Session.idle)])
                try connection.run(
                    "INSERT INTO sessions (digest, account, created, seen) VALUES ($1, $2, $3, $4)",
                    [
                        .text(session.digest), .text(session.account.rawValue), .double(now),
                        .double(session.seen.timeIntervalSince1970),
                    ])
            }
        }
    }

    /// The session with this digest, ended ones too.
    public func session(digest: String) async throws(StorageError) -> Session? {
        try await run { connection in
            try connection.query(
                "SELECT digest, account, created, seen FROM sessions WHERE digest = $1", [.text(digest)]
            )
            .first.map { try Session($0) }
        }
    }

    /// Notes that a session was used.
    public func touchSession(digest: String, at now: Date) async throws(StorageError) {
        try await run { connection in
            try connection.run(
                "UPDATE sessions SET seen = greatest(seen, $1) WHERE digest = $2",
                [.double(now.timeIntervalSince1970), .text(digest)])
        }
    }

    /// Ends one session.
    public func endSession(digest: String) async throws(StorageError) {
        try await run { try $0.run("DELETE FROM sessions WHERE digest = $1", [.text(digest)]) }
    }

    @discardableResult
    private func run<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Answer
    ) async throws(StorageError) -> Answer {
        do { return try await pool.run(body) } catch { throw StorageError(error) }
    }
}

extension Set where Element: RawRepresentable & Comparable, Element.RawValue == String {
    /// The members in order, with spaces between.
    fileprivate var joined: String { sorted().map(\.rawValue).joined(separator: " ") }

    /// Reads members; those that this version does not know permit nothing and are left out.
    fileprivate init(joined text: String) {
        self = Set(text.split(separator: " ").compactMap { Element(rawValue: String($0)) })
    }
}

extension Account {
    fileprivate var passwordValue: PostgreSQLValue { password.map { .text($0.description) } ?? .null }

    fileprivate init(_ row: PostgreSQLRow) throws {
        self.init(
            name: try Self.name(row.text(0)), roles: Set<Role>(joined: try row.text(1)),
            password: row.isNull(2) ? nil : try PasswordHash(row.text(2)), isDisabled: try row.boolean(3),
            isDemo: try row.boolean(4), created: Date(timeIntervalSince1970: try row.double(5)))
    }

    fileprivate static func name(_ text: String) throws(StorageError) -> AccountName {
        guard let name = AccountName(rawValue: text) else {
            throw StorageError(.corrupt, "the accounts in the database are damaged: bring back a copy.")
        }
        return name
    }
}

extension AccessToken {
    fileprivate init(_ row: PostgreSQLRow) throws {
        self.init(
            id: try row.text(0), digest: try row.text(1), account: try Account.name(row.text(2)),
            purpose: String(decoding: try row.bytes(3), as: UTF8.self),
            scopes: Set<Permission>(joined: try row.text(4)), created: Date(timeIntervalSince1970: try row.double(5)),
            expires: Date(timeIntervalSince1970: try row.double(6)))
    }
}

extension Session {
    fileprivate init(_ row: PostgreSQLRow) throws {
        self.init(
            digest: try row.text(0), account: try Account.name(row.text(1)),
            created: Date(timeIntervalSince1970: try row.double(2)),
            seen: Date(timeIntervalSince1970: try row.double(3)))
    }
}
