public import Access
public import Foundation
import GRDB

/// Accounts, tokens and sessions in one SQLite file of their own, so that a load of clients never makes a sign-in wait.
public final class SQLiteAccountStore: AccountStore {
    /// Where the file is.
    public let path: String
    private let pool: DatabasePool

    /// Opens the file, and makes it when it is not there; only its owner may read it.
    ///
    /// - Throws: `StorageError`: `corrupt` when it is no database or is damaged, `outdated` when another version of Limpide
    ///   made it, `full`, `failed` otherwise.
    public static func open(path: String) throws(StorageError) -> SQLiteAccountStore {
        if !FileManager.default.fileExists(atPath: path) {
            // Whether it could be made shows when it is opened.
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        do {
            var configuration = Configuration()
            configuration.label = "accounts"
            configuration.busyMode = .timeout(10)
            configuration.maximumReaderCount = 4
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.write { database in try makeTables(in: database, path: path) }
            return SQLiteAccountStore(path: path, pool: pool)
        } catch {
            throw failure(error, at: path, writing: true)
        }
    }

    /// What to say of a failure; a damaged file of accounts is not to be made anew by a load of clients.
    private static func failure(_ error: any Error, at path: String, writing: Bool) -> StorageError {
        let said = StorageError(error, at: path, writing: writing)
        guard said.code == .corrupt else { return said }
        return StorageError(.corrupt, "the accounts in \(path) are damaged: bring back a copy of the file.")
    }

    private init(path: String, pool: DatabasePool) {
        self.path = path
        self.pool = pool
    }

    private static let format = 1

    private static func makeTables(in database: Database, path: String) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found == 0 || found == format else {
            throw StorageError(
                .outdated, "the accounts in \(path) were made by another version of Limpide: use that one.")
        }
        guard found == 0 else { return }
        try database.execute(
            sql: """
                CREATE TABLE accounts (
                    name TEXT PRIMARY KEY, roles TEXT NOT NULL, password TEXT, is_disabled INTEGER NOT NULL,
                    is_demo INTEGER NOT NULL, created REAL NOT NULL
                ) STRICT;
                CREATE TABLE tokens (
                    digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES accounts(name),
                    purpose TEXT NOT NULL, scopes TEXT NOT NULL, created REAL NOT NULL, expires REAL NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX tokens_of_account ON tokens(account, created);
                CREATE TABLE sessions (
                    digest TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts(name), created REAL NOT NULL,
                    seen REAL NOT NULL
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX sessions_of_account ON sessions(account);
                PRAGMA user_version = \(format);
                """)
    }

