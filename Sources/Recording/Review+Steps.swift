import Credit
import Foundation

extension Review {
    /// A review that nobody has yet.
    init(requested request: ReviewRequest, id: EntryID, before: Status, at time: Date, by requester: String) {
        self.init(
            id: id, decision: request.decision, before: before, after: nil, state: .requested,
            requested: Date(milliseconds: time.milliseconds),
            due: request.due.map { Date(milliseconds: $0.milliseconds) }, amount: request.amount,
            needsSecond: request.secondAbove.map { limit in request.amount.map { $0 > limit } ?? true } ?? false,
            requester: requester, assignee: nil, first: nil, second: nil, code: nil, decided: nil, version: 1)
    }

    /// The review in the hands of a reviewer.
    func assigned(to reviewer: String) throws(LogError) -> Review {
        guard state != .decided else { throw Self.ended }
        guard state != .proposed || reviewer != first else { throw Self.samePerson }
        var next = self
        next.assignee = reviewer
        if state == .requested { next.state = .assigned }
        next.version += 1
        return next
    }

    /// The review once a reviewer has judged, and under which kind that is recorded.
    ///
    /// The first judgement ends it where one person suffices; otherwise a second person ends it with the same outcome, or opens it
    /// again with another.
    func judged(_ judgement: Judgement, by reviewer: String, at time: Date) throws(LogError) -> (Review, EntryKind) {
        guard state != .decided else { throw Self.ended }
        guard judgement.code.contains(where: { !$0.isWhitespace }), judgement.text.contains(where: { !$0.isWhitespace })
        else { throw LogError(.invalid, "a judgement needs a code and a reason in words.") }
        guard judgement.outcome == .granted || judgement.outcome == .refused else {
            throw LogError(.invalid, "a review ends with granted or refused.")
        }
        var next = self
        next.version += 1
        next.code = judgement.code
        if state == .proposed {
            guard reviewer != first else { throw Self.samePerson }
            guard judgement.outcome == after else {
                next.state = .requested
                next.assignee = nil
                next.first = nil
                next.after = nil
                return (next, .reviewReturned)
            }
            next.second = reviewer
        } else {
            next.first = reviewer
            next.after = judgement.outcome
            guard !needsSecond else {
                next.state = .proposed
                next.assignee = nil
                return (next, .reviewProposed)
            }
        }
        next.state = .decided
        next.decided = Date(milliseconds: time.milliseconds)
        return (next, next.isOverride ? .override : .reviewUpheld)
    }

    private static let ended = LogError(.conflict, "this review has ended: ask for another one.")
    private static let samePerson = LogError(
        .notAllowed, "the second pair of eyes must be another person than the first.")
}
