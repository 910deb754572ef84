/// What a mail server answers to one command.
struct SMTPReply: Hashable, Sendable {
    /// Three digits: 2xx done, 3xx go on, 4xx not now, 5xx never.
    let code: Int
    /// The text of each line.
    let lines: [String]
}

/// Puts the bytes of a connection together to replies.
struct SMTPReplies {
    private var bytes: [UInt8] = []
    private var lines: [String] = []

    /// More than this, and it is no mail server.
    private static let longest = 16_384

    /// Whether bytes are left that belong to no reply yet.
    var hasRest: Bool { !bytes.isEmpty || !lines.isEmpty }

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    /// The next whole reply; nil until there is one.
    ///
    /// - Throws: ``NotifyingError`` when the bytes are no replies.
    mutating func next() throws(NotifyingError) -> SMTPReply? {
        while let end = bytes.firstIndex(of: 0x0A) {
            let line = String(decoding: bytes[..<end], as: UTF8.self).trimmingSuffix { $0 == "\r" }
            bytes.removeSubrange(...end)
            let digits = line.prefix(3)
            guard digits.count == 3, let code = Int(digits), (200..<600).contains(code) else { throw Self.unreadable }
            let mark = line.dropFirst(3).first
            guard mark == nil || mark == " " || mark == "-" else { throw Self.unreadable }
            lines.append(String(line.dropFirst(4)))
            guard lines.count <= 200 else { throw Self.unreadable }
            if mark != "-" {
                defer { lines = [] }
                return SMTPReply(code: code, lines: lines)
            }
        }
        guard bytes.count <= Self.longest else { throw Self.unreadable }
        return nil
    }

    private static let unreadable = NotifyingError(
        .refused, "what answers is no mail server: check the host and the port.")
}

extension String {
    fileprivate func trimmingSuffix(while holds: (Character) -> Bool) -> Substring {
        var text = Substring(self)
        while let last = text.last, holds(last) { text.removeLast() }
        return text
    }
}
