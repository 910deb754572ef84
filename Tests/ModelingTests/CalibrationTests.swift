import Credit
import Foundation
import Statistics
import Testing

@testable import Modeling

@Suite("Calibration")
struct CalibrationTests {
    /// Scores, and outcomes drawn from a law of them.
    private func draw(_ rows: Int, seed: UInt64, law: (Double) -> Double) -> (scores: [Double], outcomes: [Bool]) {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<rows).map { _ in generator.nextNormal() * 1.5 - 2 }
        return (scores, scores.map { generator.nextBool(probability: law($0)) })
    }

    /// The calibration that is best on folds it did not see.
    private func chosen(_ scores: [Double], _ outcomes: [Bool]) throws -> Calibration {
        let folds = try PersonFolds(persons: scores.indices.map(Int32.init), outcomes: outcomes, seed: 1)
        return CrossFitting(scores, outcomes, folds: folds).calibration
    }

    @Test("finds the slope and the intercept that the outcomes were drawn from")
    func recovers() throws {
        let (scores, outcomes) = draw(20_000, seed: 1) { logistic(0.6 * $0 + 0.5) }
        let calibration = try chosen(scores, outcomes)
        guard case .platt(let slope, let intercept) = calibration else {
            Issue.record("a straight law was fitted by steps")
            return
        }
        #expect(abs(slope - 0.6) < 0.05)
        #expect(abs(intercept - 0.5) < 0.1)
        #expect(calibration.name == "Platt")
    }

    @Test("leaves scores that mean what they say nearly as they are")
    func identity() throws {
        let (scores, outcomes) = draw(20_000, seed: 2, law: logistic)
        let calibration = try chosen(scores, outcomes)
        for score in stride(from: -5.0, through: 1, by: 0.5) {
            #expect(abs(calibration.probability(LogOdds(score)).value - logistic(score)) < 0.03)
        }
    }

    @Test("takes steps where no straight line fits")
    func steps() throws {
        let (scores, outcomes) = draw(10_000, seed: 3) { $0 < -2 ? 0.05 : $0 < -1 ? 0.1 : 0.9 }
        let calibration = try chosen(scores, outcomes)
        #expect(calibration.name == "isotonic")
        #expect(abs(calibration.probability(LogOdds(0.5)).value - 0.9) < 0.03)
        #expect(abs(calibration.probability(LogOdds(-4)).value - 0.05) < 0.03)
    }

    @Test("never ranks a riskier score below a safer one", arguments: [4, 5, 6] as [UInt64])
    func monotone(seed: UInt64) throws {
        for law in [logistic, { $0 < -2 ? 0.1 : 0.8 }, { _ in 0.3 }] as [(Double) -> Double] {
            let (scores, outcomes) = draw(600, seed: seed, law: law)
            let calibration = try chosen(scores, outcomes)
            let ends = [-1e300, -50, -20] + Array(stride(from: -10.0, through: 10, by: 0.01)) + [20, 50, 1e300]
            let values = ends.map { calibration.probability(LogOdds($0)) }
            #expect(values == values.sorted())
        }
    }

    @Test("fits nothing to rows of one class", arguments: [true, false])
    func oneClass(outcome: Bool) {
        for method in [Calibration.Method.platt, .isotonic] {
            #expect(Calibration(method, fitting: [-1, 0, 1], to: [outcome, outcome, outcome]) == nil)
        }
    }

    @Test("keeps the score as it is where nothing can be learned from it")
    func useless() throws {
        let outcomes = (0..<300).map { $0 % 3 == 0 }
        let scores = [Double](repeating: logit(1.0 / 3), count: 300)
        let fitting = CrossFitting(
            scores, outcomes,
            folds: try PersonFolds(persons: outcomes.indices.map(Int32.init), outcomes: outcomes, seed: 1))
        #expect(fitting.calibration == .none)
        #expect(fitting.reports.count { $0.isChosen } == 1)
        #expect(fitting.probabilities.allSatisfy { abs($0 - 1.0 / 3) < 1e-12 })
    }

    @Test("survives JSON to the last bit")
    func travels() throws {
        for calibration in [
            Calibration.platt(slope: 0.1 + 0.2, intercept: -1 / 3),
            .isotonic(inputs: [-1 / 3, 0.1], outputs: [0.1, 0.7]), .none,
        ] {
            #expect(try JSONDecoder().decode(Calibration.self, from: JSONEncoder().encode(calibration)) == calibration)
        }
    }
}
