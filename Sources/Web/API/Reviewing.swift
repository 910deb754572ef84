import Access
import Credit
import Foundation
import Hummingbird
import Logging
import Recording

// A person's second look at a decision.
extension Call {
    /// The reference in the address.
    private func reference() throws -> EntryID {
        guard let text = parameters.get("id"), let id = EntryID(text) else { throw Problem.unknownEntry }
        return id
    }

    func requestReview() async throws -> JSON {
        let (_, value) = try await jsonBody()
        let fields = try Self.fields(of: value, known: ["decision", "reason", "due"])
        guard case .text(let text)? = fields["decision"], let decision = EntryID(text) else {
            throw Refusal.field("/decision", "The reference of a decision is needed.")
        }
        let reason = try Self.words(fields, "reason")
        var due: Date?
        if let given = fields["due"], given != .null {
            guard case .text(let text) = given, let moment = Self.moment(text) else {
                throw Refusal.field("/due", "A moment as 2026-12-24T12:00:00Z is needed.")
            }
            due = moment
        }
        return JSON(
            try await site.requestReview(
                of: decision, because: reason, due: due, by: try author(for: .requestReviews)))
    }

    func assignReview() async throws -> JSON {
        let id = try reference()
        let (_, value) = try await jsonBody()
        let fields = try Self.fields(of: value, known: ["reviewer"])
        guard case .text(let text)? = fields["reviewer"], let name = AccountName(rawValue: text),
            try await site.gate.mayReview(name)
        else { throw Refusal.field("/reviewer", "The name of an account of a reviewer is needed.") }
        return JSON(
            try await site.assignReview(id, to: name, by: try author(for: .decideReviews)))
    }

    func judgeReview() async throws -> JSON {
        let id = try reference()
        let (_, value) = try await jsonBody()
        let fields = try Self.fields(of: value, known: ["outcome", "code", "text"])
        guard case .text(let word)? = fields["outcome"], let outcome = Status(rawValue: word), outcome != .referred
        else {
            throw Refusal.field("/outcome", "granted or refused is needed.")
        }
        let judgement = Judgement(
            outcome: outcome, code: try Self.words(fields, "code"), text: try Self.words(fields, "text")
        )
        return JSON(try await site.judgeReview(id, judgement, by: try author(for: .decideReviews)))
    }

    func review() async throws -> JSON {
        let id = try reference()
        return JSON(try await site.review(id))
    }

    func reviewList() async throws -> JSON {
        var search = ReviewQuery(limit: try pageLength())
        if let text = query("state") {
            guard let state = Review.State(rawValue: String(text)) else { throw Problem.malformedQuery }
            search.states = [state]
        }
        if let text = query("assignee") {
            guard let name = AccountName(rawValue: String(text)) else { throw Problem.malformedQuery }
            search.assignee = name.rawValue
        }
        for (name, place) in [("decision", \ReviewQuery.decision), ("cursor", \ReviewQuery.after)] {
            guard let text = query(Substring(name)) else { continue }
            guard let id = EntryID(text) else { throw Problem.malformedQuery }
            search[keyPath: place] = id
        }
        let wanted = search
        let found = try await site.reading { log throws(LogError) in try await log.reviews(wanted) }
        return [
            "reviews": .list(found.map { JSON($0) }),
            "next": found.count == wanted.limit ? JSON(found.last?.id.description) : .null,
        ]
    }

    /// How the log calls who asks.
    private func author(for permission: Permission) throws -> Author {
        guard let principal else { throw Problem.notSignedIn }
        return principal.author(for: permission)
    }

    /// A text of 1 to 4,000 characters.
    private static func words(_ fields: [String: JSON], _ name: String) throws -> String {
        guard case .text(let text)? = fields[name], text.count <= 4000,
            !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty
        else { throw Refusal.field("/\(name)", "A text of 1 to 4,000 characters is needed.") }
        return text
    }

    private static func moment(_ text: String) -> Date? {
        let plain = Date.ISO8601FormatStyle()
        return (try? plain.parse(text)) ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(text))
    }
}
