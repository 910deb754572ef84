import Access
import Foundation
import Storage
import Synchronization

/// Accounts in memory: one for each role with a password and a token, and one with all roles.
final class MemoryAccounts: AccountStore {
    private struct State {
        var accounts: [AccountName: Account] = [:]
        var tokens: [String: AccessToken] = [:]
        var sessions: [String: Session] = [:]
    }

    private let state = Mutex(State())
    private let secrets: [Role?: Secret]

    init(now: Date) throws {
        var random = SystemRandomNumberGenerator()
        var secrets: [Role?: Secret] = [:]
        for role in Role.allCases.map(Optional.some) + [nil] {
            let name = try AccountName(typed: role?.rawValue ?? "everybody")
            let password = try PasswordHash(
                newPassword: Server.password, account: name, salt: [UInt8](repeating: 3, count: 16), cost: .quick)
            let account = Account(
                name: name, roles: role.map { [$0] } ?? Set(Role.allCases), password: password, created: now)
            let secret = Secret(.token, using: &random)
            let token = AccessToken(
                secret: secret, account: name, purpose: "tests", scopes: Set(Permission.allCases), now: now, days: 30)
            state.withLock {
                $0.accounts[name] = account
                $0.tokens[secret.digest] = token
            }
            secrets[role] = secret
        }
        self.secrets = secrets
    }

    /// The token of the account with one role; with all roles for nil.
    func secret(of role: Role?) -> Secret {
        guard let secret = secrets[role] else { preconditionFailure("every role has a token") }
        return secret
    }

    var sessionCount: Int { state.withLock { $0.sessions.count } }

    func account(_ name: AccountName) async throws(StorageError) -> Account? { state.withLock { $0.accounts[name] } }

    func accounts() async throws(StorageError) -> [Account] {
        state.withLock { $0.accounts.values.sorted { $0.name < $1.name } }
    }

    func insert(_ account: Account) async throws(StorageError) -> Bool {
        state.withLock { state in
            guard state.accounts[account.name] == nil else { return false }
            state.accounts[account.name] = account
            return true
        }
    }

    func update(_ account: Account) async throws(StorageError) -> Bool {
        state.withLock { state in
            state.sessions = state.sessions.filter { $0.value.account != account.name }
            return state.accounts.updateValue(account, forKey: account.name) != nil
        }
    }

    func insert(_ token: AccessToken) async throws(StorageError) { state.withLock { $0.tokens[token.digest] = token } }

    func token(digest: String) async throws(StorageError) -> AccessToken? { state.withLock { $0.tokens[digest] } }

    func tokens(of account: AccountName) async throws(StorageError) -> [AccessToken] {
        state.withLock { $0.tokens.values.filter { $0.account == account }.sorted { $0.created > $1.created } }
    }

    func revokeToken(id: String) async throws(StorageError) -> Bool {
        state.withLock { state in
            let kept = state.tokens.filter { $0.value.id != id }
            defer { state.tokens = kept }
            return kept.count < state.tokens.count
        }
    }

    func insert(_ session: Session) async throws(StorageError) {
        state.withLock { $0.sessions[session.digest] = session }
    }

    func session(digest: String) async throws(StorageError) -> Session? { state.withLock { $0.sessions[digest] } }

    func touchSession(digest: String, at now: Date) async throws(StorageError) {
        state.withLock { $0.sessions[digest]?.seen = now }
    }

    func endSession(digest: String) async throws(StorageError) { state.withLock { $0.sessions[digest] = nil } }
}

/// A clock that a test sets.
final class TestClock: Sendable {
    private let time: Mutex<Date>

    init(_ start: Date) { time = Mutex(start) }

    var now: Date { time.withLock { $0 } }

    func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
}
