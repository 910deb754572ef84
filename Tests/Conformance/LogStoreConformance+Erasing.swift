import Credit
import Foundation
import Recording
import Testing

extension LogStoreConformance {
    static let erasing: [LogStoreLaw] = [
        LogStoreLaw(sentence: "an erased client can be read no more, everybody else can, and the chain verifies") {
            open in
            let log = try await LogFixture.log(open())
            var receipts: [LogReceipt] = []
            for number in 0..<4 {
                receipts.append(
                    try await log.append(
                        .decision(LogFixture.decision(number)), about: LogFixture.client(Int64(number % 2)),
                        by: LogFixture.adviser))
            }
            try log.noteView(ClientView(of: LogFixture.client(0), what: "score", by: LogFixture.adviser))
            try await log.erase(LogFixture.client(0), reason: "asked by letter", by: LogFixture.adviser)
            for one in [log, try await LogFixture.log(open())] {
                #expect(try await one.entry(receipts[0].id)?.content == nil)
                #expect(try await one.entry(receipts[2].id)?.content == nil)
                #expect(try await one.entry(receipts[1].id)?.content != nil)
                #expect(try await one.entries(LogQuery(subject: LogFixture.client(0))).isEmpty)
                let found = try await one.verify()
                #expect(found.isIntact && found.erased == 2, "\(found)")
            }
            await #expect(throws: LogError.self) {
                try await log.erase(LogFixture.client(0), reason: "again", by: LogFixture.adviser)
            }
            await #expect(throws: LogError.self) {
                try await log.erase(.lender, reason: "everything", by: LogFixture.adviser)
            }
        },
        LogStoreLaw(sentence: "an erased client who comes back has a new key; what was erased stays so") { open in
            let log = try await LogFixture.log(open()), other = try await LogFixture.log(open())
            func decide(_ log: StoredDecisionLog) async throws -> LogReceipt {
                try await log.append(
                    .decision(LogFixture.decision()), about: LogFixture.client(1), by: LogFixture.adviser)
            }
            let first = try await decide(log)
            _ = try await decide(other)
            // The other process still remembers the key that this one destroys.
            try await log.erase(LogFixture.client(1), reason: "asked", by: LogFixture.adviser)
            let later = try await decide(other)
            #expect(try await other.entry(later.id)?.content != nil)
            #expect(try await other.entry(first.id)?.content == nil)
            let found = try await log.verify()
            #expect(found.isIntact && found.erased == 2, "\(found)")
        },
        LogStoreLaw(sentence: "keys past their date are destroyed, later ones of the same client are not") { open in
            let store = try await open()
            let settings = LogSettings(retention: 100, keySpan: 10, viewDelay: .seconds(3600))
            let day = 86_400_000
            var receipts: [LogReceipt] = []
            for start in [0, 5, 200] {
                let log = try await LogFixture.log(
                    store, at: Date(milliseconds: Int64(start * day)), settings: settings)
                receipts.append(
                    try await log.append(
                        .decision(LogFixture.decision()), about: LogFixture.client(1), by: LogFixture.adviser))
            }
            let log = try await LogFixture.log(store, at: Date(milliseconds: Int64(210 * day)), settings: settings)
            #expect(try await log.expire(before: Date(milliseconds: Int64(109 * day)), by: LogFixture.adviser) == 0)
            #expect(try await log.expire(before: Date(milliseconds: Int64(111 * day)), by: LogFixture.adviser) == 1)
            #expect(try await log.entry(receipts[0].id)?.content == nil)
            #expect(try await log.entry(receipts[1].id)?.content == nil)
            #expect(try await log.entry(receipts[2].id)?.content != nil)
            let found = try await log.verify()
            #expect(found.isIntact && found.erased == 2, "\(found)")
        },
        LogStoreLaw(sentence: "a key that is gone without a record is found") { open in
            let store = try await open()
            let log = try await LogFixture.log(store)
            let receipt = try await log.append(
                .decision(LogFixture.decision()), about: LogFixture.client(1), by: LogFixture.adviser)
            let access = try await log.append(
                .access(AccessRecord(account: "x", what: "signed-in")), about: .lender, by: LogFixture.adviser)
            let key = try #require(try await store.entry(receipt.id)).entry.key
            let lender = try #require(try await store.entry(access.id)).entry
            var stealthy = LogAppend(
                SealedEntry(
                    id: try #require(EntryID(bytes: Array(repeating: 1, count: 10))), time: lender.time, kind: .access,
                    key: lender.key, payload: lender.payload))
            stealthy.destroying = [key]
            _ = try await store.append([stealthy])
            let found = try await log.verify()
            // The forged entry does not open either, and it is the first that is wrong.
            #expect(found.finding?.kind == .unreadable && found.finding?.sequence == 3, "\(found)")
        },
    ]
}
