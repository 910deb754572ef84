import Catalog
import Credit
import Features
import FeaturesDuckDB
import Fixtures
import Foundation
import Synchronization
import Testing

@Suite("A folder of features")
struct OutputTests {
    let folder: TemporaryFolder
    let lender = SmallLender(clients: 50, unknown: 0.1, seed: 21)
    let engine = DuckDBFeatureEngine(threads: 2)

    init() throws {
        folder = try TemporaryFolder()
        try lender.write(to: folder)
    }

    private func contents() throws -> [String: Data] {
        let names = try folder.names(in: "features")
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try folder.read("features/" + $0)) })
    }

    @Test("holds the features, what a person reads, and the manifest; nothing else is left")
    func files() throws {
        try compute(folder)
        #expect(try folder.names() == ["data", "features"])
        #expect(
            try folder.names(in: "features") == ["features-0001.parquet", "information-0001.parquet", "manifest.json"])
        let manifest = try engine.manifest(folder.file("features"))
        #expect(manifest.clients == 50 && manifest.rows == ["application": 50, "loans": lender.loans.count])
        #expect(manifest.labelled == lender.applications.count { $0.defaulted != nil })
        #expect(manifest.catalog == "small 3" && manifest.losses.isEmpty && !manifest.isSynthetic)
        #expect(manifest.engine.hasPrefix("Limpide blocks, DuckDB v"))
    }

    @Test("is replaced whole by a later run")
    func replaced() throws {
        try compute(folder)
        try folder.write("left over", to: "features/stale.txt")
        let later = SmallLender(clients: 20, unknown: 0, seed: 22)
        try later.write(to: folder)
        #expect(try compute(folder).count == 20)
        #expect(
            try folder.names(in: "features") == ["features-0001.parquet", "information-0001.parquet", "manifest.json"])
        #expect(try folder.names() == ["data", "features"])
    }

    @Test("is kept as it was when a later run fails", arguments: ["secret,1", "1,secret"])
    func kept(row: String) throws {
        try compute(folder)
        let before = try contents()
        try folder.write(lender.loansText + row + "\n", to: "data/loans.csv")
        #expect(throws: FeatureError.self) { try compute(folder) }
        #expect(try contents() == before)
        #expect(try folder.names() == ["data", "features"])
    }

    @Test("cannot be where a file is")
    func taken() throws {
        try folder.write("mine", to: "features")
        #expect(throws: (any Error).self) { try compute(folder) }
        #expect(try folder.read("features") == Data("mine".utf8))
        #expect(try folder.names() == ["data", "features"])
    }

    @Test("is written in stages that each go up to the whole")
    func progress() throws {
        let catalog = try CatalogFiles.small.read()
        let tables = try RawTables(folder: folder.file("data"), catalog: catalog)
        let seen = Mutex<[FeatureStage: Double]>([:])
        _ = try engine.run(
            FeaturePlan(catalog: catalog, available: tables.available), on: tables, to: folder.file("features")
        ) { stage, share in
            seen.withLock { $0[stage] = share }
        }
        #expect(seen.withLock { $0[.writing] } == 1)
        #expect(seen.withLock { $0.values.allSatisfy { $0 >= 0 && $0 <= 1 } })
    }

    @Test("comes in batches that make up the whole, whatever their size", arguments: [1, 7, 49, 50, 1_000])
    func batches(size: Int) throws {
        let whole = try compute(folder)
        var clients: [ClientID] = []
        var rows: [FeatureRow] = []
        var outcomes: [Bool?] = []
        var incomes: [Double] = []
        var jobs: [String?] = []
        try engine.forEachBatch(in: folder.file("features"), of: size) { table, information in
            #expect(table.count <= size && table.count > 0)
            clients += table.clients
            outcomes += table.outcomes
            rows += (0..<table.count).map(table.row)
            #expect(
                information.names
                    == ["SEX", "DAYS_BIRTH", "DAYS_HIRED", "JOB", "INCOME", "CREDIT", "OWNS_HOME"])
            if case .numbers(let values) = information.columns[4] { incomes += values }
            if case .words(let codes, let levels) = information.columns[3] {
                jobs += codes.map { $0 < 0 ? nil : levels[Int($0)] }
            }
        }
        #expect(clients == whole.clients && outcomes == whole.outcomes)
        #expect(rows == (0..<whole.count).map(whole.row))
        let oracle = Oracle(lender: lender)
        let expected = lender.applications.map(oracle.features)
        #expect(
            incomes.map { $0.isNaN ? FeatureValue.missing : .number(Float($0)) } == expected.compactMap { $0["INCOME"] }
        )
        #expect(jobs.map { $0.map(FeatureValue.level) ?? .missing } == expected.compactMap { $0["JOB"] })
    }

    @Test(
        "comes in groups of columns that make up the whole, whatever their size", arguments: [0, 1, 5, 16, 40, 1_000])
    func columnGroups(size: Int) throws {
        let whole = try compute(folder, clientsPerBlock: 7)
        for threads in [1, 3] {
            var columns: [FeatureColumn] = []
            var prints: [String] = []
            try DuckDBFeatureEngine(threads: threads).forEachColumnGroup(in: folder.file("features"), of: size) {
                group in
                #expect(group.columns.count == group.schema.columns.count && group.columns.count <= max(1, size))
                #expect(group.clients == whole.clients && group.outcomes == whole.outcomes)
                #expect(group.persons == whole.persons)
                columns += group.schema.columns
                prints += group.fingerprint.dropFirst(3)
            }
            #expect(columns == whole.schema.columns)
            #expect(prints == Array(whole.fingerprint.dropFirst(3)))
        }
    }

    @Test("stops at the first group of columns that cannot be used")
    func stopped() throws {
        struct Enough: Error {}
        try compute(folder)
        var groups = 0
        #expect(throws: Enough.self) {
            try engine.forEachColumnGroup(in: folder.file("features"), of: 3) { _ in
                groups += 1
                if groups == 2 { throw Enough() }
            }
        }
        #expect(groups == 2)
    }

    @Test("with more or fewer clients than its manifest says is refused", arguments: [49, 51])
    func miscounted(clients: Int) throws {
        try compute(folder)
        try spoil(
            Damage(testDescription: "", file: "manifest.json") {
                Data(
                    String(decoding: $0, as: UTF8.self)
                        .replacing("\"clients\" : 50", with: "\"clients\" : \(clients)").utf8)
            })
        let place = folder.file("features")
        let expected = "the features in \(place) are damaged: compute them again."
        let whole = #expect(throws: FeatureError.self) { try engine.load(place) }
        #expect(whole?.message == expected)
        let group = #expect(throws: FeatureError.self) { try engine.forEachColumnGroup(in: place, of: 9) { _ in } }
        #expect(group?.message == expected)
    }

    @Test("that is not there says what to run")
    func absent() {
        let place = folder.file("features")
        let error = #expect(throws: FeatureError.self) { try engine.load(place) }
        #expect(error?.code == .missingInput)
        #expect(error?.message == "there are no features in \(place): run limpide features or limpide train first.")
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let data: @Sendable (Data) -> Data?
        var isOfAnotherVersion = false
    }

    @Test(
        "that is damaged is refused, loaded whole, in batches or in groups of columns",
        arguments: [
            Damage(
                testDescription: "manifest cut", file: "manifest.json", data: { $0.prefix(20) },
                isOfAnotherVersion: true),
            Damage(
                testDescription: "manifest of another version", file: "manifest.json",
                data: {
                    Data(String(decoding: $0, as: UTF8.self).replacing("\"format\" : 2", with: "\"format\" : 9").utf8)
                },
                isOfAnotherVersion: true),
            Damage(
                testDescription: "manifest of other features", file: "manifest.json",
                data: { Data(String(decoding: $0, as: UTF8.self).replacing("\"SCORE\"", with: "\"SCORES\"").utf8) }),
            Damage(testDescription: "features cut", file: "features-0001.parquet", data: { $0.prefix($0.count / 2) }),
            Damage(testDescription: "features empty", file: "features-0001.parquet", data: { _ in Data() }),
            Damage(testDescription: "features gone", file: "features-0001.parquet", data: { _ in nil }),
        ])
    func damaged(_ damage: Damage) throws {
        try compute(folder)
        try spoil(damage)
        let place = folder.file("features")
        let expected =
            damage.isOfAnotherVersion
            ? "the features in \(place) are damaged or of another version: compute them again."
            : "the features in \(place) are damaged: compute them again."
        let whole = #expect(throws: FeatureError.self) { try engine.load(place) }
        #expect(whole?.message == expected && whole?.code == .badInput)
        let batch = #expect(throws: FeatureError.self) { try engine.forEachBatch(in: place, of: 10) { _, _ in } }
        #expect(batch?.message == expected && batch?.code == .badInput)
        let group = #expect(throws: FeatureError.self) { try engine.forEachColumnGroup(in: place, of: 10) { _ in } }
        #expect(group?.message == expected && group?.code == .badInput)
    }

    @Test(
        "whose second file is damaged is refused in batches",
        arguments: [
            Damage(testDescription: "cut", file: "information-0001.parquet", data: { $0.prefix($0.count / 2) }),
            Damage(testDescription: "gone", file: "information-0001.parquet", data: { _ in nil }),
        ])
    func damagedInformation(_ damage: Damage) throws {
        try compute(folder)
        try spoil(damage)
        let place = folder.file("features")
        let error = #expect(throws: FeatureError.self) { try engine.forEachBatch(in: place, of: 10) { _, _ in } }
        #expect(error?.message == "the features in \(place) are damaged: compute them again.")
    }

    private func spoil(_ damage: Damage) throws {
        let name = "features/" + damage.file
        let before = try folder.read(name)
        if let after = damage.data(before) {
            try #require(after != before)
            try folder.write(after, to: name)
        } else {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
    }
}
