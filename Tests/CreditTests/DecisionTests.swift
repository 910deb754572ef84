import Credit
import Testing

@Suite("A decision is a probability against a threshold")
struct DecisionTests {
    private static let probabilities = [0, 1e-12, 0.05, 0.0899999, 0.09, 0.0900001, 0.5, 1].map {
        Probability(clamping: $0)
    }

    @Test("refused at the threshold and above, granted below", arguments: probabilities)
    func status(probability: Probability) {
        for limit in Self.probabilities {
            let decision = Decision(probability: probability, threshold: Threshold(limit))
            #expect((decision.status == .refused) == (probability.value >= limit.value))
            #expect((decision.distance >= 0) == (decision.status == .refused))
        }
    }

    @Test("a higher probability is never granted where a lower one is refused")
    func monotone() {
        let threshold = Threshold(Probability(clamping: 0.09))
        let statuses = Self.probabilities.map { threshold.status(of: $0) }
        #expect(statuses == statuses.sorted { $0 == .granted && $1 == .refused })
    }

    @Test("a probability is 0…1 or nothing")
    func probability() {
        for value in [-0.000_1, 1.000_1, .nan, .infinity, -.infinity] { #expect(Probability(value) == nil) }
        for value in [0, -0.0, 0.3, 1] { #expect(Probability(value)?.value == value) }
        #expect(Probability(clamping: -3).value == 0)
        #expect(Probability(clamping: 1.2).value == 1)
        #expect(Probability(clamping: .nan).value == 1, "the cautious end")
        #expect(Probability(clamping: .infinity).value == 1)
        #expect(Probability(clamping: -.infinity).value == 0)
    }

    @Test("a missed default ten times as dear puts the indifference threshold at one in eleven")
    func oneInEleven() throws {
        let cost = try #require(CostMatrix(missedDefault: 10, refusedGoodClient: 1))
        #expect(cost.indifferenceThreshold.probability.value == 1.0 / 11)
    }

    @Test(
        "at the indifference threshold granting and refusing cost the same",
        arguments: [(10.0, 1.0), (1, 1), (3, 7), (1, 100)])
    func indifference(missed: Double, refused: Double) throws {
        let cost = try #require(CostMatrix(missedDefault: missed, refusedGoodClient: refused))
        let p = cost.indifferenceThreshold.probability.value
        let granting = cost.total(missedDefaults: p, refusedGoodClients: 0)
        let refusing = cost.total(missedDefaults: 0, refusedGoodClients: 1 - p)
        #expect(abs(granting - refusing) < 1e-12)
    }

    @Test("a cost is positive and finite", arguments: [0, -1, .nan, .infinity] as [Double])
    func cost(value: Double) {
        #expect(CostMatrix(missedDefault: value, refusedGoodClient: 1) == nil)
        #expect(CostMatrix(missedDefault: 10, refusedGoodClient: value) == nil)
    }

    @Test(
        "the words of a status are the lender's",
        arguments: [(Status.granted, "accordé", "granted"), (.refused, "refusé", "refused")])
    func words(status: Status, fr: String, en: String) {
        #expect(status.label[.fr] == fr)
        #expect(status.label[.en] == en)
    }
}
