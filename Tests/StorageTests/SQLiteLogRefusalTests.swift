import Conformance
import Credit
import Features
import Foundation
import Recording
import Storage
import Synchronization
import Testing

@Suite("A log that cannot record says so in one sentence, and forgets nothing")
struct SQLiteLogRefusalTests {
    private final class Found: Sendable {
        let place = Mutex<Int64>(0)
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(
        "a full disk is said to be full, nothing acknowledged is lost, and room makes it go on",
        .enabled(if: SmallDisk.isPermitted))
    func fullDisk() async throws {
        let disk = try SmallDisk(folder: folder)
        defer { disk.remove() }
        let path = folder.path("log.sqlite")
        // Ballast that can be thrown out later.
        try Data(count: 300_000).write(to: URL(filePath: folder.path("ballast")))
        var acknowledged: [LogReceipt] = []
        var refusal: LogError?
        do {
            let log = try await LogFixture.log(SQLiteLogStore.open(path: path))
            for number in 0..<2000 {
                var record = LogFixture.decision(number)
                record.input = Array(repeating: 65, count: 4000)
                do {
                    acknowledged.append(
                        try await log.append(
                            .decision(record), about: LogFixture.client(1), by: LogFixture.adviser))
                } catch {
                    refusal = error
                    break
                }
            }
            #expect(refusal?.code == .full && refusal?.isOutage == true, "\(String(describing: refusal))")
            #expect(refusal?.message.contains("no space is left") == true)
            #expect(!acknowledged.isEmpty)
            #expect(try await log.verify().isIntact)
            #expect(try await log.entries(LogQuery(limit: 1)).first?.receipt == acknowledged.last)
            try FileManager.default.removeItem(atPath: folder.path("ballast"))
            acknowledged.append(
                try await log.append(
                    .decision(LogFixture.decision()), about: LogFixture.client(1), by: LogFixture.adviser))
        }
        let log = try await LogFixture.log(SQLiteLogStore.open(path: path))
        let found = try await log.verify()
        #expect(found.isIntact && found.entries == Int64(acknowledged.count), "\(found)")
        #expect(acknowledged.last?.digest == found.head.digest.description)
    }

    @Test(
        "views that cannot be written are told to the next person who looks, and written once there is room",
        .enabled(if: SmallDisk.isPermitted))
    func viewsOnFullDisk() async throws {
        let disk = try SmallDisk(folder: folder)
        defer { disk.remove() }
        let path = folder.path("log.sqlite")
        let log = try await LogFixture.log(SQLiteLogStore.open(path: path))
        let view = ClientView(of: LogFixture.client(1), what: "score", by: LogFixture.adviser)
        try log.noteView(view)
        let ballast = folder.path("ballast")
        _ = FileManager.default.createFile(atPath: ballast, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: ballast))
        while (try? handle.write(contentsOf: Data(count: 1024))) != nil {}
        await #expect(throws: LogError.self) { try await log.flush() }
        #expect(throws: LogError.self) { try log.noteView(view) }
        try FileManager.default.removeItem(atPath: ballast)
        try handle.close()
        try await log.flush()
        try log.noteView(view)
        try await log.flush()
        #expect(try await log.entries(LogQuery(kinds: [.views])).count == 2)
    }

    @Test("a missing file, a text file, a folder and another program's database are refused")
    func places() throws {
        let missing = #expect(throws: LogError.self) {
            try SQLiteLogStore.open(path: folder.path("none.sqlite"), creating: false)
        }
        #expect(missing?.code == .notFound)
        let text = folder.path("text")
        try Data(String(repeating: "not a database\n", count: 500).utf8).write(to: URL(filePath: text))
        #expect(throws: LogError.self) { try SQLiteLogStore.open(path: text) }
        #expect(throws: LogError.self) { try SQLiteLogStore.open(path: folder.path("")) }
        let clients = folder.path("limpide.sqlite")
        try load(.numbered([1]), at: clients)
        let other = #expect(throws: LogError.self) { try SQLiteLogStore.open(path: clients) }
        #expect(other?.code == .corrupt)
    }

    @Test("the key's file is made once, for its owner alone, and read again")
    func keyFile() throws {
        let path = folder.path("log.key")
        let absent = #expect(throws: LogError.self) { try LogKeyFile.read(path, orMake: false) }
        #expect(absent?.code == .key && absent?.message.contains("restore it from its backup") == true)
        let made = try LogKeyFile.read(path, orMake: true)
        #expect(try LogKeyFile.read(path, orMake: true).check == made.check)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let open = #expect(throws: LogError.self) { try LogKeyFile.read(path, orMake: true) }
        #expect(open?.message.contains("chmod 600") == true)
        try Data("limpide-log-key-1 abc\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: LogError.self) { try LogKeyFile.read(path, orMake: true) }
    }

    @Test("a log is readable by its owner alone") func permissions() async throws {
        let path = folder.path("log.sqlite")
        _ = try SQLiteLogStore.open(path: path)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test(
        "a number that is not finite, a row that does not fit and a feature that counts twice are refused without their values"
    )
    func misfits() async throws {
        let log = try await LogFixture.log(SQLiteLogStore.open(path: folder.path("log.sqlite")))
        var infinite = LogFixture.decision()
        infinite.logOdds = LogOdds(.infinity)
        var short = LogFixture.decision()
        short.features = .init(values: [.number(424_242)])
        var twice = LogFixture.decision()
        twice.contributions += twice.contributions
        for record in [infinite, short, twice] {
            let error = await #expect(throws: LogError.self) {
                try await log.append(.decision(record), about: LogFixture.client(1), by: LogFixture.adviser)
            }
            #expect(error?.code == .invalid && error?.message.contains("424") == false)
        }
        #expect(try await log.store.head().sequence == 0)
    }

    @Test("a decision does not wait for a load of clients that is under way")
    func besideLoad() async throws {
        let log = try await LogFixture.log(SQLiteLogStore.open(path: folder.path("log.sqlite")))
        let fixture = StoreFixture.numbered(Array(1...50))
        let clients = folder.path("limpide.sqlite")
        // On a thread of its own, which waits in the middle of the load until the decision is recorded.
        let recorded = try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int64, any Error>) in
            Thread.detachNewThread {
                let found = Found()
                done.resume(
                    with: Result {
                        try SQLiteClientStore.replaceClients(
                            at: clients, schema: fixture.schema, modelDigest: "", threshold: fixture.threshold
                        ) { insert in
                            for (client, probability) in fixture.clients {
                                let decision = Decision(probability: probability, threshold: fixture.threshold)
                                try insert(client, decision, nil)
                            }
                            let gate = DispatchSemaphore(value: 0)
                            Task.detached {
                                let receipt = try? await log.append(
                                    .decision(LogFixture.decision()), about: LogFixture.client(1),
                                    by: LogFixture.adviser)
                                found.place.withLock { $0 = receipt?.sequence ?? 0 }
                                gate.signal()
                            }
                            gate.wait()
                        }
                        return found.place.withLock { $0 }
                    })
            }
        }
        #expect(recorded == 1)
    }
}
