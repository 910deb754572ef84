import Conformance
import Credit
import Storage
import Testing

@Suite("SQLite keeps every promise of a client store")
struct SQLiteConformanceTests {
    @Test("the promise holds", arguments: ClientStoreConformance.laws)
    func law(_ law: ClientStoreLaw) async throws {
        let folder = try TemporaryFolder()
        try await law.check { fixture in
            // The same file for every store of one law: a load must not depend on what was there.
            let path = folder.path("limpide.sqlite")
            try load(fixture, at: path)
            return try SQLiteClientStore.open(path: path)
        }
    }

    @Test("there are laws to run") func notEmpty() { #expect(ClientStoreConformance.laws.count >= 15) }
}

@discardableResult
func load(_ fixture: StoreFixture, at path: String, model: String = "digest") throws -> Int {
    try SQLiteClientStore.replaceClients(
        at: path, schema: fixture.schema, modelDigest: model, threshold: fixture.threshold,
        columns: { keep in
            for (name, content) in fixture.sampleColumns { try keep(name, content) }
        }
    ) { insert in
        for (client, probability) in fixture.clients {
            try insert(client, Decision(probability: probability, threshold: fixture.threshold), client.sampleRecords)
        }
    }
}
