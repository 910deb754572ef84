import Conformance
import Credit
import Features
import Storage
import StoragePostgreSQL
import Testing

@Suite("PostgreSQL keeps every promise of a client store", .enabled(if: PostgreSQLServer.isInstalled))
struct PostgreSQLClientConformanceTests {
    @Test("the promise holds", arguments: ClientStoreConformance.laws)
    func law(_ law: ClientStoreLaw) async throws {
        // The same database for every store of one law: a load must not depend on what was there.
        let address = try PostgreSQLServer.shared.get().database()
        try await law.check { fixture in
            try load(fixture, at: address)
            return try await PostgreSQLClientStore.open(address)
        }
    }

    private struct Stopped: Error, Equatable {}

    @Test("a load that stops half-way leaves the clients of the load before, and its error comes out unchanged")
    func stopped() async throws {
        let address = try PostgreSQLServer.shared.get().database()
        let empty = await #expect(throws: StorageError.self) { try await PostgreSQLClientStore.open(address) }
        #expect(empty?.code == .notFound)
        try load(.numbered([1, 2, 3]), at: address)
        let store = try await PostgreSQLClientStore.open(address)
        let fixture = StoreFixture.numbered(Array(10...3000))
        #expect(throws: Stopped()) {
            try PostgreSQLClientStore.replaceClients(
                at: address, schema: fixture.schema, modelDigest: "digest", threshold: fixture.threshold
            ) { insert in
                for (client, probability) in fixture.clients {
                    try insert(client, Decision(probability: probability, threshold: fixture.threshold), nil)
                }
                throw Stopped()
            }
        }
        #expect(try await store.search("", after: nil, limit: 200).map(\.id.rawValue) == [1, 2, 3])
        try load(.numbered([4, 5]), at: address)
        #expect(try await store.search("", after: nil, limit: 200).map(\.id.rawValue) == [4, 5])
        try load(.numbered([6]), at: address)
        try load(.numbered([7]), at: address)
        #expect(try await store.count() == 1)
        try load(.numbered([8]), at: address, model: "other")
        let other = await #expect(throws: StorageError.self) { try await store.count() }
        #expect(other?.code == .outdated)
    }

    @Test(
        "twice the same number, a negative and a too long one are refused", arguments: [[5, 5], [-1], [1, Int64.max]])
    func numbers(_ numbers: [Int64]) throws {
        let address = try PostgreSQLServer.shared.get().database()
        let error = #expect(throws: StorageError.self) {
            try PostgreSQLClientStore.replaceClients(
                at: address, schema: FeatureSchema(columns: []), modelDigest: "",
                threshold: StoreFixture.numbered([]).threshold
            ) { insert in
                for number in numbers {
                    let client = StoredClient(
                        id: ClientID(rawValue: number), features: FeatureRow(values: []), information: [:])
                    try insert(
                        client,
                        Decision(
                            probability: Probability(clamping: 0.5), threshold: Threshold(Probability(clamping: 0.1))),
                        nil)
                }
            }
        }
        #expect(error?.message.contains("same number") == true)
    }
}

@Suite("PostgreSQL keeps every promise of an account store", .enabled(if: PostgreSQLServer.isInstalled))
struct PostgreSQLAccountConformanceTests {
    @Test("the promise holds", arguments: AccountStoreConformance.laws)
    func law(_ law: AccountStoreLaw) async throws {
        let address = try PostgreSQLServer.shared.get().database()
        try await law.check(try await PostgreSQLAccountStore.open(address))
    }
}

@discardableResult
private func load(_ fixture: StoreFixture, at address: String, model: String = "digest") throws -> Int {
    try PostgreSQLClientStore.replaceClients(
        at: address, schema: fixture.schema, modelDigest: model, threshold: fixture.threshold,
        columns: { keep in
            for (name, content) in fixture.sampleColumns { try keep(name, content) }
        }
    ) { insert in
        for (client, probability) in fixture.clients {
            try insert(client, Decision(probability: probability, threshold: fixture.threshold), client.sampleRecords)
        }
    }
}
