import Conformance
import Credit
import Foundation
import GRDB
import Recording
import Storage
import Testing

@Suite("Whoever changes the file of a log is found, and the first wrong entry is named")
struct SQLiteLogTamperingTests {
    /// A change, as SQL, and what a check must say of it.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let sql: String
        let kind: ChainVerification.Finding.Kind
        let sequence: Int64
    }

    private static let unlocked = "DROP TRIGGER entries_are_not_changed; DROP TRIGGER entries_are_not_removed;"

    static let tamperings = [
        Tampering(
            testDescription: "a byte of a payload",
            sql:
                "UPDATE entries SET payload = CAST(substr(payload, 1, 20) || x'00' || substr(payload, 22) AS BLOB) WHERE sequence = 4",
            kind: .altered, sequence: 4),
        Tampering(
            testDescription: "a time", sql: "UPDATE entries SET time = time + 1 WHERE sequence = 3", kind: .altered,
            sequence: 3),
        Tampering(
            testDescription: "a kind", sql: "UPDATE entries SET kind = 'letter' WHERE sequence = 3", kind: .altered,
            sequence: 3),
        Tampering(
            testDescription: "a digest", sql: "UPDATE entries SET digest = randomblob(32) WHERE sequence = 5",
            kind: .altered, sequence: 5),
        Tampering(
            testDescription: "a reference", sql: "UPDATE entries SET id = randomblob(10) WHERE sequence = 2",
            kind: .altered, sequence: 2),
        Tampering(
            testDescription: "an entry taken out", sql: "DELETE FROM entries WHERE sequence = 4", kind: .removed,
            sequence: 4),
        Tampering(
            testDescription: "the first entry taken out", sql: "DELETE FROM entries WHERE sequence = 1",
            kind: .removed, sequence: 1),
        Tampering(
            testDescription: "an entry taken out and the rest moved up",
            sql: """
                DELETE FROM entries WHERE sequence = 4;
                UPDATE entries SET sequence = sequence + 1000 WHERE sequence > 4;
                UPDATE entries SET sequence = sequence - 1001 WHERE sequence > 1000
                """, kind: .altered, sequence: 4),
        Tampering(
            testDescription: "two entries exchanged",
            sql: """
                UPDATE entries SET sequence = 1000 WHERE sequence = 3;
                UPDATE entries SET sequence = 3 WHERE sequence = 4;
                UPDATE entries SET sequence = 4 WHERE sequence = 1000
                """, kind: .altered, sequence: 3),
        Tampering(
            testDescription: "the last two entries cut off", sql: "DELETE FROM entries WHERE sequence > 6",
            kind: .truncated, sequence: 7),
        Tampering(
            testDescription: "everything cut off", sql: "DELETE FROM entries", kind: .truncated, sequence: 1),
        Tampering(
            testDescription: "a client's key",
            sql: "DELETE FROM log_keys WHERE id = (SELECT key FROM entries WHERE sequence = 2)", kind: .keyLost,
            sequence: 2),
    ]

    private let folder: TemporaryFolder
    private let path: String
    private let head: HeadFile

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("log.sqlite")
        head = HeadFile(path: folder.path("log.head"))
    }

    private func open() async throws -> StoredDecisionLog {
        let key = try #require(LogFixture.key())
        return try await StoredDecisionLog.open(
            SQLiteLogStore.open(path: path), key: key, head: head, clock: { Date(milliseconds: 1_795_000_000_000) })
    }

    private func fill() async throws {
        let log = try await open()
        for number in 0..<8 {
            try await log.append(
                .decision(LogFixture.decision(number)), about: LogFixture.client(Int64(number)), by: LogFixture.adviser)
        }
    }

    private func verify() async throws -> ChainVerification {
        let log = try await open()
        let key = try #require(LogFixture.key())
        return try await log.verify(against: [head.read(origin: log.store.origin, key: key)].compactMap { $0 })
    }

    @Test("the change is found at its place", arguments: tamperings)
    func found(_ tampering: Tampering) async throws {
        try await fill()
        #expect(try await verify().isIntact)
        try execute(Self.unlocked + tampering.sql)
        let found = try await verify()
        #expect(found.finding?.kind == tampering.kind, "\(found)")
        #expect(found.finding?.sequence == tampering.sequence, "\(found)")
        #expect(found.finding?.message.hasSuffix(".") == true)
    }

    @Test("a tail that somebody writes anew, digests and all, is found by the noted head")
    func rewritten() async throws {
        try await fill()
        let noted = try Data(contentsOf: URL(filePath: folder.path("log.head")))
        try execute(Self.unlocked + "DELETE FROM entries WHERE sequence = 8")
        // Another process of the lender's own writes an entry in its place: a chain that is right in itself.
        _ = try await open().append(
            .decision(LogFixture.decision(99)), about: LogFixture.client(99), by: LogFixture.adviser)
        try noted.write(to: URL(filePath: folder.path("log.head")))
        let found = try await verify()
        #expect(found.finding?.kind == .rewritten && found.finding?.sequence == 8, "\(found)")
    }

    @Test("an inserted entry, with a digest that fits its content, does not follow from the one before")
    func inserted() async throws {
        try await fill()
        let store = try SQLiteLogStore.open(path: path)
        let third = try #require(try await store.entries(after: 2, limit: 1).first)
        let forged = ChainHead(sequence: 3, digest: try #require(ChainDigest(bytes: Array(repeating: 7, count: 32))))
            .next(
                SealedEntry(
                    id: try #require(EntryID(bytes: Array(repeating: 7, count: 10))), time: 1, kind: .decision,
                    key: third.entry.key, payload: third.entry.payload))
        let queue = try DatabaseQueue(path: path)
        try await queue.write { database in
            try database.execute(sql: Self.unlocked + "DELETE FROM entries WHERE sequence = 4")
            try database.execute(
                sql: """
                    INSERT INTO entries (sequence, id, time, kind, key, previous, digest, payload)
                    VALUES (4, ?, 1, 'decision', ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(forged.entry.id.bytes), Data(forged.entry.key.bytes), Data(forged.previous.bytes),
                    Data(forged.digest.bytes), Data(forged.entry.payload),
                ])
        }
        let found = try await verify()
        #expect(found.finding?.kind == .misplaced && found.finding?.sequence == 4, "\(found)")
    }

    @Test("the file's own triggers refuse to change or remove an entry")
    func triggers() async throws {
        try await fill()
        for sql in ["UPDATE entries SET time = 0", "DELETE FROM entries WHERE sequence = 1"] {
            #expect(throws: DatabaseError.self) { try execute(sql) }
        }
        #expect(try await verify().isIntact)
    }

    @Test("a head file that was changed is refused, and an older one still serves")
    func headFile() async throws {
        try await fill()
        let place = URL(filePath: folder.path("log.head"))
        let old = try Data(contentsOf: place)
        _ = try await open().append(
            .decision(LogFixture.decision()), about: LogFixture.client(1), by: LogFixture.adviser)
        #expect(try Data(contentsOf: place) != old)
        try old.write(to: place)
        #expect(try await verify().isIntact)
        var changed = old
        changed[100] ^= 1
        try changed.write(to: place)
        await #expect(throws: LogError.self) { try await verify() }
    }

    @Test("nothing of an erased client's key is left in the files")
    func nothingLeft() async throws {
        try await fill()
        let log = try await open()
        let entry = try #require(try await log.store.entries(after: 0, limit: 1).first)
        let wrapped = try #require(try await log.store.keys([entry.entry.key]).first).wrapped
        func isInFiles() throws -> Bool {
            try ["", "-wal"].contains { suffix in
                try Data(contentsOf: URL(filePath: path + suffix)).range(of: Data(wrapped)) != nil
            }
        }
        #expect(try isInFiles())
        try await log.erase(LogFixture.client(0), reason: "asked", by: LogFixture.adviser)
        #expect(try !isInFiles())
    }

    @Test("no number of a client, no name and no text stands in the file in the clear")
    func encrypted() async throws {
        let log = try await open()
        let author = Author(name: "zacharie-the-adviser", channel: "page")
        for number in Int64(8_765_432_100)..<8_765_432_110 {
            let decision = LogEvent.decision(LogFixture.decision())
            let receipt = try await log.append(decision, about: LogFixture.client(number), by: author)
            let statement = "the-words-of-the-client"
            try await log.append(
                .contest(ContestRecord(decision: receipt.id, statement: statement)), about: LogFixture.client(number),
                by: author)
        }
        for suffix in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(filePath: path + suffix))
            for secret in ["8765432100", "zacharie", "the-words-of", "minimum_age", "AMT_CREDIT"] {
                #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) in \(suffix)")
            }
        }
    }

    private func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
    }
}
