import Conformance
import Foundation
import Recording
import StoragePostgreSQL
import Testing

@Suite(
    "Nothing that was acknowledged is lost when PostgreSQL stops", .serialized,
    .enabled(if: PostgreSQLServer.isInstalled))
struct PostgreSQLTortureTests {
    /// How often the server is stopped; `LIMPIDE_TORTURE=50` for more.
    private static let rounds = ProcessInfo.processInfo.environment["LIMPIDE_TORTURE"].flatMap { Int($0) } ?? 5

    @Test("two servers record while PostgreSQL is stopped at once and started, again and again; then both are killed")
    func stops() async throws {
        let server = try PostgreSQLServer()
        let address = try server.database()
        let folder = FileManager.default.temporaryDirectory.appending(path: "limpide-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
        var generator = SystemRandomNumberGenerator()
        _ = try LogKeyFile.read(path("log.key"), orMake: true)
        let storms = try ["one", "two"].map { name in
            try Storm(address, key: path("log.key"), head: path("\(name).head"), tasks: 4)
        }
        for _ in 0..<Self.rounds {
            let before = storms.map { $0.acknowledged.count }
            for (storm, count) in zip(storms, before) { try storm.wait { $0.acknowledged.count > count + 10 } }
            Storm.pause(milliseconds: Int.random(in: 0...200, using: &generator))
            try server.stopAtOnce()
            Storm.pause(milliseconds: 100)
            try server.start()
        }
        let before = storms.map { $0.acknowledged.count }
        for (storm, count) in zip(storms, before) { try storm.wait { $0.acknowledged.count > count + 10 } }
        for storm in storms { storm.kill() }
        #expect(storms.contains { $0.lines.contains("refused true") }, "no stop was noticed")
        #expect(!storms.contains { $0.lines.contains("refused false") })

        var acknowledged = storms[0].acknowledged
        acknowledged.merge(storms[1].acknowledged) { first, _ in
            Issue.record("two servers were given one place")
            return first
        }
        let store = try await PostgreSQLLogStore.open(address)
        let key = try LogKeyFile.read(path("log.key"), orMake: false)
        let log = try await StoredDecisionLog.open(store, key: key)
        let heads = try ["one", "two"].compactMap {
            try HeadFile(path: path("\($0).head")).read(origin: store.origin, key: key)
        }
        #expect(heads.count == 2)
        let found = try await log.verify(against: heads)
        #expect(found.isIntact, "\(found)")
        var last: Int64 = 0
        var lost = acknowledged
        while let page = Optional(try await store.entries(after: last, limit: 1000)), let end = page.last {
            for entry in page where lost[entry.sequence] == entry.digest.description { lost[entry.sequence] = nil }
            last = end.sequence
        }
        #expect(lost.isEmpty, "\(lost.count) acknowledged decisions are not in the log")
        print("\(Self.rounds) stops: \(acknowledged.count) acknowledged decisions, none lost")
    }
}
