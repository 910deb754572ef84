import Foundation
import Learning
import Statistics
import Testing

@Suite struct ScorecardTests {
    private let portfolio = DrawnPortfolio(rows: 4000, seed: 41)

    private func card(_ change: (inout Scorecard.Settings) -> Void = { _ in }, threads: Int = 1) throws -> Scorecard {
        var settings = Scorecard.Settings()
        change(&settings)
        return try Scorecard(
            fitting: portfolio.columns, isCategory: portfolio.isCategory, labels: portfolio.labels, settings: settings,
            threads: threads)
    }

    @Test("a row's points sum to its score, and its parts with the intercept to its log-odds")
    func partsSum() throws {
        let card = try card()
        let batch = card.logOdds(portfolio.columns)
        for row in 0..<500 {
            let values = portfolio.row(row)
            let parts = card.parts(ofRow: values)
            #expect(parts.map(\.points).reduce(0, +) == card.score(ofRow: values))
            let logOdds = parts.reduce(card.intercept) { $0 + $1.logOdds }
            #expect(logOdds == card.logOdds(ofRow: values))
            #expect(logOdds.bitPattern == batch[row].bitPattern)
        }
    }

    @Test("the score stands for the log-odds to half a point per characteristic")
    func scoreIsRoundedLogOdds() throws {
        let card = try card()
        for row in 0..<500 {
            let values = portfolio.row(row)
            let exact = card.scale.points(logOdds: card.logOdds(ofRow: values))
            #expect(
                abs(Double(card.score(ofRow: values)) - exact) <= Double(card.characteristics.count) / 2 + 1e-9)
        }
    }

    @Test(
        "the points that double the odds double them; the base points stand for the base odds", arguments: [20, 47.5])
    func scale(pointsToDoubleOdds: Double) throws {
        var scale = PointsScale()
        scale.pointsToDoubleOdds = pointsToDoubleOdds
        #expect(abs(scale.logOdds(points: 600) + log(50)) < 1e-12)
        for points in [300, 600.0, 712] {
            let doubled = scale.logOdds(points: points) - scale.logOdds(points: points + pointsToDoubleOdds)
            #expect(abs(doubled - log(2)) < 1e-12)
            #expect(abs(scale.points(logOdds: scale.logOdds(points: points)) - points) < 1e-9)
        }
        let card = try card { $0.scale = scale }
        #expect(abs(card.logOdds(ofScore: 600) + log(50)) < 1e-12)
    }

    @Test("a bin of lower default rate never has fewer points in its characteristic")
    func pointsFollowRisk() throws {
        for characteristic in try card().characteristics {
            #expect(characteristic.coefficient > 0)
            let bins = characteristic.binning.bins.enumerated().sorted {
                $0.element.weightOfEvidence < $1.element.weightOfEvidence
            }
            let points = bins.map { characteristic.points(ofBin: $0.offset) }
            #expect(points == points.sorted())
        }
    }

    @Test("a copy of a column and a column of noise are left out, and it says why")
    func selection() throws {
        let card = try card()
        let columns = card.characteristics.map(\.column)
        #expect(columns.contains(0) || columns.contains(1))
        #expect(!(columns.contains(0) && columns.contains(1)))
        let copy = columns.contains(0) ? 1 : 0
        #expect(card.omissions[copy] == .repeats(column: 1 - copy))
        #expect(card.omissions[3] == .tellsTooLittle)
        for column in columns { #expect(card.omissions[column] == nil) }
        #expect(try self.card { $0.maximumCharacteristics = 1 }.characteristics.count == 1)
    }

    @Test("a column that would count against its own evidence is dropped")
    func wrongSign() throws {
        // The second column tells of risk by itself only because it follows the first; beside it, it tells the contrary.
        var generator = SeededGenerator(seed: 43)
        let first = (0..<6000).map { _ in Float(generator.nextNormal()) }
        let second = first.map { $0 + Float(generator.nextNormal()) }
        let labels = zip(first, second).map {
            generator.nextBool(probability: logistic(-2 + 2 * Double($0) - 0.6 * Double($1)))
        }
        let card = try Scorecard(fitting: [first, second], isCategory: [false, false], labels: labels)
        #expect(card.characteristics.map(\.column) == [0])
        #expect(card.omissions == [nil, .wrongSign])
    }

    @Test("the card ranks clients about as well as their true log-odds")
    func ranks() throws {
        let fresh = DrawnPortfolio(rows: 4000, seed: 45)
        let ours = try #require(areaUnderROC(scores: card().logOdds(fresh.columns), outcomes: fresh.labels))
        let best = try #require(areaUnderROC(scores: fresh.logOdds, outcomes: fresh.labels))
        #expect(ours > best - 0.02)
        #expect(best > 0.7)
    }

    @Test("the catalog's trend is kept")
    func trends() throws {
        var trends = [OptimalBinning.Trend?](repeating: nil, count: 6)
        trends[0] = .falling
        let card = try Scorecard(
            fitting: portfolio.columns, isCategory: portfolio.isCategory, labels: portfolio.labels, trends: trends)
        // Its risk rises, so the trend asked leaves one bin and nothing to tell.
        #expect(card.omissions[0] == .tellsTooLittle)
    }

    @Test("the card is the same at any number of threads, and as saved and read")
    func reproducible() throws {
        let one = try card()
        #expect(try card(threads: 2) == one)
        let read = try saved(one)
        #expect(read == one)
        #expect(read.score(ofRow: portfolio.row(0)) == one.score(ofRow: portfolio.row(0)))
    }

    @Test("a card of columns that tell nothing scores everyone the base rate")
    func emptyCard() throws {
        let card = try Scorecard(
            fitting: [[Float](repeating: 1, count: 100)], isCategory: [false], labels: (0..<100).map { $0 < 20 })
        #expect(card.characteristics.isEmpty)
        #expect(abs(card.logOdds(ofRow: [1]) - logit(0.2)) < 1e-9)
        #expect(abs(Double(card.score(ofRow: [1])) - card.scale.points(logOdds: logit(0.2))) <= 0.5)
    }

    @Test("the table has one line per bin, with the points before and after rounding")
    func table() throws {
        let card = try card()
        let table = card.table(names: ["a|b", "b", "c", "d", "region", "trade"]) { _, code in "level \(code)" }
        let lines = table.split(separator: "\n")
        #expect(lines.count == 2 + card.characteristics.reduce(0) { $0 + $1.binning.bins.count })
        #expect(lines.contains { $0.contains("| region | level 2 |") })
        #expect(lines.contains { $0.contains("| c | missing |") })
        for line in lines.dropFirst(2) {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let exact = try #require(Double(cells[cells.count - 2].replacing("−", with: "-")))
            let points = try #require(Double(cells[cells.count - 1]))
            #expect(abs(exact - points) <= 0.505)
        }
    }

    @Test("a scale without odds is refused")
    func refusals() {
        #expect(throws: LearningError.self) { try card { $0.scale.baseOdds = 0 } }
        #expect(throws: LearningError.self) { try card { $0.maximumCharacteristics = 0 } }
    }
}
