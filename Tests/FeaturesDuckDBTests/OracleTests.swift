import Catalog
import Credit
import Features
import FeaturesDuckDB
import Fixtures
import Testing

@Suite("Features by blocks and by SQL against features by hand")
struct OracleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let unknown: Double
        let seed: UInt64
        var testDescription: String { "\(unknown * 100) % unknown, seed \(seed)" }

        static let all = [
            Case(unknown: 0, seed: 1), Case(unknown: 0.1, seed: 2), Case(unknown: 0.5, seed: 3),
            Case(unknown: 0.9, seed: 4), Case(unknown: 1, seed: 5),
        ]
    }

    @Test(
        "every function over every slice is the same number",
        arguments: Case.all, DuckDBFeatureEngine.Computation.allCases)
    func oracle(_ its: Case, computation: DuckDBFeatureEngine.Computation) throws {
        let folder = try TemporaryFolder()
        let lender = SmallLender(clients: 120, unknown: its.unknown, seed: its.seed)
        try lender.write(to: folder)
        let table = try compute(folder, by: computation)
        try #require(table.clients.map(\.rawValue) == lender.applications.map { Int64($0.client) })
        #expect(table.outcomes == lender.applications.map(\.defaulted))
        let oracle = Oracle(lender: lender)
        var compared = 0
        for (index, application) in lender.applications.enumerated() {
            let expected = oracle.features(of: application)
            for (column, value) in zip(table.schema.columns, table.row(index).values) {
                let wanted = try #require(expected[column.name], "the oracle does not know \(column.name)")
                #expect(value == wanted, "\(column.name) of client \(application.client)")
                compared += 1
            }
        }
        let catalog = try CatalogFiles.small.read()
        #expect(compared == catalog.features.count * lender.applications.count)
    }

    @Test("the deviation of equal amounts is zero, however large they are")
    func equalAmounts() throws {
        let folder = try TemporaryFolder()
        var lender = SmallLender(clients: 1, unknown: 0, seed: 1)
        let loan = SmallLender.Loan(client: 1_000, state: "Active", opened: -10, amount: 999_999.937, debt: 1, late: 0)
        lender.loans = Array(repeating: loan, count: 7)
        try lender.write(to: folder)
        let values = try compute(folder).values(of: 1_000)
        #expect(values["loans.all.AMOUNT.std"] == .number(0))
        #expect(values["loans.all.AMOUNT.mean"] == .number(999_999.937))
    }

    @Test("sums are exact where floating-point sums are not")
    func exactSums() throws {
        let folder = try TemporaryFolder()
        var lender = SmallLender(clients: 1, unknown: 0, seed: 1)
        // Amounts that cancel to the cent: added as doubles, something would be left over.
        lender.loans = (0..<3_000).map { index in
            let amount = [900_000.07, -900_000.36, 0.29][index % 3]
            return SmallLender.Loan(client: 1_000, state: "Active", opened: -10, amount: amount, debt: nil, late: nil)
        }
        try lender.write(to: folder)
        let values = try compute(folder).values(of: 1_000)
        #expect(values["loans.all.AMOUNT.sum"] == .number(0))
        #expect(values["loans.all.AMOUNT.mean"] == .number(0))
    }

    @Test("a client without loans has none of them, and nobody knows what they would be")
    func noLoans() throws {
        let folder = try TemporaryFolder()
        var lender = SmallLender(clients: 2, unknown: 0, seed: 1)
        lender.loans = [SmallLender.Loan(client: 1_000, state: "Active", opened: -10, amount: 5, debt: 1, late: 0)]
        try lender.write(to: folder)
        let values = try compute(folder).values(of: 1_007)
        #expect(values["loans.all.rows.count"] == .number(0))
        #expect(values["loans.all.AMOUNT.distinct"] == .number(0))
        for function in ["sum", "mean", "min", "max", "std"] {
            #expect(values["loans.all.AMOUNT.\(function)"] == .missing)
        }
        #expect(values["loans.all.STATE.Active.share"] == .missing)
    }

    @Test("loans of nobody change nothing")
    func strangers() throws {
        let folder = try TemporaryFolder()
        var lender = SmallLender(clients: 30, unknown: 0.1, seed: 8)
        try lender.write(to: folder)
        let before = try compute(folder).fingerprint
        lender.loans.append(SmallLender.Loan(client: 3, state: "Active", opened: -10, amount: 5, debt: 1, late: 0))
        try lender.write(to: folder)
        #expect(try compute(folder).fingerprint == before)
    }

    @Test("the same person has the same number, and only then")
    func persons() throws {
        let folder = try TemporaryFolder()
        let row = SmallLender.Application(
            client: 1, defaulted: true, birth: -10_000, hired: -500, job: nil, region: "North", income: 1, credit: 1,
            score: 1, owns: "Y")
        var lender = SmallLender(clients: 0, unknown: 0, seed: 1)
        var older = row, elsewhere = row, unknown = row, unknownToo = row
        older.client = 2
        older.birth = -10_100
        older.hired = -600
        elsewhere.client = 3
        elsewhere.region = "South"
        unknown.client = 4
        unknown.hired = nil
        unknownToo.client = 5
        unknownToo.hired = 365_243
        lender.applications = [row, older, elsewhere, unknown, unknownToo]
        lender.loans = [SmallLender.Loan(client: 1, state: nil, opened: nil, amount: nil, debt: nil, late: nil)]
        try lender.write(to: folder)
        let persons = try compute(folder).persons
        #expect(persons[0] == persons[1])
        #expect(Set([persons[0], persons[2], persons[3]]).count == 3)
        #expect(persons[3] == persons[4])
    }
}
