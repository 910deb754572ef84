import Credit
import Foundation
import Recording
import Testing

extension LogStoreConformance {
    private static let first = Author(name: "rachel", role: "reviewer", channel: "page")
    private static let second = Author(name: "remi", role: "reviewer", channel: "page")

    /// A refused decision under review, above or under the amount for two persons.
    private static func requested(
        _ log: StoredDecisionLog, amount: Double?, above: Double? = 10_000, due: Date? = nil, outcome: Status = .refused
    ) async throws -> Review {
        let decided = try await log.append(
            .decision(LogFixture.decision(outcome: outcome)), about: LogFixture.client(1), by: LogFixture.adviser)
        return try await log.requestReview(
            ReviewRequest(
                decision: decided.id, reason: "Le client conteste.", due: due, amount: amount, secondAbove: above),
            by: LogFixture.adviser)
    }

    static let reviewing: [LogStoreLaw] = [
        LogStoreLaw(sentence: "a small review ends with one person, who may change the answer either way") { open in
            let log = try await LogFixture.log(open())
            for (before, after) in [(Status.refused, Status.granted), (.granted, .refused), (.refused, .refused)] {
                let review = try await requested(log, amount: 5000, outcome: before)
                #expect(review.before == before && !review.needsSecond && review.state == .requested)
                let given = try await log.assignReview(review.id, to: "rachel", by: LogFixture.adviser)
                #expect(given.state == .assigned && given.assignee == "rachel")
                let ended = try await log.judgeReview(
                    review.id, Judgement(outcome: after, code: "human.income", text: "Bulletins vus."), by: first)
                #expect(ended.state == .decided && ended.after == after && ended.isOverride == (before != after))
                #expect(try await log.review(review.id) == ended)
                let last = try await log.entries(LogQuery(limit: 1)).first
                #expect(last?.kind == (before == after ? .reviewUpheld : .override))
                await #expect(throws: LogError.self) {
                    try await log.judgeReview(
                        review.id, Judgement(outcome: .granted, code: "x", text: "y"), by: second)
                }
            }
            let summary = try await log.overrides(
                from: Date(milliseconds: 0), to: Date(milliseconds: 2_000_000_000_000))
            #expect(summary.decisions == 3 && summary.reviews == 3)
            #expect(summary.count(from: .refused, to: .granted) == 1)
            #expect(summary.count(from: .granted, to: .refused) == 1)
            #expect(summary.overrideRate == 2.0 / 3)
            let nothing = try await log.overrides(from: Date(milliseconds: 0), to: Date(milliseconds: 1))
            #expect(nothing.decisions == 0 && nothing.overrideRate == nil)
        },
        LogStoreLaw(sentence: "above the amount, or where it is unknown, two different persons must agree") { open in
            let log = try await LogFixture.log(open())
            let grant = Judgement(outcome: .granted, code: "human.income", text: "Bulletins vus.")
            for amount in [10_000.01, nil] {
                let review = try await requested(log, amount: amount)
                #expect(review.needsSecond)
                let proposed = try await log.judgeReview(review.id, grant, by: first)
                #expect(proposed.state == .proposed && proposed.after == .granted && proposed.first == "rachel")
                do {
                    _ = try await log.judgeReview(review.id, grant, by: first)
                    Issue.record("the first pair of eyes was the second")
                } catch let error as LogError {
                    #expect(error.code == .notAllowed)
                }
                let ended = try await log.judgeReview(review.id, grant, by: second)
                #expect(ended.state == .decided && ended.second == "remi" && ended.isOverride)
            }
            let exact = try await requested(log, amount: 10_000)
            #expect(!exact.needsSecond)
        },
        LogStoreLaw(sentence: "a second person who disagrees opens the review again") { open in
            let log = try await LogFixture.log(open())
            let review = try await requested(log, amount: 20_000)
            _ = try await log.judgeReview(
                review.id, Judgement(outcome: .granted, code: "a", text: "oui"), by: first)
            let returned = try await log.judgeReview(
                review.id, Judgement(outcome: .refused, code: "b", text: "non"), by: second)
            #expect(returned.state == .requested && returned.after == nil && returned.assignee == nil)
            #expect(try await log.entries(LogQuery(limit: 1)).first?.kind == .reviewReturned)
        },
        LogStoreLaw(sentence: "one review of a decision is open at a time; the next one looks at what the last decided")
        {
            open in
            let log = try await LogFixture.log(open())
            let review = try await requested(log, amount: 1)
            let again = ReviewRequest(decision: review.decision, reason: "encore", amount: 1, secondAbove: nil)
            await #expect(throws: LogError.self) { try await log.requestReview(again, by: LogFixture.adviser) }
            _ = try await log.judgeReview(review.id, Judgement(outcome: .granted, code: "a", text: "b"), by: first)
            #expect(try await log.requestReview(again, by: LogFixture.adviser).before == .granted)
        },
        LogStoreLaw(sentence: "of two persons who take the same step at once, one succeeds") { open in
            let logs = [try await LogFixture.log(open()), try await LogFixture.log(open())]
            let review = try await requested(logs[0], amount: 1)
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let judgement = Judgement(outcome: .granted, code: "a", text: "b")
                        let author = Author(name: "reviewer \(number)", channel: "page")
                        return
                            (try? await logs[number % 2].judgeReview(review.id, judgement, by: author)) != nil
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 } == 1)
            #expect(try await logs[0].entries(LogQuery(kinds: [.override])).count == 1)
            let found = try await logs[1].verify()
            #expect(found.isIntact, "\(found)")
        },
        LogStoreLaw(sentence: "a review without reason, code or words is refused, and so is one of no decision") {
            open in
            let log = try await LogFixture.log(open())
            let review = try await requested(log, amount: 1)
            for (code, text) in [("", "b"), ("a", " "), (" ", "b")] {
                await #expect(throws: LogError.self) {
                    try await log.judgeReview(
                        review.id, Judgement(outcome: .granted, code: code, text: text), by: first)
                }
            }
            await #expect(throws: LogError.self) {
                try await log.judgeReview(
                    review.id, Judgement(outcome: .referred, code: "a", text: "b"), by: first)
            }
            await #expect(throws: LogError.self) {
                try await log.requestReview(ReviewRequest(decision: review.id, reason: "x"), by: first)
            }
            await #expect(throws: LogError.self) { try await log.assignReview(review.decision, to: "x", by: first) }
        },
        LogStoreLaw(sentence: "the queue gives the one due first first, by state and person, page after page") { open in
            let log = try await LogFixture.log(open())
            var reviews: [Review] = []
            for hours in [5, nil, 1, 3] as [Int?] {
                let due = hours.map { Date(milliseconds: Int64($0) * 3_600_000) }
                reviews.append(try await requested(log, amount: 1, due: due))
            }
            let expected = [2, 3, 0, 1].map { reviews[$0].id }
            #expect(try await log.reviews(ReviewQuery()).map(\.id) == expected)
            #expect(try await log.reviews(ReviewQuery(limit: 3)).map(\.id) == Array(expected.prefix(3)))
            #expect(try await log.reviews(ReviewQuery(after: expected[1])).map(\.id) == Array(expected.dropFirst(2)))
            _ = try await log.assignReview(expected[2], to: "remi", by: first)
            #expect(try await log.reviews(ReviewQuery(states: [.assigned])).map(\.id) == [expected[2]])
            #expect(try await log.reviews(ReviewQuery(assignee: "remi")).map(\.id) == [expected[2]])
            #expect(try await log.reviews(ReviewQuery(states: [.requested])).count == 3)
            #expect(try await log.reviews(ReviewQuery(decision: reviews[1].decision)) == [reviews[1]])
        },
        LogStoreLaw(sentence: "who asked finds their requests, and the latest come first when that is asked") { open in
            let store = try await open()
            var ids: [EntryID] = []
            for hour in 0..<4 {
                let log = try await LogFixture.log(store, at: Date(milliseconds: Int64(hour) * 3_600_000))
                let decided = try await log.append(
                    .decision(LogFixture.decision()), about: LogFixture.client(1), by: LogFixture.adviser)
                let asker = hour == 2 ? first : LogFixture.adviser
                ids.append(
                    try await log.requestReview(ReviewRequest(decision: decided.id, reason: "x"), by: asker).id)
            }
            let log = try await LogFixture.log(store, at: Date(milliseconds: 9 * 3_600_000))
            _ = try await log.judgeReview(ids[1], Judgement(outcome: .refused, code: "a", text: "b"), by: first)
            func found(_ query: ReviewQuery) async throws -> [EntryID] { try await log.reviews(query).map(\.id) }
            #expect(try await found(ReviewQuery(requester: "rachel")) == [ids[2]])
            #expect(try await found(ReviewQuery(requester: "amelie")) == [ids[0], ids[1], ids[3]])
            let latest = [1, 3, 2, 0].map { ids[$0] }
            #expect(try await found(ReviewQuery(isLatestFirst: true)) == latest)
            #expect(try await found(ReviewQuery(after: latest[1], isLatestFirst: true)) == Array(latest.dropFirst(2)))
            #expect(try await found(ReviewQuery(states: [.decided], isLatestFirst: true)) == [ids[1]])
        },
    ]
}
