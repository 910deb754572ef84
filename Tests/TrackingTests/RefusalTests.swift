import Foundation
import Testing
import Tracking

@Suite("A server that says no is told in one sentence, at once and without secrets", .needsMLflow)
struct RefusalTests {
    private let folder: TemporaryFolder
    private let experiment = "refusal \(UUID().uuidString)"

    init() throws { folder = try TemporaryFolder() }

    @Test("a wrong password, no password, then the right one")
    func password() async throws {
        let server = try MLflowServer(password: "admin:right-password-1")
        let recorder = try folder.store.start(experiment: experiment, named: "n")
        try recorder.log(metric: "auc", 0.7)
        try recorder.end()
        for credentials: MLflowSettings.Credentials? in [
            .password(user: "admin", password: "wrong-password-1"), .token("wrong-password-1"), nil,
        ] {
            let client = try MLflowClient.quick(server.address, retries: 5) {
                $0.credentials = credentials
                $0.pause = 20
            }
            let clock = ContinuousClock()
            var error: TrackingError?
            let took = await clock.measure {
                error = await failure {
                    _ = try await RunPublisher(store: folder.store, client: client).push(recorder.id)
                }
            }
            #expect(error?.code == .refused && error?.isTemporary == false)
            #expect(error?.message.contains("check MLFLOW_TRACKING_USERNAME and _PASSWORD") == true)
            #expect(error?.message.contains("password-1") == false)
            // Asked once, not again and again.
            #expect(took < .seconds(10))
        }
        let client = try MLflowClient.quick(server.address) {
            $0.credentials = .password(user: "admin", password: "right-password-1")
        }
        #expect(try await RunPublisher(store: folder.store, client: client).push(recorder.id).isComplete)
    }

    @Test("an address where something else answers")
    func notMLflow() async throws {
        let server = try MLflowServer.shared.get()
        let recorder = try folder.store.start(experiment: experiment, named: "n")
        try recorder.end()
        let client = try MLflowClient.quick(server.address + "/static-files")
        let error = await failure { _ = try await RunPublisher(store: folder.store, client: client).push(recorder.id) }
        #expect(error?.code == .unsupported)
    }

    @Test("what is not there: a run, a model, a version, an alias")
    func absent() async throws {
        let client = try MLflowClient.quick(try MLflowServer.shared.get().address)
        let name = "absent-\(UUID().uuidString)"
        #expect(await code { _ = try await client.run("0123456789abcdef0123456789abcdef") } == .notFound)
        #expect(await code { _ = try await client.model("m-0123456789abcdef0123456789abcdef") } == .notFound)
        #expect(await code { _ = try await client.registeredModel(name) } == .notFound)
        #expect(await code { _ = try await client.version(3, of: name) } == .notFound)
        #expect(await code { _ = try await client.version(alias: "champion", of: name) } == .notFound)
        #expect(await code { try await client.set(alias: "champion", of: name, to: 7) } == .notFound)
        try await client.register(name: name)
        #expect(await code { _ = try await client.version(3, of: name) } == .notFound)
        #expect(await code { _ = try await client.version(alias: "champion", of: name) } == .notFound)
        #expect(await code { try await client.set(alias: "champion", of: name, to: 7) } == .notFound)
        #expect(try await client.versions(of: name).isEmpty)
    }
}
