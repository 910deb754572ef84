import Foundation
import MLflowPeer
import Testing
import Tracking

@Suite("A long file goes up in parts where the server's store takes them, and whole elsewhere", .needsMLflow)
struct LongFileTests {
    private let folder: TemporaryFolder
    private let experiment = "files \(UUID().uuidString)"

    init() throws { folder = try TemporaryFolder() }

    private func client(_ address: String) throws -> MLflowClient {
        try .quick(address) {
            $0.multipartThreshold = 8 << 20
            // The least that object stores take.
            $0.partSize = 5 << 20
        }
    }

    @Test("the bytes arrive, in parts or whole", arguments: [true, false])
    func arrives(hasStore: Bool) async throws {
        let server = try hasStore ? MLflowServer(hasStore: true) : MLflowServer.shared.get()
        var state: UInt32 = 1
        let bytes = Data(
            (0..<(12 << 20) + 7).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(truncatingIfNeeded: state >> 24)
            })
        let recorder = try folder.store.start(experiment: experiment, named: "long")
        try recorder.add(bytes, at: "modèles/a long file + é.bin")
        try recorder.add(Data("short".utf8), at: "short.txt")
        try recorder.end()
        let proxy = try FaultyProxy(server, ["--fail", "mlflow-artifacts/mpu/complete", "0", "500"])
        let client = try client(proxy.address)
        _ = try await RunPublisher(store: folder.store, client: client).push(recorder.id)
        #expect(try await proxy.end().seen == (hasStore ? 1 : 0))
        let run = try #require(try await ReadBack(experiment, at: server.address).run("long"))
        #expect(run.files.map(\.size) == [bytes.count, 5])
        let number = try await MLflowClient.quick(server.address).experiment(named: experiment)
        let back = try await MLflowClient.quick(server.address).download(
            "modèles/a long file + é.bin", below: "mlflow-artifacts:/\(number)/\(run.id)/artifacts")
        #expect(back == bytes)
    }
}
