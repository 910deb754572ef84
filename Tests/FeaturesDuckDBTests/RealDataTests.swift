import Catalog
import Features
import FeaturesDuckDB
import Fixtures
import Testing

@Suite("Features of real Home Credit tables", .enabled(if: Places.realData != nil, "the real samples are not here"))
struct RealDataTests {
    let catalog: LenderCatalog

    init() throws { catalog = try LenderCatalog(folder: Places.homeCredit) }

    @Test(
        "both real samples go through; absent tables are named",
        arguments: ["home-credit-5000", "home-credit-application"])
    func realSamples(sample: String) throws {
        let data = try #require(Places.realData) + "/" + sample
        let tables = try RawTables(folder: data, catalog: catalog)
        let plan = FeaturePlan(catalog: catalog, available: tables.available)
        let output = try TemporaryFolder()
        let engine = DuckDBFeatureEngine(threads: 2)
        let manifest = try engine.run(plan, on: tables, to: output.file("features")) { _, _ in }
        let isSmall = sample == "home-credit-5000"
        #expect(manifest.clients == (isSmall ? 10_000 : 73_103))
        #expect(manifest.labelled == (isSmall ? 5_000 : 73_103))
        #expect(
            plan.losses.map(\.table)
                == catalog.tables.map(\.name).filter {
                    isSmall ? $0 == "installments_payments" : $0 != "application"
                })

        let table = try engine.load(output.file("features"))
        #expect(table.count == manifest.clients)
        #expect(table.clients == table.clients.sorted())
        #expect(table.columns.count == plan.features.count)
        for (feature, column) in zip(plan.features, table.columns) {
            guard case .numbers(let values) = column else { continue }
            #expect(values.allSatisfy { $0.isNaN || $0.isFinite }, "\(feature.name) holds an infinity")
            #expect(values.contains { !$0.isNaN }, "\(feature.name) is missing everywhere")
        }
    }

    @Test("blocks and SQL agree on every bit of a real sample", arguments: ["home-credit-499"])
    func sameBits(sample: String) throws {
        let data = try #require(Places.realData) + "/" + sample
        let tables = try RawTables(folder: data, catalog: catalog)
        let plan = FeaturePlan(catalog: catalog, available: tables.available)
        let output = try TemporaryFolder()
        let prints = try [(DuckDBFeatureEngine.Computation.blocks, 100), (.sql, 100)].map { computation, size in
            let engine = DuckDBFeatureEngine(threads: 2, computation: computation, clientsPerBlock: size)
            let manifest = try engine.run(plan, on: tables, to: output.file("features")) { _, _ in }
            return (try engine.load(output.file("features")).fingerprint, manifest.impossible)
        }
        #expect(prints[0].0 == prints[1].0)
        #expect(prints[0].1 == prints[1].1)
    }
}
