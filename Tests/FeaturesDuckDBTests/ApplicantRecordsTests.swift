import Catalog
import Credit
import DuckDB
import FeatureKernels
import Features
import FeaturesDuckDB
import Fixtures
import Foundation
import Testing

@Suite("One applicant's records")
struct ApplicantRecordsTests {
    /// Each client's records of a folder of CSV files, as JSON, by client.
    private func records(
        _ folder: String, _ catalog: LenderCatalog, clients: Set<Int64>, withNumbers: Bool
    ) throws -> [Int64: Data] {
        let tables = try RawTables(folder: folder, catalog: catalog)
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 1)))
        var objects: [Int64: [String: Any]] = [:]
        var owners: [String: [Int64: Int64]] = [:]
        // Parents first: rows without a client's number are found through them.
        let plan = FeaturePlan(catalog: catalog, available: tables.available)
        for table in plan.tables.reversed() {
            for file in tables.files[table.name] ?? [] {
                let types = table.columns.map { column in
                    column.kind == .id
                        ? "BIGINT" : column.kind == .category || column.flagWords != nil ? "VARCHAR" : "DOUBLE"
                }
                let header = try connection.query(
                    "SELECT * FROM read_csv(\(SQLText.literal(file.path)), all_varchar = true, delim = ',', header = true) LIMIT 0"
                )
                let columns = zip(table.columns, types).filter { column, _ in
                    header.columns.contains { $0.name == column.name }
                }
                let list = columns.map { "CAST(\(SQLText.identifier($0.name)) AS \($1))" }.joined(separator: ", ")
                let values = try connection.query(
                    "SELECT \(list) FROM read_csv(\(SQLText.literal(file.path)), all_varchar = true, delim = ',', header = true)"
                ).readAll()
                for row in 0..<(values.first?.count ?? 0) {
                    var record: [String: Any] = [:]
                    for ((column, _), values) in zip(columns, values) {
                        switch values {
                        case .doubles(let numbers) where numbers[row].isFinite: record[column.name] = numbers[row]
                        case .integers(let ids): record[column.name] = ids[row].map { $0 as Any } ?? NSNull()
                        case .strings(let codes, let levels) where codes[row] >= 0:
                            record[column.name] = levels[Int(codes[row])]
                        default: record[column.name] = NSNull()
                        }
                    }
                    let key = table.parents.first { $0.table == catalog.root }?.key ?? catalog.client
                    var client = record[key] as? Int64
                    for parent in table.parents where client == nil {
                        if let id = record[parent.key] as? Int64 { client = owners[parent.table]?[id] }
                    }
                    guard let client, clients.contains(client) else { continue }
                    if table.key.count == 1, let id = record[table.key[0]] as? Int64 {
                        owners[table.name, default: [:]][id] = client
                    }
                    // A number that nobody knows stays unknown.
                    if !withNumbers, record[key] is Int64 { record[key] = nil }
                    if table.name == catalog.root {
                        objects[client, default: [:]][table.name] = record
                    } else {
                        let others = objects[client, default: [:]][table.name] as? [[String: Any]] ?? []
                        objects[client, default: [:]][table.name] = others + [record]
                    }
                }
            }
        }
        return try objects.mapValues { try JSONSerialization.data(withJSONObject: $0) }
    }

    private func bits(_ row: FeatureRow) -> [String] {
        row.values.map { value in
            switch value {
            case .missing: "?"
            case .number(let number): String(number.bitPattern, radix: 16)
            case .level(let level): level
            }
        }
    }

    private func check(_ folder: TemporaryFolder, data: String, catalog: LenderCatalog, every: Int) throws {
        let tables = try RawTables(folder: data, catalog: catalog)
        let plan = FeaturePlan(catalog: catalog, available: tables.available)
        let engine = DuckDBFeatureEngine(threads: 2)
        _ = try engine.run(plan, on: tables, to: folder.file("features")) { _, _ in }
        let table = try engine.load(folder.file("features"))
        let chosen = Set(table.clients.enumerated().filter { $0.offset % every == 0 }.map(\.element.rawValue))
        let program = FeatureProgram(plan)
        for withNumbers in [true, false] {
            let records = try records(data, catalog, clients: chosen, withNumbers: withNumbers)
            #expect(records.count == chosen.count)
            for (index, client) in table.clients.enumerated() {
                guard let json = records[client.rawValue] else { continue }
                let row = try program.row(of: ApplicantRecords(json: json, catalog: catalog))
                let (got, wanted) = (bits(row), bits(table.row(index)))
                for (feature, pair) in zip(plan.features, zip(got, wanted)) where pair.0 != pair.1 {
                    Issue.record("\(feature.name) of client \(client): \(pair.0), not \(pair.1)")
                }
            }
        }
    }

    @Test("give the bits of the client's row in the table, with and without the client's number")
    func sameBits() throws {
        let folder = try TemporaryFolder()
        try TimedLender(clients: 60, unknown: 0.2, seed: 4).write(to: folder)
        try check(folder, data: folder.file("data"), catalog: CatalogFiles.timed.read(), every: 1)
    }

    @Test(
        "of real clients give the bits of their rows in the table",
        .enabled(if: Places.realData != nil, "the real samples are not here"))
    func realBits() throws {
        let folder = try TemporaryFolder()
        let data = try #require(Places.realData) + "/home-credit-499"
        try check(folder, data: data, catalog: LenderCatalog(folder: Places.homeCredit), every: 17)
    }

    private func problems(_ json: String) throws -> [String] {
        let catalog = try CatalogFiles.small.read()
        let failure = #expect(throws: ApplicantRecords.Failure.self) {
            try ApplicantRecords(json: Data(json.utf8), catalog: catalog)
        }
        return failure?.problems.map(\.sentence) ?? []
    }

    @Test(
        "that cannot be read are refused with every problem",
        arguments: [
            ("[]", ["The records must be one JSON object of tables."]),
            ("{", ["The records must be one JSON object of tables."]),
            ("{}", ["application: The application is needed."]),
            (#"{"application": []}"#, ["application: One application is needed, and one only."]),
            (#"{"application": 3}"#, ["application: An object is needed."]),
            (#"{"application": {}, "loan": []}"#, ["loan: There is no such table. Did you mean loans?"]),
            (#"{"application": {}, "loans": {}}"#, ["loans: A list of objects is needed."]),
            (
                #"{"application": {"INCOMES": 3, "INCOME": "much", "JOB": 5, "CREDIT": true, "CLIENT": 1.5}}"#,
                [
                    "application[0].INCOMES: There is no such column. Did you mean INCOME?",
                    "application[0].CLIENT: A whole number is needed.", "application[0].JOB: A text is needed.",
                    "application[0].INCOME: A number is needed.", "application[0].CREDIT: A number is needed.",
                ]
            ),
            (
                #"{"application": {"CLIENT": 1}, "loans": [{"CLIENT": 1}, {"CLIENT": 2}]}"#,
                ["loans[1].CLIENT: It names another client than the application."]
            ),
        ])
    func refused(json: String, sentences: [String]) throws {
        #expect(try problems(json) == sentences)
    }

    @Test("may lack everything but the application")
    func empty() throws {
        let catalog = try CatalogFiles.small.read()
        let plan = FeaturePlan(catalog: catalog, available: Set(catalog.tables.map(\.name)))
        let row = try FeatureProgram(plan).row(
            of: ApplicantRecords(json: Data(#"{"application": {"INCOME": null}}"#.utf8), catalog: catalog))
        let values = Dictionary(uniqueKeysWithValues: zip(plan.features.map(\.name), row.values))
        #expect(values["loans.all.rows.count"] == .number(0))
        #expect(values["loans.all.AMOUNT.mean"] == .missing)
        #expect(values["INCOME"] == .missing)
    }
}
