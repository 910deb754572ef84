import Foundation

/// The conversation with a mail server as a value: a reply comes in, what to do next comes out (RFC 5321, 3207, 4954).
struct SMTPDialogue {
    /// What to do next.
    enum Action: Hashable {
        /// Send these bytes and wait for a reply.
        case send([UInt8])
        /// Protect the connection, then send these bytes.
        case protect(then: [UInt8])
        /// The message has been taken; send these bytes and leave.
        case finish([UInt8])
    }

    private enum Step {
        case greeting, hello, startTLS, helloAgain, authentication, user, password, sender, receiver, content, end
    }

    private let mail: Mail
    private let message: [UInt8]
    private let credentials: MailServer.Credentials?
    private let mustProtect: Bool
    private let helloName: String
    private var isProtected: Bool
    private var step = Step.greeting
    private var receivers: ArraySlice<String>

    init(_ mail: Mail, to server: MailServer, at moment: Date) {
        self.mail = mail
        message = mail.bytes(at: moment)
        credentials = server.credentials
        mustProtect = server.security == .startTLS
        isProtected = server.security == .tls
        helloName = "[127.0.0.1]"
        receivers = mail.to[...]
    }

    /// What follows a reply.
    ///
    /// - Throws: ``NotifyingError``: `insecure` when the server does not offer what must protect the connection, `refused` when it
    ///   says no.
    mutating func receive(_ reply: SMTPReply) throws(NotifyingError) -> Action {
        switch step {
        case .greeting:
            try expect(reply, 220, "does not greet")
            step = .hello
            return line("EHLO \(helloName)")
        case .hello:
            try expect(reply, 250, "refuses to talk")
            guard mustProtect else { return try begin(reply) }
            guard offers(reply, "STARTTLS") != nil else {
                throw NotifyingError(
                    .insecure, "the mail server does not offer STARTTLS: nothing was sent; use its protected port.")
            }
            step = .startTLS
            return line("STARTTLS")
        case .startTLS:
            try expect(reply, 220, "refuses STARTTLS")
            isProtected = true
            step = .helloAgain
            return .protect(then: Array("EHLO \(helloName)\r\n".utf8))
        case .helloAgain:
            try expect(reply, 250, "refuses to talk")
            return try begin(reply)
        case .user:
            try expect(reply, 334, "refuses the name and password")
            step = .password
            return line(Data((credentials?.user ?? "").utf8).base64EncodedString())
        case .password:
            try expect(reply, 334, "refuses the name and password")
            step = .authentication
            return line(Data((credentials?.password ?? "").utf8).base64EncodedString())
        case .authentication:
            try expect(reply, 235, "refuses the name and password")
            return sender()
        case .sender:
            try expect(reply, 250, "refuses the sender")
            return nextReceiver()
        case .receiver:
            guard [250, 251].contains(reply.code) else { throw refusal(reply, "refuses a receiver") }
            return nextReceiver()
        case .content:
            try expect(reply, 354, "refuses the message")
            step = .end
            return .send(dotted(message) + Array(".\r\n".utf8))
        case .end:
            try expect(reply, 250, "refuses the message")
            return .finish(Array("QUIT\r\n".utf8))
        }
    }

    private mutating func begin(_ reply: SMTPReply) throws(NotifyingError) -> Action {
        guard let credentials else { return sender() }
        guard isProtected else {
            throw NotifyingError(.insecure, "a password is never sent in clear: set mail.security to starttls or tls.")
        }
        let ways = (offers(reply, "AUTH") ?? []).map { $0.uppercased() }
        if ways.contains("PLAIN") {
            step = .authentication
            let text = "\u{0}\(credentials.user)\u{0}\(credentials.password)"
            return line("AUTH PLAIN " + Data(text.utf8).base64EncodedString())
        }
        guard ways.contains("LOGIN") else {
            throw NotifyingError(
                .refused, "the mail server offers no way to sign in that is known here (PLAIN, LOGIN).")
        }
        step = .user
        return line("AUTH LOGIN")
    }

    private mutating func sender() -> Action {
        step = .sender
        return line("MAIL FROM:<\(mail.from)>")
    }

    private mutating func nextReceiver() -> Action {
        guard let receiver = receivers.popFirst() else {
            step = .content
            return line("DATA")
        }
        step = .receiver
        return line("RCPT TO:<\(receiver)>")
    }

    private func line(_ text: String) -> Action { .send(Array((text + "\r\n").utf8)) }

    /// The words after a keyword that the server offers; nil when it does not offer it.
    private func offers(_ reply: SMTPReply, _ keyword: String) -> [Substring]? {
        for line in reply.lines.dropFirst() {
            let words = line.split(separator: " ")
            if words.first?.uppercased() == keyword { return Array(words.dropFirst()) }
        }
        return nil
    }

    private func expect(_ reply: SMTPReply, _ code: Int, _ what: String) throws(NotifyingError) {
        guard reply.code == code else { throw refusal(reply, what) }
    }

    private func refusal(_ reply: SMTPReply, _ what: String) -> NotifyingError {
        // The server's own words may name people.
        NotifyingError(.refused, "the mail server \(what) (code \(reply.code)).")
    }

    /// A dot at the start of a line is doubled: alone it would end the message.
    private func dotted(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isStart = true
        for byte in bytes {
            if isStart, byte == UInt8(ascii: ".") { result.append(byte) }
            result.append(byte)
            isStart = byte == 0x0A
        }
        return result
    }
}
