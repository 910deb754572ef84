import Catalog
import Credit
import Features
import Fixtures
import Testing

@testable import FeatureKernels

@Suite("Records of one client")
struct RecordTests {
    private func decoded(_ tables: LenderTables) throws -> [(client: Int64, records: ApplicantRecords)] {
        let coding = RecordCoding(tables.plan.catalog)
        return try RecordDivision(tables.plan).records(of: tables.tables).map {
            ($0.client, try coding.decode($0.bytes))
        }
    }

    @Test(
        "divided from a block give the very features of the block, even where files link clients to each other",
        arguments: [0.0, 0.05, 0.3], [1, 2] as [UInt64])
    func divided(mixed: Double, seed: UInt64) throws {
        let plan = try TimedCatalog.plan()
        let program = FeatureProgram(plan)
        let tables = LenderTables(random: plan, clients: 40, mixed: mixed, seed: seed)
        let batch = try program.run(tables.tables)
        let divided = try decoded(tables)
        #expect(divided.map(\.client) == batch.clients)
        for (index, (client, records)) in divided.enumerated() {
            #expect(records.client == client)
            let alone = try program.row(of: records), expected = batch.row(index)
            let wrong = zip(plan.features, zip(alone.values, expected.values)).filter { $1.0 != $1.1 }.map(\.0.name)
            #expect(wrong == [], "client \(client)")
        }
    }

    @Test("come back to the last bit, words that the catalog does not name included")
    func exact() throws {
        let plan = try TimedCatalog.plan()
        let tables = LenderTables(random: plan, clients: 12, unknown: 0.3, seed: 9)
        for client in tables.clients {
            var rows = tables.rows(of: client)
            // A category's words of every kind.
            for table in plan.tables {
                guard let old = rows[table.name], old.count > 0 else { continue }
                rows[table.name] = Rows(
                    count: old.count,
                    columns: zip(table.columns, old.columns).map { column, values in
                        guard column.kind.isCategory else { return values }
                        let words = ["", "é", "e\u{301}", "Active", "a\u{0}b"]
                        return .words((0..<old.count).map { Int32($0 % 6) - 1 }, WordList(words))
                    })
            }
            let coding = RecordCoding(plan.catalog)
            let bytes = coding.encode(ApplicantRecords(tables: rows, client: client))
            let back = try coding.decode(bytes)
            for (name, table) in rows where table.count > 0 {
                #expect(back.tables[name]?.texts == table.texts, "\(name)")
            }
            #expect(back.tables.values.map(\.count).reduce(0, +) == rows.values.map(\.count).reduce(0, +))
            #expect(coding.encode(back) == bytes)
        }
    }

    @Test("that are damaged are told from good ones, whichever byte it is")
    func damaged() throws {
        let plan = try TimedCatalog.plan()
        let tables = LenderTables(random: plan, clients: 3, unknown: 0.2, seed: 4)
        let coding = RecordCoding(plan.catalog)
        let bytes = try #require(RecordDivision(plan).records(of: tables.tables).first?.bytes)
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x10
            #expect(throws: RecordCoding.Failure.damaged) { try coding.decode(changed) }
            #expect(throws: RecordCoding.Failure.damaged) { try coding.decode(Array(bytes[..<place])) }
        }
        let other = try CatalogFiles.small.read()
        #expect(throws: RecordCoding.Failure.otherCatalog) { try RecordCoding(other).decode(bytes) }
    }

    @Test(
        "with other values of the application have the features of the whole computation",
        arguments: [1, 2, 3] as [UInt64])
    func variants(seed: UInt64) throws {
        let plan = try TimedCatalog.plan()
        let program = FeatureProgram(plan)
        let tables = LenderTables(random: plan, clients: 8, seed: seed)
        let root = try #require(plan.catalog.rootTable)
        for (_, records) in try decoded(tables) {
            let folded = try program.folding(records)
            #expect(folded.row == (try program.row(of: records)))
            for column in root.columns where column.kind != .id && column.kind != .outcome {
                let values: Column =
                    switch folded.application[column.name] {
                    case .words: .words([0, 1, -1, 2], WordList(column.levels.keys.sorted() + ["Y", "N", "New"]))
                    default: .numbers([1, 50_000, .nan, -1e12])
                    }
                let quick = try folded.rows(changing: [column.name: values])
                for index in 0..<4 {
                    let whole = try program.row(of: folded.records(changing: [column.name: values], index))
                    let wrong = zip(plan.features, zip(quick[index].values, whole.values)).filter { $1.0 != $1.1 }
                    #expect(wrong.map(\.0.name) == [], "\(column.name), variant \(index)")
                }
            }
            #expect(try folded.rows(changing: [:]) == [folded.row])
        }
    }

    @Test("conditions over rows say the same of a row alone and in a table; the unknown is not true")
    func conditions() throws {
        let data = try LearnableTable(rows: 60, seed: 8)
        let sql = ["INCOME > 50000", "JOB = 'Cook'", "INCOME IS NULL OR JOB IS NULL", "NOWHERE > 1"]
        let conditions = RowConditions(sql, schema: data.table.schema)
        let together = conditions.truths(of: data.table)
        for row in 0..<60 {
            #expect(conditions.truths(of: [data.table.row(row)]).map { $0[0] } == together.map { $0[row] })
        }
        #expect(together[3].allSatisfy { !$0 } && together[2].contains(true))
        #expect(together[0].contains(true) && together[1].contains(true))
        #expect(zip(together[0], together[2]).contains { !$0 && $1 })
    }
}
