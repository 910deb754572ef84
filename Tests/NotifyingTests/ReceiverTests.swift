import Crypto
import Fixtures
import Foundation
import Testing

@testable import Notifying

@Suite(
    "Messages reach real servers",
    .enabled(if: Receivers.areThere, "scripts/setup installs the mail server of the tests"),
    .timeLimit(.minutes(15)))
struct ReceiverTests {
    private func mail(to: [String] = ["risk@example.org", "ops@example.org"]) throws -> Mail {
        try Mail(
            from: "limpide@example.org", to: to, subject: "Dérive", text: "Première ligne\n.\nDernière.",
            identifier: "n-1")
    }

    private func server(
        _ receivers: Receivers, host: String = "localhost", password: String = Receivers.password,
        authority: String? = nil
    ) -> MailServer {
        MailServer(
            host: host, port: receivers.protectedMail, authority: authority ?? receivers.certificate,
            credentials: .init(user: Receivers.user, password: password), timeout: 20)
    }

    @Test("a mail goes under STARTTLS and a password, by name or by number, to everybody, unchanged")
    func mailed() async throws {
        let receivers = try Receivers()
        for host in ["localhost", "127.0.0.1"] {
            try await server(receivers, host: host).send(mail(), at: Date())
        }
        let mails = try receivers.received().mails
        #expect(mails.count == 2)
        for mail in mails {
            #expect(mail.tls)
            #expect(mail.user == Receivers.user)
            #expect(mail.from == "limpide@example.org")
            #expect(mail.to == ["risk@example.org", "ops@example.org"])
            #expect(mail.text == "Première ligne\r\n.\r\nDernière.")
            #expect(mail.content.contains("Subject: =?utf-8?B?"))
        }
    }

    @Test(
        "a certificate that nobody vouches for, a wrong password, a receiver that does not exist: each is said, nothing sent"
    )
    func refused() async throws {
        let receivers = try Receivers()
        let untrusted = MailServer(host: "localhost", port: receivers.protectedMail, timeout: 20)
        var error = try await #require(throws: NotifyingError.self) { try await untrusted.send(mail(), at: Date()) }
        #expect(error.code == .insecure)
        error = try await #require(throws: NotifyingError.self) {
            try await server(receivers, password: "wrong").send(mail(), at: Date())
        }
        #expect(error.code == .refused)
        #expect(!error.message.contains("wrong"))
        error = try await #require(throws: NotifyingError.self) {
            try await server(receivers).send(mail(to: ["nobody@example.org"]), at: Date())
        }
        #expect(error.code == .refused)
        let plain = MailServer(
            host: "localhost", port: receivers.plainMail, authority: receivers.certificate, timeout: 20)
        error = try await #require(throws: NotifyingError.self) { try await plain.send(mail(), at: Date()) }
        #expect(error.code == .insecure)
        #expect(try receivers.received().mails.isEmpty)
    }

    @Test("a server in clear takes a mail when that is what was asked for")
    func plain() async throws {
        let receivers = try Receivers()
        let server = MailServer(host: "127.0.0.1", port: receivers.plainMail, security: .none, timeout: 20)
        try await server.send(mail(), at: Date())
        #expect(try receivers.received().mails.map(\.tls) == [false])
    }

    @Test("a post carries its number and a signature that the receiver can check")
    func posted() async throws {
        let receivers = try Receivers()
        let body = Data(#"{"a":"é"}"#.utf8)
        try await Webhook(url: "http://127.0.0.1:\(receivers.http)/hook?x=1", secret: "s3cret").post(
            body, identifier: "n-7")
        let post = try #require(receivers.received().posts.first)
        #expect(post.body == #"{"a":"é"}"#)
        #expect(post.headers["x-limpide-delivery"] == "n-7")
        let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data("s3cret".utf8)))
        let digits = code.map { String($0 + 0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }.joined()
        #expect(post.headers["x-limpide-signature"] == "sha256=" + digits)
    }

    @Test("a receiver that says no, or is down, is an error whose sentence does not hold the address")
    func down() async throws {
        let receivers = try Receivers()
        let webhook = try Webhook(url: "http://127.0.0.1:\(receivers.http)/token-abc")
        for status in [302, 400, 500] {
            try receivers.answer(status)
            let error = try await #require(throws: NotifyingError.self) {
                try await webhook.post(Data(), identifier: "1")
            }
            #expect(error.code == .refused)
        }
        try receivers.down()
        let error = try await #require(throws: NotifyingError.self) { try await webhook.post(Data(), identifier: "1") }
        #expect(error.code == .unreachable)
        #expect(!error.message.contains("token-abc"))
        let mailError = try await #require(throws: NotifyingError.self) {
            try await server(receivers).send(mail(), at: Date())
        }
        #expect(mailError.code == .unreachable)
    }

    @Test(
        "an address that is none is refused before anything is sent",
        arguments: ["", "x", "ftp://a/b", "http://", "/hook"])
    func addresses(_ address: String) {
        #expect(throws: NotifyingError.self) { try Webhook(url: address) }
    }
}
