import Statistics
import Testing

@Suite("Intervals and quantiles")
struct IntervalTests {
    @Test("Quantiles are NumPy's")
    func goldenQuantiles() {
        // np.quantile([3.5, -1, 2, 8, 8, .25, 17], [0, .1, .25, .5, .9, 1])
        let found = quantiles([3.5, -1, 2, .nan, 8, 8, 0.25, 17], at: [0, 0.1, 0.25, 0.5, 0.9, 1])
        let expected = [-1, -0.25, 1.125, 3.5, 11.6, 17]
        #expect(found.count == expected.count)
        for (left, right) in zip(found, expected) { #expect(isClose(left, right)) }
        #expect(quantile(sorted: [], at: 0.5) == nil)
        #expect(quantile(sorted: [1, .infinity], at: 0) == 1)
        #expect(quantiles([.nan], at: [0.5]).isEmpty)
    }

    @Test(
        "Wilson's interval is SciPy's",
        arguments: [
            (8, 100, 0.95, 0.04109346148438061, 0.14998107700948735), (0, 20, 0.95, 0, 0.16112515805281935),
            (20, 20, 0.95, 0.8388748419471808, 1), (3, 7, 0.9, 0.18644319036395607, 0.7105229089864071),
            (2457, 30751, 0.95, 0.07692158564493538, 0.08298304157954424),
        ]
    )
    func goldenWilson(successes: Int, trials: Int, level: Double, low: Double, high: Double) {
        // binomtest(k, n).proportion_ci(level, "wilson")
        let interval = wilsonInterval(successes: successes, trials: trials, level: level)
        #expect(isClose(interval?.low, low))
        #expect(isClose(interval?.high, high))
    }

    @Test("No trial, no interval")
    func noTrial() {
        #expect(wilsonInterval(successes: 0, trials: 0) == nil)
    }

    @Test("The bootstrap of a mean agrees with theory")
    func bootstrapOfMean() throws {
        var generator = SeededGenerator(seed: 1)
        let values = (0..<2_000).map { _ in generator.nextNormal() }
        let mean = values.reduce(0, +) / 2_000
        let interval = try #require(
            bootstrapInterval(count: 2_000, replicates: 2_000, seed: 5) { weights in
                zip(values, weights).reduce(0) { $0 + $1.0 * Double($1.1) } / 2_000
            }
        )
        #expect(interval.contains(mean))
        #expect(isClose(interval.width, 2 * 1.96 / 2_000.0.squareRoot(), within: 0.008))
    }

    @Test("Each replicate draws as many rows as there are")
    func drawsSumToCount() {
        let interval = bootstrapInterval(count: 137, replicates: 50, seed: 2) { weights in
            Double(weights.reduce(0, +))
        }
        #expect(interval == Interval(low: 137, high: 137))
    }

    @Test("The same seed gives the same interval, another seed another")
    func reproducible() {
        let rows = randomRows(400, seed: 6)
        let ranked = RankedScores(scores: rows.scores, outcomes: rows.outcomes)
        func interval(_ seed: UInt64) -> Interval? {
            bootstrapInterval(count: 400, replicates: 100, seed: seed) { ranked?.areaUnderROC(weights: $0) }
        }
        #expect(interval(1) != nil)
        #expect(interval(1) == interval(1))
        #expect(interval(1) != interval(2))
    }

    @Test("A statistic that is mostly undefined has no interval")
    func mostlyUndefined() {
        #expect(bootstrapInterval(count: 10, replicates: 20, seed: 1) { _ in nil } == nil)
        #expect(bootstrapInterval(count: 0, replicates: 20, seed: 1) { _ in 1 } == nil)
    }

    @Test("A higher level gives a wider interval that contains the lower one")
    func nested() throws {
        let rows = randomRows(400, seed: 7)
        let ranked = try #require(RankedScores(scores: rows.scores, outcomes: rows.outcomes))
        func interval(_ level: Double) -> Interval? {
            bootstrapInterval(count: 400, replicates: 300, level: level, seed: 3) {
                ranked.areaUnderROC(weights: $0)
            }
        }
        let narrow = try #require(interval(0.8))
        let wide = try #require(interval(0.99))
        #expect(wide.low < narrow.low && narrow.high < wide.high)
        #expect(wide.contains(try #require(ranked.areaUnderROC())))
    }

    @Test("Five hundred replicates of an AUC over 11,000 rows end in seconds", .timeLimit(.minutes(15)))
    func speed() throws {
        let rows = randomRows(11_000, seed: 10)
        let ranked = try #require(RankedScores(scores: rows.scores, outcomes: rows.outcomes))
        let start = ContinuousClock.now
        let interval = bootstrapInterval(count: 11_000, replicates: 500, seed: 1) { ranked.areaUnderROC(weights: $0) }
        let elapsed = ContinuousClock.now - start
        #expect(interval != nil)
        // A debug build is some ten times slower than the three seconds promised for release.
        #expect(elapsed < .seconds(30))
    }
}
