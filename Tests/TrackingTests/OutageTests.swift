import Foundation
import MLflowPeer
import Testing
import Tracking

@Suite("Nothing is lost or doubled when the server is down, fails, loses answers, or is asked by many", .needsMLflow)
struct OutageTests {
    private let folder: TemporaryFolder
    private let experiment = "outage \(UUID().uuidString)"

    init() throws { folder = try TemporaryFolder() }

    @Test("the server is killed in the middle of a run: the run goes on, and a later push sends what is missing")
    func killedServer() async throws {
        let server = try MLflowServer()
        let publisher = RunPublisher(store: folder.store, client: try .quick(server.address, retries: 1))
        let recorder = try folder.store.start(experiment: experiment, named: "long")
        let following = Task { await publisher.follow(recorder.id, every: .milliseconds(100)) }
        for step in 0..<300 {
            try recorder.log(metric: "loss", Double(step), step: step)
            try recorder.add(Data("\(step)".utf8), at: "files/\(step % 20).txt")
            if step == 100 {
                // Not before something of it is there.
                for _ in 0..<300 where !FileManager.default.fileExists(atPath: recorder.folder + "/pushed.json") {
                    try await Task.sleep(for: .milliseconds(50))
                }
                try server.kill()
            }
        }
        try recorder.end()
        guard case .failure(let error) = await following.value else {
            Issue.record("a push to a dead server succeeded")
            return
        }
        #expect(error.code == .unreachable)
        #expect(error.message.contains("does not answer: check that it runs"))
        #expect(try folder.store.run(recorder.id).state == .finished)
        #expect(!publisher.isPushed(recorder.id))

        try server.start()
        let outcome = try await publisher.push(recorder.id)
        #expect(outcome.isComplete && outcome.sent == 1)
        let read = try await ReadBack(experiment, at: server.address)
        #expect(read.runs.count == 1)
        #expect(read.runs[0].status == "FINISHED" && read.runs[0].metrics["loss"]?.steps == Array(0..<300))
        #expect(read.runs[0].files.count == 20)
    }

