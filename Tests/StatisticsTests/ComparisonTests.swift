import Statistics
import Testing

@Suite("Two models on the same rows")
struct ComparisonTests {
    private func check(_ found: AreaComparison, _ golden: JudgingGolden.Comparison) {
        #expect(isClose(found.first, golden.first) && isClose(found.second, golden.second))
        #expect(isClose(found.firstError, golden.firstError) && isClose(found.secondError, golden.secondError))
        #expect(isClose(found.standardError, golden.standardError))
        #expect(isClose(found.pValue, golden.pValue, within: 1e-10))
        #expect(isClose(found.interval.low, golden.low) && isClose(found.interval.high, golden.high))
    }

    @Test("The test of two areas is DeLong's over all pairs, and Obuchowski's with persons")
    func golden() throws {
        let golden = try JudgingGolden.read()
        let rows = golden.rows
        let alone = try #require(AreaComparison(first: rows.first, second: rows.second, outcomes: rows.outcomes))
        check(alone, golden.delong)
        let together = try #require(
            AreaComparison(first: rows.first, second: rows.second, outcomes: rows.outcomes, persons: rows.persons))
        check(together, golden.obuchowski)
        #expect(areaUnderROC(scores: rows.first, outcomes: rows.outcomes) == alone.first)
        #expect(try saved(together) == together)
    }

    @Test("Swapping models changes the sign, any increasing transformation nothing", arguments: [UInt64](1...4))
    func laws(seed: UInt64) throws {
        let (a, outcomes) = randomRows(300, seed: seed)
        let (noise, _) = randomRows(300, seed: seed + 40)
        let b = zip(a, noise).map { $0 + $1 }
        let there = try #require(AreaComparison(first: a, second: b, outcomes: outcomes))
        let back = try #require(AreaComparison(first: b, second: a, outcomes: outcomes))
        #expect(isClose(back.difference, -there.difference) && isClose(back.standardError, there.standardError))
        #expect(isClose(back.pValue, there.pValue))
        let moved = try #require(AreaComparison(first: a.map { logistic($0) }, second: b, outcomes: outcomes))
        #expect(moved == there)
        // Var(A − B) = Var A + Var B − 2 Cov.
        let correlation = try #require(there.correlation)
        let errors = (there.firstError, there.secondError)
        let variance = errors.0 * errors.0 + errors.1 * errors.1 - 2 * correlation * errors.0 * errors.1
        #expect(isClose(variance, there.standardError * there.standardError))
    }

    @Test("A row said twice by one person is no more evidence than once")
    func repetition() throws {
        let (a, outcomes) = randomRows(200, seed: 7)
        let (b, _) = randomRows(200, seed: 8)
        let once = try #require(AreaComparison(first: a, second: b, outcomes: outcomes))
        let persons = (0..<400).map { Int32($0 % 200) }
        let twice = try #require(
            AreaComparison(first: a + a, second: b + b, outcomes: outcomes + outcomes, persons: persons))
        #expect(isClose(twice.difference, once.difference) && isClose(twice.standardError, once.standardError))
        let naive = try #require(AreaComparison(first: a + a, second: b + b, outcomes: outcomes + outcomes))
        #expect(naive.standardError < 0.75 * once.standardError)
    }

    @Test("A model against itself differs by nothing, surely")
    func itself() throws {
        let (a, outcomes) = randomRows(100, seed: 3)
        let same = try #require(AreaComparison(first: a, second: a.map { 2 * $0 }, outcomes: outcomes))
        #expect(same.difference == 0 && same.standardError == 0 && same.pValue == 1 && same.z == nil)
        let losses = a.map { $0 * $0 }
        let paired = try #require(PairedDifference(ofMeans: losses, losses, seed: 1))
        #expect(
            paired.difference == 0 && paired.interval == Interval(low: 0, high: 0) && paired.firstBetterShare == 0.5)
        let ideal = outcomes.map { $0 ? 1.0 : 0 }
        let opposite = try #require(AreaComparison(first: ideal, second: ideal.map { -$0 }, outcomes: outcomes))
        #expect(opposite.difference == 1 && opposite.pValue == 0)
    }

    @Test("Too few persons of a class have no interval")
    func tooFew() {
        #expect(AreaComparison(first: [1, 2, 3], second: [1, 2, 3], outcomes: [true, false, false]) == nil)
        #expect(
            AreaComparison(first: [1, .nan, 3, 4], second: [1, 2, 3, 4], outcomes: [true, true, false, false]) == nil)
        #expect(
            AreaComparison(
                first: [1, 2, 3, 4], second: [1, 2, 3, 4], outcomes: [true, true, false, false], persons: [1, 1, 2, 3])
                == nil)
    }

    @Test("Between equally good models, a difference is found about one time in twenty")
    func falseFindings() throws {
        var generator = SeededGenerator(seed: 21)
        var (areas, costs) = (0, 0)
        let trials = 300
        for trial in 0..<trials {
            let signal = (0..<200).map { _ in generator.nextNormal() }
            let outcomes = signal.map { generator.nextBool(probability: logistic($0 - 1)) }
            let a = signal.map { $0 + generator.nextNormal() }, b = signal.map { $0 + generator.nextNormal() }
            let comparison = try #require(AreaComparison(first: a, second: b, outcomes: outcomes))
            areas += comparison.pValue < 0.05 ? 1 : 0
            let difference = try #require(
                pairedCostDifference(
                    first: (a.map(logistic), 0.5), second: (b.map(logistic), 0.5), outcomes: outcomes,
                    costs: .ratio(3), replicates: 200, seed: UInt64(trial)))
            costs += difference.interval.contains(0) ? 0 : 1
        }
        // Binomial with mean 15 and deviation 3.8; the bootstrap of few rows is a little too narrow.
        #expect((4...28).contains(areas))
        #expect((4...36).contains(costs))
    }

    @Test("The paired interval agrees with theory, and is that of the bootstrap of rows")
    func paired() throws {
        let (a, outcomes) = calibratedRows(2_000, seed: 5)
        let b = a.map { logistic(0.7 * logit($0) - 0.5) }
        let found = try #require(pairedLogLossDifference(first: a, second: b, outcomes: outcomes, seed: 4))
        let first = try #require(logLoss(probabilities: a, outcomes: outcomes))
        let second = try #require(logLoss(probabilities: b, outcomes: outcomes))
        #expect(isClose(found.first, first) && isClose(found.second, second))
        #expect(isClose(found.difference, first - second) && found.interval.contains(found.difference))
        #expect(isClose(found.interval.width / (2 * 1.96 * found.standardError), 1, within: 0.08))
        let direct = try #require(
            bootstrapInterval(count: 2_000, replicates: 1_000, seed: 4) { weights in
                guard let x = logLoss(probabilities: a, outcomes: outcomes, weights: weights),
                    let y = logLoss(probabilities: b, outcomes: outcomes, weights: weights)
                else { return nil }
                return x - y
            })
        #expect(isClose(found.interval.low, direct.low) && isClose(found.interval.high, direct.high))
        #expect(try saved(found) == found)
        #expect(pairedLogLossDifference(first: [.nan], second: [0.1], outcomes: [true], seed: 1) == nil)
        #expect(PairedDifference(ofMeans: [], [], seed: 1) == nil)
    }

    @Test("Persons drawn whole: the person bootstrap is the rows' own when each has one")
    func persons() throws {
        let rows = randomRows(300, seed: 6)
        let ranked = try #require(RankedScores(scores: rows.scores, outcomes: rows.outcomes))
        let alone = bootstrapInterval(persons: (0..<300).map { 900 - $0 }, replicates: 80, seed: 3) {
            ranked.areaUnderROC(weights: $0)
        }
        #expect(alone == bootstrapInterval(count: 300, replicates: 80, seed: 3) { ranked.areaUnderROC(weights: $0) })
        let pairs = (0..<300).map { Int32($0 / 2) }
        let drawn = bootstrapInterval(persons: pairs, replicates: 80, seed: 3) { weights in
            #expect(stride(from: 0, to: 300, by: 2).allSatisfy { weights[$0] == weights[$0 + 1] })
            return Double(weights.reduce(0, +))
        }
        #expect(drawn == Interval(low: 300, high: 300))
        #expect(bootstrapInterval(persons: [], seed: 1) { _ in 1 } == nil)
    }

    @Test("The corrected t test has SciPy's chances and quantiles, from one degree of freedom up")
    func corrected() throws {
        for golden in try JudgingGolden.read().corrected {
            let found = try #require(
                CorrectedTTest(differences: golden.differences, testPerTraining: golden.ratio, level: golden.level))
            #expect(isClose(found.pValue / golden.pValue, 1, within: 1e-9))
            #expect(isClose(found.interval.low, golden.low, within: 1e-10))
            #expect(isClose(found.interval.high, golden.high, within: 1e-10))
            #expect(found.degrees == golden.differences.count - 1)
        }
    }

    @Test("The correction widens the plain test by its factor, and k-fold fixes it")
    func correction() throws {
        let differences = [0.01, 0.03, -0.01, 0.02, 0.015, 0.0, 0.02, 0.01, 0.005, 0.012]
        let five = try #require(CorrectedTTest(differences: differences, folds: 5))
        let mean = differences.reduce(0, +) / 10
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 9
        #expect(isClose(five.standardError, ((0.1 + 0.25) * variance).squareRoot()))
        #expect(five == CorrectedTTest(differences: differences, testPerTraining: 0.25))
        let constant = try #require(CorrectedTTest(differences: [0.1, 0.1, 0.1], folds: 3))
        #expect(constant.t == nil && constant.pValue == 0 && constant.interval.width == 0)
        #expect(try #require(CorrectedTTest(differences: [0, 0], folds: 2)).pValue == 1)
        #expect(CorrectedTTest(differences: [0.1], testPerTraining: 0.25) == nil)
        #expect(CorrectedTTest(differences: [0.1, .nan], folds: 2) == nil)
    }
}
