import Statistics
import Testing

@Suite("Cost curve")
struct CostCurveTests {
    let tenToOne = DecisionCosts.ratio(10)

    @Test("The cost at a threshold is that of scikit-learn's confusion matrix")
    func golden() throws {
        let golden = try JudgingGolden.read()
        let rows = golden.rows
        let curve = try #require(CostCurve(probabilities: rows.first, outcomes: rows.outcomes, costs: tenToOne))
        for (threshold, cost) in zip(golden.thresholds, golden.costs) {
            #expect(isClose(curve.cost(at: threshold), cost))
        }
        #expect(isClose(curve.minimum.cost, golden.lowestCost))
    }

    @Test("Amounts cost what they cost by hand, and a threshold for each loan costs less than any for all")
    func goldenAmounts() throws {
        let golden = try JudgingGolden.read()
        let rows = golden.rows
        let costs = DecisionCosts.amounts(credits: rows.credits, lossGivenDefault: 0.45, margins: rows.margins)
        let curve = try #require(CostCurve(probabilities: rows.first, outcomes: rows.outcomes, costs: costs))
        for (threshold, cost) in zip(golden.thresholds, golden.amountCosts) {
            #expect(isClose(curve.cost(at: threshold), cost, within: 1e-8))
            let direct = costs.meanCost(probabilities: rows.first, outcomes: rows.outcomes, threshold: threshold)
            #expect(isClose(direct, cost, within: 1e-8))
        }
        let byLoan = costs.meanCostByLoan(probabilities: rows.first, outcomes: rows.outcomes)
        #expect(isClose(byLoan, golden.amountCostByLoan, within: 1e-8))
    }

