public import Credit
public import Foundation

/// What can be recorded.
public enum LogEvent: Hashable, Sendable {
    /// An application was decided by policy and model.
    case decision(DecisionRecord)
    /// People looked at clients; made by ``DecisionLog/noteView(_:)``.
    case views([RecordedView])
    /// A review moved on; made by the functions for reviews.
    case review(ReviewStep)
    /// A letter went to the client.
    case letter(LetterRecord)
    /// The client contests a decision.
    case contest(ContestRecord)
    /// Somebody wrote down what was said with the client.
    case note(NoteRecord)
    /// The client got a link to their decision.
    case link(ClientLink)
    /// A client's keys were destroyed on request; made by ``DecisionLog/erase(_:reason:by:)``.
    case erasure(DestroyedKeys)
    /// Keys past their date were destroyed; made by ``DecisionLog/expire(before:by:)``.
    case expiry(DestroyedKeys)
    /// An alias moved to another model.
    case promotion(PromotionRecord)
    /// Something happened to an account.
    case access(AccessRecord)
    /// Somebody kept a scenario: a client's application with other values.
    case scenario(ScenarioRecord)
}

/// Somebody looked at a client.
public struct ClientView: Hashable, Sendable {
    /// Whom.
    public let subject: Subject
    /// What was shown, as `explanation` or a route.
    public let what: String
    /// Who looked.
    public let author: Author

    /// Makes a view.
    public init(of subject: Subject, what: String, by author: Author) {
        self.subject = subject
        self.what = what
        self.author = author
    }
}

/// A view as the log keeps it: the client stands as the number of a key, which nobody can resolve once it is destroyed.
public struct RecordedView: Hashable, Sendable, Codable {
    /// A key of the client's.
    public let key: KeyID
    /// What was shown.
    public let what: String
    /// Who looked.
    public let author: Author
    /// When.
    public let time: Date
    /// How often the same was shown to the same person in this batch.
    public var count: Int
}

/// A letter that went to a client.
public struct LetterRecord: Hashable, Sendable, Codable {
    /// The decision that it tells of.
    public let decision: EntryID
    /// Its language.
    public let language: String
    /// By which way, as `print`, `post` or `e-mail`.
    public let medium: String
    /// The whole text, so that what the client read can be read again.
    public let text: String
    /// SHA-256 of the document sent, in hexadecimal; nil when only the text is known.
    public let documentDigest: String?

    /// Makes a letter.
    public init(
        decision: EntryID, language: Language, medium: String, text: String, documentDigest: String? = nil
    ) {
        self.decision = decision
        self.language = language.rawValue
        self.medium = medium
        self.text = text
        self.documentDigest = documentDigest
    }
}

/// A client's point of view on a decision.
public struct ContestRecord: Hashable, Sendable, Codable {
    /// The decision contested.
    public let decision: EntryID
    /// The point of view, in the client's words.
    public let statement: String
    /// Names of the documents that came with it.
    public let documents: [String]

    /// Makes a contest.
    public init(decision: EntryID, statement: String, documents: [String] = []) {
        self.decision = decision
        self.statement = statement
        self.documents = documents
    }
}

/// Keys that were destroyed: what they encrypted can be read no more.
public struct DestroyedKeys: Hashable, Sendable, Codable {
    /// The keys' numbers.
    public let keys: [KeyID]
    /// Why.
    public let reason: String
}

/// A move of an alias to another model.
public struct PromotionRecord: Hashable, Sendable, Codable {
    /// The alias, as `champion`.
    public let alias: String
    /// The digest before; nil when the alias was new.
    public let from: String?
    /// The digest since.
    public let to: String
    /// Why.
    public let reason: String
    /// Who approved, besides the author; nil when nobody did.
    public let approver: String?

    /// Makes a promotion.
    public init(alias: String, from: String?, to: String, reason: String, approver: String? = nil) {
        self.alias = alias
        self.from = from
        self.to = to
        self.reason = reason
        self.approver = approver
    }
}

/// Something that happened to an account.
public struct AccessRecord: Hashable, Sendable, Codable {
    /// The account.
    public let account: String
    /// What happened, as `signed-in`, `sign-in-failed`, `locked-out`, `token-made`, `role-changed`.
    public let what: String
    /// More, without a secret.
    public let detail: String

    /// Makes a record.
    public init(account: String, what: String, detail: String = "") {
        self.account = account
        self.what = what
        self.detail = detail
    }
}
