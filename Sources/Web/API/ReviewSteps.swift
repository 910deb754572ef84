import Access
import Foundation
import Logging
import Recording

// The steps of a review, for routes and pages alike.
extension Site {
    /// Runs what concerns the log; its errors as the caller may know them.
    func reading<Answer>(
        _ body: (any DecisionLog) async throws(LogError) -> Answer
    ) async throws -> Answer {
        guard let log else { throw Problem.cannotRecord }
        do {
            return try await body(log)
        } catch {
            if error.isOutage || error.code == .corrupt || error.code == .key {
                logger.error("the decision log failed", metadata: ["reason": "\(error.message)"])
            }
            throw Refusal(error)
        }
    }

    /// Asks a person to look again at a decision; its amount says whether a second one must confirm.
    func requestReview(
        of decision: EntryID, because reason: String, due: Date?, by author: Author
    ) async throws -> Review {
        let secondAbove = settings.secondAbove
        return try await reading { log throws(LogError) in
            guard let entry = try await log.entry(decision), case .decision(let record)? = entry.content?.event else {
                throw LogError(.notFound, "there is no such decision.")
            }
            let request = ReviewRequest(
                decision: decision, reason: reason, due: due, amount: record.amount, secondAbove: secondAbove)
            return try await log.requestReview(request, by: author)
        }
    }

    /// Gives a review to a reviewer.
    func assignReview(_ id: EntryID, to reviewer: AccountName, by author: Author) async throws -> Review {
        try await reading { log throws(LogError) in
            try await log.assignReview(id, to: reviewer.rawValue, by: author)
        }
    }

    /// Records what a reviewer found.
    func judgeReview(_ id: EntryID, _ judgement: Judgement, by author: Author) async throws -> Review {
        try await reading { log throws(LogError) in try await log.judgeReview(id, judgement, by: author) }
    }

    /// A review as it stands.
    func review(_ id: EntryID) async throws -> Review {
        guard let review = try await reading({ log throws(LogError) in try await log.review(id) }) else {
            throw Problem.unknownEntry
        }
        return review
    }
}
