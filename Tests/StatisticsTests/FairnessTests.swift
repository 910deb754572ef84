import Foundation
import Statistics
import Testing

@Suite("Fairness by group")
struct FairnessTests {
    private func measured(
        _ rows: JudgingGolden.Rows, minimumRows: Int = 1, minimumOutcomes: Int = 1, reference: Int? = nil
    ) -> FairnessSummary {
        var settings = FairnessSettings(threshold: 0.3)
        settings.minimumRows = minimumRows
        settings.minimumOutcomes = minimumOutcomes
        return FairnessSummary(
            probabilities: rows.first, outcomes: rows.outcomes, groups: rows.groups, names: ["c", "a", "b"],
            settings: settings, reference: reference)
    }

    @Test("Rates and gaps are fairlearn's")
    func goldenRates() throws {
        let golden = try JudgingGolden.read()
        let summary = measured(golden.rows)
        func compare(_ name: String, _ rate: (GroupFairness) -> GroupRate) throws {
            let expected = try #require(golden.fairness.byGroup[name])
            for (group, value) in zip(summary.groups, expected) {
                #expect(isClose(rate(group).value, value))
                let told = rate(group)
                #expect(told.interval == wilsonInterval(successes: told.successes, trials: told.trials))
            }
        }
        try compare("approval", \.approval)
        try compare("truePositive", \.truePositive)
        try compare("falsePositive", \.falsePositive)
        try compare("precision", \.precision)
        #expect(isClose(summary.approvalGap, golden.fairness.approvalGap))
        #expect(isClose(summary.lowestImpactRatio, golden.fairness.lowestImpactRatio))
        #expect(isClose(summary.equalisedOddsGap, golden.fairness.equalisedOddsGap))
        #expect(summary.reference == golden.fairness.reference)
    }

    @Test("Impact ratios have SciPy's interval, differences statsmodels'")
    func goldenIntervals() throws {
        let golden = try JudgingGolden.read()
        let summary = measured(golden.rows)
        for (place, expected) in golden.fairness.impact.enumerated() where place != summary.reference {
            let impact = try #require(summary.groups[place].impact)
            #expect(isClose(impact.value, expected[0]))
            #expect(isClose(impact.interval?.low, expected[1]) && isClose(impact.interval?.high, expected[2]))
        }
        #expect(try #require(summary.reference.map { summary.groups[$0] }).impact == nil)
        for (place, expected) in golden.fairness.approvalDifference.enumerated() where place != summary.reference {
            let difference = try #require(summary.groups[place].approvalDifference)
            #expect(isClose(difference.interval.low, expected[0], within: 1e-10))
            #expect(isClose(difference.interval.high, expected[1], within: 1e-10))
        }
    }

    @Test("Groups keep the order of their names, whatever the rows' order")
    func order() throws {
        let rows = try JudgingGolden.read().rows
        let summary = measured(rows)
        #expect(summary.groups.map(\.name) == ["c", "a", "b"])
        #expect(summary.groups.map(\.count).reduce(0, +) == rows.outcomes.count)
        let backwards = FairnessSummary(
            probabilities: rows.first.reversed(), outcomes: rows.outcomes.reversed(), groups: rows.groups.reversed(),
            names: ["c", "a", "b"], settings: summary.settings)
        #expect(backwards.groups.map(\.approval) == summary.groups.map(\.approval))
        #expect(backwards.groups.map(\.impact) == summary.groups.map(\.impact))
        #expect(try saved(summary) == summary)
    }

    @Test("A group alike in every row has ratio 1, no gap and an interval that holds 1")
    func alike() throws {
        let rows = try JudgingGolden.read().rows
        let twice = FairnessSummary(
            probabilities: rows.first + rows.first, outcomes: rows.outcomes + rows.outcomes,
            groups: rows.outcomes.map { _ in 0 } + rows.outcomes.map { _ in 1 }, names: ["x", "y"],
            settings: FairnessSettings(threshold: 0.3))
        #expect(twice.approvalGap == 0 && twice.truePositiveGap == 0 && twice.falsePositiveGap == 0)
        #expect(twice.precisionGap == 0 && twice.equalisedOddsGap == 0 && twice.reference == 0)
        let other = try #require(twice.groups[1].impact)
        #expect(other.value == 1 && other.interval?.contains(1) == true && other.finding == .withinFourFifths)
        #expect(twice.groups[1].truePositiveDifference?.value == 0)
        #expect(twice.groups[1].calibration == twice.groups[0].calibration)
    }

    @Test("Too few to say: a small group is listed and counted, its rates are not told")
    func tooFew() throws {
        let rows = try JudgingGolden.read().rows
        let summary = measured(rows, minimumRows: 60, minimumOutcomes: 60)
        #expect(summary.tooSmall == ["b"])
        let small = summary.groups[2]
        #expect(small.isTooSmall && small.count > 0 && small.defaults > 0)
        #expect(small.approval.value == nil && small.approval.interval == nil && small.approval.trials == small.count)
        #expect(small.impact == nil && small.calibration == nil && small.approvalDifference == nil)
        // 123 rows of the first group, but 32 defaults.
        #expect(summary.groups[0].approval.value != nil && summary.groups[0].truePositive.value == nil)
        #expect(summary.truePositiveGap == nil && summary.equalisedOddsGap == nil)
        #expect(summary.reference != 2)
        #expect(measured(rows, minimumRows: 60, reference: 2).reference == nil)
        #expect(measured(rows, minimumRows: 1000).lowestImpactRatio == nil)
    }

