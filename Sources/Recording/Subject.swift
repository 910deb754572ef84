public import Credit

/// Whom an entry is about: whose key encrypts it, and with whose erasure it becomes unreadable.
public enum Subject: Hashable, Sendable {
    /// A client of the lender.
    case client(ClientID)
    /// A person who applied and has no number yet, by a reference of the lender's (an application number).
    case applicant(String)
    /// Nobody: the lender's own affairs, as a promotion or a sign-in.
    case lender

    /// The word from which the tag of the keys is computed; unique among subjects.
    var name: String {
        switch self {
        case .client(let id): "client \(id.rawValue)"
        case .applicant(let reference): "applicant \(reference)"
        case .lender: "lender"
        }
    }

    /// Reads ``name``.
    init?(name: String) {
        if name == "lender" {
            self = .lender
        } else if name.hasPrefix("client "), let number = Int64(name.dropFirst(7)) {
            self = .client(ClientID(rawValue: number))
        } else if name.hasPrefix("applicant ") {
            self = .applicant(String(name.dropFirst(10)))
        } else {
            return nil
        }
    }
}

/// Who did something, and from where.
public struct Author: Hashable, Sendable, Codable {
    /// The account's name, or the program's.
    public let name: String
    /// The role in which it acted, as `adviser`; nil for the system itself.
    public let role: String?
    /// By which way, as `page`, `api` or `command`.
    public let channel: String

    /// Makes an author.
    public init(name: String, role: String? = nil, channel: String) {
        self.name = name
        self.role = role
        self.channel = channel
    }
}
