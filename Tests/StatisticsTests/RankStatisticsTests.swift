import Statistics
import Testing

@Suite("Rank statistics")
struct RankStatisticsTests {
    let scores = GoldenRows.probabilities
    let outcomes = GoldenRows.outcomes

    @Test("The AUC is scikit-learn's, ties and weights included")
    func goldenAUC() {
        // roc_auc_score(Y, P); roc_auc_score(Y, P, sample_weight=W)
        #expect(areaUnderROC(scores: scores, outcomes: outcomes) == 0.75)
        let ranked = RankedScores(scores: scores, outcomes: outcomes)
        #expect(isClose(ranked?.areaUnderROC(weights: GoldenRows.weights), 0.7636363636363637))
    }

    @Test("The Kolmogorov–Smirnov distance is SciPy's")
    func goldenKolmogorovSmirnov() {
        // ks_2samp(P[Y == 1], P[Y == 0]).statistic
        #expect(isClose(kolmogorovSmirnov(scores: scores, outcomes: outcomes), 0.4642857142857143))
    }

    @Test("Any increasing transformation leaves both alone", arguments: [UInt64](1...5))
    func invariance(seed: UInt64) {
        let (scores, outcomes) = randomRows(300, seed: seed)
        let moved = scores.map { logistic(3 * $0) * 7 - 2 }
        #expect(areaUnderROC(scores: scores, outcomes: outcomes) == areaUnderROC(scores: moved, outcomes: outcomes))
        #expect(
            kolmogorovSmirnov(scores: scores, outcomes: outcomes)
                == kolmogorovSmirnov(scores: moved, outcomes: outcomes)
        )
    }

    @Test("Swapping the classes gives the complement", arguments: [UInt64](1...5))
    func symmetry(seed: UInt64) {
        let (scores, outcomes) = randomRows(300, seed: seed)
        let swapped = areaUnderROC(scores: scores, outcomes: outcomes.map { !$0 }) ?? .nan
        #expect(isClose(areaUnderROC(scores: scores, outcomes: outcomes), 1 - swapped))
    }

    @Test("It counts pairs as the definition does", arguments: [UInt64](1...5))
    func definition(seed: UInt64) {
        let (scores, outcomes) = randomRows(120, seed: seed)
        var won = 0.0
        var pairs = 0.0
        for positive in scores.indices where outcomes[positive] {
            for negative in scores.indices where !outcomes[negative] {
                pairs += 1
                won += scores[positive] > scores[negative] ? 1 : scores[positive] == scores[negative] ? 0.5 : 0
            }
        }
        #expect(isClose(areaUnderROC(scores: scores, outcomes: outcomes), won / pairs))
    }

    @Test("A weight is a repetition")
    func weightsRepeat() {
        let (scores, outcomes) = randomRows(80, seed: 9)
        let weights = scores.indices.map { Int32($0 % 4) }
        let repeated = scores.indices.flatMap { row in [Int](repeating: row, count: Int(weights[row])) }
        let ranked = RankedScores(scores: scores, outcomes: outcomes)
        let repeatedScores = repeated.map { scores[$0] }
        let repeatedOutcomes = repeated.map { outcomes[$0] }
        #expect(
            ranked?.areaUnderROC(weights: weights) == areaUnderROC(scores: repeatedScores, outcomes: repeatedOutcomes)
        )
        #expect(
            ranked?.kolmogorovSmirnov(weights: weights)
                == kolmogorovSmirnov(scores: repeatedScores, outcomes: repeatedOutcomes)
        )
    }

    @Test("Perfect, useless and undefined scores")
    func edges() {
        #expect(areaUnderROC(scores: [1, 2, 3], outcomes: [false, false, true]) == 1)
        #expect(areaUnderROC(scores: [5, 5, 5], outcomes: [false, true, true]) == 0.5)
        #expect(areaUnderROC(scores: [-.infinity, .infinity], outcomes: [false, true]) == 1)
        #expect(areaUnderROC(scores: [1, 2], outcomes: [true, true]) == nil)
        #expect(areaUnderROC(scores: [], outcomes: []) == nil)
        #expect(areaUnderROC(scores: [.nan, 1], outcomes: [true, false]) == nil)
        #expect(kolmogorovSmirnov(scores: [1, 2], outcomes: [false, false]) == nil)
        #expect(kolmogorovSmirnov(scores: [1, 2], outcomes: [false, true]) == 1)
    }
}

/// Scores with many ties, and outcomes that lean on them.
func randomRows(_ count: Int, seed: UInt64) -> (scores: [Double], outcomes: [Bool]) {
    var generator = SeededGenerator(seed: seed)
    let scores = (0..<count).map { _ in (generator.nextNormal() * 10).rounded() / 10 }
    let outcomes = scores.map { generator.nextBool(probability: logistic($0 - 1)) }
    return (scores, outcomes)
}
