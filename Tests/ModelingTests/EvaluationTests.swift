import Credit
import Foundation
import Modeling
import Statistics
import Testing

@Suite("The evaluation of a model")
struct EvaluationTests {
    private let cost: CostMatrix
    private let threshold = Threshold(Probability(clamping: 0.3))

    init() throws { cost = try #require(CostMatrix(missedDefault: 10, refusedGoodClient: 1)) }

    @Test("gives what a hand gives")
    func byHand() throws {
        // Refused from 0.3: 0.9 (default), 0.6 (good), 0.3 (good); granted: 0.2 (default), 0.1 and 0.1 (good).
        let probabilities = [0.9, 0.6, 0.3, 0.2, 0.1, 0.1]
        let outcomes = [true, false, false, true, false, false]
        let evaluation = try #require(
            Evaluation(
                probabilities: probabilities, outcomes: outcomes, threshold: threshold, cost: cost,
                seed: 1))
        #expect(evaluation.rows == 6 && evaluation.defaults == 2)
        // Pairs of a default and a good client: 0.9 is above all 4, 0.2 above 2 of 4.
        #expect(abs(evaluation.auc.estimate - 6 / 8) < 1e-12)
        #expect(abs(evaluation.accuracy.estimate - 3 / 6) < 1e-12)
        #expect(abs(evaluation.costPerThousand.estimate - (10 + 2) / 6 * 1000) < 1e-9)
        #expect(abs(evaluation.brier.estimate - (0.01 + 0.36 + 0.09 + 0.64 + 0.01 + 0.01) / 6) < 1e-12)
        let loss = -(log(0.9) + log(0.4) + log(0.7) + log(0.2) + 2 * log(0.9)) / 6
        #expect(abs(evaluation.logLoss - loss) < 1e-12)
        #expect(evaluation.approvalRate == 0.5)
        #expect(abs(evaluation.costOfGrantingAll - 10 * 2 / 6 * 1000) < 1e-9)
    }

    @Test("every interval holds its estimate, and narrows with more rows")
    func intervals() throws {
        func evaluation(_ rows: Int) throws -> Evaluation {
            var generator = SeededGenerator(seed: 4)
            let probabilities = (0..<rows).map { _ in generator.nextUniform() * 0.6 }
            let outcomes = probabilities.map { generator.nextBool(probability: $0) }
            return try #require(
                Evaluation(
                    probabilities: probabilities, outcomes: outcomes, threshold: threshold, cost: cost,
                    replicates: 100, seed: 1))
        }
        let few = try evaluation(150), many = try evaluation(1_500)
        for part in [\Evaluation.auc, \.accuracy, \.costPerThousand, \.brier] {
            for value in [few[keyPath: part], many[keyPath: part]] {
                #expect(value.low <= value.estimate && value.estimate <= value.high && value.low < value.high)
            }
            #expect(
                many[keyPath: part].high - many[keyPath: part].low < few[keyPath: part].high - few[keyPath: part].low)
        }
        #expect(many.reliability.bins.map(\.count).reduce(0, +) == 1_500)
        #expect(many.calibrationError < 0.1)
    }

    @Test("is none for one class", arguments: [true, false])
    func oneClass(outcome: Bool) {
        #expect(
            Evaluation(
                probabilities: [0.1, 0.2], outcomes: [outcome, outcome], threshold: threshold, cost: cost, seed: 1)
                == nil)
        #expect(Evaluation(probabilities: [], outcomes: [], threshold: threshold, cost: cost, seed: 1) == nil)
    }
}
