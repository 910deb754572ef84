import Foundation
import Testing

@testable import Notifying

@Suite("The conversation with a mail server")
struct SMTPDialogueTests {
    private func dialogue(
        _ security: MailServer.Security, credentials: MailServer.Credentials? = nil, to: [String] = ["b@example.org"]
    ) throws -> SMTPDialogue {
        SMTPDialogue(
            try Mail(from: "a@example.org", to: to, subject: "s", text: "t", identifier: "i"),
            to: MailServer(host: "localhost", port: 25, security: security, credentials: credentials), at: .distantPast)
    }

    private func talk(_ dialogue: inout SMTPDialogue, _ replies: [(Int, [String])]) throws -> [String] {
        try replies.map { code, lines in
            switch try dialogue.receive(SMTPReply(code: code, lines: lines)) {
            case .send(let bytes): String(decoding: bytes, as: UTF8.self)
            case .protect(let bytes): "TLS " + String(decoding: bytes, as: UTF8.self)
            case .finish(let bytes): "END " + String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    @Test("nothing of the message is said before the connection is protected")
    func protected() throws {
        var dialogue = try dialogue(.startTLS, credentials: .init(user: "u", password: "p"), to: ["b@c", "d@e"])
        let said = try talk(
            &dialogue,
            [
                (220, ["hi"]), (250, ["x", "STARTTLS", "AUTH PLAIN"]), (220, [""]), (250, ["x", "AUTH LOGIN PLAIN"]),
                (235, [""]), (250, [""]), (250, [""]), (250, [""]), (354, [""]), (250, [""]),
            ])
        #expect(said[0] == "EHLO [127.0.0.1]\r\n")
        #expect(said[1] == "STARTTLS\r\n")
        #expect(said[2] == "TLS EHLO [127.0.0.1]\r\n")
        #expect(said[3] == "AUTH PLAIN " + Data("\u{0}u\u{0}p".utf8).base64EncodedString() + "\r\n")
        #expect(said[4...7] == ["MAIL FROM:<a@example.org>\r\n", "RCPT TO:<b@c>\r\n", "RCPT TO:<d@e>\r\n", "DATA\r\n"])
        #expect(said[8].hasSuffix("\r\n.\r\n"))
        #expect(said[9] == "END QUIT\r\n")
    }

    @Test("a server that no longer offers STARTTLS is told nothing: it may be somebody else")
    func stripped() throws {
        var dialogue = try dialogue(.startTLS)
        #expect(throws: NotifyingError.self) { try talk(&dialogue, [(220, [""]), (250, ["x", "AUTH PLAIN"])]) }
    }

    @Test("a password is never sent in clear")
    func clear() throws {
        var dialogue = try dialogue(.none, credentials: .init(user: "u", password: "p"))
        #expect(throws: NotifyingError.self) { try talk(&dialogue, [(220, [""]), (250, ["x", "AUTH PLAIN LOGIN"])]) }
    }

    @Test("a server that knows only LOGIN gets name and password one by one")
    func login() throws {
        var dialogue = try dialogue(.tls, credentials: .init(user: "u", password: "p"))
        let said = try talk(
            &dialogue, [(220, [""]), (250, ["x", "AUTH LOGIN"]), (334, [""]), (334, [""]), (235, [""])])
        #expect(said[1...] == ["AUTH LOGIN\r\n", "dQ==\r\n", "cA==\r\n", "MAIL FROM:<a@example.org>\r\n"])
    }

    @Test(
        "a no at any step ends the conversation, and its sentence quotes nothing that the server says", arguments: 0..<6
    )
    func refused(_ step: Int) throws {
        var dialogue = try dialogue(.none)
        let good = [(220, [""]), (250, ["x"]), (250, [""]), (250, [""]), (354, [""]), (250, [""])]
        let replies = Array(good[..<step]) + [(554, ["b@example.org is a crook"])]
        let error = #expect(throws: NotifyingError.self) { try talk(&dialogue, replies) }
        #expect(error?.message.contains("554") == true)
        #expect(error?.message.contains("crook") == false)
    }

    @Test("replies are put together from any pieces, and what is no reply is refused")
    func replies() throws {
        let text = "250-one\r\n250-two\n250 three\r\n220 next\r\n"
        for size in 1...text.utf8.count {
            var replies = SMTPReplies()
            var found: [SMTPReply] = []
            let bytes = Array(text.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                replies.append(bytes[start..<min(start + size, bytes.count)])
                while let reply = try replies.next() { found.append(reply) }
            }
            #expect(
                found == [SMTPReply(code: 250, lines: ["one", "two", "three"]), SMTPReply(code: 220, lines: ["next"])])
            #expect(!replies.hasRest)
        }
        for bad in ["HTTP/1.1 400 Bad Request\r\n", "99 x\r\n", "250x\r\n", String(repeating: "a", count: 20_000)] {
            var replies = SMTPReplies()
            replies.append(Array(bad.utf8))
            #expect(throws: NotifyingError.self) { try replies.next() }
        }
    }
}
