import Foundation
import Testing

@testable import Access

@Suite("Accounts, roles and secrets")
struct AccountTests {
    static let now = Date(timeIntervalSince1970: 1_000_000)

    static func account(_ roles: Set<Role>, isDisabled: Bool = false) throws -> Account {
        Account(
            name: try #require(AccountName(rawValue: "anne")), roles: roles, password: nil, isDisabled: isDisabled,
            created: now)
    }

    @Test(
        "a name is small letters, digits and a few signs",
        arguments: ["a", "Anne", "anne.b-2_c", "a" + String(repeating: "9", count: 63)])
    func names(text: String) throws {
        #expect(AccountName(rawValue: text)?.rawValue == text.lowercased())
    }

    @Test(
        "anything else is no name",
        arguments: ["", "9a", "-a", "a b", "é", "a'--", "<b>", "a" + String(repeating: "9", count: 64), "ａ"])
    func otherNames(text: String) {
        #expect(AccountName(rawValue: text) == nil)
        #expect(throws: AccessError.self) { try AccountName(typed: text) }
    }

    @Test("an account may do what any of its roles may, and nothing once it is disabled")
    func permissions() throws {
        let both = try Self.account([.adviser, .operations])
        #expect(both.permissions == Role.adviser.permissions.union(Role.operations.permissions))
        #expect(try Self.account([.adviser], isDisabled: true).permissions.isEmpty)
    }

    @Test("only advisers record decisions, only reviewers decide reviews, and who runs or trains sees no client")
    func separation() {
        func roles(_ permission: Permission) -> Set<Role> {
            Set(Role.allCases.filter { $0.permissions.contains(permission) })
        }
        #expect(roles(.writeDecisions) == [.adviser] && roles(.decideReviews) == [.reviewer])
        #expect(roles(.readClients) == [.adviser, .reviewer, .auditor] && roles(.readLog) == [.auditor])
        #expect(Role.auditor.permissions.allSatisfy { $0.rawValue.hasSuffix(":read") })
    }

    @Test("a token does what it was given, never more than its account may now, and nothing once it expired")
    func tokens() throws {
        var random = SystemRandomNumberGenerator()
        let secret = Secret(.token, using: &random)
        let account = try Self.account([.adviser])
        let token = AccessToken(
            secret: secret, account: account.name, purpose: "desk", scopes: [.readClients, .readLog], now: Self.now,
            days: 1)
        #expect(token.permissions(of: account, at: Self.now) == [.readClients])
        #expect(token.permissions(of: account, at: Self.now.addingTimeInterval(86_399)) == [.readClients])
        #expect(token.permissions(of: account, at: Self.now.addingTimeInterval(86_400)).isEmpty)
        #expect(token.permissions(of: try Self.account([.operations]), at: Self.now).isEmpty)
        #expect(token.permissions(of: try Self.account([.adviser], isDisabled: true), at: Self.now).isEmpty)
        #expect(token.digest == secret.digest && !"\(token)".contains(secret.text))
    }

    @Test("a secret is read back, is never twice the same, and nothing else is taken for one")
    func secrets() throws {
        var random = SystemRandomNumberGenerator()
        let (token, session) = (Secret(.token, using: &random), Secret(.session, using: &random))
        #expect(Secret(.token, text: token.text) == token && token.text.hasPrefix("limpide_"))
        #expect(Secret(.session, text: session.text) == session && session.text.count == 43)
        #expect(Set((0..<1000).map { _ in Secret(.token, using: &random) }).count == 1000)
        for text in [
            "", "limpide_", session.text, token.text + "a", token.text.dropLast() + "=", token.text.dropLast() + "é",
        ] {
            #expect(Secret(.token, text: text) == nil)
        }
        #expect(token.digest.count == 64 && token.digest.allSatisfy(\.isHexDigit))
        #expect(session.formToken != Secret(.session, using: &random).formToken && session.formToken != session.text)
    }

    @Test("a session ends when nobody is there for half an hour, and after a working day whatever happens")
    func sessions() throws {
        let name = try #require(AccountName(rawValue: "anne"))
        var session = Session(digest: "d", account: name, created: Self.now, seen: Self.now)
        #expect(session.isLive(at: Self.now.addingTimeInterval(1799)))
        #expect(!session.isLive(at: Self.now.addingTimeInterval(1800)))
        session.seen = Self.now.addingTimeInterval(12 * 3600 - 1)
        #expect(session.isLive(at: Self.now.addingTimeInterval(12 * 3600 - 1)))
        #expect(!session.isLive(at: Self.now.addingTimeInterval(12 * 3600)))
        #expect(
            !session.isStale(at: session.seen.addingTimeInterval(59))
                && session.isStale(at: session.seen.addingTimeInterval(60)))
    }

    @Test("equality of texts is equality")
    func equality() {
        #expect(Secret.areEqual("abc", "abc") && Secret.areEqual("", ""))
        #expect(!Secret.areEqual("abc", "abd") && !Secret.areEqual("abc", "ab") && !Secret.areEqual("", "a"))
    }
}
