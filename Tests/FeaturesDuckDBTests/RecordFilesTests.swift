import Catalog
import Credit
import FeatureKernels
import Features
import FeaturesDuckDB
import Fixtures
import Foundation
import Testing

@Suite("Clients' records beside their features")
struct RecordFilesTests {
    let folder: TemporaryFolder
    let lender = SmallLender(clients: 60, unknown: 0.1, seed: 33)

    init() throws {
        folder = try TemporaryFolder()
        try lender.write(to: folder)
    }

    private func compute(keepsRecords: Bool) throws -> (LenderCatalog, FeatureManifest, DuckDBFeatureEngine) {
        let catalog = try CatalogFiles.small.read()
        let engine = DuckDBFeatureEngine(threads: 2, clientsPerBlock: 4, keepsRecords: keepsRecords)
        let tables = try RawTables(folder: folder.file("data"), catalog: catalog)
        let plan = FeaturePlan(catalog: catalog, available: tables.available)
        return (catalog, try engine.run(plan, on: tables, to: folder.file("features")) { _, _ in }, engine)
    }

    @Test("give each client's very features again, in several files")
    func same() throws {
        let (catalog, manifest, engine) = try compute(keepsRecords: true)
        #expect(manifest.parts > 1)
        let program = FeatureProgram(FeaturePlan(catalog: catalog, available: Set(catalog.tables.map(\.name))))
        let table = try engine.load(folder.file("features")), coding = RecordCoding(catalog)
        var files = try #require(RecordFiles(in: folder.file("features"), manifest: manifest))
        for (index, client) in table.clients.enumerated() {
            let bytes = try #require(try files.records(of: client.rawValue))
            let records = try coding.decode(bytes)
            #expect(records.client == client.rawValue)
            #expect(try program.row(of: records) == table.row(index))
        }
        #expect(try files.records(of: .max) == nil)
    }

    @Test("clients without records are passed over; a cut file is told")
    func gaps() throws {
        let (_, manifest, engine) = try compute(keepsRecords: true)
        let clients = try engine.load(folder.file("features")).clients.map(\.rawValue)
        var files = try #require(RecordFiles(in: folder.file("features"), manifest: manifest))
        #expect(try files.records(of: clients[0] - 1) == nil)
        #expect(try files.records(of: clients[5]) != nil)
        let path = "features/" + FeatureManifest.FileName.records(1)
        let whole = try folder.read(path)
        try Data(whole.dropLast(3)).write(to: URL(filePath: folder.file(path)))
        var cut = try #require(RecordFiles(in: folder.file("features"), manifest: manifest))
        #expect(throws: FeatureError.self) { for client in clients { _ = try cut.records(of: client) } }
    }

    @Test("are only there when they are asked for")
    func optional() throws {
        let (_, manifest, _) = try compute(keepsRecords: false)
        #expect(RecordFiles(in: folder.file("features"), manifest: manifest) == nil)
        #expect(try !folder.names(in: "features").contains { $0.hasPrefix("records") })
    }
}
