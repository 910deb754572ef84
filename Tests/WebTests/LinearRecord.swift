import Credit
import Explaining

extension TrackRecord {
    /// A record worked by hand: ten equal parts that come true but for one, a cost curve over 20,000 applications.
    static let linear: TrackRecord = {
        let edges = [0, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.2, 0.35, 0.9]
        let parts = zip(edges, edges.dropFirst()).enumerated().map { place, ends in
            let middle = (ends.0 + ends.1) / 2
            let observed = place == 3 ? middle * 1.5 : middle
            return ObservedRisk(
                count: 2_000, range: ends.0...ends.1, predicted: middle, observed: observed,
                interval: max(0, observed - 0.009)...min(1, observed + 0.009))
        }
        guard let prices = CostMatrix(missedDefault: 10, refusedGoodClient: 1) else { preconditionFailure("prices") }
        let points = (0...100).map { step -> CostRecord.Point in
            let granted = Double(step) / 100
            // Defaults are granted later than others.
            let unpaid = 0.08 * granted * granted
            return CostRecord.Point(
                threshold: Double(step) / 200,
                outcome: CostRecord.Outcome(
                    grantedRepaid: granted * 0.92 + (0.08 * granted - unpaid), grantedUnpaid: unpaid,
                    refusedRepaid: 0.92 - granted * 0.92 - (0.08 * granted - unpaid), refusedUnpaid: 0.08 - unpaid),
                interval: 0.4...0.6)
        }
        return TrackRecord(
            rows: 20_000, defaults: 1_600, folds: 5, tenths: parts, parts: parts,
            cost: CostRecord(
                prices: prices,
                threshold: 0.1, cheapest: 0.08...0.12, points: points,
                ratios: (5...20).map { ratio in
                    CostRecord.Ratio(ratio: Double(ratio), threshold: 1 / (1 + Double(ratio)), cost: 0.5)
                },
                amounts: CostRecord.Amounts(
                    lossGivenDefault: 0.6, margin: 0.06, rows: 19_990, allLost: 28_000, allForegone: 33_000,
                    points: points.map {
                        CostRecord.Amounts.Point(
                            lost: 28_000 * $0.outcome.grantedUnpaid / 0.08,
                            foregone: 33_000 * $0.outcome.refusedRepaid / 0.92)
                    })),
            treatment: [sex, age])
    }()

    private static let sex = GroupTreatment(
        label: LocalizedText(fr: "sexe", en: "sex"), isAllowed: false,
        reason: LocalizedText(fr: "Il ne sert qu’à vérifier.", en: "It only serves to check."),
        groups: [
            GroupTreatment.Group(
                label: LocalizedText(fr: "femmes", en: "women"), rows: 12_000,
                approval: GroupTreatment.Figure(0.82, 0.81...0.83), impact: nil, finding: nil,
                caught: GroupTreatment.Figure(0.5, 0.47...0.53), caughtDifference: nil,
                calibration: GroupTreatment.Figure(1.01, 0.95...1.07)),
            GroupTreatment.Group(
                label: LocalizedText(fr: "hommes", en: "men"), rows: 7_990,
                approval: GroupTreatment.Figure(0.74, 0.73...0.75), impact: GroupTreatment.Figure(0.9, 0.88...0.92),
                finding: .within, caught: GroupTreatment.Figure(0.58, 0.55...0.61),
                caughtDifference: GroupTreatment.Figure(0.08, 0.04...0.12),
                calibration: GroupTreatment.Figure(0.98, 0.92...1.04)),
        ], reference: 0, dropping: nil)

    private static let age = GroupTreatment(
        label: LocalizedText(fr: "âge", en: "age"), isAllowed: true, reason: nil,
        groups: [
            GroupTreatment.Group(
                label: LocalizedText(fr: "moins de 25 ans", en: "under 25"), rows: 900,
                approval: GroupTreatment.Figure(0.6, 0.57...0.63), impact: GroupTreatment.Figure(0.7, 0.66...0.74),
                finding: .below, caught: GroupTreatment.Figure(0.7, 0.6...0.8),
                caughtDifference: GroupTreatment.Figure(0.1, -0.02...0.2),
                calibration: GroupTreatment.Figure(1.4, 1.2...1.6)),
            GroupTreatment.Group(
                label: LocalizedText(fr: "60 ans et plus", en: "60 and over"), rows: 40, approval: nil, impact: nil,
                finding: nil, caught: nil, caughtDifference: nil, calibration: nil),
            GroupTreatment.Group(
                label: LocalizedText(fr: "de 25 à 59 ans", en: "25 to 59"), rows: 19_000,
                approval: GroupTreatment.Figure(0.857, 0.85...0.86), impact: nil, finding: nil,
                caught: GroupTreatment.Figure(0.6, 0.58...0.62), caughtDifference: nil, calibration: nil),
        ], reference: 2,
        dropping: GroupTreatment.Dropping(
            features: 3, cost: GroupTreatment.Figure(0.0041, 0.0012...0.007), lowestImpact: 0.83))
}
