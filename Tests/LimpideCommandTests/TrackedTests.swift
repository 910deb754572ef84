import Catalog
import Credit
import Features
import FeaturesDuckDB
import Foundation
import MLflowPeer
import Modeling
import Testing
import Tracking

@Suite("Trainings are kept and told to MLflow, on the built binary", .serialized)
struct TrackedTests {
    private struct Scores: Decodable {
        let booster: [Double]
        let function: [Double]
    }

    private func train(_ lender: Lender, _ workspace: String, _ environment: [String: String]) throws -> Limpide.Outcome
    {
        try Limpide.run(
            ["train", "--data", lender.data, "--workspace", workspace, "--folds", "2", "--set", "rounds=60"],
            environment: environment)
    }

    @Test(
        "train sends run, candidates, folds, charts, data and bundle, registered and aliased; MLflow gives our raw scores to 1e-12",
        .needsMLflow)
    func sent() async throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        let server = try MLflowServer.shared.get()
        let experiment = "train \(UUID().uuidString)"
        let environment = ["MLFLOW_TRACKING_URI": server.address, "MLFLOW_EXPERIMENT_NAME": experiment]
        let outcome = try train(lender, folder["w"], environment)
        try succeed(outcome)
        #expect(outcome.errors.contains("The run is at \(server.address)"))

        let read = try await ReadBack(experiment, at: server.address)
        let top = try #require(read.run("train"))
        #expect(read.runs.allSatisfy { $0.status == "FINISHED" })
        #expect(top.metrics["test_auc"] != nil && top.parameters["folds"] == "2" && top.inputs.count == 1)
        let children = read.runs.filter { $0.tags["mlflow.parentRunId"] == top.id }
        #expect(!children.isEmpty && children.allSatisfy { $0.metrics["fold_auc"]?.steps == [1, 2] })
        let paths = Set(top.files.map(\.path))
        #expect(paths.isSuperset(of: ["charts/cost-curve.svg", "documents/note.html", "selection.json"]))
        let (digest, bundle) = try ModelRepository(folder: folder["w/models"]).load("champion")
        let registered = try #require(read.registered.first { $0.name == bundle.catalog.name })
        let version = try #require(registered.versions.first { $0.tags["limpide.digest"] == digest })
        #expect(registered.aliases["champion"] == version.number)

        // The bundle's own encoder, and the trees as MLflow loads them.
        let engine = DuckDBFeatureEngine(threads: 1, memoryLimitBytes: nil, badRows: .stop, computation: .blocks)
        let table = bundle.fitted.completing(try engine.load(folder["w/features"]))
        let rows = Array(0..<40)
        let encoded = bundle.encoder.encode(table, rows: rows)
        let model = try ScoringModel(bundle)
        let ours = try rows.map { row in try model.logOdds(encoded.map { $0[row] }).value }
        let data = rows.map { row in
            zip(bundle.encoder.columns, encoded).map { column, values -> Any in
                let value = values[row]
                guard !value.isNaN else { return NSNull() }
                return column.levels.map { $0[Int(value)] as Any } ?? Double(value)
            }
        }
        let frame: [String: Any] = ["columns": bundle.encoder.columns.map(\.name), "data": data]
        try JSONSerialization.data(withJSONObject: frame).write(to: URL(filePath: folder["rows.json"]))
        let answer = try await MLflowTools.run(
            "score.py", ["models:/\(bundle.catalog.name)/\(version.number)", folder["rows.json"]],
            server: server.address)
        let scores = try JSONDecoder().decode(Scores.self, from: answer)
        #expect(scores.function.count == rows.count && Set(ours).count > 10)
        #expect(zip(scores.function, ours).allSatisfy { abs($0 - $1) <= 1e-12 })
        let offset = bundle.learner.constant
        #expect(zip(scores.booster, ours).allSatisfy { abs($0 + offset - $1) <= 1e-12 })

        // `mlflow models serve`, with each category as text.
        try JSONSerialization.data(withJSONObject: [["dataframe_split": frame]])
            .write(to: URL(filePath: folder["bodies.json"]))
        let served = try await MLflowTools.run(
            "served.py", ["models:/\(bundle.catalog.name)/\(version.number)", folder["bodies.json"]],
            server: server.address)
        let bodies = try #require(try JSONSerialization.jsonObject(with: served) as? [[String: Any]])
        let text = try #require(bodies.first?["answer"] as? String)
        let predictions = try #require(
            (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])?["predictions"] as? [Double])
        #expect(zip(predictions, ours).allSatisfy { abs($0 - $1) <= 1e-12 })
    }

    @Test(
        "a server that nobody listens at, or that is no address, fails no training: one sentence, and push sends it later",
        .needsMLflow)
    func later() async throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        let dead = ["MLFLOW_TRACKING_URI": "http://127.0.0.1:9", "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0"]
        let outcome = try train(lender, folder["w"], dead)
        try succeed(outcome)
        #expect(
            outcome.errors.contains(
                "warning: the run was not sent: the MLflow server at http://127.0.0.1:9 does not answer"))
        #expect(outcome.errors.contains("limpide runs push sends it later"))
        let list = try Limpide.run(["runs", "list", "--workspace", folder["w"]], environment: dead)
        #expect(list.code == 0 && list.output.contains("finished  train") && list.output.contains("not sent"))
        let refused = try Limpide.run(["runs", "push", "--workspace", folder["w"]], environment: dead)
        #expect(refused.code == 69 && refused.errors.contains("1 run was not sent whole"))

        let server = try MLflowServer.shared.get()
        let alive = ["MLFLOW_TRACKING_URI": server.address]
        let push = try Limpide.run(["runs", "push", "--workspace", folder["w"]], environment: alive)
        try succeed(push)
        #expect(push.output.contains("champion is version"))
        let again = try Limpide.run(["runs", "push", "--workspace", folder["w"]], environment: alive)
        #expect(again.code == 0 && again.output.contains("there already"))
    }

    @Test("an address that makes no sense is told of after the training, not instead of it")
    func badAddress() throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        let outcome = try train(lender, folder["w"], ["MLFLOW_TRACKING_URI": "./mlruns"])
        try succeed(outcome)
        #expect(outcome.errors.contains("MLFLOW_TRACKING_URI must be the address of a server"))
        let push = try Limpide.run(
            ["runs", "push", "--workspace", folder["w"]], environment: ["MLFLOW_TRACKING_URI": ""])
        #expect(push.code == 78 && push.errors.contains("MLFLOW_TRACKING_URI is not set"))
    }

    @Test("a server that lets nobody in is told of in one sentence, and nothing is registered", .needsMLflow)
    func refused() async throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        let server = try MLflowServer(password: "ana:a-long-password-1")
        let outcome = try train(
            lender, folder["w"],
            [
                "MLFLOW_TRACKING_URI": server.address, "MLFLOW_TRACKING_USERNAME": "ana",
                "MLFLOW_TRACKING_PASSWORD": "wrong",
            ])
        try succeed(outcome)
        #expect(outcome.errors.contains("warning: the run was not sent:") && !outcome.errors.contains("wrong"))
    }
}
