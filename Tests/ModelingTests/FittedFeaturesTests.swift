import Credit
import Features
import Fixtures
import Foundation
import Statistics
import Testing

@testable import Catalog
@testable import Modeling

extension FeatureTable {
    /// The bits of a column of numbers; none for one that is not there.
    fileprivate func bits(_ name: String) -> [UInt32] {
        guard let position = schema.positions[name], case .numbers(let values) = columns[position] else { return [] }
        return values.map(\.bitPattern)
    }
}

@Suite("Comparisons with other clients")
struct FittedFeaturesTests {
    private func json(_ fitted: FittedFeatures) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(fitted)
    }

    @Test("are what a slow and obvious answer is, for rows that taught them and rows that did not")
    func oracle() throws {
        let peers = Peers(rows: 2_500, seed: 1)
        let training = Array(0..<2_200)
        let fitted = FittedFeatures(Peers.comparisons, fitting: peers.table, rows: training)
        #expect(fitted.features.map(\.name) == Peers.comparisons.map(\.name))
        let completed = fitted.completing(peers.table)
        for feature in Peers.comparisons {
            let found = completed.bits(feature.name)
            for row in stride(from: 0, to: 2_500, by: 37) {
                let expected = peers.expected(feature.comparison, row: row, learnedFrom: training)
                #expect(
                    Float(bitPattern: found[row]) == expected || expected.isNaN && Float(bitPattern: found[row]).isNaN)
            }
        }
        // The example holds groups that stand alone and groups that do not.
        #expect(Set(fitted.features[2].groups.map(\.keys.count)) == [0, 1, 2, 3])
        #expect(fitted.features.flatMap(\.groups).allSatisfy { $0.keys.isEmpty || $0.known >= 100 })
        #expect(!fitted.features[0].groups.contains { $0.keys == [.level("Rare")] })
    }

    @Test("a group is judged by itself from a hundred known values on", arguments: [99, 100, 101])
    func leastKnown(size: Int) throws {
        // Cooks earn 10, one of them nobody knows what; clerks earn 2.
        let incomes = [Float](repeating: 10, count: size) + [.nan] + [Float](repeating: 2, count: 500)
        let table = FeatureTable(
            schema: Peers.schema, clients: incomes.indices.map { ClientID(rawValue: Int64($0)) },
            outcomes: incomes.map { _ in nil }, persons: incomes.indices.map(Int32.init),
            columns: [
                .numbers(incomes),
                .levels(codes: incomes.indices.map { $0 <= size ? 1 : 0 }, levels: ["Clerk", "Cook"]),
                .numbers(incomes.map { _ in 1 }), .numbers(incomes.map { _ in 1 }),
            ])
        let feature = Peers.comparison(.median, .ratio, within: ["JOB"])
        let fitted = FittedFeatures([feature], fitting: table, rows: Array(incomes.indices))
        let found = fitted.completing(table).bits(feature.name).map(Float.init(bitPattern:))
        #expect(found[0] == (size >= 100 ? 1 : 5))
        #expect(found[size].isNaN && found[size + 1] == 1)
        #expect(fitted.features[0].groups.map(\.known) == (size >= 100 ? [500 + size, 500, size] : [500 + size, 500]))
    }

    @Test("are learned to the same bit in any order of rows and of levels", arguments: [3, 4, 5] as [UInt64])
    func order(seed: UInt64) throws {
        let rows = 1_000
        let first = FittedFeatures(
            Peers.comparisons, fitting: Peers(rows: rows, seed: seed).table, rows: Array(0..<rows))
        var generator = SeededGenerator(seed: seed)
        let shuffledTable = Peers(
            rows: rows, seed: seed, order: shuffled(Array(0..<rows), using: &generator),
            levels: shuffled(Peers.jobs + ["Unseen"], using: &generator)
        ).table
        let again = FittedFeatures(
            Peers.comparisons, fitting: shuffledTable, rows: shuffled(Array(0..<rows), using: &generator))
        #expect(try json(again) == json(first))
        let bits = { (fitted: FittedFeatures) in fitted.features.flatMap(\.groups).map(\.reference.bitPattern) }
        #expect(bits(again) == bits(first))
        // A sum in the order of rows would not do: these values tell orders apart.
        guard case .numbers(let values) = shuffledTable.columns[0] else { return }
        let known = values.filter { !$0.isNaN }.map(Double.init)
        #expect(known.reduce(0, +) != known.sorted().reduce(0, +))
    }

    @Test("of one row are those of its table, bit for bit, whatever is unknown or was never seen")
    func rows() throws {
        let peers = Peers(rows: 1_200, seed: 6)
        let fitted = FittedFeatures(Peers.comparisons, fitting: peers.table, rows: Array(0..<600))
        let strange = FeatureTable(
            schema: Peers.schema, clients: (0..<600).map { ClientID(rawValue: $0) },
            outcomes: Array(repeating: nil, count: 600), persons: Array(0..<600),
            columns: peers.table.columns.enumerated().map { position, column in
                switch column {
                case .numbers(let values):
                    .numbers(
                        (600..<1_200).map { row in
                            row % 50 == 0 ? .infinity : row % 51 == 0 ? -0.0 : row % 53 == 0 ? 7.5 : values[row]
                        })
                case .levels(let codes, _):
                    .levels(
                        codes: codes[600..<1_200].map { $0 < 0 ? $0 : 4 - $0 },
                        levels: ["Clerk", "Astronaut", "Cook", "Clerk", "Driver"])
                }
            })
        let completed = fitted.completing(strange), binding = fitted.binding(to: strange.schema)
        #expect(completed.schema == fitted.completing(strange.schema))
        #expect(completed.columns.count == 4 + Peers.comparisons.count)
        for (index, feature) in fitted.features.enumerated() {
            let batch = completed.bits(feature.name)
            #expect(Set(batch).count > 100)
            for row in 0..<600 { #expect(binding.value(index, of: strange.row(row)).bitPattern == batch[row]) }
        }
    }

    @Test("against 0 are unknown as a ratio, and the value itself as a difference")
    func zero() {
        let incomes: [Float] = [-3, 0, 3, 6, -6]
        let table = FeatureTable(
            schema: Peers.schema, clients: (0..<5).map { ClientID(rawValue: $0) },
            outcomes: Array(repeating: nil, count: 5), persons: Array(0..<5),
            columns: [
                .numbers(incomes), .levels(codes: [0, 0, 0, 0, 0], levels: ["Cook"]), .numbers(incomes),
                .numbers(incomes),
            ])
        let features = [
            Peers.comparison(.median, .ratio, within: ["JOB"]), Peers.comparison(.mean, .ratio, within: ["JOB"]),
            Peers.comparison(.median, .difference, within: ["JOB"]),
            Peers.comparison(.mean, .difference, within: ["JOB"], valid: ValidRange(low: -3, high: 3)),
        ]
        let completed = FittedFeatures(features, fitting: table, rows: Array(0..<5)).completing(table)
        let found = features.map { completed.bits($0.name).map(Float.init(bitPattern:)) }
        #expect(found[0].allSatisfy(\.isNaN) && found[1].allSatisfy(\.isNaN))
        #expect(found[2] == incomes)
        #expect(Array(found[3].prefix(3)) == [-3, 0, 3] && found[3][3].isNaN && found[3][4].isNaN)
    }

    @Test("are left out when the table lacks what they read or nobody's value is known")
    func lost() {
        let peers = Peers(rows: 300, seed: 7)
        let unknown = Array(0..<300).filter { row in peers.table.row(row).values[0] == .missing }
        #expect(!unknown.isEmpty)
        #expect(FittedFeatures(Peers.comparisons, fitting: peers.table, rows: unknown).features.isEmpty)
        #expect(FittedFeatures(Peers.comparisons, fitting: peers.table, rows: []).features.isEmpty)
        let definitions = [
            Peers.comparison(.mean, .ratio, within: ["JOB", "town"]),
            Peers.comparison(.mean, .ratio, within: ["JOB"], value: "wealth"),
            Peers.comparison(.mean, .ratio, within: ["grade"], value: "JOB"),
            Peers.comparison(.mean, .ratio, within: ["owns"]),
        ]
        let fitted = FittedFeatures(definitions, fitting: peers.table, rows: Array(0..<300))
        #expect(fitted.features.map(\.name) == ["mean ratio owns"])
    }

    @Test("are unknown throughout in a table that lacks what they read")
    func lacking() {
        let peers = Peers(rows: 400, seed: 8)
        let fitted = FittedFeatures(Peers.comparisons, fitting: peers.table, rows: Array(0..<400))
        let narrow = FeatureTable(
            schema: FeatureSchema(columns: Array(Peers.schema.columns.prefix(2))), clients: peers.table.clients,
            outcomes: peers.table.outcomes, persons: peers.table.persons, columns: Array(peers.table.columns.prefix(2)))
        let completed = fitted.completing(narrow)
        for feature in Peers.comparisons {
            let isKnown = completed.bits(feature.name).contains { !Float(bitPattern: $0).isNaN }
            #expect(isKnown == (feature.comparison.within == ["JOB"]))
        }
    }

    @Test("take over a column that bears their name, as a table of another catalog may")
    func takenOver() {
        let peers = Peers(rows: 400, seed: 9)
        let fitted = FittedFeatures([Peers.comparisons[0]], fitting: peers.table, rows: Array(0..<400))
        let name = Peers.comparisons[0].name
        let stale = FeatureTable(
            schema: FeatureSchema(columns: [FeatureColumn(name: name, isCategory: true)] + Peers.schema.columns),
            clients: peers.table.clients, outcomes: peers.table.outcomes, persons: peers.table.persons,
            columns: [.levels(codes: Array(repeating: 0, count: 400), levels: ["x"])] + peers.table.columns)
        let completed = fitted.completing(stale)
        #expect(
            completed.columns.count == 5
                && completed.schema.columns.map(\.isCategory) == [false, false, true, false, false])
        #expect(completed.bits(name) == fitted.completing(peers.table).bits(name))
    }

    @Test("survive JSON to the last bit")
    func travels() throws {
        let peers = Peers(rows: 900, seed: 10)
        let fitted = FittedFeatures(Peers.comparisons, fitting: peers.table, rows: Array(0..<900))
        let data = try json(fitted)
        let back = try JSONDecoder().decode(FittedFeatures.self, from: data)
        #expect(back == fitted)
        #expect(
            back.features.flatMap(\.groups).map(\.reference.bitPattern)
                == fitted.features.flatMap(\.groups).map(\.reference.bitPattern))
        let keys = Set(fitted.features.flatMap(\.groups).flatMap(\.keys))
        #expect(keys.contains(.level("Cook")) && keys.contains(.number(-1)))
    }
}
