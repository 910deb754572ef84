import Statistics
import Testing

@Suite("Averaged metrics")
struct AveragedMetricsTests {
    let probabilities = GoldenRows.probabilities
    let outcomes = GoldenRows.outcomes
    let weights = GoldenRows.weights

    @Test("The Brier score is scikit-learn's")
    func goldenBrier() {
        // brier_score_loss(Y, P); brier_score_loss(Y, P, sample_weight=W)
        #expect(isClose(brierScore(probabilities: probabilities, outcomes: outcomes), 0.20533333333333334))
        #expect(isClose(brierScore(probabilities: probabilities, outcomes: outcomes, weights: weights), 0.16515625))
    }

    @Test("The logarithmic loss is scikit-learn's, even when a certainty was wrong")
    func goldenLogLoss() {
        // log_loss(Y, P); log_loss(Y, P, sample_weight=W); log_loss([1, 0], [0.0, 1.0], labels=[0, 1])
        #expect(isClose(logLoss(probabilities: probabilities, outcomes: outcomes), 0.6086944947751409))
        #expect(
            isClose(logLoss(probabilities: probabilities, outcomes: outcomes, weights: weights), 0.5186278257160366)
        )
        #expect(isClose(logLoss(probabilities: [0, 1], outcomes: [true, false]), 36.04365338911715))
    }

    @Test("The accuracy is scikit-learn's")
    func goldenAccuracy() {
        // accuracy_score(Y, P >= .5); accuracy_score(Y, P >= .3, sample_weight=W)
        #expect(isClose(accuracy(probabilities: probabilities, outcomes: outcomes), 0.6666666666666666))
        #expect(
            accuracy(probabilities: probabilities, outcomes: outcomes, threshold: 0.3, weights: weights) == 0.625
        )
    }

    @Test("The cost counts each error at its price")
    func cost() {
        // By hand, at 0.5: FN = 3 (0.10, 0.30, 0.45), FP = 2 (0.50, 0.80), n = 15.
        let cost = meanCost(
            probabilities: probabilities,
            outcomes: outcomes,
            threshold: 0.5,
            missedPositive: 10,
            falseAlarm: 1
        )
        #expect(isClose(cost, 32.0 / 15))
    }

    @Test("Granting everyone costs the base rate, refusing everyone its complement")
    func costOfConstantDecisions() {
        let base = Double(outcomes.count { $0 }) / Double(outcomes.count)
        func cost(_ threshold: Double) -> Double? {
            meanCost(
                probabilities: probabilities,
                outcomes: outcomes,
                threshold: threshold,
                missedPositive: 10,
                falseAlarm: 1
            )
        }
        #expect(isClose(cost(1), 10 * base))
        #expect(isClose(cost(0), 1 - base))
    }

    @Test("No constant prediction beats the base rate", arguments: [0.1, 0.3, 0.6, 0.9])
    func properness(constant: Double) {
        let base = Double(outcomes.count { $0 }) / Double(outcomes.count)
        func constantly(_ p: Double) -> [Double] { outcomes.map { _ in p } }
        let best = brierScore(probabilities: constantly(base), outcomes: outcomes) ?? .nan
        #expect(isClose(best, base * (1 - base)))
        #expect(best < brierScore(probabilities: constantly(constant), outcomes: outcomes) ?? .nan)
        #expect(
            logLoss(probabilities: constantly(base), outcomes: outcomes) ?? .nan
                < logLoss(probabilities: constantly(constant), outcomes: outcomes) ?? .nan
        )
    }

    @Test("Without rows or without weight there is no figure")
    func undefined() {
        #expect(brierScore(probabilities: [], outcomes: []) == nil)
        #expect(logLoss(probabilities: [0.5], outcomes: [true], weights: [0]) == nil)
        #expect(accuracy(probabilities: [], outcomes: []) == nil)
    }
}
