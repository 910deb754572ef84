import Statistics
import Testing

@Suite("Rank correlation")
struct SpearmanTests {
    let x = GoldenRows.probabilities
    let y = GoldenRows.weights.map(Double.init)

    @Test("is SciPy's, ties included")
    func golden() {
        // spearmanr(P, W).statistic; rankdata(W)
        #expect(isClose(spearmanCorrelation(x, y), -0.22647959770805065))
        #expect(averageRanks(y) == [13, 2.5, 8, 15, 8, 8, 2.5, 13, 8, 8, 2.5, 13, 8, 2.5, 8])
    }

    @Test("is symmetric, changes sign with its argument and not with its scale", arguments: [UInt64](1...4))
    func laws(seed: UInt64) {
        let (a, _) = randomRows(200, seed: seed), (b, _) = randomRows(200, seed: seed + 50)
        let correlation = spearmanCorrelation(a, b) ?? .nan
        #expect(isClose(spearmanCorrelation(b, a), correlation))
        #expect(isClose(spearmanCorrelation(a.map { -$0 }, b), -correlation))
        #expect(isClose(spearmanCorrelation(a.map { logistic($0) * 5 }, b), correlation))
        #expect(spearmanCorrelation(a, a) == 1)
    }

    @Test("leaves out rows where either is missing, before ranking")
    func missing() {
        let a = [1, .nan, 3, 4, 10], b = [2, 5, .nan, 1, 0]
        #expect(isClose(spearmanCorrelation(a, b), -1 + 0))
        #expect(averageRanks([3, .nan, 1])[0] == 2)
        #expect(averageRanks([3, .nan, 1])[1].isNaN)
    }

    @Test("says nothing of constants and of single rows")
    func undefined() {
        #expect(spearmanCorrelation([1, 1, 1], [1, 2, 3]) == nil)
        #expect(spearmanCorrelation([1, .nan], [1, 2]) == nil)
        #expect(spearmanCorrelation([], []) == nil)
    }
}

@Suite("Interval of an AUC")
struct AreaUnderROCIntervalTests {
    @Test(
        "is that of Hanley and McNeil's formula",
        arguments: [(0.8, 50, 50, 0.0445021847), (0.8932, 51, 58, 0.0324823476)])
    func golden(area: Double, positives: Int, negatives: Int, error: Double) {
        // The second line is the example of their article of 1982: a standard error of 0.0325.
        let interval = areaUnderROCInterval(area: area, positives: positives, negatives: negatives)
        #expect(isClose(interval?.width, 2 * 1.959963984540054 * error, within: 1e-8))
    }

    @Test("holds its area, stays within bounds and shrinks with more rows")
    func laws() throws {
        for area in [0, 0.3, 0.5, 0.77, 1] {
            let few = try #require(areaUnderROCInterval(area: area, positives: 8, negatives: 30))
            let many = try #require(areaUnderROCInterval(area: area, positives: 800, negatives: 3000))
            #expect(few.contains(area) && many.contains(area) && few.low >= 0 && few.high <= 1)
            #expect(many.width <= few.width)
        }
        #expect(areaUnderROCInterval(area: 0.5, positives: 0, negatives: 4) == nil)
    }
}
