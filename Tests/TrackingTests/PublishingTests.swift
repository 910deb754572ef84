import Foundation
import MLflowPeer
import Testing
import Tracking

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("A run told to a real MLflow server is there as it was kept", .needsMLflow)
struct PublishingTests {
    private let folder: TemporaryFolder
    private let server: MLflowServer
    private let experiment = "essai \(UUID().uuidString) – crédit/€ \"x\" 'y'"

    init() throws {
        folder = try TemporaryFolder()
        server = try MLflowServer.shared.get()
    }

    private func publisher() throws -> RunPublisher {
        RunPublisher(store: folder.store, client: try .quick(server.address))
    }

    @Test("a search with trials and folds, values, data and files: MLflow's own client reads all of it")
    func wholeTree() async throws {
        let store = folder.store
        let search = try store.start(
            experiment: experiment, named: "recherche – “été” 🎯", user: "ana", tags: ["objective": "cost"])
        let time = Date(timeIntervalSince1970: 1_763_703_302.125)
        try search.log(parameters: ["learning_rate": "0.05", "bins @ 2": "un\ndeux"])
        let values = [0.1 + 0.2, -0.0, .nan, .leastNonzeroMagnitude, 1.5e300]
        try search.log(metrics: values.enumerated().map { Metric("auc", $1, step: $0 - 2, time: time) })
        try search.log(metric: "coût/1000 clients", 529.9)
        let schema = "{\"mlflow_colspec\": [{\"type\": \"double\", \"name\": \"AMT_CREDIT\", \"required\": false}]}"
        try search.log(
            DatasetInput(
                name: "application", digest: String(repeating: "a", count: 64), source: "data/",
                schema: schema, profile: "{\"num_rows\": 3}"))
        try search.add(Data("{\"données\": 1}".utf8), at: "charts/courbe ROC + % é.json")
        try search.add(Data(), at: "empty.txt")
        let trial = try search.startChild(named: "trial 1", tags: ["kind": "trial"])
        let fold = try trial.startChild(named: "fold 1")
        try fold.log(metric: "auc", 0.75)
        try fold.end()
        try trial.end(.failed)
        let other = try search.startChild(named: "trial 2")
        try other.end(.killed)
        try search.end()

        let outcome = try await publisher().push(fold.id)
        #expect(outcome.run == search.id && outcome.sent == 4 && outcome.isComplete && outcome.versions.isEmpty)
        #expect(try publisher().isPushed(search.id))

        let read = try await ReadBack(experiment, at: server.address)
        #expect(read.runs.count == 4)
        let top = try #require(read.run("recherche – “été” 🎯"))
        #expect(outcome.page == "\(server.address)/#/experiments/\(read.id)/runs/\(top.id)")
        #expect(top.status == "FINISHED" && top.tags["mlflow.user"] == "ana" && top.tags["objective"] == "cost")
        #expect(top.tags["limpide.run"] == search.id.description)
        #expect(top.start == Int64((try store.run(search.id).started.timeIntervalSince1970 * 1000).rounded()))
        #expect(top.end != nil)
        #expect(top.parameters["learning_rate"] == "0.05")
        #expect(top.parameters.first { $0.key.hasPrefix("bins _ 2-") }?.value == "un\ndeux")
        let auc = try #require(top.metrics["auc"])
        #expect(auc.steps == [-2, -1, 0, 1, 2] && auc.times.allSatisfy { $0 == 1_763_703_302_125 })
        #expect(zip(auc.values, values).allSatisfy { $0.value == $1 || $1.isNaN && $0.value.isNaN })
        #expect(top.metrics["coût/1000 clients"]?.values.map(\.value) == [529.9])
        let input = try #require(top.inputs.first)
        #expect(input.name == "application" && input.digest == String(repeating: "a", count: 36))
        #expect(input.schema == schema && input.tags == ["mlflow.data.context": "training"])
        #expect(
            Set(top.files) == [
                ReadBack.Run.File(path: "charts/courbe ROC + % é.json", size: 15),
                ReadBack.Run.File(path: "empty.txt", size: nil),
            ])
        let bytes = try await MLflowClient.quick(server.address).download(
            "charts/courbe ROC + % é.json", below: "mlflow-artifacts:/\(read.id)/\(top.id)/artifacts")
        #expect(String(decoding: bytes, as: UTF8.self) == "{\"données\": 1}")

