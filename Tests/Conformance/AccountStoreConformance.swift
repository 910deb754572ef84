import Access
import Foundation
public import Storage
public import Testing

/// One promise of `AccountStore`, which every implementation must keep.
public struct AccountStoreLaw: Sendable, CustomTestStringConvertible {
    /// The promise, as a sentence.
    public let sentence: String
    /// Looks whether an empty store keeps the promise.
    public let check: @Sendable (_ store: any AccountStore) async throws -> Void

    /// The sentence.
    public var testDescription: String { sentence }
}

/// The promises of `AccountStore`, to be run against each implementation.
public enum AccountStoreConformance {
    /// Every law.
    public static let laws: [AccountStoreLaw] = accounts + tokens + sessions

    private static let now = Date(timeIntervalSince1970: 1_700_000_000.25)

    private static func account(_ name: String, roles: Set<Role> = [.adviser], isDemo: Bool = false) throws -> Account {
        let name = try AccountName(typed: name)
        let password = try PasswordHash(
            newPassword: "cinq mots bien choisis", account: name, salt: Array(repeating: 7, count: 16), cost: .quick)
        return Account(name: name, roles: roles, password: password, isDemo: isDemo, created: now)
    }

    private static func token(
        _ digit: String, _ account: AccountName, created: Date = now, scopes: Set<Permission> = [.readClients]
    ) -> AccessToken {
        AccessToken(
            id: String(repeating: digit, count: 12), digest: String(repeating: digit, count: 64), account: account,
            purpose: "L’agence d’Évry; '--", scopes: scopes, created: created, expires: created.addingTimeInterval(60))
    }

    private static let accounts: [AccountStoreLaw] = [
        AccountStoreLaw(sentence: "an account comes back exactly, and the list is in order of name") { store in
            #expect(try await store.accounts() == [])
            let kept = [
                try account("zoe", roles: [.auditor, .operations]), try account("anne", isDemo: true),
                Account(
                    name: try AccountName(typed: "desk-1"), roles: Set(Role.allCases), password: nil, isDisabled: true,
                    created: now),
            ]
            for account in kept { #expect(try await store.insert(account)) }
            for account in kept { #expect(try await store.account(account.name) == account) }
            #expect(try await store.accounts() == kept.sorted { $0.name < $1.name })
            #expect(try await store.account(try AccountName(typed: "nobody")) == nil)
        },
        AccountStoreLaw(sentence: "a name that is taken is refused, and its account stays as it was") { store in
            let first = try account("anne")
            #expect(try await store.insert(first))
            #expect(try await store.insert(try account("anne", roles: [.auditor])) == false)
            #expect(try await store.accounts() == [first])
        },
        AccountStoreLaw(sentence: "a change replaces roles, password and disabling, and ends the account's sessions") {
            store in
            var anne = try account("anne")
            let bert = try account("bert")
            #expect(try await store.update(anne) == false)
            for account in [anne, bert] {
                _ = try await store.insert(account)
                try await store.insert(
                    Session(digest: "of \(account.name)", account: account.name, created: now, seen: now))
            }
            anne.roles = [.reviewer]
            anne.password = nil
            anne.isDisabled = true
            #expect(try await store.update(anne))
            #expect(try await store.accounts() == [anne, bert])
            #expect(try await store.session(digest: "of anne") == nil)
            #expect(try await store.session(digest: "of bert") != nil)
        },
    ]

    private static let tokens: [AccountStoreLaw] = [
        AccountStoreLaw(sentence: "a token comes back exactly by its digest, and an account's are listed newest first")
        { store in
            let (anne, bert) = (try account("anne"), try account("bert"))
            for account in [anne, bert] { _ = try await store.insert(account) }
            let old = token("a", anne.name, scopes: Set(Permission.allCases))
            let new = token("b", anne.name, created: now.addingTimeInterval(1))
            let other = token("c", bert.name, scopes: [])
            for token in [old, new, other] { try await store.insert(token) }
            for token in [old, new, other] { #expect(try await store.token(digest: token.digest) == token) }
            #expect(try await store.tokens(of: anne.name) == [new, old])
            #expect(try await store.token(digest: "unknown") == nil)
            #expect(try await store.tokens(of: try AccountName(typed: "nobody")) == [])
        },
        AccountStoreLaw(sentence: "a revoked token is gone, and the others stay") { store in
            let anne = try account("anne")
            _ = try await store.insert(anne)
            let (one, other) = (token("a", anne.name), token("b", anne.name))
            for token in [one, other] { try await store.insert(token) }
            #expect(try await store.revokeToken(id: one.id))
            #expect(try await store.revokeToken(id: one.id) == false)
            #expect(try await store.token(digest: one.digest) == nil)
            #expect(try await store.tokens(of: anne.name) == [other])
        },
        AccountStoreLaw(sentence: "a token of nobody's is refused") { store in
            let name = try AccountName(typed: "nobody")
            await #expect(throws: StorageError.self) { try await store.insert(token("a", name)) }
        },
    ]

    private static let sessions: [AccountStoreLaw] = [
        AccountStoreLaw(sentence: "a session comes back, is touched forwards only, and ends") { store in
            let anne = try account("anne")
            _ = try await store.insert(anne)
            var session = Session(digest: "s", account: anne.name, created: now, seen: now)
            try await store.insert(session)
            #expect(try await store.session(digest: "s") == session)
            session.seen = now.addingTimeInterval(90)
            try await store.touchSession(digest: "s", at: session.seen)
            try await store.touchSession(digest: "s", at: now)
            try await store.touchSession(digest: "unknown", at: now)
            #expect(try await store.session(digest: "s") == session)
            try await store.endSession(digest: "s")
            try await store.endSession(digest: "s")
            #expect(try await store.session(digest: "s") == nil)
        },
        AccountStoreLaw(sentence: "a new session makes the store forget those that ended, and no other") { store in
            let anne = try account("anne")
            _ = try await store.insert(anne)
            func session(_ digest: String, _ seconds: Double) -> Session {
                let moment = now.addingTimeInterval(seconds)
                return Session(digest: digest, account: anne.name, created: moment, seen: moment)
            }
            try await store.insert(session("ended", 0))
            try await store.insert(session("live", 60))
            try await store.insert(session("new", Session.idle))
            #expect(try await store.session(digest: "ended") == nil)
            #expect(try await store.session(digest: "live") != nil)
            #expect(try await store.session(digest: "new") != nil)
        },
    ]
}
