import Catalog
import Credit
import FeatureKernels
import Features
import FeaturesDuckDB
import Fixtures
import Foundation
import Testing

@Suite("Histories beside the features")
struct HistoryTests {
    private static func computed(
        _ computation: DuckDBFeatureEngine.Computation, threads: Int = 2, clientsPerBlock: Int = 2_048
    ) throws -> (folder: TemporaryFolder, table: FeatureTable, lender: SmallLender) {
        let folder = try TemporaryFolder()
        let lender = SmallLender(clients: 300, unknown: 0.2, seed: 7)
        try lender.write(to: folder)
        let table = try compute(
            folder, threads: threads, catalog: CatalogFiles.learning.read(), by: computation,
            clientsPerBlock: clientsPerBlock)
        return (folder, table, lender)
    }

    /// Every row as text.
    private static func text(_ table: FeatureTable) -> [String] {
        table.clients.indices.map { client in
            "\(table.clients[client].rawValue) \(table.histories.map { $0.rows(of: client) })"
        }
    }

    @Test("hold the rows of every client, for the models in use, and no feature of theirs")
    func rows() throws {
        let (_, table, lender) = try Self.computed(.blocks)
        #expect(table.histories.map(\.schema.name) == ["loans_risk"])
        let history = try #require(table.histories.first)
        #expect(history.schema.columns.map(\.name) == ["STATE", "DAYS_OPENED", "AMOUNT", "DEBT", "debt_ratio"])
        for (client, number) in table.clients.enumerated() {
            #expect(history.rows(of: client).count == lender.loans.count { $0.client == Int(number.rawValue) })
        }
        #expect(table.schema.columns.allSatisfy { !$0.name.hasPrefix("loans_risk") })
        let (days, isLatestFirst) = (history.columns[1], { (a: Float, b: Float) in a >= b || b.isNaN })
        guard case .numbers(let values) = days else { return #expect(Bool(false)) }
        for client in table.clients.indices {
            let own = values[history.starts[client]..<history.starts[client + 1]]
            #expect(zip(own, own.dropFirst()).allSatisfy(isLatestFirst))
        }
        #expect(values.contains { $0.isNaN } && values.contains { $0 < 0 })
    }

    @Test("are the same however features are computed", arguments: [(1, 2_048), (2, 40)])
    func same(threads: Int, clientsPerBlock: Int) throws {
        let blocks = try Self.computed(.blocks, threads: threads, clientsPerBlock: clientsPerBlock).table
        let sql = try Self.computed(.sql, threads: threads).table
        #expect(Self.text(blocks) == Self.text(sql))
        #expect(blocks.fingerprint == sql.fingerprint)
    }

    @Test("are handed over with each batch of clients")
    func batches() throws {
        let (folder, table, _) = try Self.computed(.blocks)
        var lines: [String] = []
        try DuckDBFeatureEngine(threads: 1).forEachBatch(in: folder.file("features"), of: 70) { batch, _ in
            lines += Self.text(batch)
        }
        #expect(lines == Self.text(table))
    }

    @Test("of one applicant are those of the batch, whatever the order of the records")
    func applicant() throws {
        let (_, table, lender) = try Self.computed(.blocks)
        let catalog = try CatalogFiles.learning.read()
        let program = FeatureProgram(FeaturePlan(catalog: catalog, available: ["application", "loans"]))
        func number(_ value: Double?) -> String { value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "null" }
        func word(_ value: String?) throws -> String {
            try value.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) } ?? "null"
        }
        for (client, id) in table.clients.enumerated().prefix(60) {
            let application = try #require(lender.applications.first { $0.client == Int(id.rawValue) })
            let loans = try lender.loans.enumerated().filter { $0.element.client == Int(id.rawValue) }.map {
                place, loan in
                """
                {"LOAN": \(place), "STATE": \(try word(loan.state)), "DAYS_OPENED": \(number(loan.opened)),
                 "AMOUNT": \(number(loan.amount)), "DEBT": \(number(loan.debt)), "LATE": \(number(loan.late))}
                """
            }
            let json = """
                {"application": {"CLIENT": \(id.rawValue), "SCORE": \(number(application.score))},
                 "loans": [\(loans.reversed().joined(separator: ","))]}
                """
            let records = try ApplicantRecords(json: Data(json.utf8), catalog: catalog)
            #expect(try program.row(of: records).histories == table.row(client).histories)
        }
    }

    @Test("are lost with their table, and said to be")
    func loss() throws {
        let catalog = try CatalogFiles.learning.read()
        let plan = FeaturePlan(catalog: catalog, available: ["application"])
        #expect(plan.histories.isEmpty && plan.targets.map(\.name) == ["defaults_nearby"])
        let lost = try #require(plan.losses.first { $0.table == "loans" }).features
        #expect(lost.suffix(5) == ["mean", "max", "min", "sum", "last"].map { "loans_risk.\($0)" }[...])
    }
}