    /// One account, or nil when nobody is called so.
    public func account(_ name: AccountName) async throws(StorageError) -> Account? {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM accounts WHERE name = ?")
            return try Row.fetchOne(statement, arguments: [name.rawValue]).map { try Account($0) }
        }
    }

    /// Every account, in order of name.
    public func accounts() async throws(StorageError) -> [Account] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM accounts ORDER BY name").map { try Account($0) }
        }
    }

    /// Keeps a new account; false when the name is taken.
    public func insert(_ account: Account) async throws(StorageError) -> Bool {
        try await write { database in
            try database.execute(
                sql: "INSERT INTO accounts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [
                    account.name.rawValue, account.roles.joined, account.password?.description, account.isDisabled,
                    account.isDemo, account.created.timeIntervalSince1970,
                ])
            return database.changesCount == 1
        }
    }

    /// Replaces roles, password and disabling, and ends the account's sessions; false when there is no such account.
    public func update(_ account: Account) async throws(StorageError) -> Bool {
        try await write { database in
            try database.execute(
                sql: "UPDATE accounts SET roles = ?, password = ?, is_disabled = ? WHERE name = ?",
                arguments: [
                    account.roles.joined, account.password?.description, account.isDisabled, account.name.rawValue,
                ])
            let isThere = database.changesCount == 1
            try database.execute(sql: "DELETE FROM sessions WHERE account = ?", arguments: [account.name.rawValue])
            return isThere
        }
    }

    /// Keeps a new token.
    public func insert(_ token: AccessToken) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    token.digest, token.id, token.account.rawValue, token.purpose, token.scopes.joined,
                    token.created.timeIntervalSince1970, token.expires.timeIntervalSince1970,
                ])
        }
    }

    /// The token with this digest, expired ones too.
    public func token(digest: String) async throws(StorageError) -> AccessToken? {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM tokens WHERE digest = ?")
            return try Row.fetchOne(statement, arguments: [digest]).map { try AccessToken($0) }
        }
    }

    /// Every token of an account, newest first.
    public func tokens(of account: AccountName) async throws(StorageError) -> [AccessToken] {
        try await read { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM tokens WHERE account = ? ORDER BY created DESC, id",
                arguments: [account.rawValue]
            ).map { try AccessToken($0) }
        }
    }

    /// Removes a token; false when there was none.
    public func revokeToken(id: String) async throws(StorageError) -> Bool {
        try await write { database in
            try database.execute(sql: "DELETE FROM tokens WHERE id = ?", arguments: [id])
            return database.changesCount == 1
        }
    }

    /// Keeps a new session, and forgets those that ended.
    public func insert(_ session: Session) async throws(StorageError) {
        try await write { database in
            let now = session.created.timeIntervalSince1970
            try database.execute(
                sql: "DELETE FROM sessions WHERE created <= ? OR seen <= ?",
                arguments: [now - Session.longest, now - Session.idle])
            try database.execute(
                sql: "INSERT INTO sessions VALUES (?, ?, ?, ?)",
                arguments: [session.digest, session.account.rawValue, now, session.seen.timeIntervalSince1970])
        }
    }

    /// The session with this digest, ended ones too.
    public func session(digest: String) async throws(StorageError) -> Session? {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT * FROM sessions WHERE digest = ?")
            return try Row.fetchOne(statement, arguments: [digest]).map { try Session($0) }
        }
    }

    /// Notes that a session was used.
    public func touchSession(digest: String, at now: Date) async throws(StorageError) {
        try await write { database in
            try database.execute(
                sql: "UPDATE sessions SET seen = max(seen, ?) WHERE digest = ?",
                arguments: [now.timeIntervalSince1970, digest])
        }
    }

    /// Ends one session.
    public func endSession(digest: String) async throws(StorageError) {
        try await write { database in
            try database.execute(sql: "DELETE FROM sessions WHERE digest = ?", arguments: [digest])
        }
    }

    private func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(StorageError) -> Answer {
        do { return try await pool.read(body) } catch { throw Self.failure(error, at: path, writing: false) }
    }

    private func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Answer
    ) async throws(StorageError) -> Answer {
        do { return try await pool.write(body) } catch { throw Self.failure(error, at: path, writing: true) }
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
    fileprivate init(_ row: Row) throws {
        let name = try Self.name(row.decode(String.self, forColumn: "name"))
        let password = try row.decode(String?.self, forColumn: "password").map { try PasswordHash($0) }
        try self.init(
            name: name, roles: Set<Role>(joined: row.decode(forColumn: "roles")), password: password,
            isDisabled: row.decode(forColumn: "is_disabled"), isDemo: row.decode(forColumn: "is_demo"),
            created: Date(timeIntervalSince1970: row.decode(forColumn: "created")))
    }

    fileprivate static func name(_ text: String) throws(StorageError) -> AccountName {
        guard let name = AccountName(rawValue: text) else {
            throw StorageError(.corrupt, "the accounts of the workspace are damaged: bring back a copy.")
        }
        return name
    }
}

extension AccessToken {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.decode(forColumn: "id"), digest: row.decode(forColumn: "digest"),
            account: Account.name(row.decode(forColumn: "account")), purpose: row.decode(forColumn: "purpose"),
            scopes: Set<Permission>(joined: row.decode(forColumn: "scopes")),
            created: Date(timeIntervalSince1970: row.decode(forColumn: "created")),
            expires: Date(timeIntervalSince1970: row.decode(forColumn: "expires")))
    }
}

extension Session {
    fileprivate init(_ row: Row) throws {
        try self.init(
            digest: row.decode(forColumn: "digest"), account: Account.name(row.decode(forColumn: "account")),
            created: Date(timeIntervalSince1970: row.decode(forColumn: "created")),
            seen: Date(timeIntervalSince1970: row.decode(forColumn: "seen")))
    }
}
