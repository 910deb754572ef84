import Drift
import Foundation
import Statistics
import Testing

/// Clients whose probabilities are right, and what became of them.
private func clients(_ count: Int, seed: UInt64, shift: Double = 0) -> (probabilities: [Double], outcomes: [Bool]) {
    var generator = SeededGenerator(seed: seed)
    let probabilities = (0..<count).map { _ in logistic(generator.nextNormal() - 2 + shift) }
    return (probabilities, probabilities.map { generator.nextBool(probability: $0) })
}

@Suite("Performance with and without outcomes")
struct PerformanceTests {
    @Test("By hand: sums of probabilities, and the area under the expected curve")
    func byHand() throws {
        let estimate = try PerformanceEstimate(
            probabilities: [0.9, 0.5, 0.2, 0.1], refused: [true, true, false, false], missedDefault: 10,
            refusedGoodClient: 1)
        #expect(isClose(estimate.truePositives.value, 1.4) && isClose(estimate.falsePositives.value, 0.6))
        #expect(isClose(estimate.falseNegatives.value, 0.3) && isClose(estimate.trueNegatives.value, 1.7))
        #expect(isClose(estimate.cost.value, (10 * 0.3 + 0.6) / 4))
        #expect(isClose(estimate.recall, 1.4 / 1.7) && isClose(estimate.precision, 0.7))
        #expect(isClose(estimate.specificity, 1.7 / 2.3) && isClose(estimate.accuracy, 3.1 / 4))
        // Trapezoids from the lowest score: 0.1·0.45 + 0.2·(0.9+0.4) + 0.5·(1.7+0.25) + 0.9·(2.2+0.05), over 1.7·2.3.
        #expect(isClose(estimate.areaUnderROC?.value, (0.045 + 0.26 + 0.975 + 2.025) / (1.7 * 2.3)))
    }

    @Test("With right probabilities it finds what happened, for the same clients and for others", arguments: [0, 0.8])
    func calibrated(shift: Double) throws {
        var covered = (cost: 0, area: 0, defaults: 0)
        for seed in 1...60 {
            let (probabilities, outcomes) = clients(1_500, seed: UInt64(seed), shift: shift)
            let refused = probabilities.map { $0 >= 1.0 / 11 }
            let estimate = try PerformanceEstimate(
                probabilities: probabilities, refused: refused, missedDefault: 10, refusedGoodClient: 1)
            let cost = try #require(
                meanCost(
                    probabilities: probabilities, outcomes: outcomes, threshold: 1.0 / 11, missedPositive: 10,
                    falseAlarm: 1))
            let area = try #require(areaUnderROC(scores: probabilities, outcomes: outcomes))
            let missed = zip(refused, outcomes).count { !$0 && $1 }
            covered.cost += estimate.cost.interval.contains(cost) ? 1 : 0
            covered.area += try #require(estimate.areaUnderROC).interval.contains(area) ? 1 : 0
            covered.defaults += estimate.falseNegatives.interval.contains(Double(missed)) ? 1 : 0
        }
        // 95 % of 60 is 57; fewer than 51 happens once in two hundred times.
        #expect(covered.cost >= 51 && covered.area >= 51 && covered.defaults >= 51, "\(covered)")
    }

    @Test("It is blind to a change of what happens to a client of a given kind")
    func blind() throws {
        let (probabilities, _) = clients(20_000, seed: 3)
        let refused = probabilities.map { $0 >= 1.0 / 11 }
        let estimate = try PerformanceEstimate(
            probabilities: probabilities, refused: refused, missedDefault: 10, refusedGoodClient: 1)
        var generator = SeededGenerator(seed: 9)
        let crisis = probabilities.map { generator.nextBool(probability: min(1, 2 * $0)) }
        let cost = try #require(
            meanCost(
                probabilities: probabilities, outcomes: crisis, threshold: 1.0 / 11, missedPositive: 10, falseAlarm: 1))
        #expect(!estimate.cost.interval.contains(cost))
    }

    @Test("Without clients or with a probability that is none, it refuses in one sentence")
    func refused() {
        for probabilities in [[], [0.2, .nan], [1.5]] as [[Double]] {
            #expect(throws: DriftError.self) {
                try PerformanceEstimate(
                    probabilities: probabilities, refused: probabilities.map { _ in false }, missedDefault: 10,
                    refusedGoodClient: 1)
            }
        }
    }

    @Test("Months are read from dates and keep their order", arguments: [("2026-03", 3), ("2026-12-31T23:59:59Z", 12)])
    func months(text: String, number: Int) throws {
        let month = try #require(Month(text))
        #expect(month.year == 2026 && month.month == number && month.description == text.prefix(7))
        #expect(Month("2026-13") == nil && Month("26-01") == nil && Month("March") == nil && Month("2026") == nil)
        #expect(try JSONDecoder().decode([Month].self, from: JSONEncoder().encode([month])) == [month])
    }

    @Test("Vintages count by month, earliest first, and tell a month whose probabilities were wrong")
    func byMonth() throws {
        var loans: [DecidedLoan] = []
        for (number, factor) in [(5, 1.0), (3, 1.0), (4, 2.0)] {
            let month = try #require(Month(year: 2026, month: number))
            var generator = SeededGenerator(seed: UInt64(number))
            for probability in clients(3_000, seed: UInt64(number)).probabilities {
                let refused = probability >= 0.3
                let defaulted = generator.nextBool(probability: min(1, factor * probability))
                loans.append(
                    DecidedLoan(
                        month: month, probability: probability, refused: refused, defaulted: refused ? nil : defaulted))
            }
        }
        let found = try vintages(of: loans, missedDefault: 10, refusedGoodClient: 1)
        #expect(found.map(\.month.month) == [3, 4, 5])
        for vintage in found {
            #expect(vintage.decisions == 3_000 && vintage.known == 3_000 - vintage.refused)
            let rate = try #require(vintage.defaultRate)
            #expect(rate == Double(vintage.defaults) / Double(vintage.known))
            #expect(try #require(vintage.defaultInterval).contains(rate))
            #expect(isClose(vintage.meanCost, 10 * rate))
            #expect(try #require(vintage.areaInterval).contains(try #require(vintage.areaUnderROC)))
        }
        #expect(try #require(found[0].calibrationProbability) > 0.001)
        #expect(try #require(found[1].calibrationProbability) < 1e-9)
    }

    @Test("A month without known outcomes has counts and no figures")
    func youngMonth() throws {
        let month = try #require(Month("2026-06"))
        let loans = [DecidedLoan(month: month, probability: 0.1, refused: false, defaulted: nil)]
        let found = try #require(try vintages(of: loans, missedDefault: 10, refusedGoodClient: 1).first)
        #expect(found.decisions == 1 && found.known == 0)
        #expect(found.defaultRate == nil && found.meanCost == nil && found.calibrationProbability == nil)
        #expect(try vintages(of: [], missedDefault: 10, refusedGoodClient: 1).isEmpty)
    }
}
