import Catalog
import Credit
import Features
import Fixtures
import Foundation
import Statistics
import Testing

@testable import Modeling

/// Clients with loans that tell of their outcomes.
private struct Portfolio {
    let catalog: LenderCatalog
    let table: FeatureTable
    let rows: [Int]

    init(clients: Int = 900, seed: UInt64 = 3) throws {
        let data = try LearnableTable(rows: clients, seed: seed, files: .learning)
        catalog = data.catalog
        let plan = FeaturePlan(catalog: catalog, available: Set(catalog.tables.map(\.name)))
        var generator = SeededGenerator(seed: seed, stream: 1)
        var starts = [0], states: [Int32] = []
        var columns = [[Float]](repeating: [], count: 4)
        for outcome in data.table.outcomes {
            let isDefault = outcome == true
            for _ in 0..<generator.nextIndex(below: 5) {
                states.append(generator.nextBool(probability: isDefault ? 0.6 : 0.3) ? 0 : 1)
                columns[0].append(-Float(generator.nextIndex(below: 3_000)))
                let amount = Float(generator.nextUniform() * 1e5)
                columns[1].append(amount)
                columns[2].append(amount * Float(generator.nextUniform()) * (isDefault ? 1 : 0.7))
                columns[3].append(columns[2].last.map { $0 / amount } ?? .nan)
            }
            starts.append(states.count)
        }
        let history = HistoryTable(
            schema: try #require(plan.histories.first).schema, starts: starts,
            columns: [.levels(codes: states, levels: ["Active", "Closed"])] + columns.map { .numbers($0) })
        table = data.table.with(histories: [history])
        rows = table.outcomes.indices.filter { $0 % 4 != 3 }
    }

    func learned(_ table: FeatureTable) throws -> (fitted: FittedFeatures, table: FeatureTable) {
        try FittedFeatures.learned(catalog, fitting: table, rows: rows, seed: 5, threads: 2)
    }

    /// The same clients with other outcomes.
    func with(outcomes: [Bool?]) -> FeatureTable {
        FeatureTable(
            schema: table.schema, clients: table.clients, outcomes: outcomes, persons: table.persons,
            columns: table.columns, histories: table.histories)
    }
}

private func values(_ table: FeatureTable, _ name: String) throws -> [Float] {
    let position = try #require(table.schema.positions[name])
    guard case .numbers(let values) = table.columns[position] else { return [] }
    return values
}

private func area(_ table: FeatureTable, _ name: String, _ rows: [Int]) throws -> Double {
    let column = try values(table, name)
    let known = rows.filter { !column[$0].isNaN }
    return try #require(
        areaUnderROC(scores: known.map { Double(column[$0]) }, outcomes: known.map { table.outcomes[$0] == true }))
}

private let names =
    ["defaults_nearby"] + ["mean", "max", "min", "sum", "last"].map { "loans_risk.\($0)" }

@Suite("Features made from outcomes")
struct TargetFeaturesTests {
    @Test("tell of rows that were not learned from")
    func tell() throws {
        let portfolio = try Portfolio()
        let (fitted, table) = try portfolio.learned(portfolio.table)
        #expect(fitted.targets.features == names && fitted.names.suffix(6) == names[...])
        let others = table.outcomes.indices.filter { $0 % 4 == 3 }
        for name in ["defaults_nearby", "loans_risk.mean", "loans_risk.max"] {
            #expect(try area(table, name, others) > 0.6, "\(name)")
            #expect(try area(table, name, portfolio.rows) > 0.6, "\(name)")
        }
    }

