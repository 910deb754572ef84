import Statistics
import Testing

@Suite("Calibration statistics")
struct CalibrationStatisticsTests {
    @Test("The calibration line and its errors are statsmodels'")
    func goldenLine() throws {
        let golden = try JudgingGolden.read()
        let line = try #require(CalibrationLine(probabilities: golden.rows.fine, outcomes: golden.rows.outcomes))
        #expect(isClose(line.slope, golden.line.slope, within: 1e-8))
        #expect(isClose(line.slopeError, golden.line.slopeError, within: 1e-8))
        #expect(isClose(line.intercept, golden.line.intercept, within: 1e-8))
        #expect(isClose(line.interceptError, golden.line.interceptError, within: 1e-8))
        #expect(isClose(line.inTheLarge, golden.line.inTheLarge, within: 1e-8))
        #expect(isClose(line.inTheLargeError, golden.line.inTheLargeError, within: 1e-8))
        #expect(try saved(line) == line)
    }

    @Test("Stretching and moving log-odds stretches and moves the line", arguments: [(2.0, 0.5), (0.5, -1), (1, 0.3)])
    func lineLaw(stretch: Double, shift: Double) throws {
        let (probabilities, outcomes) = calibratedRows(5_000, seed: 3)
        let line = try #require(CalibrationLine(probabilities: probabilities, outcomes: outcomes))
        let moved = try #require(
            CalibrationLine(
                probabilities: probabilities.map { logistic(stretch * logit($0) + shift) }, outcomes: outcomes))
        // slope · z + intercept is the same function of the new log-odds.
        #expect(isClose(moved.slope * stretch, line.slope, within: 1e-7))
        #expect(isClose(moved.intercept + moved.slope * shift, line.intercept, within: 1e-7))
        if stretch == 1 { #expect(isClose(moved.inTheLarge + shift, line.inTheLarge, within: 1e-7)) }
        #expect(line.slopeInterval().contains(1) && line.inTheLargeInterval().contains(0))
        #expect(line.slopeInterval(level: 0.5).width < line.slopeInterval(level: 0.99).width)
    }

    @Test("A recalibrated model lies on the line of slope 1 and intercept 0")
    func recalibrated() throws {
        let rows = try JudgingGolden.read().rows
        let line = try #require(CalibrationLine(probabilities: rows.fine, outcomes: rows.outcomes))
        let fixed = rows.fine.map { logistic(line.slope * logit($0) + line.intercept) }
        let again = try #require(CalibrationLine(probabilities: fixed, outcomes: rows.outcomes))
        #expect(isClose(again.slope, 1, within: 1e-8) && isClose(again.intercept, 0, within: 1e-8))
        #expect(isClose(again.inTheLarge, 0, within: 1e-8))
        // The likelihood's condition: as many events expected as observed.
        #expect(isClose(fixed.reduce(0, +), Double(rows.outcomes.count { $0 }), within: 1e-6))
    }

