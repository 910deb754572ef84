import Credit
import Statistics
import Testing

@testable import Modeling

@Suite("The threshold that costs least")
struct ThresholdSearchTests {
    private struct Rows {
        let probabilities: [Double]
        let outcomes: [Bool]
        let weights: [Int32]
        let cost: CostMatrix

        /// Random rows in order of falling probability, with ties and rows that count nothing.
        init(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            let count = 1 + generator.nextIndex(below: 40)
            let grid = [2, 5, 1_000][generator.nextIndex(below: 3)]
            let drawn = (0..<count).map { _ in Double(generator.nextIndex(below: grid + 1)) / Double(grid) }
            probabilities = drawn.sorted(by: >)
            outcomes = probabilities.map { generator.nextBool(probability: $0) }
            weights = (0..<count).map { _ in Int32(generator.nextIndex(below: 4)) }
            cost = try #require(CostMatrix(missedDefault: 1 + 10 * generator.nextUniform(), refusedGoodClient: 1))
        }

        func total(_ threshold: Double) -> Double {
            probabilities.indices.reduce(0) { sum, row in
                let isRefused = probabilities[row] >= threshold
                let error =
                    outcomes[row]
                    ? (isRefused ? 0 : cost.missedDefault) : (isRefused ? cost.refusedGoodClient : 0)
                return sum + Double(weights[row]) * error
            }
        }
    }

    @Test("costs no more than any other, whatever the ties and weights", arguments: 1...60 as ClosedRange<UInt64>)
    func bruteForce(seed: UInt64) throws {
        let rows = try Rows(seed: seed)
        let found = ThresholdSearch.cheapest(rows.probabilities, rows.outcomes, rows.weights, rows.cost)
        let candidates = [0, 2] + rows.probabilities + rows.probabilities.map { $0.nextUp }
        let least = candidates.map(rows.total).min() ?? .infinity
        // A threshold of 1 refuses those who are certain to default, so it is the top only when nobody is.
        #expect(abs(rows.total(found) - least) < 1e-9)
        #expect(found >= 0 && found <= 1)
    }

    private func search(_ rows: Int, seed: UInt64, missed: Double = 10) throws -> ThresholdSearch {
        var generator = SeededGenerator(seed: seed)
        let probabilities = (0..<rows).map { _ in logistic(generator.nextNormal() - 2) }
        let outcomes = probabilities.map { generator.nextBool(probability: $0) }
        let cost = try #require(CostMatrix(missedDefault: missed, refusedGoodClient: 1))
        return ThresholdSearch(probabilities: probabilities, outcomes: outcomes, cost: cost, replicates: 60, seed: 7)
    }

    @Test("is a multiple of 0.001 within its interval", arguments: [1, 2, 3, 4] as [UInt64])
    func sayable(seed: UInt64) throws {
        let search = try search(400, seed: seed)
        let value = search.threshold.probability.value
        #expect(value == (value * 1000).rounded() / 1000)
        #expect(value > 0 && value < 1)
        #expect(search.interval.low <= value + 0.0005 && value - 0.0005 <= search.interval.high)
    }

    @Test("is near the indifference of the costs when probabilities are exact")
    func exactProbabilities() throws {
        #expect(abs(try search(5_000, seed: 5).threshold.probability.value - 1 / 11) < 0.03)
        #expect(abs(try search(5_000, seed: 5, missed: 1).threshold.probability.value - 1 / 2) < 0.1)
    }

    @Test("is decided by the seed, and falls as a missed default costs more")
    func laws() throws {
        let (a, b) = (try search(400, seed: 1), try search(400, seed: 1))
        #expect(a.threshold == b.threshold && a.interval == b.interval)
        #expect(try search(2_000, seed: 1, missed: 30).threshold < search(2_000, seed: 1, missed: 3).threshold)
    }

    @Test("refuses nobody when nobody defaults, everybody when everybody does")
    func oneClass() throws {
        let cost = try #require(CostMatrix(missedDefault: 10, refusedGoodClient: 1))
        let probabilities = [0.1, 0.2, 0.3]
        let good = ThresholdSearch(probabilities: probabilities, outcomes: [false, false, false], cost: cost, seed: 1)
        let bad = ThresholdSearch(probabilities: probabilities, outcomes: [true, true, true], cost: cost, seed: 1)
        #expect(probabilities.allSatisfy { $0 < good.threshold.probability.value })
        #expect(probabilities.allSatisfy { $0 >= bad.threshold.probability.value })
    }

    @Test("with one price for all, money and errors choose the same threshold; dear loans pull it towards their own")
    func amounts() throws {
        var generator = SeededGenerator(seed: 11)
        let probabilities = (0..<4_000).map { _ in Double.random(in: 0...0.5, using: &generator) }
        let outcomes = probabilities.map { Double.random(in: 0..<1, using: &generator) < $0 }
        let cost = try #require(CostMatrix(missedDefault: 10, refusedGoodClient: 1))
        let errors = ThresholdSearch(
            probabilities: probabilities, outcomes: outcomes, cost: cost, replicates: 40, seed: 1)
        func money(_ margin: Double) -> ThresholdSearch {
            ThresholdSearch(
                probabilities: probabilities, outcomes: outcomes,
                costs: .amounts(
                    credits: outcomes.map { _ in 1_000 }, lossGivenDefault: 0.6,
                    margins: outcomes.map { _ in 1_000 * margin }),
                usual: 0.1, replicates: 40, seed: 1)
        }
        #expect(money(0.06).threshold == errors.threshold && money(0.06).interval == errors.interval)
        #expect(money(0.2).threshold.probability > errors.threshold.probability)
    }
}