        let readTrial = try #require(read.run("trial 1"))
        #expect(readTrial.status == "FAILED" && readTrial.tags["mlflow.parentRunId"] == top.id)
        #expect(read.run("trial 2")?.status == "KILLED")
        #expect(read.run("fold 1")?.tags["mlflow.parentRunId"] == readTrial.id)
        #expect(read.run("fold 1")?.metrics["auc"]?.values.map(\.value) == [0.75])
    }

    @Test("10,000 values arrive once each, however often the run is pushed, and from wherever")
    func manyMetrics() async throws {
        let recorder = try folder.store.start(experiment: experiment, named: "many")
        let start = Date(timeIntervalSince1970: 1_763_703_302)
        try recorder.log(
            metrics: (0..<10_000).map {
                Metric("loss", 1 / Double($0 + 1), step: $0, time: start.addingTimeInterval(Double($0) / 1000))
            })
        try recorder.end()
        let clock = ContinuousClock()
        let took = try await clock.measure { _ = try await publisher().push(recorder.id) }
        // What the server has is forgotten here: all is sent again, and nothing is there twice.
        try FileManager.default.removeItem(atPath: recorder.folder + "/pushed.json")
        #expect(try !publisher().isPushed(recorder.id))
        let again = try await publisher().push(recorder.id)
        #expect(again.sent == 1)
        let history = try await MLflowClient.quick(server.address)
            .history(of: "loss", run: String(again.page.split(separator: "/").last ?? ""))
        #expect(history == (try folder.store.run(recorder.id).metrics))
        let read = try await ReadBack(experiment, at: server.address)
        #expect(read.runs.count == 1)
        #expect(read.runs[0].metrics["loss"]?.steps == Array(0..<10_000))
        print("10,000 values sent in \(took)")
    }

    @Test("a pushed run is not sent again: nothing is asked of the server")
    func nothingToDo() async throws {
        let recorder = try folder.store.start(experiment: experiment, named: "once")
        try recorder.end()
        let first = try await publisher().push(recorder.id)
        // Nobody listens there, so a question would fail; the record is kept under the server's address.
        let record = URL(filePath: recorder.folder + "/pushed.json")
        let text = try String(contentsOf: record, encoding: .utf8)
        try Data(text.replacing(server.address, with: "http://127.0.0.1:9").utf8).write(to: record)
        let second = try await RunPublisher(store: folder.store, client: .quick("http://127.0.0.1:9", retries: 0))
            .push(recorder.id)
        #expect(first.sent == 1 && second.sent == 0 && second.isComplete)
        #expect(second.page == first.page.replacing(server.address, with: "http://127.0.0.1:9"))
    }

    @Test("a text longer than the server keeps goes whole into a file, and its beginning where it belongs")
    func longTexts() async throws {
        let recorder = try folder.store.start(experiment: experiment, named: "long")
        let long = String(repeating: "é\n🎯", count: 3000)
        try recorder.log(parameters: ["sql/plan": long, "whole": String(repeating: "é", count: 6000)])
        try recorder.set(tags: ["note": String(repeating: "n", count: 9000)])
        try recorder.end()
        _ = try await publisher().push(recorder.id)
        let read = try await ReadBack(experiment, at: server.address)
        let run = try #require(read.run("long"))
        #expect(run.parameters["whole"] == String(repeating: "é", count: 6000))
        let sent = try #require(run.parameters["sql/plan"])
        #expect(sent.unicodeScalars.count == 6000)
        #expect(sent.unicodeScalars.prefix(5000).elementsEqual(long.unicodeScalars.prefix(5000)))
        #expect(run.tags["note"]?.count == 8000)
        #expect(run.files.map(\.path) == ["long-texts/parameters/sql/plan.txt", "long-texts/tags/note.txt"])
        #expect(run.files.map(\.size) == [long.utf8.count, 9000])
    }

    @Test("a run is followed while it goes on; what comes later is there at its end")
    func follow() async throws {
        let recorder = try folder.store.start(experiment: experiment, named: "live")
        try recorder.log(metric: "loss", 1, step: 0)
        let publisher = try publisher()
        let following = Task { await publisher.follow(recorder.id, every: .milliseconds(300)) }
        let client = try MLflowClient.quick(server.address)
        // The server sees it before it ends.
        var seen: ServerRun?
        for _ in 0..<200 where seen == nil {
            try await Task.sleep(for: .milliseconds(100))
            let number = try await client.experiment(named: experiment)
            seen = try await client.runs(
                inExperiment: number, where: "tags.`limpide.run` = '\(recorder.id)' and metrics.loss = 1"
            ).first
        }
        #expect(seen?.status == "RUNNING")
        try recorder.log(metric: "loss", 0.5, step: 1)
        try recorder.add(Data("x".utf8), at: "late.txt")
        try recorder.end()
        let outcome = try await following.value.get()
        #expect(outcome.isComplete)
        let run = try #require(try await ReadBack(experiment, at: server.address).run("live"))
        #expect(run.status == "FINISHED" && run.metrics["loss"]?.steps == [0, 1])
        #expect(run.files.map(\.path) == ["late.txt"])
    }

    @Test("a file changed since it was kept is said, and the run is not told as ended")
    func changedFile() async throws {
        let recorder = try folder.store.start(experiment: experiment, named: "changed")
        try recorder.add(Data("a".utf8), at: "a.txt")
        try recorder.end()
        try Data("b".utf8).write(to: URL(filePath: recorder.folder + "/artifacts/a.txt"))
        let error = await failure { _ = try await publisher().push(recorder.id) }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("a.txt of run \(recorder.id)") == true)
        #expect(try await ReadBack(experiment, at: server.address).runs.map(\.status) == ["RUNNING"])
        // Another tree of the same store is sent all the same.
        let other = try folder.store.start(experiment: experiment, named: "other")
        try other.end()
        let report = try await publisher().pushAll()
        #expect(report.failures.map(\.run) == [recorder.id] && report.outcomes.map(\.run) == [other.id])
        #expect(report.notTried.isEmpty)
    }

    @Test("an experiment that was deleted on the server is said, with what to do")
    func deletedExperiment() async throws {
        let recorder = try folder.store.start(experiment: experiment, named: "n")
        try recorder.end()
        let client = try MLflowClient.quick(server.address)
        let number = try await client.experiment(named: experiment)
        #expect(try await client.experiment(named: experiment) == number)
        var request = URLRequest(url: try #require(URL(string: server.address + "/api/2.0/mlflow/experiments/delete")))
        request.httpMethod = "POST"
        request.httpBody = Data("{\"experiment_id\": \"\(number)\"}".utf8)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        _ = try await URLSession.shared.data(for: request)
        let error = await failure { _ = try await publisher().push(recorder.id) }
        #expect(error?.code == .rejected)
        #expect(error?.message.contains("was deleted on the MLflow server: restore it") == true)
    }
}
