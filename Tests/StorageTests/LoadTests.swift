import Conformance
import Credit
import Features
import Foundation
import GRDB
import Storage
import Testing

@Suite("A load replaces all clients or none")
struct LoadTests {
    private struct Stopped: Error, Equatable {}

    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("limpide.sqlite")
    }

    private func numbers() async throws -> [Int64] {
        try await SQLiteClientStore.open(path: path).search("", after: nil, limit: 200).map(\.id.rawValue)
    }

    @Test("the second load leaves nothing of the first")
    func replaces() async throws {
        #expect(try load(.numbered([1, 2, 3]), at: path) == 3)
        #expect(try load(.numbered([4, 5]), at: path, model: "other") == 2)
        #expect(try await numbers() == [4, 5])
        #expect(try SQLiteClientStore.open(path: path).modelDigest == "other")
    }

    @Test("a source that stops half-way leaves the clients of the load before, and its error comes out unchanged")
    func stopped() async throws {
        try load(.numbered([1, 2, 3]), at: path)
        let fixture = StoreFixture.numbered(Array(10...5000))
        #expect(throws: Stopped()) {
            try SQLiteClientStore.replaceClients(
                at: path, schema: fixture.schema, modelDigest: "new", threshold: fixture.threshold
            ) { insert in
                for (client, probability) in fixture.clients {
                    try insert(client, Decision(probability: probability, threshold: fixture.threshold), nil)
                }
                throw Stopped()
            }
        }
        #expect(try await numbers() == [1, 2, 3])
        #expect(try SQLiteClientStore.open(path: path).modelDigest == "digest")
        #expect(try load(.numbered([9]), at: path) == 1)
    }

    @Test("columns that stop half-way leave the clients of the load before, and their error comes out unchanged")
    func stoppedColumns() async throws {
        try load(.numbered([1, 2, 3]), at: path)
        let fixture = StoreFixture.numbered(Array(10...50))
        #expect(throws: Stopped()) {
            try SQLiteClientStore.replaceClients(
                at: path, schema: fixture.schema, modelDigest: "digest", threshold: fixture.threshold,
                columns: { keep in
                    try keep("length", [9])
                    throw Stopped()
                }
            ) { insert in
                for (client, probability) in fixture.clients {
                    try insert(client, Decision(probability: probability, threshold: fixture.threshold), nil)
                }
            }
        }
        #expect(try await numbers() == [1, 2, 3])
        #expect(try await SQLiteClientStore.open(path: path).columns(["length"]).contents == ["length": [3]])
    }

    @Test("what a kill leaves on the disk in mid-load opens with the clients of the load before")
    func killed() async throws {
        try load(.numbered([1, 2, 3]), at: path)
        let copy = folder.path("after-kill.sqlite")
        let schema = FeatureSchema(columns: [])
        // 60 MB, more than the loader keeps in memory, so that a part is on the disk already.
        let heavy: [String: RawValue] = ["TEXT": .text(String(repeating: "x", count: 3000))]
        try SQLiteClientStore.replaceClients(
            at: path, schema: schema, modelDigest: "new", threshold: threshold
        ) { insert in
            for number in Int64(10)..<20_010 {
                let client = StoredClient(
                    id: ClientID(rawValue: number), features: FeatureRow(values: []), information: heavy)
                try insert(client, Decision(probability: Probability(clamping: 0.5), threshold: threshold), nil)
            }
            // The files as a kill at this moment would leave them.
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
        }
        let log = try #require(try FileManager.default.attributesOfItem(atPath: copy + "-wal")[.size] as? Int)
        #expect(log > 10_000_000, "the copy must be of a load under way")
        let store = try SQLiteClientStore.open(path: copy)
        #expect(try await store.search("", after: nil, limit: 200).map(\.id.rawValue) == [1, 2, 3])
        #expect(store.modelDigest == "digest")
        #expect(try await numbers().count == 200)
    }

    @Test("a first load that stops leaves a file without clients, which says so")
    func firstStopped() throws {
        #expect(throws: Stopped()) {
            try SQLiteClientStore.replaceClients(
                at: path, schema: FeatureSchema(columns: []), modelDigest: "", threshold: threshold
            ) { _ in throw Stopped() }
        }
        let error = #expect(throws: StorageError.self) { try SQLiteClientStore.open(path: path) }
        #expect(error?.code == .notFound)
        #expect(error?.message.contains("limpide load") == true)
    }

    @Test("other tables of the file survive a load")
    func otherTables() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(sql: "CREATE TABLE journal (entry TEXT); INSERT INTO journal VALUES ('kept')")
        }
        try load(.numbered([1]), at: path)
        try load(.numbered([2]), at: path)
        #expect(try queue.read { try String.fetchAll($0, sql: "SELECT entry FROM journal") } == ["kept"])
    }

    @Test("lists and highlights read an index and never sort")
    func plans() throws {
        try load(.numbered(Array(1...100)), at: path)
        let queue = try DatabaseQueue(path: path)
        let plans = [
            ("status = 2 AND probability >= 0.1 ORDER BY probability ASC, id ASC", "COVERING INDEX clients_by_answer"),
            ("status = 0 AND probability < 0.1 ORDER BY probability DESC, id DESC", "COVERING INDEX clients_by_answer"),
            ("id BETWEEN 10 AND 19 ORDER BY id", "COVERING INDEX clients_by_number"),
        ]
        for (clause, index) in plans {
            let steps = try queue.read { database in
                try Row.fetchAll(
                    database,
                    sql: "EXPLAIN QUERY PLAN SELECT id, probability, status FROM clients WHERE \(clause) LIMIT 5"
                ).map { $0["detail"] as String }
            }
            #expect(steps.count == 1 && steps[0].contains(index), "\(steps)")
        }
    }

    @Test("readers go on with the old clients during a load, then see the new ones")
    func readersDuringLoad() async throws {
        try load(.numbered(Array(1...50)), at: path)
        let store = try SQLiteClientStore.open(path: path)
        // Other words in another order: a reader that kept the old list of words would give wrong levels.
        let next = StoreFixture.numbered((100...3000).reversed())
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try load(next, at: path) }
            for _ in 0..<4 {
                group.addTask {
                    var isNew = false
                    while !isNew {
                        let first = try #require(try await store.search("", after: nil, limit: 1).first)
                        let client = try await store.client(first.id)
                        isNew = first.id.rawValue == 100
                        #expect(isNew || first.id.rawValue == 1)
                        if let client {
                            let source = isNew ? next : StoreFixture.numbered(Array(1...50))
                            #expect(source.clients.contains { $0.client == client })
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.count() == next.clients.count)
        for (client, _) in next.clients.prefix(20) { #expect(try await store.client(client.id) == client) }
    }

    @Test("an open store refuses to mix with clients that another model decided")
    func otherModel() async throws {
        try load(.numbered([1]), at: path)
        let store = try SQLiteClientStore.open(path: path)
        try load(.numbered([1]), at: path, model: "other")
        await #expect(throws: StorageError.self) { try await store.count() }
        do {
            _ = try await store.client(ClientID(rawValue: 1))
            Issue.record("a client was given")
        } catch {
            #expect(error.code == .outdated)
            #expect(error.message.contains("restart `limpide serve`"))
        }
    }

    @Test("a hundred thousand clients: time and memory, printed")
    func hundredThousand() async throws {
        let schema = FeatureSchema(
            columns: (0..<40).map { FeatureColumn(name: "feature \($0)", isCategory: $0.isMultiple(of: 20)) })
        let values = schema.columns.enumerated().map { index, column -> FeatureValue in
            column.isCategory
                ? .level("level \(index)") : index.isMultiple(of: 7) ? .missing : .number(Float(index) / 3)
        }
        let information = Dictionary(
            uniqueKeysWithValues: (0..<120).map {
                ("COLUMN_\($0)", $0 % 4 == 0 ? RawValue.missing : .number(Double($0)))
            })
        let before = residentMegabytes()
        let clock = ContinuousClock()
        let start = clock.now
        try SQLiteClientStore.replaceClients(
            at: path, schema: schema, modelDigest: "digest", threshold: threshold
        ) { insert in
            for number in 0..<100_000 {
                let client = StoredClient(
                    id: ClientID(rawValue: Int64(number)), features: FeatureRow(values: values),
                    information: information)
                let probability = Probability(clamping: Double(number &* 7919 % 100_003) / 100_003)
                try insert(client, Decision(probability: probability, threshold: threshold), nil)
            }
        }
        let loaded = clock.now - start
        let after = residentMegabytes()
        let store = try SQLiteClientStore.open(path: path)
        let reads = clock.now
        for number in 0..<1000 { _ = try await store.client(ClientID(rawValue: Int64(number * 97))) }
        let read = clock.now - reads
        let lists = clock.now
        for number in 0..<100 { _ = try await store.search("\(number)", after: nil, limit: 20) }
        let list = clock.now - lists
        print("load of 100,000 clients: \(loaded); resident memory \(before) MB before, \(after) MB after")
        print("read: \(read / 1000) a client; search: \(list / 100) a list of 20")
        #expect(try await store.count() == 100_000)
    }
}

private let threshold = Threshold(Probability(clamping: 0.09))

private func residentMegabytes() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst()
        .first
    return (pages.flatMap { Int($0) } ?? 0) * 4096 / 1_000_000
}
