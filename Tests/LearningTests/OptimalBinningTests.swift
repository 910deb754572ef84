import Foundation
import Learning
import Statistics
import Testing

private struct BinningGolden: Decodable {
    struct Column: Decodable {
        let name: String
        let goods: [Int]
        let bads: [Int]

        /// Each value with its outcomes.
        var rows: (values: [Float], labels: [Bool]) {
            var (values, labels): ([Float], [Bool]) = ([], [])
            for (value, (good, bad)) in zip(goods, bads).enumerated() {
                values += [Float](repeating: Float(value), count: good + bad)
                labels += [Bool](repeating: false, count: good) + [Bool](repeating: true, count: bad)
            }
            return (values, labels)
        }
    }
    struct Binning: Decodable {
        let column: String
        let trend: String
        let maximumBins: Int
        let minimumDefaults: Double
        let informationValue: Double
    }

    let minimumShare: Double
    let columns: [Column]
    let binnings: [Binning]
}

@Suite struct OptimalBinningTests {
    private func settings(
        bins: Int = 5, share: Double = 0.05, trend: OptimalBinning.Trend = .free
    ) -> OptimalBinning.Settings {
        var settings = OptimalBinning.Settings()
        settings.maximumBins = bins
        settings.minimumShare = share
        settings.trend = trend
        return settings
    }

