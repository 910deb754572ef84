import Learning
import Statistics
import Testing

private struct LogisticGolden: Decodable {
    struct Fit: Decodable, CustomTestStringConvertible {
        let name: String
        let l1: Double
        let l2: Double
        let isWeighted: Bool
        let intercept: Double
        let coefficients: [Double]
        var testDescription: String { name }
    }

    let columns: [[Float]]
    let labels: [Bool]
    let weights: [Double]
    let fits: [Fit]
}

@Suite struct LogisticRegressionTests {
    private func settings(l1: Double = 0, l2: Double = 1) -> LogisticRegression.Settings {
        var settings = LogisticRegression.Settings()
        settings.l1 = l1
        settings.l2 = l2
        return settings
    }

    @Test("coefficients are scikit-learn's to 1e-6, with and without penalties and weights")
    func agreesWithScikitLearn() throws {
        let golden = try golden("logistic.json", as: LogisticGolden.self)
        #expect(golden.fits.count == 6)
        for fit in golden.fits {
            let regression = try LogisticRegression(
                fitting: golden.columns, labels: golden.labels, weights: fit.isWeighted ? golden.weights : nil,
                settings: settings(l1: fit.l1, l2: fit.l2))
            #expect(regression.convergence == .converged, "\(fit.name)")
            #expect(abs(regression.intercept - fit.intercept) < 1e-6, "\(fit.name)")
            for (ours, theirs) in zip(regression.coefficients, fit.coefficients) {
                #expect(abs(ours - theirs) < 1e-6, "\(fit.name): \(ours) and \(theirs)")
            }
        }
    }

    @Test("a column's unit changes nothing but its coefficient when columns are standardised")
    func unitsDoNotMatter() throws {
        let portfolio = DrawnPortfolio(rows: 500, seed: 3)
        let columns = [portfolio.columns[0], portfolio.columns[3]]
        let scaled = [columns[0].map { $0 * 1024 }, columns[1]]
        let one = try LogisticRegression(fitting: columns, labels: portfolio.labels)
        let other = try LogisticRegression(fitting: scaled, labels: portfolio.labels)
        #expect(abs(one.coefficients[0] - 1024 * other.coefficients[0]) < 1e-9)
        #expect(abs(one.coefficients[1] - other.coefficients[1]) < 1e-12)
    }

    @Test("penalties see the columns as given when not standardised")
    func penaltyOnColumnsAsGiven() throws {
        let portfolio = DrawnPortfolio(rows: 500, seed: 3)
        var asGiven = settings(l2: 4)
        asGiven.isStandardised = false
        let regression = try LogisticRegression(
            fitting: [portfolio.columns[0]], labels: portfolio.labels, settings: asGiven)
        // At the minimum the slope of the loss is that of the penalty.
        var slope = 0.0
        for (row, value) in portfolio.columns[0].enumerated() {
            let error = logistic(regression.logOdds(ofRow: [value])) - (portfolio.labels[row] ? 1 : 0)
            slope += error * Double(value)
        }
        #expect(abs(slope + 4 * regression.coefficients[0]) < 1e-5)
    }

    @Test("the fit has the same bits at any number of threads and on every run", arguments: [2, 3, 8])
    func threadsChangeNothing(threads: Int) throws {
        let portfolio = DrawnPortfolio(rows: 3000, seed: 5)
        let encoding = LinearEncoding(fitting: portfolio.columns, isCategory: portfolio.isCategory)
        let columns = encoding.apply(to: portfolio.columns)
        let one = try LogisticRegression(fitting: columns, labels: portfolio.labels, threads: 1)
        let many = try LogisticRegression(fitting: columns, labels: portfolio.labels, threads: threads)
        #expect(one == many)
    }

    @Test("a row scores the same bits alone as among others, and after saving")
    func rowIsBatch() throws {
        let portfolio = DrawnPortfolio(rows: 400, seed: 7)
        let encoding = LinearEncoding(fitting: portfolio.columns, isCategory: portfolio.isCategory, minimumRows: 20)
        let columns = encoding.apply(to: portfolio.columns)
        let fitted = try LogisticRegression(fitting: columns, labels: portfolio.labels)
        let regression = try saved(fitted)
        #expect(regression == fitted)
        let batch = fitted.logOdds(columns)
        for row in 0..<400 {
            let alone = regression.logOdds(ofRow: try saved(encoding).apply(toRow: portfolio.row(row)))
            #expect(alone.bitPattern == batch[row].bitPattern)
        }
    }

