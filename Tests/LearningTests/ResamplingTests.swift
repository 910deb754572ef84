import Foundation
import Learning
import Statistics
import Testing

@Suite struct ResamplingTests {
    private static let strategies: [Resampling] = [
        .classWeights(ratio: 1), .undersampling(ratio: 1), .oversampling(ratio: 0.8), .smote(ratio: 0.5, neighbours: 5),
    ]

    private let portfolio = DrawnPortfolio(rows: 3000, seed: 51, intercept: -2.8, missingShare: 0.2)

    private func set(_ resampling: Resampling, seed: UInt64 = 1, threads: Int = 1) throws -> TrainingSet {
        try resampling.trainingSet(
            columns: portfolio.columns, isCategory: portfolio.isCategory, labels: portfolio.labels,
            rows: Array(0..<2500), seed: seed, threads: threads)
    }

    /// The weight of defaults for each repaid row.
    private func ratio(_ set: TrainingSet) -> Double {
        let labels = set.labels(of: portfolio.labels)
        let weights = set.rowWeights ?? [Double](repeating: 1, count: set.count)
        let bads = zip(labels, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
        return bads / (weights.reduce(0, +) - bads)
    }

    @Test("defaults weigh what was asked for each repaid row", arguments: strategies)
    func ratioIsReached(strategy: Resampling) throws {
        let wanted =
            switch strategy {
            case .none: 0.0
            case .classWeights(let ratio), .undersampling(let ratio), .oversampling(let ratio), .smote(let ratio, _):
                ratio
            }
        let set = try set(strategy)
        #expect(abs(ratio(set) - wanted) < 0.003)
        #expect(set.columns(of: portfolio.columns).allSatisfy { $0.count == set.count })
        #expect(set.labels(of: portfolio.labels).count == set.count)
        #expect(set.rows.allSatisfy { $0 < 2500 })
    }

    @Test("the shift undoes the change of the base rate: of the share of defaults exactly", arguments: strategies)
    func shiftOfShares(strategy: Resampling) throws {
        let set = try set(strategy)
        let bads = Double(portfolio.labels.prefix(2500).count { $0 })
        #expect(abs(log(ratio(set)) + set.priorShift - log(bads / (2500 - bads))) < 1e-9)
    }

    @Test("a model of the set, once corrected, has the mean probability of the data", arguments: strategies)
    func meanProbability(strategy: Resampling) throws {
        let set = try set(strategy)
        let encoding = LinearEncoding(fitting: portfolio.columns, isCategory: portfolio.isCategory)
        let regression = try LogisticRegression(
            fitting: encoding.apply(to: set.columns(of: portfolio.columns)), labels: set.labels(of: portfolio.labels),
            weights: set.rowWeights)
        let raw = regression.logOdds(encoding.apply(to: portfolio.columns))
        let base = Double(portfolio.labels.count { $0 }) / 3000
        let before = raw.map(logistic).reduce(0, +) / 3000
        let after = set.corrected(logOdds: raw).map(logistic).reduce(0, +) / 3000
        #expect(before > 2 * base)
        #expect(abs(after - base) < 0.15 * base)
    }

    @Test("nothing is done without a strategy or where defaults weigh enough")
    func nothingToDo() throws {
        for strategy in [Resampling.none, .oversampling(ratio: 0.01), .undersampling(ratio: 0.01)] {
            let set = try set(strategy)
            #expect(set.rows == Array(0..<2500))
            #expect(set.rowWeights == nil && set.priorShift == 0 && set.count == 2500)
        }
    }

    @Test("undersampling keeps every default, oversampling every row and no default much more than another")
    func rowsKept() throws {
        let under = try set(.undersampling(ratio: 1))
        #expect(under.rows.count == Set(under.rows).count)
        #expect(under.rows.count { portfolio.labels[$0] } == portfolio.labels.prefix(2500).count { $0 })
        let over = try set(.oversampling(ratio: 1))
        #expect(Set(over.rows) == Set(0..<2500))
        let times = Dictionary(grouping: over.rows) { $0 }.mapValues(\.count)
        let ofDefaults = times.filter { portfolio.labels[$0.key] }.values
        #expect((ofDefaults.max() ?? 0) - (ofDefaults.min() ?? 0) <= 1)
        #expect(times.filter { !portfolio.labels[$0.key] }.values.allSatisfy { $0 == 1 })
    }

    @Test("class weights sum to the number of rows")
    func weightsSum() throws {
        let set = try set(.classWeights(ratio: 1))
        let weights = try #require(set.weights)
        #expect(abs(weights.reduce(0, +) - 2500) < 1e-6)
    }

    @Test("one seed gives one set at any number of threads, another seed another", arguments: strategies.dropFirst())
    func seeds(strategy: Resampling) throws {
        let (one, two) = (try set(strategy), try set(strategy, threads: 2))
        #expect(one.rows == two.rows)
        #expect(bits(one.syntheticDefaults) == bits(two.syntheticDefaults))
        let other = try set(strategy, seed: 2)
        #expect(one.rows != other.rows || bits(one.syntheticDefaults) != bits(other.syntheticDefaults))
    }

    @Test("invented numbers lie within those of defaults, invented categories are levels of theirs")
    func smoteStaysWithin() throws {
        let set = try set(.smote(ratio: 1, neighbours: 5))
        let defaults = (0..<2500).filter { portfolio.labels[$0] }
        for column in portfolio.columns.indices {
            let real = defaults.map { portfolio.columns[column][$0] }
            let invented = set.syntheticDefaults[column]
            #expect(invented.count == set.count - 2500)
            if portfolio.isCategory[column] {
                #expect(Set(invented).isSubset(of: Set(real)))
            } else {
                let known = real.filter { !$0.isNaN }
                let (low, high) = (known.min() ?? .nan, known.max() ?? .nan)
                #expect(invented.allSatisfy { $0.isNaN || ($0 >= low && $0 <= high) })
            }
        }
        // Missing is rarer than one in two among neighbours, but not unheard of.
        let missing = set.syntheticDefaults[2].count { $0.isNaN }
        #expect(missing > 0 && missing < set.syntheticDefaults[2].count / 2)
    }

    @Test("between two defaults alone, invented ones lie on their line")
    func smoteOfTwo() throws {
        let set = try Resampling.smote(ratio: 1, neighbours: 5).trainingSet(
            columns: [[0, 10, 5, 6, 7, 8, 9, 9], [.nan, .nan, 1, 1, 1, 1, 1, 1], [1, 1, 0, 0, 0, 0, 0, 0]],
            isCategory: [false, false, true],
            labels: [true, true, false, false, false, false, false, false], rows: Array(0..<8), seed: 3)
        #expect(set.syntheticDefaults[0].count == 4)
        #expect(set.syntheticDefaults[0].allSatisfy { $0 >= 0 && $0 <= 10 })
        #expect(Set(set.syntheticDefaults[0]).count == 4)
        #expect(set.syntheticDefaults[1].allSatisfy { $0.isNaN })
        #expect(set.syntheticDefaults[2] == [1, 1, 1, 1])
    }

    @Test("no default, a lone default for SMOTE, and ratios of 0 are refused")
    func refusals() {
        func make(_ resampling: Resampling, _ labels: [Bool]) throws -> TrainingSet {
            try resampling.trainingSet(
                columns: [labels.map { $0 ? 1 : 0 }], isCategory: [false], labels: labels,
                rows: Array(labels.indices), seed: 1)
        }
        #expect(throws: LearningError.self) { try make(.undersampling(ratio: 1), [false, false]) }
        #expect(throws: LearningError.self) {
            try make(.smote(ratio: 1, neighbours: 5), [true, false, false, false])
        }
        #expect(throws: LearningError.self) { try make(.oversampling(ratio: 0), [true, false]) }
        #expect(throws: LearningError.self) { try make(.smote(ratio: 1, neighbours: 0), [true, true, false]) }
    }
}
