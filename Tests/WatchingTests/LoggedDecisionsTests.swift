import Credit
import Drift
import Features
import Foundation
import Monitoring
import Recording
import Testing
import Watching

@Suite("The log's decisions as columns")
struct LoggedDecisionsTests {
    private func read(_ lender: Lender, _ from: Double = 0, _ to: Double = 1, model: String? = Lender.model)
        async throws
        -> LoggedDecisions
    {
        try await LoggedDecisions(in: lender.log, from: Lender.day(from), to: Lender.day(to), model: model)
    }

    @Test("every decision of the stretch is a row, none before or after, however many pages the log gives")
    func rows() async throws {
        let lender = Lender()
        lender.decide(30, on: -1)
        lender.decide(2_500, on: 0)
        lender.decide(30, on: 1)
        let decisions = try await read(lender)
        #expect(decisions.count == 2_500)
        #expect(decisions.columns.map(\.name) == ["income", "job", "probability", "decision", "reason"])
        #expect(decisions.columns.allSatisfy { $0.rows == 2_500 })
        #expect(decisions.reasons == ["income": decisions.outcomes.count { $0 == .refused }])
        #expect(decisions.problems.isEmpty)
    }

    @Test("of a client decided on twice the last decision counts")
    func repeats() async throws {
        let lender = Lender()
        lender.decide(100, on: 0)
        let last = lender.decide(50, on: 0)
        let decisions = try await read(lender)
        #expect((decisions.count, decisions.repeated) == (100, 50))
        #expect(Set(last).isSubset(of: decisions.references))
    }

    @Test("other models' decisions, erased ones and columns of two types are counted and said, and the rest is read")
    func problems() async throws {
        let lender = Lender()
        lender.decide(100, on: 0)
        lender.decide(20, on: 0, model: "old", firstClient: 50_000_000)
        lender.log.add(nil, about: .lender, at: Lender.day(0.5))
        let odd = FeatureSchema(columns: [FeatureColumn(name: "income", isCategory: true)])
        lender.log.add(
            DecisionRecord(
                schema: odd, features: FeatureRow(values: [.level("much")]), modelDigest: Lender.model,
                logOdds: LogOdds(0),
                decision: Decision(
                    probability: Probability(clamping: 0.1), threshold: Threshold(Probability(clamping: 0.2))),
                on: Lender.today),
            about: .applicant("A-1"), at: Lender.day(0.6))
        let decisions = try await read(lender)
        #expect((decisions.count, decisions.ofOtherModels, decisions.erased) == (101, 20, 1))
        #expect(decisions.features.map(\.name) == ["job"])
        #expect(decisions.problems.count == 3)
        #expect(decisions.problems.allSatisfy { !$0.contains("much") })
        #expect(try await read(lender, model: nil).count == 121)
    }

    @Test("a stretch without decisions has no row, and is no error")
    func empty() async throws {
        let decisions = try await read(Lender(), 5, 6)
        #expect(decisions.count == 0)
        #expect(decisions.sample.approvalRate == nil)
    }
}

@Suite("Outcomes that come later")
struct OutcomeTests {
    @Test("labels find their decisions by reference, or by client and day; unknown and contradicting ones are counted")
    func matched() async throws {
        let lender = Lender()
        let first = lender.decide(200, on: 0)
        lender.decide(200, on: 40, firstClient: -4_000_000)
        let decisions = try await LoggedDecisions(
            in: lender.log, from: .distantPast, to: Lender.day(100), model: Lender.model, for: .following)
        var generator = SystemRandomNumberGenerator()
        let labels =
            first.prefix(50).map { OutcomeLabel(decision: $0, defaulted: true) }
            + [
                OutcomeLabel(decision: first[0], defaulted: false),
                OutcomeLabel(decision: EntryID(using: &generator), defaulted: false),
                OutcomeLabel(subject: .client(ClientID(rawValue: 60)), date: Lender.day(10), defaulted: false),
                OutcomeLabel(subject: .client(ClientID(rawValue: 61)), date: Lender.day(-3), defaulted: false),
                OutcomeLabel(subject: .client(ClientID(rawValue: 999)), defaulted: false),
            ]
        let followed = FollowedDecisions(decisions, labels: labels)
        #expect(followed.loans.count == 400)
        #expect((followed.unknown, followed.contradicting) == (3, 1))
        #expect(followed.loans.count { $0.defaulted != nil } == 51)
        #expect(followed.loans.count { $0.defaulted == true } == 50)
        #expect(Set(followed.loans.map(\.month.description)) == ["2026-01", "2026-02"])
    }
}
