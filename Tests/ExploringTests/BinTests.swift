import Exploring
import Features
import Fixtures
import Statistics
import Testing

@Suite("Bins of a feature")
struct BinTests {
    /// Three hundred clients, one in three unlabelled, one in five of the others in default.
    static let outcomes: [Bool?] = (0..<300).map { $0 % 3 == 0 ? nil : $0 % 5 == 0 }

    private func bins(_ column: FeatureTable.Column) async throws -> [FeatureBin] {
        var portfolio = SmallPortfolio(outcomes: Self.outcomes)
        portfolio.columns = [("x", column)]
        return try #require(try await portfolio.explored().profiles.first).bins
    }

    static let columns: [FeatureTable.Column] = [
        .numbers((0..<300).map { Float($0) }),
        .numbers((0..<300).map { $0 % 4 == 0 ? .nan : Float($0 % 97) }),
        .numbers((0..<300).map { $0 < 250 ? 0 : Float($0) }),
        .numbers((0..<300).map { Float($0 % 3) }),
        .numbers((0..<300).map { $0 == 0 ? 1e9 : $0 == 1 ? .nan : Float($0 % 2) }),
        .numbers([Float](repeating: .nan, count: 300)),
        .levels(codes: (0..<300).map { Int32($0 % 14) - 1 }, levels: (0..<13).map { "L\($0)" }),
        .levels(codes: (0..<300).map { $0 < 4 ? 1 : 0 }, levels: ["common", "rare"]),
    ]

    @Test("hold every client once, ten at most, those without value apart", arguments: columns.indices)
    func partition(index: Int) async throws {
        let column = Self.columns[index]
        let bins = try await bins(column)
        #expect(bins.count <= 10)
        #expect(bins.reduce(0) { $0 + $1.clients } == 300)
        #expect(bins.reduce(0) { $0 + $1.labelled } == Self.outcomes.count { $0 != nil })
        #expect(bins.reduce(0) { $0 + $1.defaults } == Self.outcomes.count { $0 == true })
        let missing =
            switch column {
            case .numbers(let values): values.count(where: \.isNaN)
            case .levels(let codes, _): codes.count { $0 < 0 }
            }
        #expect(bins.filter { $0.content == .missing }.map(\.clients) == (missing == 0 ? [] : [missing]))
    }

    @Test("of numbers are ten equal parts in order, open at both ends")
    func deciles() async throws {
        let bins = try await bins(Self.columns[0])
        #expect(bins.map(\.clients) == [Int](repeating: 30, count: 10))
        #expect(bins.first?.content == .numbers(above: nil, upTo: 29))
        #expect(bins[1].content == .numbers(above: 29, upTo: 59))
        #expect(bins.last?.content == .numbers(above: 269, upTo: nil))
    }

    @Test("never cut equal values, and each of a few values stands alone")
    func ties() async throws {
        #expect(try await bins(Self.columns[2]).first?.clients == 250)
        #expect(try await bins(Self.columns[3]).map(\.content) == [.number(0), .number(1), .number(2)])
    }

    @Test("never show a value or a level that few clients have")
    func rare() async throws {
        let bins = try await bins(Self.columns[4])
        #expect(bins.allSatisfy { $0.content == .missing || $0.clients >= 10 })
        #expect(bins.contains { $0.content == .numbers(above: 0, upTo: nil) })
        let levels = try await self.bins(Self.columns[7])
        #expect(levels.map(\.content) == [.level("common"), .otherLevels(count: 1)])
        #expect(levels[1].defaultRate == nil && levels[1].interval == nil)
    }

    @Test("the commonest levels come first, the others together")
    func levels() async throws {
        let bins = try await bins(Self.columns[6])
        #expect(bins.count == 10)
        #expect(bins.dropLast(2).allSatisfy { if case .level = $0.content { true } else { false } })
        #expect(bins[8].content == .otherLevels(count: 5))
        #expect(zip(bins.prefix(8), bins.dropFirst().prefix(7)).allSatisfy { $0.clients >= $1.clients })
    }

    @Test("a share of defaults has Wilson's interval")
    func interval() async throws {
        let bin = try #require(try await bins(Self.columns[0]).first)
        #expect(bin.defaultRate == Double(bin.defaults) / Double(bin.labelled))
        #expect(bin.interval == wilsonInterval(successes: bin.defaults, trials: bin.labelled))
    }
}
