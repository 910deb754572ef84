import Catalog
import Credit
import Features
import Fixtures
import Testing

@testable import FeatureKernels

@Suite("Rows that become one, or follow each other, in blocks")
struct BlocksTogetherTests {
    private struct Payment {
        let client: Int64?
        let loan: Int64
        var number = 1.0
        let paid: Double
    }

    /// Features of clients 1 and 2 with all rows at once, and with a block for each.
    private func features(_ payments: [Payment], loans: [Int64]?) throws -> (
        whole: [FeatureRow], blocks: [FeatureRow], plan: FeaturePlan
    ) {
        let full = try TimedCatalog.plan()
        let plan = FeaturePlan(
            catalog: full.catalog,
            available: loans == nil ? ["application", "payments"] : ["application", "payments", "loans"])
        var tables: [String: Rows] = [:]
        for table in plan.tables {
            let count =
                table.name == "application" ? 2 : table.name == "loans" ? loans?.count ?? 0 : payments.count
            tables[table.name] = Rows(
                count: count,
                columns: table.columns.map { column -> Column in
                    switch (table.name, column.name) {
                    case ("application", "CLIENT"): .ids([1, 2])
                    case ("loans", "CLIENT"): .ids((loans ?? []).map { _ in 1 })
                    case ("loans", "LOAN"): .ids(loans ?? [])
                    case ("payments", "CLIENT"): .ids(payments.map { $0.client ?? Column.unknownID })
                    case ("payments", "LOAN"): .ids(payments.map(\.loan))
                    case ("payments", "NUMBER"): .numbers(payments.map(\.number))
                    case ("payments", "PAID"): .numbers(payments.map(\.paid))
                    case ("payments", "DAY"): .numbers(payments.map { -$0.number })
                    default:
                        column.kind.isCategory || column.flagWords != nil
                            ? .words([Int32](repeating: -1, count: count), WordList([]))
                            : .numbers([Double](repeating: .nan, count: count))
                    }
                })
        }
        let program = FeatureProgram(plan)
        let whole = try program.run(tables)
        let folder = try TemporaryFolder()
        let blocks = ClientBlocks(
            plan, clients: [1, 2], clientsPerBlock: 1, memoryLimit: .max, folder: folder.path)
        for (index, table) in plan.tables.enumerated().reversed() {
            guard let rows = tables[table.name] else { continue }
            blocks.begin(index)
            let values = rows.columns.map { column -> ClientBlocks.Values in
                switch column {
                case .numbers(let values): .numbers(values)
                case .ids(let ids): .ids(ids)
                case .flags(let values): .numbers(values.map { $0 > 1 ? .nan : Double($0) })
                case .words(let codes, _): .codes(codes)
                }
            }
            try blocks.add(values, rows: rows.count, to: index)
            try blocks.end(index, words: rows.columns.map { _ in [] })
        }
        try blocks.finish()
        let parts = try blocks.units.flatMap { unit in
            let part = try program.run(blocks.reader.rows(of: unit))
            return part.clients.indices.map { part.row($0) }
        }
        return (whole.clients.indices.map { whole.row($0) }, parts, plan)
    }

    @Test(
        "have the features that all rows at once give",
        arguments: [nil, [], [5], [6]] as [[Int64]?], 0..<6)
    func same(loans: [Int64]?, situation: Int) throws {
        let payments =
            [
                // Lines of one payment, the first of which names no client.
                [Payment(client: nil, loan: 5, paid: 10), Payment(client: 1, loan: 5, paid: 20)],
                [Payment(client: 1, loan: 5, paid: 20), Payment(client: nil, loan: 5, paid: 10)],
                // Lines of one payment that name two clients.
                [Payment(client: 1, loan: 5, paid: 20), Payment(client: 2, loan: 5, paid: 10)],
                // Payments that follow each other, one of which names no client.
                [
                    Payment(client: nil, loan: 5, number: 2, paid: 10),
                    Payment(client: 1, loan: 5, number: 1, paid: 25),
                ],
                [
                    Payment(client: 2, loan: 5, number: 2, paid: 10),
                    Payment(client: nil, loan: 5, number: 1, paid: 25),
                ],
                [
                    Payment(client: 1, loan: 5, number: 2, paid: 10),
                    Payment(client: 2, loan: 5, number: 1, paid: 25),
                ],
            ][situation]
        let (whole, blocks, plan) = try features(payments, loans: loans)
        for client in 0..<2 where whole[client] != blocks[client] {
            let wrong = zip(plan.features, zip(blocks[client].values, whole[client].values)).filter {
                $1.0 != $1.1
            }
            Issue.record(
                "client \(client + 1): \(wrong.prefix(2).map { "\($0.name): \($1.0), not \($1.1)" })")
        }
    }

    /// Account statements of clients 1 and 2, all at once and with a block for each.
    private func statements(_ accounts: [Int64], clients: [Int64], balances: [Double]) throws -> (
        whole: Result<ComputedFeatures, any Error>, blocks: Result<[ComputedFeatures], any Error>
    ) {
        let plan = try TimedCatalog.plan()
        var tables = LenderTables(plan: plan, clients: [1, 2])
        for table in plan.tables {
            let count = table.name == "application" ? 2 : table.name == "accounts" ? accounts.count : 0
            tables.tables[table.name] = Rows(
                count: count,
                columns: table.columns.map { column -> Column in
                    switch (table.name, column.name) {
                    case ("application", "CLIENT"): .ids([1, 2])
                    case ("accounts", "ACCOUNT"): .ids(accounts)
                    case ("accounts", "CLIENT"): .ids(clients)
                    case ("accounts", "MONTH"): .numbers(accounts.map { _ in -1 })
                    case ("accounts", "BALANCE"): .numbers(balances)
                    default:
                        column.kind == .id
                            ? .ids([Int64](repeating: Column.unknownID, count: count))
                            : column.kind.isCategory || column.flagWords != nil
                                ? .words([Int32](repeating: -1, count: count), WordList([]))
                                : .numbers([Double](repeating: .nan, count: count))
                    }
                })
        }
        let program = FeatureProgram(plan)
        let folder = try TemporaryFolder()
        let blocks = try tables.blocks(clientsPerBlock: 1, folder: folder.path)
        let reader = blocks.reader
        return (
            Result { try program.run(tables.tables) },
            Result { try blocks.units.map { try program.run(reader.rows(of: $0)) } }
        )
    }

    @Test("a key that stands twice is refused wherever its rows are")
    func repeatedKey() throws {
        let (whole, blocks) = try statements([7, 7], clients: [1, 2], balances: [1, 2])
        #expect(throws: FeatureError.self) { try whole.get() }
        #expect(throws: FeatureError.self) { try blocks.get() }
    }

    @Test("impossible values are as many in blocks, those of nobody among them")
    func impossible() throws {
        let (whole, blocks) = try statements(
            [7, 8], clients: [1, Column.unknownID], balances: [1e9, 1e9])
        let counts = try blocks.get().reduce(0) { $0 + ($1.impossible["accounts"]?["BALANCE"] ?? 0) }
        #expect(try whole.get().impossible["accounts"]?["BALANCE"] == 2)
        #expect(counts == 2)
    }

    @Test("the deviation of the largest amounts is not lost")
    func largeDeviation() {
        let values = (0..<14).map { $0 % 2 == 0 ? 1e15 : -1e15 }
        let spread = values.withUnsafeBufferPointer { deviation($0, 0..<14, step: 1_000) }
        #expect(abs(spread / (1e15 * (14.0 / 13).squareRoot()) - 1) < 1e-9)
    }
}
