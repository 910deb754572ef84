import Catalog
import Credit
import DuckDB
import Features
import Fixtures
import Foundation
import Testing

@testable import FeatureKernels

@Suite(
    "Real applicants alone and in the batch", .enabled(if: Places.realData != nil, "the real samples are not here"))
struct RealApplicantTests {
    /// The rows of the first clients of the sample; files without their clients' numbers are read whole.
    private func tables(clients count: Int) throws -> LenderTables {
        let folder = try #require(Places.realData) + "/home-credit-499"
        let catalog = try LenderCatalog(folder: Places.homeCredit)
        let files = try RawTables(folder: folder, catalog: catalog)
        var result = LenderTables(plan: FeaturePlan(catalog: catalog, available: files.available))
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 2)))
        let client = SQLText.identifier(catalog.client)
        for table in result.plan.tables.reversed() {
            let paths = (files.files[table.name] ?? []).map { SQLText.literal($0.path) }
            let source = "read_csv([\(paths.joined(separator: ", "))], all_varchar = true, nullstr = '')"
            let header = try connection.query("SELECT * FROM \(source) LIMIT 0").columns.map(\.name)
            let columns = table.columns.map { column in
                let type = column.kind == .id ? "BIGINT" : isWord(column) ? "VARCHAR" : "DOUBLE"
                return "CAST(\(header.contains(column.name) ? SQLText.identifier(column.name) : "NULL") AS \(type))"
            }
            var sql = "SELECT \(columns.joined(separator: ", ")) FROM \(source)"
            if table.name == catalog.root {
                sql += " ORDER BY CAST(\(client) AS BIGINT) LIMIT \(count)"
            } else if header.contains(catalog.client) {
                let last = try #require(result.clients.last)
                sql += " WHERE CAST(\(client) AS BIGINT) <= \(last)"
            }
            let values = try connection.query(sql).readAll().map { column($0) }
            result.tables[table.name] = Rows(count: values.first?.count ?? 0, columns: values)
            if table.name == catalog.root,
                case .ids(let ids)? = table.columns.firstIndex(where: { $0.name == catalog.client }).map({ values[$0] })
            {
                result.clients = ids
            }
        }
        return result
    }

    private func isWord(_ column: ColumnDefinition) -> Bool { column.kind == .category || column.flagWords != nil }

    private func column(_ values: ColumnValues) -> Column {
        switch values {
        case .integers(let values): .ids(values.map { $0 ?? Column.unknownID })
        case .strings(let codes, let levels): .words(codes, WordList(levels))
        case .doubles(let values): .numbers(values)
        case .floats(let values): .numbers(values.map { Double($0) })
        case .booleans(let values): .numbers(values.map { $0.map { $0 ? 1 : 0 } ?? .nan })
        }
    }

    @Test("have the same features")
    func same() throws {
        let tables = try tables(clients: 60)
        let program = FeatureProgram(tables.plan)
        let batch = try program.run(tables.tables)
        #expect(batch.clients == tables.clients)
        #expect(batch.clients.count == 60)
        #expect(tables.tables.values.allSatisfy { $0.count >= 60 })
        for (index, client) in batch.all.enumerated() where index % 6 == 0 {
            let alone = try program.run(tables.rows(of: client.id)).all
            try #require(alone.count == 1)
            let values = zip(tables.plan.features, zip(alone[0].features.values, client.features.values))
            let wrong = values.filter { $1.0 != $1.1 }.map(\.0.name)
            #expect(wrong == [], "client \(index)")
            #expect(alone[0] == client, "client \(index)")
        }
    }

    @Test("have the same features in blocks")
    func blocks() throws {
        let tables = try tables(clients: 40)
        let program = FeatureProgram(tables.plan)
        let folder = try TemporaryFolder()
        let blocks = try tables.blocks(clientsPerBlock: 9, memoryLimit: 10_000, folder: folder.path)
        let reader = blocks.reader
        let divided = try blocks.units.flatMap { try program.run(reader.rows(of: $0)).all }
        #expect(divided == (try program.run(tables.tables).all))
        #expect(blocks.units.count == 5)
    }
}
