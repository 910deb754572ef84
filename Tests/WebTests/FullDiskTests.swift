import Foundation
import HTTPTypes
import Recording
import Storage
import Testing

@testable import Web

@Suite("A full disk refuses decisions and forgets none")
struct FullDiskTests {
    @Test(
        "each answer is a recorded decision or 503, and once there is room decisions go on",
        .enabled(if: SmallDisk.isPermitted))
    func full() async throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(folder: folder)
        defer { disk.remove() }
        try Data(count: 300_000).write(to: URL(filePath: folder.path("ballast")))
        let store = try SQLiteLogStore.open(path: folder.path("log.sqlite"))
        let key = try LogKeyFile.read(folder.path("log.key"), orMake: true)
        let log = try await StoredDecisionLog.open(store, key: key)
        let server = try Server(log: log)
        // Longer than they need be, so that the disk is soon full.
        let body = DecidingTests.refusedRecords + String(repeating: " ", count: 4000)
        func apply() async throws -> Reply {
            try await server.send("/v1/applications", method: .post, headers: DecidingTests.json, body: body)
        }
        var recorded: [String] = []
        var refused: Reply?
        while refused == nil, recorded.count < 1000 {
            let reply = try await apply()
            if reply.status == 201 {
                recorded.append(try DecidingTests.text(try reply.json(JSON.self)["reference"]))
            } else {
                refused = reply
            }
        }
        let refusal = try #require(refused)
        #expect(refusal.status == 503 && !refusal.body.contains("probability"))
        let problem = try refusal.json(ProblemDocument.self)
        #expect(problem.type == "urn:limpide:problem:cannot-record" && problem.detail.contains("decision log"))
        try FileManager.default.removeItem(atPath: folder.path("ballast"))
        let after = try await apply()
        #expect(after.status == 201)
        recorded.append(try DecidingTests.text(try after.json(JSON.self)["reference"]))
        #expect(try await log.verify().isIntact)
        for reference in recorded {
            let id = try #require(EntryID(reference))
            #expect(try await log.entry(id) != nil)
        }
    }
}
