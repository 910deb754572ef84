import Access
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Synchronization

/// Knows who asks, and slows down who guesses or floods.
///
/// Who asked is remembered for ``memory`` seconds, so that a change of an account or a revoked token takes that long to be felt
/// by a server, and a score does not read two stores. Failed sign-ins are counted by each server on its own.
final class Gatekeeper: Sendable {
    /// Seconds for which an answer of the store is believed.
    static let memory: TimeInterval = 5
    /// The cookie of a session; browsers accept the second name from an encrypted connection only.
    static let cookie = "limpide-session", secureCookie = "__Host-limpide-session"

    private let store: any AccountStore
    private let clock: @Sendable () -> Date
    private let work: WorkQueues
    // By the secret itself, which the request holds anyway: hashing it for every request would cost more than a score's JSON.
    private let known = Mutex<[Secret: Known]>([:])
    private let lockOut = Mutex(LockOut())
    private let signIns = Mutex(RateLimit(perSecond: 0.2, burst: 20))
    private let strangers = Mutex(RateLimit(perSecond: 5, burst: 100))
    private let visitors = Mutex(RateLimit(perSecond: 0.5, burst: 30))
    private let callers: Mutex<RateLimit?>
    private let decoy: PasswordHash?

    private struct Known {
        let principal: Principal
        let until: Date
    }

    /// - Parameters:
    ///   - rate: requests a second that one caller may make on average, twice as many at once; nil for no limit.
    ///   - cost: what it costs to try a password of an account that is not there.
    init(
        store: any AccountStore, work: WorkQueues, rate: Double?, cost: PasswordHash.Cost,
        clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.work = work
        self.clock = clock
        callers = Mutex(rate.map { RateLimit(perSecond: $0, burst: 2 * $0) })
        decoy = AccountName(rawValue: "nobody").flatMap {
            try? PasswordHash(
                newPassword: "a password that nobody has", account: $0, salt: [UInt8](repeating: 0, count: 16),
                cost: cost)
        }
    }

    var now: Date { clock() }

    /// Who asks; nil for a person who has not signed in.
    ///
    /// - Throws: `Refusal` for a token that is worth nothing, a caller who asks too often, and a request without the form
    ///   token that would change something.
    func principal(of request: Request, address: String) async throws -> Principal? {
        if let field = request.headers[.authorization] { return try await program(field, address: address) }
        guard let text = request.cookies[Self.secureCookie]?.value ?? request.cookies[Self.cookie]?.value,
            let secret = Secret(.session, text: text)
        else { return nil }
        guard let principal = try await session(secret) else { return nil }
        try limit(principal)
        return principal
    }

    private func program(_ field: String, address: String) async throws -> Principal {
        guard let secret = Self.token(field) else { throw try stranger(address) }
        if let principal = remembered(secret) {
            try limit(principal)
            return principal
        }
        let digest = secret.digest
        guard let token = try await store.token(digest: digest), let account = try await store.account(token.account),
            now < token.expires, !account.isDisabled
        else { throw try stranger(address) }
        let principal = Principal(
            account: account.name, roles: account.roles, permissions: token.permissions(of: account, at: now),
            isDemo: account.isDemo, proof: .token(id: token.id))
        remember(principal, secret, until: token.expires)
        try limit(principal)
        return principal
    }

