import Foundation
import MLflowPeer
import Testing
import Tracking

@Suite("Aliases on the server follow those of the workspace", .needsMLflow)
struct AliasTests {
    private let folder: TemporaryFolder
    private let server: MLflowServer
    private let name = "aliases \(UUID().uuidString)"

    init() throws {
        folder = try TemporaryFolder()
        server = try MLflowServer.shared.get()
    }

    private func publish(_ digest: String, _ client: MLflowClient) async throws {
        let recorder = try folder.store.start(experiment: name, named: digest)
        try recorder.add(
            SmallModel.shared.get().model().folder(), named: "trees",
            registration: ModelRegistration(name: name, tags: [AliasPublisher.digestTag: digest]))
        try recorder.end()
        _ = try await RunPublisher(store: folder.store, client: client).push(recorder.id)
    }

    @Test("an alias moves to the version of its model, once; a model that is not there is named and told later")
    func follows() async throws {
        let client = try MLflowClient.quick(server.address)
        let aliases = AliasPublisher(store: folder.store, client: client)
        let early = try await aliases.push(["champion": "a1"], of: name)
        #expect(early.moved.isEmpty && early.absent == ["champion": "a1"])

        try await publish("a1", client)
        try await publish("b2", client)
        #expect(
            try await aliases.push(["champion": "a1", "challenger": "b2"], of: name).moved == [
                "champion": 1, "challenger": 2,
            ])
        #expect(try await aliases.push(["champion": "b2"], of: name).moved == ["champion": 2])
        let read = try await ReadBack(name, at: server.address)
        #expect(read.registered.first { $0.name == name }?.aliases == ["champion": 2, "challenger": 2])

        // Somebody else's move stays, until the alias moves here again or is said again.
        try await client.set(alias: "champion", of: name, to: 1)
        #expect(try await aliases.push(["champion": "b2"], of: name) == AliasPublisher.Outcome())
        #expect(try await client.version(alias: "champion", of: name).number == 1)
        #expect(try await aliases.push(["champion": "b2"], of: name, again: "champion").moved == ["champion": 2])
    }

    @Test("a server that is down is told later")
    func later() async throws {
        try await publish("c3", .quick(server.address))
        let dead = AliasPublisher(store: folder.store, client: try .quick("http://127.0.0.1:9", retries: 0))
        await #expect(throws: TrackingError.self) { try await dead.push(["champion": "c3"], of: name) }
        let aliases = AliasPublisher(store: folder.store, client: try .quick(server.address))
        #expect(try await aliases.push(["champion": "c3"], of: name).moved == ["champion": 1])
    }
}
