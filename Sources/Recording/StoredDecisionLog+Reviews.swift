public import Foundation

extension StoredDecisionLog {
    /// Asks a person to look at a decision again.
    ///
    /// - Throws: ``LogError`` with code `notFound` when there is no such decision, `invalid` when the client was erased or no reason is
    ///   given, `conflict` when a review of the decision is open.
    public func requestReview(_ request: ReviewRequest, by author: Author) async throws(LogError) -> Review {
        guard !request.reason.isBlank else {
            throw LogError(.invalid, "say why the decision should be looked at again.")
        }
        let (subject, recorded) = try await decision(request.decision)
        let earlier = try await store.reviews(ReviewQuery(decision: request.decision, limit: 200))
        guard !earlier.contains(where: { $0.state != .decided }) else {
            throw LogError(.conflict, "a review of this decision is under way already.")
        }
        // What a review decided is what the next one looks at.
        let standing =
            earlier.max { ($0.decided ?? .distantPast) < ($1.decided ?? .distantPast) }?.after ?? recorded.outcome
        var generator = SystemRandomNumberGenerator()
        let review = Review(
            requested: request, id: EntryID(using: &generator), before: standing, at: clock(), by: author.name)
        let step = ReviewStep(
            review: nil, decision: request.decision, kind: .reviewRequested, request: request, before: standing)
        _ = try await record(.review(step), about: subject, by: author, id: review.id) { $0.review = review }
        return review
    }

    /// Gives a review to a reviewer; it may be given to another one until it ends.
    ///
    /// - Throws: ``LogError`` with code `notFound`, `conflict` when it has ended, or `notAllowed` when the second pair of eyes would be
    ///   the first.
    public func assignReview(
        _ id: EntryID, to reviewer: String, by author: Author
    ) async throws(LogError) -> Review {
        guard !reviewer.isBlank else { throw LogError(.invalid, "say to whom the review is given.") }
        let review = try await existing(id)
        let next = try review.assigned(to: reviewer)
        let step = ReviewStep(review: id, decision: review.decision, kind: .reviewAssigned, assignee: reviewer)
        return try await keep(next, step, by: author)
    }

    /// Records what a reviewer found.
    ///
    /// - Throws: ``LogError`` with code `notFound`, `conflict` when it has ended, `invalid` when code or text is missing, or
    ///   `notAllowed` when the second pair of eyes is the first.
    public func judgeReview(
        _ id: EntryID, _ judgement: Judgement, by author: Author
    ) async throws(LogError) -> Review {
        let review = try await existing(id)
        let (next, kind) = try review.judged(judgement, by: author.name, at: clock())
        let step = ReviewStep(
            review: id, decision: review.decision, kind: kind, judgement: judgement, before: review.before)
        return try await keep(next, step, by: author)
    }

    /// A review by its reference; nil when there is none.
    public func review(_ id: EntryID) async throws(LogError) -> Review? { try await store.review(id) }

    /// Reviews, the one due first first.
    public func reviews(_ query: ReviewQuery) async throws(LogError) -> [Review] {
        var query = query
        query.limit = min(max(query.limit, 1), 200)
        return try await store.reviews(query)
    }

    /// How the reviews that ended in a period changed outcomes.
    public func overrides(from start: Date, to end: Date) async throws(LogError) -> OverrideSummary {
        try await store.overrides(from: start.milliseconds, to: end.milliseconds)
    }

    private func existing(_ id: EntryID) async throws(LogError) -> Review {
        guard let review = try await store.review(id) else { throw LogError(.notFound, "there is no review \(id).") }
        return review
    }

    private func keep(_ review: Review, _ step: ReviewStep, by author: Author) async throws(LogError) -> Review {
        let (subject, _) = try await decision(review.decision)
        _ = try await record(.review(step), about: subject, by: author) { $0.review = review }
        return review
    }

    private func decision(_ id: EntryID) async throws(LogError) -> (Subject, DecisionRecord) {
        guard let entry = try await entry(id), entry.kind == .decision else {
            throw LogError(.notFound, "there is no decision \(id) in the log.")
        }
        guard let content = entry.content, case .decision(let record) = content.event else {
            throw LogError(
                .invalid, "the decision \(id) can be read no more: the client was erased, or its time has passed.")
        }
        return (content.subject, record)
    }
}

extension String {
    /// Whether it says nothing.
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