    @Test("the information value is optbinning's to 1e-6 under the same pre-bins and constraints")
    func agreesWithOptbinning() throws {
        let golden = try golden("binning.json", as: BinningGolden.self)
        #expect(golden.binnings.count == 40)
        for theirs in golden.binnings {
            let column = try #require(golden.columns.first { $0.name == theirs.column })
            let rows = column.rows
            var settings = settings(
                bins: theirs.maximumBins, share: golden.minimumShare,
                trend: OptimalBinning.Trend(rawValue: theirs.trend) ?? .free)
            settings.minimumDefaults = theirs.minimumDefaults
            let ours = try OptimalBinning(
                fitting: rows.values, isCategory: theirs.trend == "category", labels: rows.labels, settings: settings)
            #expect(
                abs(ours.informationValue - theirs.informationValue) < 1e-6,
                "\(theirs.column), \(theirs.trend), \(theirs.maximumBins)")
        }
    }

    @Test("no other way to join values into bins tells more", arguments: OptimalBinning.Trend.allCases, 1...4)
    func exhaustive(trend: OptimalBinning.Trend, bins: Int) throws {
        for seed in 0..<6 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let values = (0..<400).map { _ in Float(generator.nextIndex(below: 9)) }
            let labels = values.map { generator.nextBool(probability: 0.1 + 0.03 * Double($0)) }
            let settings = settings(bins: bins, share: 0.1, trend: trend)
            let found = try OptimalBinning(fitting: values, isCategory: false, labels: labels, settings: settings)
            let best = (0..<(1 << 8)).compactMap { cuts in
                informationValue(of: values, labels, cuts: cuts, bins: bins, share: 0.1, trend: trend)
            }.max()
            #expect(abs(found.informationValue - (best ?? -1)) < 1e-12)
            #expect(found.bins.count <= bins)
        }
    }

    /// The information value of the bins that bits cut between values 0...8; nil where a constraint is not met.
    private func informationValue(
        of values: [Float], _ labels: [Bool], cuts: Int, bins: Int, share: Double, trend: OptimalBinning.Trend
    ) -> Double? {
        var (goods, bads): ([Int], [Int]) = ([], [])
        for value in 0..<9 {
            if value == 0 || cuts >> (value - 1) & 1 == 1 {
                goods.append(0)
                bads.append(0)
            }
            for row in values.indices where values[row] == Float(value) {
                if labels[row] { bads[bads.count - 1] += 1 } else { goods[goods.count - 1] += 1 }
            }
        }
        guard goods.count <= bins, zip(goods, bads).allSatisfy({ Double($0 + $1) >= share * Double(values.count) })
        else { return nil }
        let rates = zip(goods, bads).map { Double($1) / Double($0 + $1) }
        let rises = zip(rates, rates.dropFirst()).allSatisfy { $0 < $1 }
        let falls = zip(rates, rates.dropFirst()).allSatisfy { $0 > $1 }
        switch trend {
        case .free: break
        case .rising: guard rises else { return nil }
        case .falling: guard falls else { return nil }
        case .either: guard rises || falls else { return nil }
        }
        return InformationValue(goods: goods, bads: bads, smoothing: 0)?.total
    }

    @Test("a monotone trend never raises the information value, and either is the better of the two")
    func trendsCost() throws {
        let portfolio = DrawnPortfolio(rows: 2000, seed: 21)
        for column in portfolio.columns.prefix(4) {
            var values: [OptimalBinning.Trend: Double] = [:]
            for trend in OptimalBinning.Trend.allCases {
                values[trend] =
                    try OptimalBinning(
                        fitting: column, isCategory: false, labels: portfolio.labels, settings: settings(trend: trend)
                    ).informationValue
            }
            let (rising, falling) = (values[.rising] ?? -1, values[.falling] ?? -1)
            #expect(values[.either] == max(rising, falling))
            #expect((values[.free] ?? -1) >= max(rising, falling))
        }
    }

    @Test("joining two bins never raises the information value")
    func joiningLoses() throws {
        let portfolio = DrawnPortfolio(rows: 2000, seed: 23)
        for column in [0, 2, 4, 5] {
            let binning = try OptimalBinning(
                fitting: portfolio.columns[column], isCategory: portfolio.isCategory[column], labels: portfolio.labels)
            let known = binning.bins.filter { $0.content != .missing }
            for place in known.indices.dropLast() {
                let (left, right) = (known[place], known[place + 1])
                let goods = binning.bins.reduce(0) { $0 + $1.goods }
                let bads = binning.bins.reduce(0) { $0 + $1.bads }
                let good = (left.goods + right.goods) / goods
                let bad = (left.bads + right.bads) / bads
                let joined = (good - bad) * log(good / bad)
                #expect(joined <= left.informationValue + right.informationValue + 1e-12)
            }
        }
    }

    @Test(
        "evidence falls as the default rate rises, and keeps the trend asked",
        arguments: [OptimalBinning.Trend.rising, .falling])
    func evidenceKeepsTrend(trend: OptimalBinning.Trend) throws {
        let portfolio = DrawnPortfolio(rows: 3000, seed: 25)
        let column = trend == .rising ? portfolio.columns[0] : portfolio.columns[0].map { -$0 }
        let bins = try OptimalBinning(
            fitting: column, isCategory: false, labels: portfolio.labels, settings: settings(trend: trend)
        ).bins
        #expect(bins.count > 2)
        for (bin, next) in zip(bins, bins.dropFirst()) {
            #expect((bin.defaultRate < next.defaultRate) == (trend == .rising))
            #expect((bin.weightOfEvidence > next.weightOfEvidence) == (trend == .rising))
        }
    }

    @Test("bins hold every row once, and each meets the constraints")
    func constraintsHold() throws {
        let portfolio = DrawnPortfolio(rows: 2000, seed: 27)
        var strict = settings(bins: 4, share: 0.12)
        strict.minimumDefaults = 30
        for column in portfolio.columns.indices {
            let binning = try OptimalBinning(
                fitting: portfolio.columns[column], isCategory: portfolio.isCategory[column],
                labels: portfolio.labels, settings: strict)
            var counts = [Int](repeating: 0, count: binning.bins.count)
            for value in portfolio.columns[column] { counts[try #require(binning.bin(of: value))] += 1 }
            #expect(counts.map(Double.init) == binning.bins.map { $0.goods + $0.bads })
            let known = binning.bins.filter { $0.content != .missing }
            #expect(known.count <= 4)
            #expect(known.allSatisfy { $0.goods + $0.bads >= 240 && $0.bads >= 30 })
        }
    }

    @Test("missing values have their own bin; without any in training they have no evidence")
    func missing() throws {
        let portfolio = DrawnPortfolio(rows: 1000, seed: 29)
        let binning = try OptimalBinning(fitting: portfolio.columns[2], isCategory: false, labels: portfolio.labels)
        #expect(binning.bins.last?.content == .missing)
        #expect(binning.bin(of: .nan) == binning.bins.count - 1)
        #expect(Double(portfolio.columns[2].count { $0.isNaN }) == binning.bins.last.map { $0.goods + $0.bads })
        let complete = try OptimalBinning(fitting: portfolio.columns[0], isCategory: false, labels: portfolio.labels)
        #expect(complete.bin(of: .nan) == nil)
        #expect(complete.weightOfEvidence(of: .nan) == 0)
    }

    @Test("a column that is all missing, constant or infinite has bins all the same")
    func degenerate() throws {
        let labels = (0..<100).map { $0 % 5 == 0 }
        let missing = try OptimalBinning(
            fitting: [Float](repeating: .nan, count: 100), isCategory: false, labels: labels)
        #expect(missing.bins.map(\.content) == [.missing])
        #expect(abs(missing.informationValue) < 1e-12)
        #expect(missing.bin(of: 3) == nil)
        let constant = try OptimalBinning(fitting: [Float](repeating: 7, count: 100), isCategory: false, labels: labels)
        #expect(constant.bins.map(\.content) == [.numbers(above: nil, upTo: nil)])
        let infinite = (0..<100).map { $0 % 5 == 0 || $0 % 7 == 0 ? Float.infinity : -.infinity }
        let binning = try OptimalBinning(fitting: infinite, isCategory: false, labels: labels)
        #expect(Set(infinite.compactMap(binning.bin)).count == binning.bins.count)
    }

    @Test("too few defaults for any bins leave one bin of finite evidence")
    func oneBin() throws {
        let values = (0..<100).map { Float($0) }
        let binning = try OptimalBinning(
            fitting: values, isCategory: false, labels: values.map { $0 == 50 }, settings: settings(bins: 8))
        #expect(binning.bins.allSatisfy { $0.bads > 0 && $0.weightOfEvidence.isFinite })
        var strict = settings()
        strict.minimumDefaults = 2
        let one = try OptimalBinning(
            fitting: values, isCategory: false, labels: values.map { $0 == 50 }, settings: strict)
        #expect(one.bins.map(\.content) == [.numbers(above: nil, upTo: nil)])
    }

    @Test("levels of like default rates share a bin; rare levels and unseen ones are together")
    func categories() throws {
        var (codes, labels): ([Float], [Bool]) = ([], [])
        for (code, rate) in [(0, 20), (1, 5), (2, 20), (3, 5)] {
            for row in 0..<400 {
                codes.append(Float(code))
                labels.append(row % 100 < rate)
            }
        }
        codes += [8, 9, 9]
        labels += [true, true, false]
        let binning = try OptimalBinning(
            fitting: codes, isCategory: true, labels: labels, settings: settings(bins: 2))
        #expect(binning.bin(of: 0) == binning.bin(of: 2))
        #expect(binning.bin(of: 1) == binning.bin(of: 3))
        #expect(binning.weightOfEvidence(of: 1) > binning.weightOfEvidence(of: 0))
        #expect(binning.bin(of: 77) == binning.bin(of: 8) && binning.bin(of: 77) != nil)
        let common = try OptimalBinning(
            fitting: Array(codes.prefix(1600)), isCategory: true, labels: Array(labels.prefix(1600)))
        #expect(common.bins.count == 2, "bins of equal rates are joined")
        #expect(common.bin(of: 77) == nil)
        #expect(common.weightOfEvidence(of: 77) == 0)
    }

    @Test("a number on a bound is in the bin below it, as saved and read")
    func bounds() throws {
        let portfolio = DrawnPortfolio(rows: 1000, seed: 31)
        let binning = try OptimalBinning(fitting: portfolio.columns[0], isCategory: false, labels: portfolio.labels)
        let read = try saved(binning)
        #expect(read == binning)
        for (index, bin) in binning.bins.enumerated() {
            guard case .numbers(let above, let upTo) = bin.content else { continue }
            if let upTo {
                #expect(read.bin(of: upTo) == index)
                #expect(read.bin(of: upTo.nextUp) == index + 1)
            }
            if let above { #expect(read.bin(of: above) == index - 1) }
        }
        #expect(
            read.apply(to: portfolio.columns[0]) == portfolio.columns[0].map { Float(binning.weightOfEvidence(of: $0)) }
        )
    }

    @Test("a weight of 2 is a row given twice, a weight of 0 no row")
    func weights() throws {
        let portfolio = DrawnPortfolio(rows: 900, seed: 33)
        let weights = (0..<900).map { Double($0 % 3) }
        let rows = (0..<900).flatMap { Array(repeating: $0, count: $0 % 3) }
        for column in [0, 2, 5] {
            let weighted = try OptimalBinning(
                fitting: portfolio.columns[column], isCategory: portfolio.isCategory[column],
                labels: portfolio.labels, weights: weights)
            let repeated = try OptimalBinning(
                fitting: rows.map { portfolio.columns[column][$0] }, isCategory: portfolio.isCategory[column],
                labels: rows.map { portfolio.labels[$0] })
            #expect(weighted == repeated)
        }
    }

    @Test("impossible settings and one class alone are refused")
    func refusals() {
        var noBins = OptimalBinning.Settings()
        noBins.maximumBins = 0
        var noSmoothing = OptimalBinning.Settings()
        noSmoothing.smoothing = 0
        for settings in [noBins, noSmoothing] {
            #expect(throws: LearningError.self) {
                try OptimalBinning(fitting: [1, 2], isCategory: false, labels: [true, false], settings: settings)
            }
        }
        #expect(throws: LearningError.self) {
            try OptimalBinning(fitting: [1, 2], isCategory: false, labels: [true, true])
        }
    }
}