    @Test("Every step is what the mean cost says, weights included", arguments: [UInt64](1...4))
    func steps(seed: UInt64) throws {
        let (probabilities, outcomes) = calibratedRows(150, seed: seed)
        let weights = outcomes.indices.map { Int32(($0 * 7 + Int(seed)) % 3) }
        let curve = try #require(
            CostCurve(probabilities: probabilities, outcomes: outcomes, costs: tenToOne, weights: weights))
        #expect(curve.costs.count == curve.probabilities.count + 1)
        for threshold in curve.probabilities + [0, 1, 0.0909, 0.5] {
            let direct = meanCost(
                probabilities: probabilities, outcomes: outcomes, threshold: threshold, missedPositive: 10,
                falseAlarm: 1, weights: weights)
            #expect(isClose(direct, curve.cost(at: threshold)))
        }
        let best = curve.minimum
        #expect(curve.costs.allSatisfy { $0 >= best.cost })
        #expect(curve.cost(at: best.threshold) == best.cost)
        #expect(curve.grantedShare(at: best.threshold) == best.grantedShare)
        #expect(best.thresholds.contains(best.threshold))
    }

    @Test("Its ends refuse all and grant all")
    func ends() throws {
        let (probabilities, outcomes) = calibratedRows(500, seed: 5)
        let base = Double(outcomes.count { $0 }) / 500
        let curve = try #require(CostCurve(probabilities: probabilities, outcomes: outcomes, costs: tenToOne))
        #expect(isClose(curve.costs.first, 1 - base) && isClose(curve.costs.last, 10 * base))
        #expect(curve.grantedShares.first == 0 && curve.grantedShares.last == 1)
        #expect(zip(curve.grantedShares, curve.grantedShares.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("A certainty is refused by every threshold, a probability of 0 by the threshold 0 alone")
    func certainties() throws {
        let curve = try #require(
            CostCurve(probabilities: [0, 0.5, 1], outcomes: [false, false, true], costs: tenToOne))
        #expect(curve.costs == [2.0 / 3, 1.0 / 3, 0])
        #expect(curve.minimum.thresholds == Interval(low: 0.5, high: 1))
        #expect(curve.cost(at: 1) == 0 && curve.cost(at: 0) == 2.0 / 3 && curve.cost(at: 1e-300) == 1.0 / 3)
    }

    @Test("Of equal costs the threshold that refuses fewest is taken, and neighbours in floating point stay apart")
    func ties() throws {
        let flat = try #require(
            CostCurve(
                probabilities: [0.2, 0.4], outcomes: [true, false],
                costs: .perError(missedPositive: 1, falseAlarm: 1)))
        #expect(flat.costs == [0.5, 1, 0.5])
        #expect(flat.minimum.grantedShare == 1)
        #expect(!flat.plateau(within: 0).isWhole)
        // The middle of two neighbours rounds to either, by the parity of their last bit.
        for low in [0.3, 0.3.nextUp] {
            let near = try #require(
                CostCurve(probabilities: [low, low.nextUp], outcomes: [false, true], costs: tenToOne))
            #expect(near.minimum.cost == 0)
            #expect(near.cost(at: near.minimum.threshold) == 0)
        }
    }

    @Test("The plateau holds the minimum, grows with its tolerance, and keeps its promise", arguments: [UInt64](1...3))
    func plateau(seed: UInt64) throws {
        let (probabilities, outcomes) = calibratedRows(3_000, seed: seed)
        let curve = try #require(CostCurve(probabilities: probabilities, outcomes: outcomes, costs: tenToOne))
        var widest = 0.0
        for tolerance in [0, 0.01, 0.05, 0.3] {
            let plateau = curve.plateau(within: tolerance)
            #expect(plateau.thresholds.contains(curve.minimum.threshold))
            #expect(plateau.thresholds.width >= widest)
            widest = plateau.thresholds.width
            for share in [0.001, 0.2, 0.5, 0.9, 1] {
                let ends = plateau.thresholds
                let threshold = min(ends.high, ends.low + share * ends.width)
                #expect(curve.cost(at: threshold) <= curve.minimum.cost * (1 + tolerance) + 1e-12)
            }
        }
        let all = curve.plateau(within: 100)
        #expect(all.isWhole && all.thresholds == Interval(low: 0, high: 1))
        #expect(all.grantedShares == Interval(low: 0, high: 1))
    }

    @Test("For true probabilities the cheapest threshold is near Bayes'", arguments: [5.0, 10, 20])
    func bayes(ratio: Double) throws {
        let (probabilities, outcomes) = calibratedRows(60_000, seed: 9)
        let curve = try #require(CostCurve(probabilities: probabilities, outcomes: outcomes, costs: .ratio(ratio)))
        let threshold = bayesThreshold(ratio: ratio)
        #expect(curve.plateau(within: 0.01).thresholds.contains(threshold))
        #expect(curve.cost(at: threshold) < 1.01 * curve.minimum.cost)
        #expect(isClose(bayesThreshold(ratio: 10), 1.0 / 11))
    }

    @Test("A loan's own threshold balances what granting and refusing are expected to cost")
    func ownThreshold() {
        let costs = DecisionCosts.amounts(
            credits: [1000, 1000, 0, 500, 0], lossGivenDefault: 0.5, margins: [500, 100, 10, -5, 0])
        #expect((0..<5).map(costs.bayesThreshold) == [0.5, 1.0 / 6, 1, 0, 1])
        #expect(isClose(DecisionCosts.ratio(10).bayesThreshold(row: 3), 1.0 / 11))
    }

    @Test("With true probabilities, a threshold for each loan beats the best one for all", arguments: [UInt64](1...3))
    func ownThresholdWins(seed: UInt64) throws {
        let (probabilities, outcomes) = calibratedRows(20_000, seed: seed)
        var generator = SeededGenerator(seed: seed + 70)
        let credits = outcomes.map { _ in 1000 + 9000 * generator.nextUniform() }
        let margins = credits.map { $0 * (0.02 + 0.2 * generator.nextUniform()) }
        let costs = DecisionCosts.amounts(credits: credits, lossGivenDefault: 0.6, margins: margins)
        let curve = try #require(CostCurve(probabilities: probabilities, outcomes: outcomes, costs: costs))
        let byLoan = try #require(costs.meanCostByLoan(probabilities: probabilities, outcomes: outcomes))
        #expect(byLoan < curve.minimum.cost)
        // One price for all is one threshold for all.
        let flat = DecisionCosts.ratio(10)
        #expect(
            flat.meanCostByLoan(probabilities: probabilities, outcomes: outcomes)
                == flat.meanCost(probabilities: probabilities, outcomes: outcomes, threshold: 1.0 / 11))
    }

    @Test("The band holds the curve, and whole persons drawn widen it")
    func band() throws {
        let (probabilities, outcomes) = calibratedRows(1_500, seed: 3)
        let thresholds = [0.02, 1.0 / 11, 0.3]
        func band(_ probabilities: [Double], _ outcomes: [Bool], persons: [Int32]?, level: Double = 0.95) throws
            -> CostBand
        {
            try #require(
                CostBand(
                    probabilities: probabilities, outcomes: outcomes, costs: tenToOne, persons: persons,
                    thresholds: thresholds, replicates: 300, level: level, seed: 8))
        }
        let alone = try band(probabilities, outcomes, persons: nil)
        let curve = try #require(CostCurve(probabilities: probabilities, outcomes: outcomes, costs: tenToOne))
        for (threshold, interval) in zip(thresholds, alone.intervals) {
            #expect(interval.contains(curve.cost(at: threshold)))
        }
        #expect(alone.cheapestThreshold.contains(alone.medianCheapestThreshold))
        #expect(try band(probabilities, outcomes, persons: nil) == alone)
        #expect(try saved(alone) == alone)
        // Each row four times by one person: row by row it would look like four times the data.
        let fourfold = (probabilities + probabilities + probabilities + probabilities)
        let repeated = (outcomes + outcomes + outcomes + outcomes)
        let persons = repeated.indices.map { Int32($0 % 1_500) }
        let together = try band(fourfold, repeated, persons: persons)
        let apart = try band(fourfold, repeated, persons: nil)
        for index in thresholds.indices {
            #expect(isClose(together.intervals[index].low, alone.intervals[index].low, within: 1e-9))
            #expect(isClose(together.intervals[index].high, alone.intervals[index].high, within: 1e-9))
            #expect(apart.intervals[index].width < 0.7 * together.intervals[index].width)
        }
    }

    @Test("The band's interval of one threshold is the bootstrap's of its mean cost")
    func bandIsBootstrap() throws {
        let (probabilities, outcomes) = calibratedRows(400, seed: 4)
        let band = try #require(
            CostBand(
                probabilities: probabilities, outcomes: outcomes, costs: tenToOne, thresholds: [0.1], replicates: 100,
                seed: 6))
        let direct = try #require(
            bootstrapInterval(count: 400, replicates: 100, seed: 6) {
                tenToOne.meanCost(probabilities: probabilities, outcomes: outcomes, threshold: 0.1, weights: $0)
            })
        #expect(isClose(band.intervals[0].low, direct.low) && isClose(band.intervals[0].high, direct.high))
    }

    @Test("Without rows, or with what is no probability, there is no curve")
    func refusals() {
        #expect(CostCurve(probabilities: [], outcomes: [], costs: tenToOne) == nil)
        #expect(CostCurve(probabilities: [.nan], outcomes: [true], costs: tenToOne) == nil)
        #expect(CostCurve(probabilities: [1.2], outcomes: [true], costs: tenToOne) == nil)
        #expect(CostCurve(probabilities: [0.2], outcomes: [true], costs: tenToOne, weights: [0]) == nil)
        #expect(
            CostBand(probabilities: [], outcomes: [], costs: tenToOne, thresholds: [0.1], seed: 1) == nil)
        #expect(costSensitivity(models: [[.nan]], outcomes: [true]) == nil)
    }
}

