import Conformance
import Foundation
import Recording
import Storage
import Testing

@Suite("Nothing that was acknowledged is lost to a kill", .serialized)
struct SQLiteLogTortureTests {
    @Test("fifty kills in the middle of a write storm lose no acknowledged decision, and the chain verifies after each")
    func kills() async throws {
        var generator = SystemRandomNumberGenerator()
        var total = 0
        for _ in 0..<5 {
            let folder = try TemporaryFolder()
            let path = folder.path("log.sqlite"), key = folder.path("log.key"), head = folder.path("log.head")
            var acknowledged: [Int64: String] = [:]
            for _ in 0..<10 {
                let storm = try Storm(path, key: key, head: head)
                try storm.wait { !$0.acknowledged.isEmpty }
                Storm.pause(milliseconds: Int.random(in: 0...120, using: &generator))
                storm.kill()
                acknowledged.merge(storm.acknowledged) { first, second in
                    #expect(first == second, "one place was acknowledged twice")
                    return second
                }
                let store = try SQLiteLogStore.open(path: path)
                let logKey = try LogKeyFile.read(key, orMake: false)
                let log = try await StoredDecisionLog.open(store, key: logKey)
                let noted = try HeadFile(path: head).read(origin: store.origin, key: logKey)
                let found = try await log.verify(against: [noted].compactMap { $0 })
                #expect(found.isIntact, "\(found)")
                #expect(noted != nil)
                var digests: [Int64: String] = [:]
                var last: Int64 = 0
                while let page = Optional(try await store.entries(after: last, limit: 1000)), let end = page.last {
                    for entry in page { digests[entry.sequence] = entry.digest.description }
                    last = end.sequence
                }
                let lost = acknowledged.filter { digests[$0.key] != $0.value }
                #expect(lost.isEmpty, "\(lost.count) acknowledged decisions are not in the log")
            }
            total += acknowledged.count
        }
        print("fifty kills: \(total) acknowledged decisions, none lost")
        #expect(total > 500)
    }
}