    /// The token of `Bearer`, or the password of `Basic`: how programs that only know names and passwords send one, as those that
    /// read `.netrc`.
    private static func token(_ field: String) -> Secret? {
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0].lowercased() {
        case "bearer": return Secret(.token, text: parts[1])
        case "basic":
            guard let bytes = Data(base64Encoded: String(parts[1])), let text = String(data: bytes, encoding: .utf8),
                let colon = text.firstIndex(of: ":")
            else { return nil }
            return Secret(.token, text: text[text.index(after: colon)...])
        default: return nil
        }
    }

    private func session(_ secret: Secret) async throws -> Principal? {
        if let principal = remembered(secret) { return principal }
        let digest = secret.digest
        guard let session = try await store.session(digest: digest), session.isLive(at: now),
            let account = try await store.account(session.account), !account.isDisabled
        else { return nil }
        if session.isStale(at: now) { try await store.touchSession(digest: digest, at: now) }
        let principal = Principal(
            account: account.name, roles: account.roles, permissions: account.permissions, isDemo: account.isDemo,
            proof: .session(formToken: secret.formToken))
        remember(principal, secret, until: session.created.addingTimeInterval(Session.longest))
        return principal
    }

    /// Seconds that a client who follows a link must wait; nil when they may look now.
    ///
    /// By address: nobody else is known of them.
    func wait(forVisitorFrom address: String) -> TimeInterval? {
        visitors.withLock { $0.take(address, at: now) }
    }

    /// A wrong token, or too many of them from one address.
    private func stranger(_ address: String) throws -> Refusal {
        if let wait = strangers.withLock({ $0.take(address, at: now) }) { throw Refusal.tooMany(wait) }
        return Refusal(.unknownToken)
    }

    private func limit(_ principal: Principal) throws {
        let wait = callers.withLock { limit -> TimeInterval? in
            guard limit != nil else { return nil }
            let caller: String =
                switch principal.proof {
                case .session(let token): token
                case .token(let id): id
                }
            return limit?.take(caller, at: now)
        }
        if let wait { throw Refusal.tooMany(wait) }
    }

    private func remembered(_ secret: Secret) -> Principal? {
        let now = now
        return known.withLock { known in known[secret].flatMap { now < $0.until ? $0.principal : nil } }
    }

    private func remember(_ principal: Principal, _ secret: Secret, until end: Date) {
        known.withLock { known in
            if known.count >= 10_000 { known = [:] }
            known[secret] = Known(principal: principal, until: min(end, now.addingTimeInterval(Self.memory)))
        }
    }
}

extension Gatekeeper {
    /// What became of a sign-in.
    enum SignIn {
        /// The session's secret, for the cookie.
        case welcome(Secret, Account)
        /// Name or password are wrong; which of them is said to nobody.
        case wrong
        /// Too many failures: wait this many seconds.
        case locked(TimeInterval)
    }

    /// Signs a person in; takes as long for a name that is not there.
    func signIn(name: String, password: String, address: String) async throws -> SignIn {
        if let wait = signIns.withLock({ $0.take(address, at: now) }) { return .locked(wait) }
        let name = AccountName(rawValue: name.trimmingCharacters(in: .whitespaces))
        let key = name?.rawValue ?? ""
        if let wait = lockOut.withLock({ $0.wait(for: key, at: now) }) { return .locked(wait) }
        let account = if let name { try await store.account(name) } else { Account?.none }
        let hash = account?.password ?? decoy
        let isRight = try await work.run { hash?.verifies(password) ?? false }
        guard let account, account.password != nil, isRight, !account.isDisabled else {
            lockOut.withLock { $0.fail(key, at: now) }
            return .wrong
        }
        lockOut.withLock { $0.succeed(key) }
        var random = SystemRandomNumberGenerator()
        let secret = Secret(.session, using: &random)
        try await store.insert(Session(digest: secret.digest, account: account.name, created: now, seen: now))
        return .welcome(secret, account)
    }

    /// Whether somebody of that name decides reviews.
    func mayReview(_ name: AccountName) async throws -> Bool {
        try await store.account(name)?.permissions.contains(.decideReviews) ?? false
    }

    /// Ends the session of a request's cookie.
    func signOut(_ request: Request) async throws {
        for name in [Self.secureCookie, Self.cookie] {
            guard let text = request.cookies[name]?.value, let secret = Secret(.session, text: text) else { continue }
            known.withLock { $0[secret] = nil }
            try await store.endSession(digest: secret.digest)
        }
    }
}
