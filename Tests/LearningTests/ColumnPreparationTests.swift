import Learning
import Testing

@Suite struct ColumnPreparationTests {
    @Test("missing numbers become the median of training, and an indicator tells of them")
    func imputation() throws {
        let imputation = Imputation(fitting: [[1, .nan, 4, 2], [5, 6, 7, 8], [.nan, .nan, .nan, .nan]])
        #expect(imputation.medians == [2, 6.5, 0])
        #expect(imputation.indicated == [0])
        #expect(imputation.apply(toRow: [.nan, .nan, 3]) == [2, 6.5, 3, 1])
        #expect(imputation.apply(to: [[.nan, 9], [1, 1], [2, 2]]) == [[2, 9], [1, 1], [2, 2], [1, 0]])
        #expect(try saved(imputation) == imputation)
        #expect(Imputation(fitting: [[1, .nan]], hasIndicators: false).outputCount == 1)
    }

    @Test("scaled columns have mean 0 and deviation 1; missing stays missing and a constant becomes 0")
    func scaling() throws {
        let columns: [[Float]] = [[2, 4, 4, 4, 5, 5, 7, 9], [3, 3, 3, 3, 3, 3, .nan, 3]]
        let scaling = Scaling(fitting: columns)
        #expect(scaling.means == [5, 3])
        #expect(scaling.deviations == [2, 0])
        #expect(scaling.apply(toRow: [9, 8]) == [2, 0])
        #expect(bits(scaling.apply(to: columns))[1] == bits([[0, 0, 0, 0, 0, 0, .nan, 0]])[0])
        #expect(try saved(scaling) == scaling)
    }

    @Test("weights of a scaling count rows")
    func weightedScaling() {
        let weighted = Scaling(fitting: [[1, 2, 10, .nan]], weights: [2, 1, 0, 5])
        #expect(weighted == Scaling(fitting: [[1, 1, 2]]))
    }

    @Test("a large constant whose sum rounds still has deviation 0")
    func roundedConstant() {
        #expect(Scaling(fitting: [[Float](repeating: 0.1, count: 1001)]).deviations == [0])
    }

    @Test("common levels have a column each, rare and unseen ones share one, missing has its own")
    func oneHot() throws {
        let encoding = OneHot(fitting: [0, 0, 3, 3, 5, .nan], minimumRows: 2)
        #expect(encoding.levels == [0, 3])
        #expect(encoding.outputCount == 4)
        #expect([0, 3, 5, 99, .nan].map(encoding.position) == [0, 1, 2, 2, 3])
        #expect(encoding.apply(to: [3, .nan]) == [[0, 0], [1, 0], [0, 0], [0, 1]])
        #expect(try saved(encoding) == encoding)
    }

    @Test("without rare levels or missing values in training such rows are 0 everywhere")
    func oneHotUnseen() {
        let encoding = OneHot(fitting: [0, 1])
        #expect([7, .nan].map(encoding.position) == [nil, nil])
    }

    @Test("a row is encoded as in a batch, without missing values, and each column knows its source")
    func linearEncoding() {
        let portfolio = DrawnPortfolio(rows: 300, seed: 1)
        let encoding = LinearEncoding(fitting: portfolio.columns, isCategory: portfolio.isCategory, minimumRows: 30)
        let columns = encoding.apply(to: portfolio.columns)
        #expect(columns.count == encoding.sources.count)
        #expect(encoding.sources == [0, 1, 2, 3, 2, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5])
        #expect(!columns.contains { $0.contains(where: \.isNaN) })
        for row in 0..<300 { #expect(encoding.apply(toRow: portfolio.row(row)) == columns.map { $0[row] }) }
    }

    @Test("the baseline tells every row the share of defaults")
    func baseline() throws {
        let baseline = try MajorityBaseline(fitting: [true, false, false, false])
        #expect(abs(baseline.logOdds + 1.0986122886681098) < 1e-15)
        #expect(baseline.logOdds(rows: 2) == [baseline.logOdds, baseline.logOdds])
        let weighted = try MajorityBaseline(fitting: [true, false], weights: [1, 3])
        #expect(abs(weighted.logOdds - baseline.logOdds) < 1e-15)
        #expect(throws: LearningError.self) { try MajorityBaseline(fitting: [false, false]) }
        #expect(throws: LearningError.self) { try MajorityBaseline(fitting: []) }
    }
}
