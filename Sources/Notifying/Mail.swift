import Foundation

/// A plain message from one address to others.
public struct Mail: Sendable, Hashable {
    /// The sender's address.
    public let from: String
    /// The receivers' addresses.
    public let to: [String]
    /// One line.
    public let subject: String
    /// The text; lines end as they like.
    public let text: String
    /// The same for the same message, so that one that comes twice is known.
    public let identifier: String

    /// A message.
    ///
    /// - Throws: ``NotifyingError`` when an address cannot be one, or nobody is to receive it.
    public init(
        from: String, to: [String], subject: String, text: String, identifier: String
    ) throws(NotifyingError) {
        guard !to.isEmpty else { throw NotifyingError(.invalid, "the mail names nobody to receive it.") }
        for address in [from] + to where !Self.isAddress(address) {
            throw NotifyingError(
                .invalid, "an address is written as name@example.org, in plain letters: correct the settings.")
        }
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.identifier = identifier
    }

    /// Whether a text can stand between `<` and `>` in a command: nothing that would end it or begin another.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>()[],;:\\\"".utf8.contains($0) }
    }

    /// The message as it is sent (RFC 5322), in UTF-8 under base64, without the dot that ends it.
    func bytes(at moment: Date) -> [UInt8] {
        let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
        let headers = [
            "From: <\(from)>",
            "To: " + to.map { "<\($0)>" }.joined(separator: ",\r\n "),
            "Subject: " + Self.encoded(subject),
            "Date: " + Self.date(moment),
            "Message-ID: <\(Self.token(identifier))@\(domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        let body = Data(text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
    }

    /// A text in encoded words (RFC 2047), none longer than 75 characters, none cut inside a character.
    static func encoded(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard !line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) || line.utf8.count > 60 else { return line }
        var words: [String] = []
        var word = ""
        for character in line {
            if word.utf8.count + character.utf8.count > 42 {
                words.append(word)
                word = ""
            }
            word.append(character)
        }
        words.append(word)
        return words.map { "=?utf-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// What may stand in a message's number: anything else becomes a hyphen.
    private static func token(_ text: String) -> String {
        String(text.prefix(80).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    private static func date(_ moment: Date) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let part = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: moment)
        let day = Int((moment.timeIntervalSince1970 / 86_400).rounded(.down))
        func two(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : "\(value ?? 0)" }
        return "\(days[((day % 7) + 7) % 7]), \(two(part.day)) \(months[(part.month ?? 1) - 1]) \(part.year ?? 1970) "
            + "\(two(part.hour)):\(two(part.minute)):\(two(part.second)) +0000"
    }
}