    @Test("never hold a person's own outcome: change it, and the person's values stay, while others' move")
    func ownOutcome() throws {
        let portfolio = try Portfolio()
        let before = try portfolio.learned(portfolio.table).table
        for row in [0, 4, 401, 802] {
            let person = portfolio.table.persons[row]
            let own = portfolio.rows.filter { portfolio.table.persons[$0] == person }
            var outcomes = portfolio.table.outcomes
            for row in own { outcomes[row] = outcomes[row].map { !$0 } }
            let after = try portfolio.learned(portfolio.with(outcomes: outcomes)).table
            var moved = 0
            for name in names {
                let (old, new) = (try values(before, name), try values(after, name))
                for row in own { #expect(old[row].bitPattern == new[row].bitPattern, "\(name) of \(row)") }
                moved += portfolio.rows.count { old[$0].bitPattern != new[$0].bitPattern }
            }
            #expect(moved > 0)
        }
    }

    @Test("of shuffled outcomes tell nothing, out of fold")
    func shuffledOutcomes() throws {
        let portfolio = try Portfolio(clients: 2_000)
        var generator = SeededGenerator(seed: 11)
        let table = portfolio.with(outcomes: shuffled(portfolio.table.outcomes, using: &generator))
        let completed = try portfolio.learned(table).table
        for name in names {
            // Four standard errors of an area over so many rows.
            #expect(abs(try area(completed, name, portfolio.rows) - 0.5) < 0.07, "\(name)")
        }
    }

    @Test("of one row are those of its table, bit for bit, from histories or as stored")
    func rows() throws {
        let portfolio = try Portfolio(clients: 600)
        let model = try Trainer(settings: quickSettings).train(portfolio.table, catalog: portfolio.catalog, losses: [])
        let completed = model.fitted.completing(portfolio.table)
        let stored = model.storing(portfolio.table, threads: 2)
        #expect(stored.histories.isEmpty && stored.schema == model.storing(portfolio.table.schema))
        #expect(stored.schema.columns.suffix(5).map(\.name) == Array(names.dropFirst()))
        let fresh = model.binding(to: portfolio.table.schema), kept = model.binding(to: stored.schema)
        let columns = model.encoder.encode(completed, rows: Array(0..<completed.count))
        for row in 0..<portfolio.table.count {
            let expected = columns.map { $0[row].bitPattern }
            #expect(fresh.encode(portfolio.table.row(row)).map(\.bitPattern) == expected)
            #expect(kept.encode(stored.row(row)).map(\.bitPattern) == expected)
            #expect(fresh.completing(portfolio.table.row(row)) == completed.row(row))
        }
        #expect(Set(model.encoder.columns.map(\.name)).isSuperset(of: names))
        #expect(model.missing(from: portfolio.table.schema).isEmpty)
    }

    @Test("are the same at any number of threads, and after a way through JSON")
    func frozen() throws {
        let portfolio = try Portfolio(clients: 600)
        let (fitted, table) = try portfolio.learned(portfolio.table)
        let alone = try FittedFeatures.learned(
            portfolio.catalog, fitting: portfolio.table, rows: portfolio.rows, seed: 5, threads: 1)
        #expect(alone.fitted == fitted)
        let read = try JSONDecoder().decode(FittedFeatures.self, from: try JSONEncoder().encode(fitted))
        #expect(read == fitted)
        for name in names {
            #expect(try values(alone.table, name).map(\.bitPattern) == values(table, name).map(\.bitPattern))
            let (a, b) = (read.completing(portfolio.table), fitted.completing(portfolio.table, threads: 2))
            #expect(try values(a, name).map(\.bitPattern) == values(b, name).map(\.bitPattern))
        }
    }

    @Test("are left out where the table has no histories, and unknown for a client without rows")
    func without() throws {
        let portfolio = try Portfolio(clients: 600)
        let bare = portfolio.table.with(histories: [])
        #expect(try portfolio.learned(bare).fitted.targets.features == ["defaults_nearby"])
        let (_, table) = try portfolio.learned(portfolio.table)
        let history = try #require(table.histories.first)
        for client in table.clients.indices where history.starts[client] == history.starts[client + 1] {
            for name in names.dropFirst() { #expect(try values(table, name)[client].isNaN) }
        }
    }
}
