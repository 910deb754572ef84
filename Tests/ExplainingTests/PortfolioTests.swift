import Catalog
import Credit
import Explaining
import Features
import Fixtures
import Modeling
import Testing

/// Hands over a table that is in memory.
private struct TableEngine: FeatureEngine {
    let table: FeatureTable

    func run(
        _ plan: FeaturePlan, on tables: RawTables, to folder: String,
        onProgress: @escaping @Sendable (FeatureStage, Double) -> Void
    ) throws -> FeatureManifest { manifest }

    func load(_ folder: String) throws -> FeatureTable { table }

    func forEachBatch(in folder: String, of size: Int, _ body: (FeatureTable, InformationTable) throws -> Void) throws {
        try body(table, InformationTable(names: [], columns: []))
    }

    func forEachColumnGroup(in folder: String, of size: Int, _ body: (FeatureTable) throws -> Void) throws {
        for start in stride(from: 0, to: table.schema.columns.count, by: 3) {
            let range = start..<min(start + 3, table.schema.columns.count)
            try body(
                FeatureTable(
                    schema: FeatureSchema(columns: Array(table.schema.columns[range])), clients: table.clients,
                    outcomes: table.outcomes, persons: table.persons, columns: Array(table.columns[range])))
        }
    }

    var manifest: FeatureManifest {
        FeatureManifest(
            catalog: "small 3", engine: "memory", schema: table.schema, clients: table.count,
            labelled: table.outcomes.count { $0 != nil }, rows: [:], losses: [], isSynthetic: true)
    }
}

@Suite("The portfolio")
struct PortfolioTests {
    private static let built = Result { try build(ApplicantLender.trained.get().data.table, threads: 2) }

    private static func build(
        _ table: FeatureTable, threads: Int, keep: (String, [UInt8]) throws -> Void = { _, _ in }
    ) throws -> Portfolio {
        let engine = TableEngine(table: table)
        return try PortfolioBuilder(ApplicantLender.trained.get().model, threads: threads).portfolio(
            of: "", manifest: engine.manifest, engine: engine, keep: keep)
    }

    private static func engine() throws -> BundleDecisionEngine {
        try ApplicantLender.engine(portfolio: Portfolio(built.get().encoded()))
    }

    @Test("is the same to the last byte on any number of threads")
    func threads() throws {
        let table = try ApplicantLender.trained.get().data.table
        #expect(try Self.build(table, threads: 1).encoded() == Self.built.get().encoded())
    }

    @Test("that is damaged is told")
    func damaged() throws {
        let bytes = try Self.built.get().encoded()
        #expect(throws: ExplainingError.self) { try Portfolio([]) }
        #expect(throws: ExplainingError.self) { try Portfolio(Array(bytes.dropLast())) }
    }

    @Test("says of every feature how it is spread by outcome, nobody lost")
    func distributions() throws {
        let engine = try Self.engine(), table = try ApplicantLender.trained.get().data.table
        let unpaid = table.outcomes.count { $0 == true }
        for (column, values) in zip(table.schema.columns, table.columns) {
            let spread = try #require(engine.distribution(of: column.name))
            let counts = spread.bins.map(\.counts) + [spread.missing]
            #expect(counts.map(\.total).reduce(0, +) == table.count)
            #expect(counts.map(\.unpaid).reduce(0, +) == unpaid)
            switch values {
            case .levels(let codes, let levels):
                #expect(spread.quantiles.isEmpty && spread.rank(of: 1) == nil)
                for bin in spread.bins {
                    guard case .level(let level) = bin.content else { continue }
                    #expect(bin.counts.total == codes.count { $0 >= 0 && levels[Int($0)] == level })
                }
            case .numbers(let numbers):
                let known = numbers.filter { !$0.isNaN }
                #expect(spread.missing.total == numbers.count - known.count)
                for value in known.prefix(50) {
                    let lower = Double(known.count { $0 < value }), same = Double(known.count { $0 == value })
                    let rank = try #require(spread.rank(of: Double(value)))
                    #expect(abs(rank - (lower + same / 2) / Double(known.count)) < 0.0151, "\(column.name)")
                }
                #expect(spread.rank(of: 1e12) == 1 && spread.rank(of: -1e12) == 0)
                let ends = spread.bins.compactMap { bin -> (Double, Double)? in
                    if case .range(let low, let high) = bin.content { (low, high) } else { nil }
                }
                #expect(ends.count == spread.bins.count)
                #expect(zip(ends, ends.dropFirst()).allSatisfy { $0.1 == $1.0 && $0.0 < $0.1 })
            }
        }
        #expect(engine.distribution(of: "NOWHERE") == nil)
    }

