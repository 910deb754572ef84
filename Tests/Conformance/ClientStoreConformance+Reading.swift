import Credit
import Features
public import Storage
import Testing

extension ClientStoreConformance {
    static let reading: [ClientStoreLaw] = [
        ClientStoreLaw(sentence: "a client comes back exactly, by number") { makeStore in
            let fixture = StoreFixture.everyKindOfValue
            let store = try await makeStore(fixture)
            #expect(store.schema == fixture.schema)
            for (client, _) in fixture.clients {
                let kept = try #require(try await store.client(client.id))
                #expect(kept == client)
                #expect(spelling(kept) == spelling(client), "texts must keep their very characters")
            }
        },
        ClientStoreLaw(sentence: "a number that the lender does not know is nil, not an error") { makeStore in
            let store = try await makeStore(.numbered([7, 70]))
            for number: Int64 in [0, 8, 71, -7, .max, .min] {
                #expect(try await store.client(ClientID(rawValue: number)) == nil)
            }
        },
        ClientStoreLaw(sentence: "records come back byte for byte, and nil where none were kept") { makeStore in
            let fixture = StoreFixture.numbered(Array(0...40))
            let store = try await makeStore(fixture)
            for (client, _) in fixture.clients {
                #expect(try await store.records(of: client.id) == client.sampleRecords)
            }
            #expect(fixture.clients.contains { $0.client.sampleRecords == nil })
            #expect(try await store.records(of: ClientID(rawValue: 41)) == nil)
        },
        ClientStoreLaw(sentence: "columns of all clients come back byte for byte, and names not kept are left out") {
            makeStore in
            let fixture = StoreFixture.numbered(Array(0...700))
            let store = try await makeStore(fixture)
            let names = fixture.sampleColumns.keys.sorted()
            #expect(try await store.columns(names + ["nowhere", ""]).contents == fixture.sampleColumns)
            for name in names {
                #expect(try await store.columns([name]).contents == [name: fixture.sampleColumns[name] ?? []])
            }
            #expect(try await store.columns([]).contents.isEmpty)
        },
        ClientStoreLaw(sentence: "every load has a number of its own, and columns say which load they are of") {
            makeStore in
            let first = try await makeStore(.numbered([1, 2, 3]))
            let before = try await first.generation()
            #expect(try await first.columns(["length"]).generation == before)
            let second = try await makeStore(.numbered([4, 5]))
            let after = try await second.generation()
            #expect(after != before)
            let read = try await second.columns(["length"])
            #expect(read.generation == after && read.contents == ["length": [2]])
        },
        ClientStoreLaw(sentence: "the count is the number of clients") { makeStore in
            for numbers in [[], [1], Array<Int64>(1...321)] {
                let store = try await makeStore(.numbered(numbers))
                #expect(try await store.count() == numbers.count)
            }
        },
        ClientStoreLaw(sentence: "an empty store answers every question") { makeStore in
            let store = try await makeStore(.numbered([]))
            #expect(try await store.client(ClientID(rawValue: 1)) == nil)
            #expect(try await store.search("", after: nil, limit: 10).isEmpty)
            #expect(try await store.search("1", after: nil, limit: 10).isEmpty)
            #expect(try await store.highlights(limit: 3).isEmpty)
        },
        ClientStoreLaw(sentence: "the smallest and the largest number are kept") { makeStore in
            let numbers: [Int64] = [0, 999_999_999_999_999_999]
            let store = try await makeStore(.numbered(numbers))
            #expect(try await store.search("", after: nil, limit: 10).map(\.id.rawValue) == numbers)
            for number in numbers { #expect(try await store.client(ClientID(rawValue: number)) != nil) }
        },
        ClientStoreLaw(sentence: "many readers at once get each their own client") { makeStore in
            let fixture = StoreFixture.numbered(Array(1...500))
            let store = try await makeStore(fixture)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for (client, _) in fixture.clients {
                    group.addTask { try await store.client(client.id) == client }
                }
                for try await isSame in group { #expect(isSame) }
            }
        },
    ]
}

extension StoreFixture {
    /// The columns to keep of all clients: one that depends on their number, an empty one, a large one, one of an odd name.
    public var sampleColumns: [String: [UInt8]] {
        [
            "length": [UInt8(truncatingIfNeeded: clients.count)], "empty": [],
            "feature:large": (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ clients.count) },
            "é'\"; DROP": clients.map { UInt8(truncatingIfNeeded: $0.client.id.rawValue) },
        ]
    }
}

extension StoredClient {
    /// The records to keep of a sample client: none for every third, as many bytes as its number has units otherwise.
    public var sampleRecords: [UInt8]? {
        id.rawValue % 3 == 2 ? nil : (0..<id.rawValue % 100).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ id.rawValue) }
    }
}

/// The bytes of every text, since equal strings may be written in different characters.
private func spelling(_ client: StoredClient) -> [[UInt8]] {
    let levels = client.features.values.compactMap { value in
        if case .level(let word) = value { Array(word.utf8) } else { nil }
    }
    let information = client.information.sorted { $0.key < $1.key }.flatMap { name, value in
        if case .text(let text) = value { [Array(name.utf8), Array(text.utf8)] } else { [Array(name.utf8)] }
    }
    return levels + information
}
