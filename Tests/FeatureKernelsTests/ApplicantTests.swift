import Catalog
import Credit
import Features
import Testing

@testable import FeatureKernels

@Suite("One applicant's features and those of the batch")
struct ApplicantTests {
    private func expectSame(_ alone: ComputedFeatures.Client?, _ inBatch: ComputedFeatures.Client, _ plan: FeaturePlan)
    {
        guard alone != inBatch else { return }
        let values = zip(alone?.features.values ?? [], inBatch.features.values)
        let wrong = zip(plan.features, values).filter { $1.0 != $1.1 }.prefix(3)
        Issue.record("client \(inBatch.id): \(wrong.map { "\($0.name): \($1.0), not \($1.1)" })")
    }

    @Test(
        "are the same, with every table or without one",
        arguments: [nil, "loans", "payments", "accounts"] as [String?], [0, 0.3, 1])
    func same(absent: String?, unknown: Double) throws {
        let plan = try TimedCatalog.plan(without: absent)
        let program = FeatureProgram(plan)
        let tables = LenderTables(random: plan, clients: 25, unknown: unknown, seed: 31)
        let batch = try program.run(tables.tables)
        #expect(batch.clients == tables.clients)
        for client in batch.all {
            let alone = try program.run(tables.rows(of: client.id))
            #expect(alone.clients == [client.id])
            expectSame(alone.all.first, client, plan)
        }
    }

    @Test("the order of rows changes nothing", arguments: [1, 2, 3])
    func mixed(seed: UInt64) throws {
        let plan = try TimedCatalog.plan()
        let program = FeatureProgram(plan)
        let tables = LenderTables(random: plan, clients: 60, mixed: 0.05, seed: seed)
        let expected = try program.run(tables.tables), mixed = try program.run(tables.inAnotherOrder(seed: seed).tables)
        for (one, other) in zip(mixed.all, expected.all) { expectSame(one, other, plan) }
        #expect(mixed.clients == expected.clients)
        #expect(mixed.impossible == expected.impossible)
    }

    @Test("an applicant without a history has none of it; tables may be empty or not there")
    func noHistory() throws {
        let plan = try TimedCatalog.plan()
        let program = FeatureProgram(plan)
        let tables = LenderTables(random: plan, clients: 1, unknown: 0, seed: 5)
        let root = try #require(tables.tables["application"])
        let alone = try program.run(["application": root])
        let names = plan.features.map(\.name)
        let values = Dictionary(uniqueKeysWithValues: zip(names, alone.row(0).values))
        #expect(values["payments.all.rows.count"] == .number(0))
        #expect(values["loans.all.STATE.distinct"] == .number(0))
        #expect(values["loans.all.AMOUNT.mean"] == .missing)
        #expect(values["payments.all.METHOD.latest"] == .missing)
        for name in names where name.contains(".all.") && !name.hasSuffix(".count") && !name.hasSuffix(".distinct") {
            #expect(values[name] == .missing, "\(name)")
        }
        var empty = tables.rows(of: -1)
        empty["application"] = root
        #expect(try program.run(empty).all == alone.all)
    }

    @Test("keys that stand twice are refused and named, at most five")
    func repeatedKeys() throws {
        let plan = try TimedCatalog.plan()
        let tables = LenderTables(random: plan, clients: 10, unknown: 0, seed: 5)
        let table = try #require(plan.tables.first { $0.name == "loans" })
        let rows = try #require(tables.tables["loans"])
        let places = (0..<Int32(rows.count)).map { $0 } + (0..<7)
        var twice = tables.tables
        twice["loans"] = Rows(count: places.count, columns: rows.columns.map { $0.gathered(places) })
        let error = #expect(throws: FeatureError.self) { try FeatureProgram(plan).run(twice) }
        guard case .ids(let loans) = rows.columns[table.columns.firstIndex { $0.name == "LOAN" } ?? 0] else { return }
        let keys = loans.prefix(5).map(String.init)
        #expect(error == FeatureError(repeated: keys, in: table))
        // Keys that nobody knows are not the same.
        var unknown = tables.tables
        unknown["loans"] = Rows(
            count: rows.count,
            columns: zip(table.columns, rows.columns).map { column, values in
                column.name == "LOAN" ? .ids(loans.map { _ in Column.unknownID }) : values
            })
        #expect(try FeatureProgram(plan).run(unknown).clients == tables.clients)
    }

    @Test("impossible values are counted once for each row that has one")
    func impossible() throws {
        let plan = try TimedCatalog.plan()
        let table = try #require(plan.catalog.rootTable)
        func rows(_ values: [String: Column]) -> Rows {
            Rows(
                count: 4,
                columns: table.columns.map { column in
                    if let known = values[column.name] { return known }
                    if column.name == plan.catalog.client { return .ids([1, 2, 3, 4]) }
                    return column.kind.isCategory || column.flagWords != nil
                        ? .words([-1, -1, -1, -1], WordList([])) : .numbers([.nan, .nan, .nan, .nan])
                })
        }
        let computed = try FeatureProgram(plan).run([
            "application": rows([
                "DAYS_BIRTH": .numbers([1, -10, -40_001, .infinity]), "DAYS_HIRED": .numbers([365_243, .nan, 1, 0]),
                "SCORE": .numbers([0, 1, 0.5, .nan]),
                "OWNS_HOME": .words([0, 1, 2, -1], WordList(["Y", "maybe", "N"])),
                "JOB": .words([0, 1, 0, -1], WordList(["XNA", "Odd"])),
            ])
        ])
        #expect(computed.impossible == ["application": ["DAYS_BIRTH": 3, "DAYS_HIRED": 1, "OWNS_HOME": 1]])
    }
}
