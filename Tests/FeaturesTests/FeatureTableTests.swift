import Credit
import Features
import Foundation
import Testing

@Suite("A feature table")
struct FeatureTableTests {
    @Test("gives one client's row with missing values said")
    func row() {
        let schema = FeatureSchema(columns: [
            FeatureColumn(name: "amount", isCategory: false), FeatureColumn(name: "job", isCategory: true),
        ])
        let table = FeatureTable(
            schema: schema, clients: [1, 2].map { ClientID(rawValue: $0) }, outcomes: [true, nil], persons: [0, 1],
            columns: [.numbers([1.5, .nan]), .levels(codes: [-1, 1], levels: ["Clerk", "Cook"])])
        #expect(table.row(0).values == [.number(1.5), .missing])
        #expect(table.row(1).values == [.missing, .level("Cook")])
        #expect(schema.positions == ["amount": 0, "job": 1])
    }

    @Test("a manifest survives JSON")
    func manifest() throws {
        let manifest = FeatureManifest(
            catalog: "small 3", engine: "DuckDB",
            schema: FeatureSchema(columns: [FeatureColumn(name: "a", isCategory: true)]),
            clients: 2, labelled: 1, rows: ["application": 2], losses: [], isSynthetic: true)
        #expect(try JSONDecoder().decode(FeatureManifest.self, from: JSONEncoder().encode(manifest)) == manifest)
        #expect(manifest.format == FeatureManifest.currentFormat)
    }
}
