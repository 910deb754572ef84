import Foundation
import MLflowPeer
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
            let proxy = try FaultyProxy(server, [])
            let client = try MLflowClient.quick(proxy.address, retries: 5) { $0.credentials = credentials }
            let error = await failure {
                _ = try await RunPublisher(store: folder.store, client: client).push(recorder.id)
            }
            #expect(error?.code == .refused && error?.isTemporary == false)
            #expect(error?.message.contains("check MLFLOW_TRACKING_USERNAME and _PASSWORD") == true)
            #expect(error?.message.contains("password-1") == false)
            // Asked once, not again and again.
            #expect(try await proxy.end().calls == 1)
        }
        let client = try MLflowClient.quick(server.address) {
            $0.credentials = .password(user: "admin", password: "right-password-1")
        }
        #expect(try await RunPublisher(store: folder.store, client: client).push(recorder.id).isComplete)
    }

    @Test("a certificate that nobody vouches for is refused, unless it is named or any is good")
    func certificate() async throws {
        let place = folder.path("certificate.pem")
        let proxy = try FaultyProxy(try MLflowServer.shared.get(), ["--tls", place])
        let error = await failure { _ = try await MLflowClient.quick(proxy.address, retries: 0).version() }
        #expect(error?.code == .refused && error?.message.contains("MLFLOW_TRACKING_SERVER_CERT_PATH") == true)
        let named = try MLflowClient.quick(proxy.address, retries: 0) { $0.certificates = place }
        #expect(try await named.version().hasPrefix("3."))
        let careless = try MLflowClient.quick(proxy.address, retries: 0) { $0.trustsAnyCertificate = true }
        #expect(try await careless.version().hasPrefix("3."))
        #expect(
            code {
                _ = try MLflowClient.quick(proxy.address) { $0.certificates = folder.path("not there") }
            } == .invalid)
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
