import Credit
import Exploring
import Features
import Fixtures
import Statistics
import Testing

@Suite("An exploration")
struct ExplorationTests {
    @Test("finds what drives a known law, and which way")
    func signal() async throws {
        let made = try LearnableTable(rows: 4000, unlabelled: 500, seed: 3)
        let exploration = await Exploration(
            made.table, manifest: try SmallPortfolio.manifest(of: made.table), catalog: made.catalog)
        let named = Dictionary(uniqueKeysWithValues: exploration.profiles.map { ($0.identity.name, $0) })
        let first = exploration.profiles[exploration.ranking[0]].identity.name
        #expect(first == "SCORE")
        #expect((named["SCORE"]?.area ?? 1) < 0.4)
        #expect(named["SCORE"]?.isInformative == true && named["JOB"]?.isInformative == true)
        #expect(named["DAYS_HIRED"]?.isInformative == false)
        let totals = exploration.ranking.map { exploration.profiles[$0].information?.total ?? -1 }
        #expect(totals == totals.sorted(by: >))
        #expect(exploration.portfolio.clients == 4000 && exploration.portfolio.labelled == 3500)
        #expect(exploration.tables.map(\.rows) == [4000, nil])
        #expect(
            try exploration.tables.map(\.lost) == [0, SmallPortfolio.manifest(of: made.table).losses[0].features.count])
        #expect(exploration.families.reduce(0) { $0 + $1.features } == made.table.schema.columns.count)
    }

    @Test("groups features that are missing together, and tells what their absence says")
    func gaps() async throws {
        var generator = SeededGenerator(seed: 5)
        let gone = (0..<1000).map { _ in generator.nextBool(probability: 0.3) }
        var portfolio = SmallPortfolio(outcomes: gone.map { generator.nextBool(probability: $0 ? 0.5 : 0.1) })
        func number(_ row: Int, _ isMissing: Bool) -> Float { isMissing ? .nan : Float((row * 7919) % 1009) }
        portfolio.columns = [
            ("whole", .numbers((0..<1000).map { number($0, false) })),
            ("a", .numbers((0..<1000).map { number($0 * 3, gone[$0]) })),
            ("b", .levels(codes: gone.map { $0 ? -1 : 0 }, levels: ["x"])),
            ("alone", .numbers((0..<1000).map { number($0, $0 < 100) })),
        ]
        let groups = try await portfolio.explored().missingGroups
        #expect(groups.map(\.features) == [[1, 2], [3]])
        #expect(groups[0].clients == gone.count { $0 })
        #expect((groups[0].without.defaultRate ?? 0) > 0.4 && (groups[0].with.defaultRate ?? 1) < 0.2)
        #expect(groups[0].without.clients + groups[0].with.clients == 1000)
    }

    @Test("ties numbers whose ranks agree either way, also where some values are missing")
    func clusters() async throws {
        var generator = SeededGenerator(seed: 6)
        let x = (0..<600).map { _ in generator.nextNormal() }
        var portfolio = SmallPortfolio(outcomes: x.map { _ in nil })
        portfolio.columns = [
            ("x", .numbers(x.map { Float($0) })), ("noise", .numbers(x.map { _ in Float(generator.nextNormal()) })),
            ("falls", .numbers(x.map { Float(-3 * $0) })),
            ("gaps", .numbers(x.enumerated().map { $0 % 5 == 0 ? .nan : Float(logistic($1)) })),
            ("loose", .numbers(x.map { Float($0 + 0.6 * generator.nextNormal()) })),
            ("few", .numbers(x.enumerated().map { $0 < 550 ? .nan : Float($1) })),
        ]
        let clusters = try await portfolio.explored().clusters
        #expect(clusters.map(\.features) == [[0, 2, 3]])
        #expect((clusters.first?.weakest ?? 0) > 0.999 && (clusters.first?.strongest ?? 2) <= 1.0001)
    }

    @Test("its correlation is Spearman's: a pair just over the limit is tied, one just under is not")
    func limit() async throws {
        for (noise, seed) in [(0.20, 1), (0.25, 2), (0.30, 3), (0.35, 4), (0.40, 5)] as [(Double, UInt64)] {
            var generator = SeededGenerator(seed: seed)
            let x = (0..<500).map { _ in generator.nextNormal() }
            let y = x.map { $0 + noise * generator.nextNormal() }
            let (floatX, floatY) = (x.map { Float($0) }, y.map { Float($0) })
            let expected = try #require(spearmanCorrelation(floatX.map(Double.init), floatY.map(Double.init)))
            var portfolio = SmallPortfolio(outcomes: x.map { _ in nil })
            portfolio.columns = [("x", .numbers(floatX)), ("y", .numbers(floatY))]
            let clusters = try await portfolio.explored().clusters
            #expect(clusters.isEmpty == (expected < CorrelationCluster.threshold))
            if let cluster = clusters.first { #expect(abs(cluster.strongest - expected) < 1e-4) }
        }
    }

    @Test("names constants and exact duplicates, and no others")
    func same() async throws {
        var portfolio = SmallPortfolio(outcomes: (0..<50).map { _ in nil })
        let values = (0..<50).map { $0 % 9 == 0 ? Float.nan : Float($0) }
        portfolio.columns = [
            ("a", .numbers(values)), ("one", .numbers([Float](repeating: 1, count: 50))), ("b", .numbers(values)),
            ("none", .numbers([Float](repeating: .nan, count: 50))),
            ("near", .numbers(values.map { $0 == 7 ? 8 : $0 })),
            ("known", .numbers(values.map { $0.isNaN ? .nan : 1 })),
        ]
        let exploration = try await portfolio.explored()
        #expect(exploration.constant == [1, 3])
        #expect(exploration.duplicates == [[0, 2]])
    }

    @Test("counts codes for unknown, values outside the catalog's ranges and far values")
    func oddities() async throws {
        var portfolio = SmallPortfolio(outcomes: (0..<200).map { _ in nil })
        portfolio.columns = [
            ("DAYS_HIRED", .numbers((0..<200).map { $0 < 5 ? .nan : $0 < 7 ? 365_243 : -Float($0) })),
            ("JOB", .levels(codes: (0..<200).map { Int32($0 % 2) }, levels: ["Clerk", "XNA"])),
            ("SCORE", .numbers((0..<200).map { Float($0) / 200 + ($0 == 199 ? 1 : 0) })),
            ("INCOME", .numbers((0..<200).map { $0 < 3 ? 1e8 : Float(1000 + $0) })),
        ]
        let exploration = try await portfolio.explored()
        #expect(exploration.sentinels.map(\.values) == [["365243"], ["XNA"]])
        #expect(exploration.sentinels.map(\.unknown) == [5, 0])
        #expect(exploration.sentinels.map(\.left) == [2, 100])
        #expect(exploration.outside.map(\.feature) == [0, 2])
        #expect(exploration.outside.map(\.clients) == [2, 1])
        #expect(exploration.profiles.map(\.outliers) == [2, nil, 0, 3])
    }
}