@Suite("Cost sensitivity")
struct CostSensitivityTests {
    @Test("At each ratio, each model costs what its curve says")
    func curves() throws {
        let rows = try JudgingGolden.read().rows
        let models = [rows.first, rows.second, rows.fine]
        let sensitivity = try #require(costSensitivity(models: models, outcomes: rows.outcomes))
        #expect(sensitivity.rows.map(\.ratio) == (5...20).map(Double.init))
        for row in sensitivity.rows {
            for (model, costs) in zip(models, row.models) {
                let curve = try #require(
                    CostCurve(probabilities: model, outcomes: rows.outcomes, costs: .ratio(row.ratio)))
                #expect(costs.minimum == curve.minimum)
                #expect(costs.costAtBayesThreshold == curve.cost(at: row.bayesThreshold))
                #expect(costs.minimum.cost <= min(row.costOfGrantingAll, row.costOfRefusingAll) + 1e-12)
                #expect(row.models[row.cheapestAtBayesThreshold].costAtBayesThreshold <= costs.costAtBayesThreshold)
                #expect(row.models[row.cheapestAtOwnThreshold].minimum.cost <= costs.minimum.cost)
            }
        }
        #expect(try saved(sensitivity) == sensitivity)
    }

    @Test("A ratio at which another model becomes cheapest is told")
    func switches() throws {
        let outcomes = [true, false, false, false, false, false, false, false]
        let first = [0.16, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.06]
        let second = [0.05, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01]
        let sensitivity = try #require(
            costSensitivity(models: [first, second], outcomes: outcomes, ratios: [3, 5, 10, 19, 25]))
        // At 3 and 5 both miss the default; at 10 the first model finds it; from 19 it refuses a good client too.
        #expect(sensitivity.rows.map(\.cheapestAtBayesThreshold) == [0, 0, 0, 1, 1])
        #expect(sensitivity.switches == [19])
    }
}

/// True probabilities around 8 %, all different, and what happened under them.
func calibratedRows(_ count: Int, seed: UInt64) -> (probabilities: [Double], outcomes: [Bool]) {
    var generator = SeededGenerator(seed: seed)
    let probabilities = (0..<count).map { _ in logistic(-2.9 + 1.1 * generator.nextNormal()) }
    return (probabilities, probabilities.map { generator.nextBool(probability: $0) })
}