    @Test("puts a place among all clients into words, an age the right way round")
    func words() throws {
        let engine = try Self.engine()
        let income = try #require(engine.distribution(of: "INCOME"))
        #expect(income.sentence(for: 95_000)?.fr.hasPrefix("plus élevé que chez 9") == true)
        #expect(income.sentence(for: 24_000)?.en.hasPrefix("lower than for 9") == true)
        let age = try #require(engine.distribution(of: "DAYS_BIRTH"))
        #expect(age.sentence(for: -21_500)?.fr.hasPrefix("plus élevé que chez 9") == true)
    }

    @Test("weighs features by their mean contribution, and families by the sum of their features'")
    func importance() throws {
        let engine = try Self.engine(), (data, model) = try ApplicantLender.trained.get()
        let importance = try #require(engine.importance)
        #expect(importance.clients == 3_000 && importance.sampled == 2_000)
        #expect(importance.features.map(\.name).sorted() == model.bundle.encoder.columns.map(\.name).sorted())
        let weights = importance.features.map(\.weight)
        #expect(weights == weights.sorted(by: >))
        #expect(abs(importance.families.reduce(0) { $0 + $1.share } - 1) < 1e-12)
        var sums: [String: Double] = [:]
        for row in 0..<60 {
            for part in try engine.explanation(for: data.table.row(row)).contributions {
                sums[part.feature, default: 0] += part.logOdds.value.magnitude
            }
        }
        let heaviest = try #require(sums.max { $0.value < $1.value })
        #expect(importance.features.prefix(2).contains { $0.name == heaviest.key })
    }