    @Test("nobody listens: one sentence, and the runs are kept")
    func unreachable() async throws {
        let recorder = try folder.store.start(experiment: experiment, named: "n")
        try recorder.end()
        let second = try folder.store.start(experiment: experiment, named: "n")
        try second.end()
        let client = try MLflowClient.quick("http://ana:secret@127.0.0.1:9", retries: 1)
        let report = await RunPublisher(store: folder.store, client: client).pushAll()
        #expect(report.outcomes.isEmpty && report.notTried.count == 1)
        #expect(
            report.failures.map(\.error) == [
                TrackingError(
                    .unreachable,
                    "the MLflow server at http://127.0.0.1:9 does not answer: check that it runs and that the address is right."
                )
            ])
        #expect(report.failures.allSatisfy { $0.error.isTemporary })
    }

    @Test("a server that answers 500 and 429, then recovers, gets everything once")
    func recovers() async throws {
        let server = try MLflowServer.shared.get()
        let proxy = try FaultyProxy(
            server,
            [
                "--fail", "/version", "2", "500", "--fail", "experiments/create", "2", "503", "--fail", "runs/create",
                "2",
                "500", "--fail", "log-batch", "2", "429", "--fail", "PUT", "2", "502", "--fail", "runs/update", "2",
                "504",
            ])
        let recorder = try run(files: 3)
        let outcome = try await RunPublisher(store: folder.store, client: .quick(proxy.address)).push(recorder.id)
        #expect(outcome.isComplete)
        // Each fault was met, and each was asked past.
        #expect(try await proxy.end().seen >= 18)
        try await expectOnce(recorder, at: server)
    }

    @Test("a server that never recovers is given up, in one sentence without its words")
    func neverRecovers() async throws {
        let server = try MLflowServer.shared.get()
        let proxy = try FaultyProxy(server, ["--fail", "log-batch", "1000", "500"])
        let recorder = try run(files: 0)
        let publisher = RunPublisher(store: folder.store, client: try .quick(proxy.address, retries: 2))
        let error = await failure { _ = try await publisher.push(recorder.id) }
        #expect(error?.code == .failing && error?.isTemporary == true)
        #expect(
            error?.message
                == "the MLflow server at \(proxy.address) fails (mlflow/runs/log-batch, status 500, INTERNAL_ERROR): "
                + "try again later.")
        #expect(try await proxy.end().seen == 3)
    }

    @Test(
        "answers that are lost on the way make nothing twice",
        arguments: [
            "experiments/create", "runs/create", "log-batch", "PUT", "POST /api/2.0/mlflow/logged-models",
            "registered-models/create", "model-versions/create", "registered-models/alias", "runs/update",
            "runs/outputs",
        ])
    func lostAnswers(part: String) async throws {
        let server = try MLflowServer.shared.get()
        let proxy = try FaultyProxy(server, ["--lose", part, "1"])
        let name = "lost-\(UUID().uuidString)"
        let recorder = try run(files: 2, registeredAs: name)
        let outcome = try await RunPublisher(store: folder.store, client: .quick(proxy.address)).push(recorder.id)
        #expect(outcome.versions == [RegisteredVersion(name: name, number: 1, alias: "champion")])
        #expect(try await proxy.end().seen >= 1)
        let read = try await expectOnce(recorder, at: server)
        #expect(read.models.count == 1)
        let registered = read.registered.first { $0.name == name }
        #expect(registered?.versions.map(\.number) == [1] && registered?.aliases == ["champion": 1])
    }

    @Test("many programs push one run at once, from one folder and from copies of it: it is there once")
    func concurrent() async throws {
        let server = try MLflowServer.shared.get()
        let name = "many-\(UUID().uuidString)"
        let recorder = try run(files: 4, registeredAs: name)
        for fold in 0..<3 {
            let child = try folder.store.start(named: "fold \(fold)", partOf: recorder.id)
            try child.log(metric: "auc", 0.7, step: fold)
            try child.end()
        }
        let copy = RunStore(folder: folder.path("copy"))
        try FileManager.default.copyItem(atPath: folder.path("runs"), toPath: folder.path("copy"))
        await withTaskGroup(of: TrackingError?.self) { group in
            for index in 0..<6 {
                let store = index < 4 ? folder.store : copy
                group.addTask {
                    await failure {
                        _ = try await RunPublisher(store: store, client: .quick(server.address)).push(recorder.id)
                    }
                }
            }
            for await error in group { #expect(error == nil) }
        }
        let read = try await ReadBack(experiment, at: server.address)
        #expect(read.runs.map(\.name).sorted() == ["a run", "fold 0", "fold 1", "fold 2"])
        #expect(read.runs.allSatisfy { $0.status == "FINISHED" })
        #expect(read.run("a run")?.files.count == 4)
        #expect(Set(read.runs.filter { $0.name != "a run" }.map { $0.tags["mlflow.parentRunId"] }).count == 1)
        let registered = try #require(read.registered.first { $0.name == name })
        #expect(read.models.count == 1 && registered.versions.count == 1)
        #expect(registered.aliases["champion"] == registered.versions.first?.number)
    }

    // MARK: -

    private func run(files: Int, registeredAs name: String? = nil) throws -> RunRecorder {
        let recorder = try folder.store.start(experiment: experiment, named: "a run")
        try recorder.log(metrics: (0..<50).map { Metric("loss", Double($0), step: $0, time: .now) })
        try recorder.log(parameters: ["a": "b"])
        for file in 0..<files { try recorder.add(Data("\(file)".utf8), at: "files/\(file).txt") }
        if let name {
            try recorder.add(
                SmallModel.shared.get().model().folder(), named: "trees",
                registration: ModelRegistration(name: name, alias: "champion"))
        }
        try recorder.end()
        return recorder
    }

    @discardableResult
    private func expectOnce(_ recorder: RunRecorder, at server: MLflowServer) async throws -> ReadBack {
        let read = try await ReadBack(experiment, at: server.address)
        #expect(read.runs.count == 1)
        let run = try #require(read.runs.first)
        #expect(run.status == "FINISHED" && run.parameters == ["a": "b"])
        #expect(run.metrics["loss"]?.steps == Array(0..<50))
        #expect(run.files.count == (try folder.store.run(recorder.id).artifacts.count))
        return read
    }
}