    @Test("a weight of 2 is a row given twice")
    func weightsRepeatRows() throws {
        let portfolio = DrawnPortfolio(rows: 300, seed: 9)
        let columns = [portfolio.columns[0], portfolio.columns[3]]
        let weights = (0..<300).map { Double($0 % 3) }
        let rows = (0..<300).flatMap { Array(repeating: $0, count: $0 % 3) }
        let weighted = try LogisticRegression(fitting: columns, labels: portfolio.labels, weights: weights)
        let repeated = try LogisticRegression(
            fitting: gatherRows(rows, of: columns), labels: rows.map { portfolio.labels[$0] })
        #expect(abs(weighted.intercept - repeated.intercept) < 1e-9)
        for (one, other) in zip(weighted.coefficients, repeated.coefficients) { #expect(abs(one - other) < 1e-9) }
    }

    @Test("a constant column gets 0 and changes no other coefficient")
    func constantColumn() throws {
        let portfolio = DrawnPortfolio(rows: 300, seed: 11)
        let alone = try LogisticRegression(fitting: [portfolio.columns[0]], labels: portfolio.labels)
        let beside = try LogisticRegression(
            fitting: [[Float](repeating: 0.1, count: 300), portfolio.columns[0]], labels: portfolio.labels)
        #expect(beside.coefficients == [0, alone.coefficients[0]])
        #expect(beside.intercept == alone.intercept)
    }

    @Test("without columns every row has the base rate")
    func noColumns() throws {
        let regression = try LogisticRegression(fitting: [], labels: [true, false, false, false])
        #expect(abs(regression.intercept - logit(0.25)) < 1e-12)
        #expect(regression.convergence == .converged)
    }

    @Test("classes that a column tells apart are said to be separable without a penalty, and fit with one")
    func separable() throws {
        let columns: [[Float]] = [(0..<40).map { Float($0) }, (0..<40).map { Float($0 % 7) }]
        let labels = (0..<40).map { $0 >= 25 }
        let free = try LogisticRegression(fitting: columns, labels: labels, settings: settings(l2: 0))
        #expect(free.convergence == .separable)
        #expect(areaUnderROC(scores: free.logOdds(columns), outcomes: labels) == 1)
        let ridge = try LogisticRegression(fitting: columns, labels: labels, settings: settings(l2: 0.01))
        #expect(ridge.convergence == .converged)
        #expect(ridge.coefficients.allSatisfy { $0.isFinite })
    }

    @Test("without a penalty a level that never defaults gets next to no probability, and the search ends")
    func partlySeparable() throws {
        let columns: [[Float]] = [(0..<60).map { $0 < 20 ? 1 : 0 }]
        let labels = (0..<60).map { $0 >= 20 && $0 % 2 == 0 }
        let free = try LogisticRegression(fitting: columns, labels: labels, settings: settings(l2: 0))
        #expect(free.convergence == .converged && free.coefficients[0] < -10)
        #expect(logistic(free.logOdds(ofRow: [1])) < 1e-6)
        #expect(abs(logistic(free.logOdds(ofRow: [0])) - 0.5) < 1e-6)
    }

    @Test("a column given twice shares its coefficient, whether penalised or not", arguments: [0, 1.0])
    func repeatedColumn(l2: Double) throws {
        let portfolio = DrawnPortfolio(rows: 400, seed: 13)
        let column = portfolio.columns[0]
        let twice = try LogisticRegression(
            fitting: [column, column], labels: portfolio.labels, settings: settings(l2: 2 * l2))
        let once = try LogisticRegression(fitting: [column], labels: portfolio.labels, settings: settings(l2: l2))
        #expect(twice.convergence == .converged)
        #expect(abs(twice.coefficients[0] - twice.coefficients[1]) < 1e-6)
        #expect(abs(twice.coefficients[0] + twice.coefficients[1] - once.coefficients[0]) < 1e-6)
    }

    @Test("more columns than rows converge under a ridge")
    func moreColumnsThanRows() throws {
        var generator = SeededGenerator(seed: 15)
        let columns = (0..<60).map { _ in (0..<30).map { _ in Float(generator.nextNormal()) } }
        let regression = try LogisticRegression(fitting: columns, labels: (0..<30).map { $0 % 3 == 0 })
        #expect(regression.convergence == .converged)
    }

    @Test("a strong lasso leaves the base rate alone, a weaker one keeps fewer columns than none")
    func lassoSelects() throws {
        let portfolio = DrawnPortfolio(rows: 800, seed: 17)
        let columns = LinearEncoding(fitting: portfolio.columns, isCategory: portfolio.isCategory)
            .apply(to: portfolio.columns)
        let strong = try LogisticRegression(
            fitting: columns, labels: portfolio.labels, settings: settings(l1: 1000, l2: 0))
        #expect(strong.coefficients.allSatisfy { $0 == 0 })
        let baseline = try MajorityBaseline(fitting: portfolio.labels)
        #expect(abs(strong.intercept - baseline.logOdds) < 1e-9)
        let weaker = try LogisticRegression(
            fitting: columns, labels: portfolio.labels, settings: settings(l1: 20, l2: 0))
        #expect(weaker.convergence == .converged)
        #expect(weaker.coefficients[0] != 0 || weaker.coefficients[1] != 0)
        #expect(weaker.coefficients.contains(0))
    }

    @Test("coefficients that may not be negative are 0 where they would be")
    func nonNegative() throws {
        let portfolio = DrawnPortfolio(rows: 800, seed: 19)
        let columns = [portfolio.columns[0], portfolio.columns[0].map { -$0 }, portfolio.columns[3].map { -$0 }]
        var signs = settings(l2: 0)
        signs.isNonNegative = true
        let regression = try LogisticRegression(fitting: columns, labels: portfolio.labels, settings: signs)
        let alone = try LogisticRegression(
            fitting: [columns[0], columns[2]], labels: portfolio.labels, settings: signs)
        #expect(regression.convergence == .converged)
        #expect(regression.coefficients[0] > 0 && regression.coefficients[1] == 0)
        #expect(abs(regression.coefficients[0] - alone.coefficients[0]) < 1e-6)
    }

    @Test("missing values, one class and impossible settings are refused")
    func refusals() {
        #expect(throws: LearningError.self) {
            try LogisticRegression(fitting: [[1, .nan]], labels: [true, false])
        }
        #expect(throws: LearningError.self) { try LogisticRegression(fitting: [[1, 2]], labels: [true, true]) }
        #expect(throws: LearningError.self) {
            try LogisticRegression(fitting: [[1, 2]], labels: [true, false], weights: [1, 0])
        }
        #expect(throws: LearningError.self) {
            try LogisticRegression(fitting: [[1, 2]], labels: [true, false], weights: [1, -1])
        }
        #expect(throws: LearningError.self) {
            try LogisticRegression(fitting: [[1, 2]], labels: [true, false], settings: settings(l1: -1))
        }
    }
}
