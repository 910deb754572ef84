import Catalog
import Credit
import Features
import FeaturesDuckDB
import Fixtures
import Statistics
import Testing

@Suite("Time and depth by blocks and by SQL against time and depth by hand")
struct TimedOracleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var clients = 40
        let unknown: Double
        let seed: UInt64
        var absent: Set<String> = []

        static let all = [
            Case(unknown: 0, seed: 1), Case(unknown: 0.4, seed: 3), Case(unknown: 1, seed: 5),
            Case(unknown: 0.1, seed: 6, absent: ["loans"]), Case(unknown: 0.1, seed: 7, absent: ["payments"]),
            Case(unknown: 0.1, seed: 8, absent: ["accounts"]),
        ]

        var testDescription: String {
            "\(unknown * 100) % unknown, seed \(seed)" + (absent.isEmpty ? "" : ", without \(absent.sorted())")
        }
    }

    @Test(
        "every function over every kind of slice is the same number",
        arguments: Case.all, DuckDBFeatureEngine.Computation.allCases)
    func oracle(_ its: Case, computation: DuckDBFeatureEngine.Computation) throws {
        let folder = try TemporaryFolder()
        let lender = TimedLender(clients: its.clients, unknown: its.unknown, seed: its.seed)
        try lender.write(to: folder, without: its.absent)
        let table = try compute(folder, catalog: CatalogFiles.timed.read(), by: computation)
        let oracle = TimedOracle(lender, without: its.absent)
        var wrong: [String: Int] = [:]
        for (index, application) in lender.applicants.applications.enumerated() {
            let expected = oracle.features(of: application)
            for (column, value) in zip(table.schema.columns, table.row(index).values) {
                let wanted = try #require(expected[column.name], "the oracle does not know \(column.name)")
                if value != wanted {
                    if wrong[column.name] == nil {
                        Issue.record("\(column.name) of client \(application.client): \(value), not \(wanted)")
                    }
                    wrong[column.name, default: 0] += 1
                }
            }
        }
        #expect(table.count == its.clients)
    }

    @Test("all features are there with all tables, and those of an absent table alone are gone")
    func absent() throws {
        let catalog = try CatalogFiles.timed.read()
        func names(_ tables: Set<String>) -> Set<String> {
            Set(FeaturePlan(catalog: catalog, available: tables).features.map(\.name))
        }
        let all = names(["application", "loans", "payments", "accounts"])
        #expect(all == Set(catalog.features.map(\.name)))
        #expect(all.contains("loans.last_2.payments.all.METHOD.latest.latest"))
        // Payments and accounts still fold into the application, as they did.
        let gone = all.subtracting(names(["application", "payments", "accounts"]))
        #expect(gone == all.filter { $0.hasPrefix("loans.") || ["debt_to_income", "weight"].contains($0) })
        let withoutPayments = all.subtracting(names(["application", "loans", "accounts"]))
        let paid = ["payments.", "loans.paid."]
        let ofPayments = all.filter { name in
            paid.contains { name.hasPrefix($0) }
                || [".paid_share.", ".share_change.", ".payments."].contains { name.contains($0) }
        }
        #expect(withoutPayments == ofPayments)
    }

    @Test("threads, blocks, the order of rows and the way to compute change no bit")
    func sameBits() throws {
        let folder = try TemporaryFolder()
        var lender = TimedLender(clients: 200, unknown: 0.3, seed: 11)
        let catalog = try CatalogFiles.timed.read()
        try lender.write(to: folder)
        let expected = try compute(folder, threads: 1, catalog: catalog).fingerprint
        for (threads, size) in [(2, 2_048), (4, 2_048), (1, 7), (2, 1), (4, 50)] {
            let table = try compute(folder, threads: threads, catalog: catalog, clientsPerBlock: size)
            #expect(table.fingerprint == expected, "\(threads) threads, \(size) clients per block")
        }
        // So little memory that every row lies in a file before it is computed with.
        let spilled = try compute(folder, catalog: catalog, clientsPerBlock: 20, memoryLimitBytes: 4)
        #expect(spilled.fingerprint == expected)
        #expect(try folder.names() == ["data", "features"])
        #expect(try folder.names(in: "features").allSatisfy { !$0.hasPrefix(".") })
        for threads in [1, 2, 4] {
            #expect(try compute(folder, threads: threads, catalog: catalog, by: .sql).fingerprint == expected)
        }
        var generator = SeededGenerator(seed: 5)
        lender.loans = shuffled(lender.loans, using: &generator)
        lender.payments = shuffled(lender.payments, using: &generator)
        lender.accounts = shuffled(lender.accounts, using: &generator)
        try lender.write(to: folder)
        #expect(try compute(folder, threads: 4, catalog: catalog).fingerprint == expected)
        #expect(try compute(folder, threads: 4, catalog: catalog, clientsPerBlock: 9).fingerprint == expected)
        #expect(try compute(folder, threads: 4, catalog: catalog, by: .sql).fingerprint == expected)
    }
}
