import Access
import Credit
import Foundation
import Hummingbird
import Logging
import Recording

// A person's second look at a decision.
extension Call {
    private func log() throws -> any DecisionLog {
        guard let log = site.log else { throw Problem.cannotRecord }
        return log
    }

    /// Runs what concerns the log; its errors as the caller may know them.
    private func recorded<Answer>(
        by permission: Permission, _ body: (any DecisionLog, Author) async throws(LogError) -> Answer
    ) async throws -> Answer {
        guard let principal else { throw Problem.notSignedIn }
        let log = try log()
        do {
            return try await body(log, principal.author(for: permission))
        } catch {
            if error.isOutage || error.code == .corrupt || error.code == .key {
                site.logger.error("the decision log failed", metadata: ["reason": "\(error.message)"])
            }
            throw Refusal(error)
        }
    }

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
        let secondAbove = site.settings.secondAbove
        let review = try await recorded(by: .requestReviews) { log, author throws(LogError) in
            guard let entry = try await log.entry(decision), case .decision(let record)? = entry.content?.event else {
                throw LogError(.notFound, "there is no such decision.")
            }
            let request = ReviewRequest(
                decision: decision, reason: reason, due: due, amount: record.amount, secondAbove: secondAbove)
            return try await log.requestReview(request, by: author)
        }
        return JSON(review)
    }

    func assignReview() async throws -> JSON {
        let id = try reference()
        let (_, value) = try await jsonBody()
        let fields = try Self.fields(of: value, known: ["reviewer"])
        guard case .text(let text)? = fields["reviewer"], let name = AccountName(rawValue: text),
            try await site.gate.mayReview(name)
        else { throw Refusal.field("/reviewer", "The name of an account of a reviewer is needed.") }
        return JSON(
            try await recorded(by: .decideReviews) { log, author throws(LogError) in
                try await log.assignReview(id, to: name.rawValue, by: author)
            })
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
        return JSON(
            try await recorded(by: .decideReviews) { log, author throws(LogError) in
                try await log.judgeReview(id, judgement, by: author)
            })
    }

    func review() async throws -> JSON {
        let id = try reference()
        let review = try await recorded(by: .requestReviews) { log, _ throws(LogError) in try await log.review(id) }
        guard let review else { throw Problem.unknownEntry }
        return JSON(review)
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
        let found = try await recorded(by: .requestReviews) { log, _ throws(LogError) in try await log.reviews(wanted) }
        return [
            "reviews": .list(found.map { JSON($0) }),
            "next": found.count == wanted.limit ? JSON(found.last?.id.description) : .null,
        ]
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
