import Conformance
import Credit
import Features
import Foundation
import Storage
import Testing

@Suite("What cannot be kept or read is said in one sentence")
struct RefusalTests {
    private let folder: TemporaryFolder
    private let path: String
    private let schema = FeatureSchema(columns: [
        FeatureColumn(name: "amount", isCategory: false), FeatureColumn(name: "kind", isCategory: true),
    ])

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("limpide.sqlite")
    }

    private func insert(_ clients: [StoredClient], swallowing: Bool = false) throws {
        let threshold = Threshold(Probability(clamping: 0.09))
        try SQLiteClientStore.replaceClients(at: path, schema: schema, modelDigest: "", threshold: threshold) {
            insert in
            for client in clients {
                let decision = Decision(probability: Probability(clamping: 0.5), threshold: threshold)
                do { try insert(client, decision, nil) } catch  where swallowing {}
            }
        }
    }

    private func client(
        _ number: Int64 = 1, _ values: [FeatureValue] = [.number(1), .level("a")],
        _ information: [String: RawValue] = [:]
    ) -> StoredClient {
        StoredClient(id: ClientID(rawValue: number), features: FeatureRow(values: values), information: information)
    }

    @Test(
        "a row that does not fit the schema is refused, by the feature's name and never its value",
        arguments: [
            ([FeatureValue.number(.infinity), .level("a")], "amount"), ([.number(-.infinity), .level("a")], "amount"),
            ([.number(.nan), .level("a")], "amount"), ([.level("secret"), .level("a")], "amount"),
            ([.number(1), .number(424_242)], "kind"), ([.number(1)], "1 features where the model has 2"),
            ([], "0 features"),
            ([.number(1), .level("a"), .missing], "3 features"),
        ])
    func misfit(values: [FeatureValue], expected: String) throws {
        let error = #expect(throws: StorageError.self) { try insert([client(1, values)]) }
        #expect(error?.code == .failed)
        #expect(error?.message.contains(expected) == true)
        #expect(error?.message.contains("secret") == false && error?.message.contains("424") == false)
        #expect(error?.message.hasSuffix(".") == true)
    }

    @Test("a raw number that is not finite is refused by its column", arguments: [Double.nan, .infinity, -.infinity])
    func rawNotFinite(value: Double) {
        let error = #expect(throws: StorageError.self) {
            try insert([client(1, [.missing, .missing], ["AMT_CREDIT": .number(value)])])
        }
        #expect(error?.message.contains("AMT_CREDIT") == true)
    }

    @Test(
        "twice the same number, a negative and a too long one are refused", arguments: [[5, 5], [-1], [1, Int64.max]])
    func numbers(_ numbers: [Int64]) {
        let error = #expect(throws: StorageError.self) { try insert(numbers.map { client($0) }) }
        #expect(error?.code == .failed)
        #expect(error?.message.contains("same number") == true)
    }

    @Test("a source that goes on after a refused client does not end in a load without them")
    func swallowed() async throws {
        try insert([client(1)])
        #expect(throws: StorageError.self) {
            try insert([client(2), client(3, [.number(.nan), .missing]), client(4)], swallowing: true)
        }
        #expect(try await SQLiteClientStore.open(path: path).count() == 1)
    }

    @Test("a missing file says to run the load, and is not made")
    func missing() {
        let error = #expect(throws: StorageError.self) { try SQLiteClientStore.open(path: path) }
        #expect(error?.code == .notFound)
        #expect(error?.message == "there are no clients in \(path): run `limpide load` to fill it.")
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("an empty file and a database of another program hold no clients")
    func noClients() throws {
        try Data().write(to: URL(filePath: path))
        #expect(throws: StorageError.self) { try SQLiteClientStore.open(path: path) }
        try load(.numbered([1]), at: path)
        #expect(throws: Never.self) { try SQLiteClientStore.open(path: path) }
    }

    @Test("a text file and a folder are refused, by reader and loader, and stay as they are")
    func notDatabase() throws {
        let text = Data(String(repeating: "SK_ID_CURR,TARGET\n100002,1\n", count: 100).utf8)
        try text.write(to: URL(filePath: path))
        let reading = #expect(throws: StorageError.self) { try SQLiteClientStore.open(path: path) }
        let writing = #expect(throws: StorageError.self) { try load(.numbered([1]), at: path) }
        for error in [reading, writing] {
            #expect(error?.code == .corrupt)
            #expect(error?.message.contains("limpide load") == true)
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == text)

        let inFolder = #expect(throws: StorageError.self) { try SQLiteClientStore.open(path: folder.path("")) }
        #expect(inFolder?.code == .failed)
    }

    @Test("a damaged file is an error at opening or at reading, never a crash or another client")
    func damaged() async throws {
        let fixture = StoreFixture.numbered(Array(1...2000))
        try load(fixture, at: path)
        let whole = try Data(contentsOf: URL(filePath: path))
        #expect(whole.count > 50_000)
        var failures = 0
        for round in 0..<40 {
            let copy = folder.path("damaged-\(round).sqlite")
            var bytes = whole
            if round == 0 { bytes.removeLast(bytes.count / 2) }
            // Wipes one stretch, another at each round.
            let start = 100 + (bytes.count - 5000) * round / 40
            for index in start..<(start + 4500) { bytes[index] = UInt8(truncatingIfNeeded: index &* 31 &+ round) }
            try bytes.write(to: URL(filePath: copy))
            do {
                let store = try SQLiteClientStore.open(path: copy)
                _ = try await store.highlights(limit: 5)
                for (client, _) in fixture.clients { _ = try await store.client(client.id) }
                _ = try await store.search("", after: nil, limit: 200)
            } catch {
                failures += 1
                #expect(error.code == .corrupt, "\(error)")
            }
        }
        #expect(failures >= 20)
    }

    @Test(
        "a place where no file can be made is refused", arguments: ["/proc/limpide.sqlite", "/dev/null/limpide.sqlite"])
    func unwritable(place: String) {
        let error = #expect(throws: StorageError.self) { try load(.numbered([1]), at: place) }
        #expect(error?.code == .failed)
        #expect(error?.message.contains("check that the file and its folder") == true)
    }

    @Test("a read-only folder is refused", .enabled(if: geteuid() != 0, "the administrator may write anywhere"))
    func readOnlyFolder() throws {
        try load(.numbered([1]), at: path)
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.url.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.url.path) }
        let error = #expect(throws: StorageError.self) { try load(.numbered([1]), at: folder.path("new.sqlite")) }
        #expect(error?.code == .failed)
    }

    @Test(
        "a full disk is said to be full, and the clients of the load before stay", .enabled(if: SmallDisk.isPermitted))
    func fullDisk() async throws {
        let disk = try SmallDisk(folder: folder)
        defer { disk.remove() }
        try load(.numbered([1, 2]), at: path)
        let error = #expect(throws: StorageError.self) { try load(.numbered(Array(1...20_000)), at: path) }
        #expect(error?.code == .full, "\(String(describing: error))")
        #expect(error?.message.contains("no space is left") == true)
        #expect(try await SQLiteClientStore.open(path: path).count() == 2)
    }
}