    @Test("What has no line has none, and certainties do not break it")
    func lineEdges() throws {
        #expect(CalibrationLine(probabilities: [0.1, 0.2], outcomes: [true, true]) == nil)
        #expect(CalibrationLine(probabilities: [0.1, 0.1], outcomes: [true, false]) == nil)
        #expect(CalibrationLine(probabilities: [0.1, .nan], outcomes: [true, false]) == nil)
        #expect(CalibrationLine(probabilities: [0.1, 0.2, 0.8, 0.9], outcomes: [false, false, true, true]) == nil)
        #expect(CalibrationLine(probabilities: [], outcomes: []) == nil)
        let certain = try #require(
            CalibrationLine(probabilities: [0, 0, 1, 1, 0.5, 0.4], outcomes: [false, true, true, false, true, false]))
        #expect(certain.slope.isFinite && certain.slope < 0.2)
    }

    @Test("Hosmer and Lemeshow's statistic and chance are SciPy's, for even and odd degrees")
    func goldenHosmer() throws {
        let golden = try JudgingGolden.read()
        for expected in golden.hosmer {
            let found = try #require(
                HosmerLemeshow(
                    probabilities: golden.rows.fine, outcomes: golden.rows.outcomes, groups: expected.groups,
                    isHeldOut: expected.isHeldOut))
            #expect(isClose(found.statistic, expected.statistic, within: 1e-9))
            #expect(isClose(found.pValue / expected.pValue, 1, within: 1e-9))
            #expect(found.degrees == expected.groups - (expected.isHeldOut ? 0 : 2))
        }
    }

    @Test("The tests reject right probabilities about one time in twenty, and wrong ones nearly always")
    func falseFindings() throws {
        var (hosmer, spiegelhalter, caught) = (0, 0, 0)
        for seed in UInt64(0)..<300 {
            var generator = SeededGenerator(seed: seed)
            let probabilities = (0..<600).map { _ in 0.1 + 0.8 * generator.nextUniform() }
            let outcomes = probabilities.map { generator.nextBool(probability: $0) }
            let h = try #require(HosmerLemeshow(probabilities: probabilities, outcomes: outcomes))
            let s = try #require(SpiegelhalterTest(probabilities: probabilities, outcomes: outcomes))
            #expect(h.isReliable)
            hosmer += h.pValue < 0.05 ? 1 : 0
            spiegelhalter += s.pValue < 0.05 ? 1 : 0
            let bold = probabilities.map { logistic(2 * logit($0)) }
            let worse = try #require(SpiegelhalterTest(probabilities: bold, outcomes: outcomes))
            caught += worse.pValue < 0.05 && worse.z > 0 ? 1 : 0
        }
        // Binomial with mean 15 and deviation 3.8.
        #expect((4...28).contains(hosmer) && (4...28).contains(spiegelhalter))
        #expect(caught > 290)
    }

    @Test("Hosmer and Lemeshow say nothing where their formula does not hold")
    func hosmerEdges() throws {
        #expect(HosmerLemeshow(probabilities: [], outcomes: []) == nil)
        #expect(
            HosmerLemeshow(probabilities: [0.1, 0.1, 0.3], outcomes: [true, false, true], isHeldOut: false) == nil)
        #expect(HosmerLemeshow(probabilities: [0, 0, 0.5, 0.5], outcomes: [true, false, false, true]) == nil)
        let sure = try #require(
            HosmerLemeshow(probabilities: [0, 0, 0.5, 0.5], outcomes: [false, false, false, true]))
        #expect(sure.statistic == 0 && sure.pValue == 1 && !sure.isReliable)
    }

    @Test("Spiegelhalter's z and its chance are those of the formula in SciPy")
    func goldenSpiegelhalter() throws {
        let golden = try JudgingGolden.read()
        let found = try #require(SpiegelhalterTest(probabilities: golden.rows.fine, outcomes: golden.rows.outcomes))
        #expect(isClose(found.z, golden.spiegelhalter.z) && isClose(found.pValue, golden.spiegelhalter.pValue))
        #expect(SpiegelhalterTest(probabilities: [0, 1, 0.5], outcomes: [false, true, true]) == nil)
    }

    @Test("The parts of the Brier score sum up to it, whatever the bins", arguments: [1, 2, 7, 15, 100, 5_000])
    func brierSums(bins: Int) throws {
        for seed in UInt64(1)...4 {
            let (scores, outcomes) = randomRows(400, seed: seed)
            let probabilities = scores.map { logistic($0) }
            let score = brierScore(probabilities: probabilities, outcomes: outcomes)
            let parts = try #require(
                BrierDecomposition(probabilities: probabilities, outcomes: outcomes, binCount: bins))
            #expect(isClose(score, parts.score))
            #expect(parts.reliability >= 0 && parts.resolution >= 0 && parts.resolution <= parts.uncertainty + 1e-12)
            // With a bin for each distinct probability, nothing hides in bins.
            if bins == 5_000 { #expect(isClose(parts.withinBins, 0)) }
            if bins == 1 { #expect(isClose(parts.resolution, 0)) }
            let isotonic = try #require(BrierDecomposition(isotonic: probabilities, outcomes: outcomes))
            #expect(isClose(score, isotonic.score) && isotonic.withinBins == 0)
        }
    }

    @Test("The parts are those of scikit-learn's isotonic regression, and of Murphy's formula")
    func goldenBrier() throws {
        let golden = try JudgingGolden.read()
        let rows = golden.rows
        let isotonic = try #require(BrierDecomposition(isotonic: rows.first, outcomes: rows.outcomes))
        #expect(isClose(isotonic.score, golden.isotonic.score))
        #expect(isClose(isotonic.reliability, golden.isotonic.reliability))
        #expect(isClose(isotonic.resolution, golden.isotonic.resolution))
        #expect(isClose(isotonic.uncertainty, golden.isotonic.uncertainty))
        let binned = try #require(
            BrierDecomposition(probabilities: rows.fine, outcomes: rows.outcomes, binCount: golden.binned.bins))
        #expect(isClose(binned.score, golden.binned.score))
        #expect(isClose(binned.reliability, golden.binned.reliability))
        #expect(isClose(binned.resolution, golden.binned.resolution))
        #expect(try saved(binned) == binned)
    }

    @Test("The base rate for all has no resolution and no skill; the truth known has both in full")
    func brierExtremes() throws {
        let outcomes = [true, false, false, false]
        let flat = try #require(BrierDecomposition(probabilities: [0.25, 0.25, 0.25, 0.25], outcomes: outcomes))
        #expect(flat.reliability == 0 && flat.resolution == 0 && flat.skill == 0)
        let sure = try #require(BrierDecomposition(probabilities: [1, 0, 0, 0], outcomes: outcomes))
        #expect(sure.reliability == 0 && isClose(sure.resolution, sure.uncertainty) && isClose(sure.skill, 1))
        #expect(BrierDecomposition(probabilities: [], outcomes: []) == nil)
        #expect(BrierDecomposition(isotonic: [], outcomes: []) == nil)
        #expect(try #require(BrierDecomposition(probabilities: [0.5], outcomes: [true])).skill == nil)
    }
}
