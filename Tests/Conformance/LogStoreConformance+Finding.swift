import Credit
import Foundation
import Recording
import Testing

extension LogStoreConformance {
    static let finding: [LogStoreLaw] = [
        LogStoreLaw(sentence: "entries are found by kind, client, time and place, the newest first") { open in
            let store = try await open()
            for hour in 0..<6 {
                let log = try await LogFixture.log(store, at: Date(milliseconds: Int64(hour) * 3_600_000))
                try await log.append(
                    .decision(LogFixture.decision(hour)), about: LogFixture.client(Int64(hour % 2)),
                    by: LogFixture.adviser)
                try await log.append(
                    .access(AccessRecord(account: "x", what: "signed-in")), about: .lender, by: LogFixture.adviser)
            }
            let log = try await LogFixture.log(store)
            func found(_ query: LogQuery) async throws -> [Int64] {
                try await log.entries(query).map(\.receipt.sequence)
            }
            #expect(try await found(LogQuery()) == (1...12).reversed())
            #expect(try await found(LogQuery(kinds: [.decision])) == [11, 9, 7, 5, 3, 1])
            #expect(try await found(LogQuery(kinds: [.decision, .access], limit: 3)) == [12, 11, 10])
            #expect(try await found(LogQuery(kinds: [.letter])).isEmpty)
            #expect(try await found(LogQuery(subject: LogFixture.client(1))) == [11, 7, 3])
            #expect(try await found(LogQuery(subject: LogFixture.client(5))).isEmpty)
            #expect(try await found(LogQuery(kinds: [.access], subject: LogFixture.client(1))).isEmpty)
            #expect(try await found(LogQuery(subject: .applicant("1"))).isEmpty, "a client is no applicant")
            let from = Date(milliseconds: 2 * 3_600_000), to = Date(milliseconds: 4 * 3_600_000)
            #expect(try await found(LogQuery(from: from, to: to)) == [8, 7, 6, 5])
            #expect(try await found(LogQuery(before: 5, limit: 2)) == [4, 3])
            for limit in [Int.min, 0, 1] { #expect(try await found(LogQuery(limit: limit)) == [12]) }
        },
        LogStoreLaw(sentence: "every kind of event comes back as it was recorded") { open in
            let log = try await LogFixture.log(open())
            let client = LogFixture.client(3)
            let decided = try await log.append(
                .decision(LogFixture.decision()), about: client, by: LogFixture.adviser)
            let events: [LogEvent] = [
                .letter(
                    LetterRecord(
                        decision: decided.id, language: .fr, medium: "print", text: "Madame, …\u{0}🙂",
                        documentDigest: "00")),
                .contest(ContestRecord(decision: decided.id, statement: "Je conteste.", documents: ["bulletin.pdf"])),
                .note(NoteRecord(text: "Le client apporte deux bulletins.\n🙂", decision: decided.id)),
                .note(NoteRecord(text: "x")),
                .link(ClientLink(decision: decided.id, expires: Date(timeIntervalSince1970: 1_800_000_000.7))),
                .promotion(
                    PromotionRecord(alias: "champion", from: nil, to: "ab", reason: "better", approver: "olivier")),
                .access(AccessRecord(account: "amelie", what: "locked-out", detail: "5 failures")),
                .scenario(LogFixture.scenario),
            ]
            for event in events {
                let receipt = try await log.append(event, about: client, by: LogFixture.adviser)
                #expect(try await log.entry(receipt.id)?.content?.event == event)
            }
            let unknown = EntryID(bytes: Array(repeating: 255, count: 10))
            #expect(try await log.entry(try #require(unknown)) == nil)
        },
        LogStoreLaw(sentence: "views wait for each other, and are one entry with their counts") { open in
            let store = try await open()
            let log = try await LogFixture.log(store)
            for _ in 0..<3 {
                try log.noteView(ClientView(of: LogFixture.client(1), what: "score", by: LogFixture.adviser))
            }
            try log.noteView(ClientView(of: LogFixture.client(2), what: "score", by: LogFixture.adviser))
            #expect(try await store.head().sequence == 0)
            try await log.flush()
            try await log.flush()
            let entries = try await log.entries(LogQuery())
            #expect(entries.map(\.kind) == [.views])
            guard case .views(let views)? = entries.first?.content?.event else {
                Issue.record("no views")
                return
            }
            #expect(views.map(\.count) == [3, 1])
            #expect(Set(views.map(\.key)).count == 2)
            let found = try await log.verify()
            #expect(found.isIntact, "\(found)")
        },
        LogStoreLaw(sentence: "hostile texts are kept as texts") { open in
            let log = try await LogFixture.log(open())
            let hostile = "'; DROP TABLE entries; -- <script>\u{0}\"\\ $1 %s"
            let author = Author(name: hostile, channel: hostile)
            let event = LogEvent.access(AccessRecord(account: hostile, what: hostile, detail: hostile))
            let receipt = try await log.append(event, about: .applicant(hostile), by: author)
            let content = try await log.entry(receipt.id)?.content
            #expect(content?.event == event && content?.author == author && content?.subject == .applicant(hostile))
            #expect(try await log.entries(LogQuery(subject: .applicant(hostile))).count == 1)
            #expect(try await log.reviews(ReviewQuery(assignee: hostile)).isEmpty)
        },
    ]
}