    @Test("hands over every client's place in every feature, who they are and what became of their loans")
    func columns() throws {
        let table = try ApplicantLender.trained.get().data.table
        var kept: [String: [UInt8]] = [:]
        _ = try Self.build(table, threads: 2) { kept[$0] = $1 }
        #expect(kept.count == table.columns.count + 2)
        let clients = try PortfolioClients(
            encodedNumbers: try #require(kept[ColumnName.clients]), outcomes: try #require(kept[ColumnName.outcomes]))
        #expect(clients.numbers == table.clients.map(\.rawValue))
        #expect(clients.outcomes == table.outcomes.map { $0.map { $0 ? 1 : 0 } ?? 2 })
        for (column, values) in zip(table.schema.columns, table.columns) {
            let own = try PortfolioColumn(encoded: try #require(kept[ColumnName.feature(column.name)]))
            switch values {
            case .numbers(let numbers): #expect(own == PortfolioColumn(numbers))
            case .levels(let codes, let levels): #expect(own == PortfolioColumn(codes: codes, levels: levels))
            }
            for row in 0..<50 {
                #expect(
                    own.rank(of: table.row(row).values[try #require(table.schema.positions[column.name])])
                        == own.ranks[row])
            }
        }
    }

    @Test("tells how the heaviest features and all families move scores, and how scores depend on a feature")
    func influence() throws {
        let engine = try Self.engine(), table = try ApplicantLender.trained.get().data.table
        let influence = try #require(engine.influence), importance = try #require(engine.importance)
        #expect(influence.sampled == 2_000 && influence.reach > 0)
        let weights = Dictionary(
            importance.features.map { ($0.name, $0.weight) }, uniquingKeysWith: { first, _ in first })
        for row in influence.features {
            #expect(abs(row.weight - (weights[row.name] ?? 0)) < 1e-5)
            #expect(row.cells.reduce(0) { $0 + $1.count } == 2_000)
            #expect((0...1).contains(row.shareAgainst) && row.usual.lowerBound <= row.usual.upperBound)
            #expect(row.cells.allSatisfy { (0..<Influence.places).contains($0.place) })
        }
        #expect(influence.features.map(\.weight) == influence.features.map(\.weight).sorted(by: >))
        #expect(influence.families.map(\.name).sorted() == importance.families.map(\.id.rawValue).sorted())
        // The score that the lender's truth falls with: high values speak for the loan.
        let score = try #require(influence.features.first { $0.name == "SCORE" })
        func mean(_ height: Influence.Height) -> Double {
            let cells = score.cells.filter { $0.height == height }
            return Double(cells.reduce(0) { $0 + $1.place * $1.count }) / Double(cells.reduce(0) { $0 + $1.count })
        }
        #expect(mean(.high) < mean(.middle) && mean(.middle) < mean(.low))
        let dependence = try #require(engine.dependence(of: "SCORE"))
        #expect(dependence.bins.count >= 8 && dependence.missing != nil)
        let first = try #require(dependence.bins.first), last = try #require(dependence.bins.last)
        #expect(first.effect.mean > 0 && last.effect.mean < 0)
        var parts = 0.0, count = 0
        for row in (0..<2_000).map({ $0 * 3_000 / 2_000 }) {
            let values = table.row(row)
            guard case .number(let value) = engine.value(of: "SCORE", for: values),
                case .range(nil, let high?, _) = first.content, value < high
            else { continue }
            let explanation = try engine.explanation(for: values)
            parts += try #require(explanation.contributions.first { $0.feature == "SCORE" }).logOdds.value
            count += 1
        }
        #expect(count == first.effect.count && abs(parts / Double(count) - first.effect.mean) < 1e-5)
        #expect(engine.dependence(of: "NOWHERE") == nil)
        #expect(
            try ApplicantLender.engine().influence == nil && ApplicantLender.engine().dependence(of: "SCORE") == nil)
    }

    @Test("names the clients alike that it counts, and answers from another load when it is given one")
    func members() throws {
        let engine = try Self.engine(), table = try ApplicantLender.trained.get().data.table
        for row in stride(from: 0, to: 3_000, by: 500) {
            let group = try #require(try engine.similarClients(to: table.row(row), except: table.clients[row]))
            let members = try #require(try engine.clientsAlike(to: table.row(row), except: table.clients[row]))
            #expect(members.count == group.count && !members.contains(table.clients[row]))
            #expect(members == members.sorted() && Set(members).count == members.count)
        }
        engine.use(nil)
        #expect(engine.importance == nil && engine.influence == nil)
        #expect(try engine.clientsAlike(to: table.row(0), except: nil) == nil)
        engine.use(try Self.built.get())
        #expect(engine.importance?.clients == 3_000)
    }

    @Test("finds the clients alike that looking at each would find, the client left out")
    func similar() throws {
        let engine = try Self.engine(), table = try ApplicantLender.trained.get().data.table
        let names = try #require(try engine.similarClients(to: table.row(0), except: nil)).variables.map(\.feature)
        #expect(!names.isEmpty && names.count <= 12)
        let ranks = try names.map { name -> [Int?] in
            guard case .numbers(let values) = table.columns[try #require(table.schema.positions[name])] else {
                return []
            }
            let sorted = values.filter { !$0.isNaN }.sorted()
            let cuts = (1...254).map { sorted[min(sorted.count - 1, $0 * sorted.count / 255)] }
            return values.map { value in value.isNaN ? nil : cuts.count { $0 <= value } }
        }
        var told = 0
        for row in stride(from: 0, to: 3_000, by: 250) {
            let group = try #require(try engine.similarClients(to: table.row(row), except: table.clients[row]))
            #expect(group.variables.map(\.feature) == names)
            let distances = (0..<table.count).filter { $0 != row && table.outcomes[$0] != nil }.map {
                other -> (Int, Bool) in
                let squares = ranks.map { ranks -> Int in
                    switch (ranks[row], ranks[other]) {
                    case (nil, nil): 0
                    case (let a?, let b?): (a - b) * (a - b)
                    default: 127 * 127
                    }
                }
                return (squares.reduce(0, +), table.outcomes[other] == true)
            }
            let limit = Int(0.15 * 254 * 0.15 * 254 * Double(names.count))
            let near = distances.filter { $0.0 <= limit }.sorted { $0.0 < $1.0 }
            let reach = near.count <= 500 ? near.last?.0 : near[499].0
            let alike = near.filter { $0.0 <= reach ?? -1 }
            guard alike.count >= SimilarClients.fewest else {
                #expect(group.count == 0 && group.defaultRate == nil && group.middleDistance == nil)
                continue
            }
            told += 1
            #expect(group.count == alike.count)
            let rate = try #require(group.defaultRate)
            #expect(rate.rate == Double(alike.count { $0.1 }) / Double(alike.count))
            #expect(rate.low < rate.rate || rate.rate == 0)
            #expect(rate.low <= rate.rate && rate.rate <= rate.high)
            let furthest = try #require(group.furthestDistance), middle = try #require(group.middleDistance)
            #expect(middle <= furthest && furthest <= 15)
        }
        #expect(told > 0)
    }

    @Test("says nothing of fewer than twenty clients with an outcome")
    func few() throws {
        let table = try ApplicantLender.trained.get().data.table
        for known in [0, 19, 20] {
            // The same client over and over: all are at no distance.
            let rows = FeatureTable(
                schema: table.schema, clients: Array(table.clients.prefix(40)),
                outcomes: (0..<40).map { $0 < known ? $0 == 3 : nil }, persons: Array(table.persons.prefix(40)),
                columns: table.columns.map { column in
                    switch column {
                    case .numbers(let values): .numbers(Array(repeating: values[7], count: 40))
                    case .levels(let codes, let levels):
                        .levels(codes: Array(repeating: codes[7], count: 40), levels: levels)
                    }
                })
            let engine = try ApplicantLender.engine(portfolio: Self.build(rows, threads: 1))
            let group = try #require(try engine.similarClients(to: rows.row(0), except: nil))
            #expect(group.count == (known == 20 ? 20 : 0) && (group.defaultRate != nil) == (known == 20))
            let without = try #require(try engine.similarClients(to: rows.row(0), except: table.clients[5]))
            #expect(without.count == 0)
        }
        #expect(try ApplicantLender.engine().similarClients(to: table.row(0), except: nil) == nil)
    }
}
