import Statistics
import Testing

@Suite("Referral to a person")
struct ReferralTests {
    @Test("The band sends the share asked, never more", arguments: [0, 0.01, 0.1, 0.25, 0.6, 1])
    func share(share: Double) throws {
        let (probabilities, _) = calibratedRows(1_000, seed: 2)
        let band = ReferralBand(share: share, of: probabilities, threshold: 1.0 / 11)
        let sent = try #require(band.share(of: probabilities))
        #expect(isClose(sent, share, within: 1e-9))
        #expect(band.low <= band.threshold && band.threshold <= band.high)
        #expect(band.threshold == 1.0 / 11)
    }

    @Test("Those sent are the nearest in log-odds")
    func nearest() throws {
        let (probabilities, _) = calibratedRows(600, seed: 3)
        let band = ReferralBand(share: 0.2, of: probabilities, threshold: 0.08)
        func distance(_ p: Double) -> Double { abs(logit(p) - logit(0.08)) }
        let sent = probabilities.filter { band.route($0) == .referred }.map(distance)
        let kept = probabilities.filter { band.route($0) != .referred }.map(distance)
        #expect(try #require(sent.max()) <= #require(kept.min()))
    }

    @Test("Equal probabilities go together or not at all")
    func ties() {
        let probabilities = [0.05, 0.1, 0.1, 0.1, 0.3, 0.3, 0.9, 1]
        #expect(ReferralBand(share: 0.25, of: probabilities, threshold: 0.1).share(of: probabilities) == 0)
        let band = ReferralBand(share: 0.4, of: probabilities, threshold: 0.1)
        #expect(
            probabilities.map(band.route) == [.granted, .referred, .referred, .referred] + [
                .refused, .refused, .refused, .refused,
            ])
        let all = ReferralBand(share: 1, of: probabilities, threshold: 0.1)
        #expect(all.share(of: probabilities) == 7.0 / 8)
        #expect(ReferralBand(share: 0.5, of: [], threshold: 0.1).share(of: []) == nil)
        #expect(ReferralBand(share: 0.5, of: [], threshold: 0.1).low == 0.1)
    }

    @Test("An empty band decides as the threshold does")
    func empty() {
        let (probabilities, _) = calibratedRows(200, seed: 4)
        let band = ReferralBand(share: 0, of: probabilities, threshold: 0.1)
        for p in probabilities + [0, 0.1, 1] { #expect(band.route(p) == (p >= 0.1 ? .refused : .granted)) }
    }

    @Test("A band over an interval holds it, and the threshold")
    func covering() {
        let inside = ReferralBand(covering: Interval(low: 0.07, high: 0.12), threshold: 0.09)
        #expect(inside.low == 0.07 && inside.high == 0.12)
        #expect(inside.route(0.07) == .referred && inside.route(0.12) == .refused && inside.route(0.0699) == .granted)
        let outside = ReferralBand(covering: Interval(low: 0.07, high: 0.08), threshold: 0.09)
        #expect(outside.low == 0.07 && outside.high == 0.09)
    }

    @Test("A perfect reviewer leaves only errors outside the band, a useless one all of both kinds")
    func extremes() throws {
        let probabilities = [0.02, 0.05, 0.08, 0.1, 0.2, 0.4]
        let outcomes = [true, false, true, false, true, false]
        let band = ReferralBand(low: 0.05, threshold: 0.09, high: 0.3)
        func cost(_ reviewer: Reviewer) throws -> ReferralCost {
            try #require(
                ReferralCost(
                    band: band, probabilities: probabilities, outcomes: outcomes, costs: .ratio(10), reviewer: reviewer)
            )
        }
        // Outside: one default granted (10), one good client refused (1). Inside: two of each kind.
        #expect(isClose(try cost(Reviewer(accuracy: 1)).cost, 11.0 / 6))
        #expect(isClose(try cost(Reviewer(accuracy: 0)).cost, (11.0 + 22) / 6))
        #expect(isClose(try cost(Reviewer(accuracy: 1, costPerReview: 0.3)).cost, (11 + 4 * 0.3) / 6))
        #expect(isClose(try cost(Reviewer(truePositiveRate: 1, trueNegativeRate: 0)).cost, (11.0 + 2) / 6))
        // The threshold alone errs inside on 0.08 (default granted) and 0.1 (good client refused).
        let middling = try cost(Reviewer(accuracy: 0.75, costPerReview: 0.5))
        #expect(isClose(middling.costWithoutReview, 22.0 / 6))
        #expect(middling.referredShare == 4.0 / 6 && middling.referredDefaultRate == 0.5)
        let even = try #require(middling.breakEvenAccuracy)
        #expect(isClose(even, 1 - (11.0 - 2) / 22))
        let balanced = try cost(Reviewer(accuracy: even, costPerReview: 0.5))
        #expect(isClose(balanced.cost, balanced.costWithoutReview))
        #expect(try cost(Reviewer(accuracy: 1, costPerReview: 20)).breakEvenAccuracy == nil)
        #expect(try saved(middling) == middling)
    }

    @Test("Without a band the reviewer changes nothing")
    func noBand() throws {
        let (probabilities, outcomes) = calibratedRows(300, seed: 6)
        let band = ReferralBand(share: 0, of: probabilities, threshold: 0.1)
        let cost = try #require(
            ReferralCost(
                band: band, probabilities: probabilities, outcomes: outcomes, costs: .ratio(10),
                reviewer: Reviewer(accuracy: 0.2, costPerReview: 5)))
        #expect(isClose(cost.cost, cost.costWithoutReview))
        #expect(cost.breakEvenAccuracy == nil && cost.referredDefaultRate == nil)
        #expect(
            ReferralCost(
                band: band, probabilities: [], outcomes: [], costs: .ratio(10), reviewer: Reviewer(accuracy: 1)) == nil)
    }
}
