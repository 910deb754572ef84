import Foundation
import Testing

@testable import Notifying

@Suite("A mail is written as the standards ask")
struct MailTests {
    private func mail(_ subject: String, text: String = "Bonjour.") throws -> String {
        let mail = try Mail(
            from: "a@example.org", to: ["b@example.org"], subject: subject, text: text, identifier: "n-1")
        return String(decoding: mail.bytes(at: Date(timeIntervalSince1970: 1_764_490_000)), as: UTF8.self)
    }

    @Test("every line ends with CR LF, is short, and is plain ASCII, whatever the text holds")
    func lines() throws {
        let text = String(repeating: "éà 😀 « ", count: 200) + "\n.\nfin"
        let bytes = try mail(String(repeating: "Dérive – ", count: 30), text: text)
        #expect(bytes.utf8.allSatisfy { $0 < 0x80 })
        let lines = bytes.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
        #expect(!lines.contains("."))
    }

    @Test("a subject comes back from its encoded words, and cannot begin another header")
    func subject() throws {
        #expect(Mail.encoded("Plain words") == "Plain words")
        let encoded = Mail.encoded("Dérive\r\nBcc: x@example.org – 😀")
        #expect(!encoded.contains("Bcc"))
        let words = encoded.components(separatedBy: "\r\n ").map { word in
            String(decoding: Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data(), as: UTF8.self)
        }
        #expect(words.joined() == "Dérive Bcc: x@example.org – 😀")
    }

    @Test("the date is written as mail servers read it")
    func date() throws { #expect(try mail("x").contains("Date: Sun, 30 Nov 2025 08:06:40 +0000\r\n")) }

    @Test(
        "an address that could be more than an address is refused",
        arguments: ["", "x", "a@b@c", "a b@c", "a@c>\r\nRCPT TO:<d@e", "é@example.org", "@example.org", "a@", "a,b@c"])
    func addresses(_ address: String) {
        #expect(throws: NotifyingError.self) {
            try Mail(from: "a@example.org", to: [address], subject: "", text: "", identifier: "")
        }
        #expect(throws: NotifyingError.self) {
            try Mail(from: address, to: ["a@example.org"], subject: "", text: "", identifier: "")
        }
    }

    @Test("a mail to nobody is refused")
    func nobody() {
        #expect(throws: NotifyingError.self) {
            try Mail(from: "a@example.org", to: [], subject: "", text: "", identifier: "")
        }
    }
}