    @Test("Unknown groups are counted apart, and a group without rows stays in the list")
    func unknown() {
        let summary = FairnessSummary(
            probabilities: [0.1, 0.5, 0.2], outcomes: [false, true, false], groups: [0, -1, 0], names: ["x", "none"],
            settings: FairnessSettings(threshold: 0.3))
        #expect(summary.unknown == 1)
        #expect(summary.groups.map(\.count) == [2, 0])
        #expect(summary.tooSmall == ["x", "none"] && summary.reference == nil && summary.approvalGap == nil)
    }

    @Test(
        "The four-fifths rule asks for a ratio below 0.8 and more than luck",
        arguments: [
            (80, 100, 90, 100, ImpactRatio.Finding.withinFourFifths), (70, 100, 90, 100, .below),
            (7, 10, 9, 10, .belowWithinChance), (0, 50, 40, 50, .below), (720, 1000, 900, 1000, .withinFourFifths),
        ])
    func fourFifths(x: Int, n: Int, y: Int, m: Int, finding: ImpactRatio.Finding) throws {
        let ratio = try #require(ImpactRatio(approved: x, of: n, referenceApproved: y, of: m))
        #expect(ratio.finding == finding)
        #expect(ratio.interval.map { $0.contains(ratio.value) } ?? (x == 0))
        #expect(ImpactRatio(approved: x, of: n, referenceApproved: 0, of: m) == nil)
    }

    @Test("Katz's interval of the ratio covers the truth about nineteen times in twenty")
    func coverage() throws {
        var generator = SeededGenerator(seed: 31)
        var held = (ratio: 0, calibration: 0)
        let trials = 600
        for _ in 0..<trials {
            let group = (0..<150).map { _ in 0.05 + 0.5 * generator.nextUniform() }
            let outcomes = group.map { generator.nextBool(probability: $0) }
            let approved = (0..<150).count { _ in generator.nextBool(probability: 0.6) }
            let others = (0..<250).count { _ in generator.nextBool(probability: 0.75) }
            let ratio = try #require(ImpactRatio(approved: approved, of: 150, referenceApproved: others, of: 250))
            held.ratio += try #require(ratio.interval).contains(0.8) ? 1 : 0
            let calibration = try #require(GroupCalibration(probabilities: group, outcomes: outcomes))
            held.calibration += try #require(calibration.interval).contains(1) ? 1 : 0
        }
        // Binomial with mean 570 and deviation 5.3; the calibration's is a little too wide (its rows differ in risk).
        #expect((550...589).contains(held.ratio))
        #expect((550...600).contains(held.calibration))
    }

    @Test("Calibration by group: observed over expected, and an error read against chance")
    func calibration() throws {
        let (probabilities, outcomes) = calibratedRows(20_000, seed: 14)
        let honest = try #require(GroupCalibration(probabilities: probabilities, outcomes: outcomes))
        #expect(try #require(honest.interval).contains(1))
        #expect(honest.expectedCalibrationError < 2 * honest.chanceError)
        let halved = try #require(GroupCalibration(probabilities: probabilities.map { $0 / 2 }, outcomes: outcomes))
        #expect(isClose(halved.ratio, 2 * (honest.ratio ?? .nan)))
        #expect(try #require(halved.interval).low > 1.5)
        #expect(halved.expectedCalibrationError > 5 * halved.chanceError)
        // By hand: 2 of 4, 1.6 expected; ln-error √((1 − 0.5) / 2) = 0.5.
        let hand = try #require(
            GroupCalibration(probabilities: [0.2, 0.4, 0.4, 0.6], outcomes: [false, true, false, true]))
        #expect(isClose(hand.ratio, 1.25, within: 1e-12))
        #expect(isClose(hand.interval?.high, 1.25 * exp(1.959963984540054 * 0.5), within: 1e-9))
        let none = try #require(GroupCalibration(probabilities: [0, 0], outcomes: [false, false]))
        #expect(none.ratio == nil && none.interval == nil && none.expectedCalibrationError == 0)
        #expect(GroupCalibration(probabilities: [], outcomes: []) == nil)
    }

    @Test("The chance error is what right probabilities score")
    func chanceError() throws {
        var sums = (found: 0.0, expected: 0.0)
        for seed in UInt64(0)..<40 {
            let (probabilities, outcomes) = calibratedRows(1_000, seed: seed)
            let one = try #require(GroupCalibration(probabilities: probabilities, outcomes: outcomes))
            sums.found += one.expectedCalibrationError
            sums.expected += one.chanceError
        }
        #expect(isClose(sums.found / sums.expected, 1, within: 0.1))
    }
}
