import Credit
import Features
import Foundation
import Recording
import Testing

extension LogStoreConformance {
    static let chaining: [LogStoreLaw] = [
        LogStoreLaw(sentence: "a new log is empty, begins with its origin, and verifies") { open in
            let store = try await open()
            #expect(try await store.head() == ChainHead(sequence: 0, digest: store.origin))
            #expect(try await store.entries(after: 0, limit: 10).isEmpty)
            #expect(try await LogFixture.log(store).verify().isIntact)
            #expect(try await open().origin == store.origin)
        },
        LogStoreLaw(sentence: "a decision comes back whole, to the last bit, from another process") { open in
            let record = LogFixture.decision(7)
            let receipt = try await LogFixture.log(open()).append(
                .decision(record), about: LogFixture.client(100_002), by: LogFixture.adviser)
            #expect(receipt.sequence == 1)
            let entry = try #require(try await LogFixture.log(open()).entry(receipt.id))
            #expect(entry.receipt == receipt)
            #expect(entry.kind == .decision)
            let content = try #require(entry.content)
            #expect(content.subject == LogFixture.client(100_002))
            #expect(content.author == LogFixture.adviser)
            guard case .decision(let kept) = content.event else {
                Issue.record("another event")
                return
            }
            #expect(kept == record)
            #expect(kept.logOdds.value.bitPattern == record.logOdds.value.bitPattern)
            guard case .level(let word) = kept.features.values[1] else {
                Issue.record("no word")
                return
            }
            #expect(Array(word.utf8) == Array("cafe\u{301}".utf8), "words keep their very characters")
        },
        LogStoreLaw(sentence: "entries stand one behind the other, each with the digest of the one before") { open in
            let store = try await open()
            let log = try await LogFixture.log(store)
            for number in 0..<5 {
                try await log.append(
                    .decision(LogFixture.decision(number)), about: LogFixture.client(1), by: LogFixture.adviser)
            }
            let entries = try await store.entries(after: 0, limit: 100)
            #expect(entries.map(\.sequence) == [1, 2, 3, 4, 5])
            #expect(entries[0].previous == store.origin)
            for (before, after) in zip(entries, entries.dropFirst()) { #expect(after.previous == before.digest) }
            #expect(entries.allSatisfy { $0.digest == $0.expectedDigest })
            #expect(try await store.head() == ChainHead(entries[4]))
            #expect(try await store.entries(after: 3, limit: 1).map(\.sequence) == [4])
        },
        LogStoreLaw(sentence: "two processes that append at once keep one chain, and lose nothing") { open in
            let logs = [try await LogFixture.log(open()), try await LogFixture.log(open())]
            let receipts = try await withThrowingTaskGroup(of: LogReceipt.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        try await logs[number % 2].append(
                            .decision(LogFixture.decision(number)), about: LogFixture.client(Int64(number % 7)),
                            by: LogFixture.adviser)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(receipts.map(\.sequence)) == Set(1...60))
            let found = try await logs[0].verify()
            #expect(found.isIntact, "\(found)")
            #expect(found.entries == 60)
            for receipt in receipts { #expect(try await logs[1].entry(receipt.id)?.receipt == receipt) }
        },
        LogStoreLaw(sentence: "a batch is in order, and one refused entry takes no place") { open in
            let store = try await open()
            let key = try #require(LogFixture.key())
            _ = try await store.check(key.check)
            let log = try await LogFixture.log(store)
            let first = try await log.append(
                .access(AccessRecord(account: "a", what: "signed-in")), about: .lender, by: LogFixture.adviser)
            let known = try #require(try await store.entry(first.id)).entry
            func sealed(_ id: EntryID, _ key: KeyID) -> LogAppend {
                LogAppend(SealedEntry(id: id, time: 5, kind: .access, key: key, payload: [1, 2, 3]))
            }
            let ids = (0..<3).map { EntryID(bytes: Array(repeating: UInt8($0), count: 10)) }
            let unknown = try #require(KeyID(bytes: Array(repeating: 9, count: 16)))
            let batch = [
                sealed(try #require(ids[0]), known.key), sealed(try #require(ids[1]), unknown),
                sealed(first.id, known.key), sealed(try #require(ids[2]), known.key),
            ]
            let results = try await store.append(batch)
            #expect(results.map { try? $0.get().sequence } == [2, nil, nil, 3])
            guard case .failure(.noKey) = results[1], case .failure(.sameID) = results[2] else {
                Issue.record("refused for another reason")
                return
            }
            #expect(try await store.head().sequence == 3)
        },
        LogStoreLaw(sentence: "a log knows its key again, and refuses another") { open in
            _ = try await LogFixture.log(open())
            let other = try #require(LogFixture.key(100))
            await #expect(throws: LogError.self) { try await StoredDecisionLog.open(open(), key: other) }
            #expect(throws: Never.self) { LogFixture.key() }
            _ = try await LogFixture.log(open())
        },
    ]
}
