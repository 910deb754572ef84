import Foundation
import MLflowPeer
import Testing
import Tracking

extension SmallModel {
    static let shared = Result { try SmallModel() }
}

@Suite("MLflow's own tools load, serve and register our trees", .needsMLflow)
struct ServedModelTests {
    private struct Scores: Decodable {
        let booster: [Double]
        let function: [Double]
        let types: [String]
        let metadata: [String: String]
        let model: String
        let example: Int?
    }
    private struct Answer: Decodable {
        let status: Int
        let answer: String
    }
    private struct Predictions: Decodable { let predictions: [Double] }

    private let folder: TemporaryFolder
    private let server: MLflowServer
    private let client: MLflowClient
    private let experiment = "models \(UUID().uuidString)"
    private let name = "défaut \(UUID().uuidString)"

    init() throws {
        folder = try TemporaryFolder()
        server = try MLflowServer.shared.get()
        client = try .quick(server.address)
    }

    private var publisher: RunPublisher { RunPublisher(store: folder.store, client: client) }

    private func record(end: RunState = .finished, alias: String? = "champion") throws -> RunRecorder {
        let recorder = try folder.store.start(experiment: experiment, named: "training")
        var files = try SmallModel.shared.get().model().folder()
        try files.add(.bytes(Data("{\"threshold\": 0.09}".utf8)), at: "bundle/decision.json")
        try recorder.add(
            files, named: "trees", parameters: ["trees": "30"], tags: ["digest": "abc"],
            registration: ModelRegistration(
                name: name, description: "première", alias: alias, tags: ["approved": "no"]))
        try recorder.end(end)
        return recorder
    }

    @Test("load_model and the python_function give our raw scores to 1e-12, categories and gaps included")
    func loads() async throws {
        let small = try SmallModel.shared.get()
        let outcome = try await publisher.push(record().id)
        #expect(outcome.versions == [RegisteredVersion(name: name, number: 1, alias: "champion")])

        let read = try await ReadBack(experiment, at: server.address)
        let model = try #require(read.models.first)
        #expect(read.models.count == 1 && model.name == "trees" && model.status.hasSuffix("READY"))
        #expect(model.parameters == ["trees": "30"] && model.tags["digest"] == "abc")
        #expect(model.run == read.runs[0].id && read.runs[0].outputs == [model.id])
        let registered = try #require(read.registered.first { $0.name == name })
        #expect(registered.aliases == ["champion": 1])
        #expect(registered.versions[0].description == "première" && registered.versions[0].tags["approved"] == "no")
        #expect(registered.versions[0].run == read.runs[0].id)

        let place = folder.path("rows.json")
        try small.frame(small.rows.indices).write(to: URL(filePath: place))
        for address in ["models:/\(model.id)", "models:/\(name)@champion", "models:/\(name)/1"] {
            let data = try await MLflowTools.run("score.py", [address, place], server: server.address)
            let scores = try JSONDecoder().decode(Scores.self, from: data)
            #expect(scores.model == model.id && scores.types == ["double", "double", "string", "double"])
            #expect(scores.metadata == ["catalog": "home-credit", "note": "é: \"oui\" # non"])
            #expect(scores.example == 4)
            #expect(scores.booster.count == small.scores.count && scores.function.count == small.scores.count)
            let booster = zip(scores.booster, small.scores).map { abs($0 - $1) }.max() ?? .infinity
            let function = zip(scores.function, small.scores).map { abs($0 - $1) }.max() ?? .infinity
            #expect(booster <= 1e-12 && function <= 1e-12)
        }
        #expect(Set(small.scores).count > 100)
    }

    @Test("`mlflow models serve` takes each category as text and gives our raw scores to 1e-12")
    func serves() async throws {
        let small = try SmallModel.shared.get()
        _ = try await publisher.push(record().id)
        let indices = Array(0..<40) + Array(small.rows.indices.suffix(2))
        let columns = SmallModel.columns.map(\.name)
        let rows = indices.map { small.rows[$0].map(SmallModel.json) }
        let split: [String: Any] = ["dataframe_split": ["columns": columns, "data": rows]]
        let records: [String: Any] = [
            "dataframe_records": rows.map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
        ]
        let reversed: [String: Any] = [
            "dataframe_split": ["columns": Array(columns.reversed()), "data": rows.map { Array($0.reversed()) }]
        ]
        let place = folder.path("bodies.json")
        try JSONSerialization.data(withJSONObject: [split, records, reversed, ["instances": "no"]])
            .write(to: URL(filePath: place))
        let data = try await MLflowTools.run("served.py", ["models:/\(name)@champion", place], server: server.address)
        let answers = try JSONDecoder().decode([Answer].self, from: data)
        #expect(answers.map(\.status) == [200, 200, 200, 400])
        for answer in answers.prefix(3) {
            let given = try JSONDecoder().decode(Predictions.self, from: Data(answer.answer.utf8)).predictions
            #expect(given.count == indices.count)
            #expect(zip(given, indices).allSatisfy { abs($0 - small.scores[$1]) <= 1e-12 })
        }
    }

    @Test("a run that failed or was stopped registers nothing", arguments: [RunState.failed, .killed])
    func failed(end: RunState) async throws {
        let outcome = try await publisher.push(record(end: end).id)
        #expect(outcome.isComplete && outcome.versions.isEmpty)
        let read = try await ReadBack(experiment, at: server.address)
        #expect(read.models.count == 1)
        #expect(!read.registered.contains { $0.name == name })
    }

    @Test("while one file of the tree is missing nothing is registered, and the alias stays where it was")
    func halfSent() async throws {
        _ = try await publisher.push(record().id)
        let recorder = try record()
        let child = try folder.store.start(named: "fold", partOf: recorder.id)
        try child.add(Data("x".utf8), at: "x.txt")
        try child.end()
        let place = child.folder + "/artifacts/x.txt"
        try FileManager.default.removeItem(atPath: place)
        let error = await failure { _ = try await publisher.push(recorder.id) }
        #expect(error?.code == .notFound && error?.message.contains(place) == true)
        #expect(try await client.versions(of: name).map(\.number) == [1])
        #expect(try await client.registeredModel(name).aliases == ["champion": 1])
        try Data("x".utf8).write(to: URL(filePath: place))
        let outcome = try await publisher.push(recorder.id)
        #expect(outcome.versions.map(\.number) == [2])
        #expect(try await client.version(alias: "champion", of: name).number == 2)
    }

    @Test("an alias that a person moved since is not taken back by another push")
    func movedAlias() async throws {
        let first = try record()
        _ = try await publisher.push(first.id)
        let second = try record()
        _ = try await publisher.push(second.id)
        try await client.set(alias: "champion", of: name, to: 1)
        // Even when this folder forgot what it had sent.
        try FileManager.default.removeItem(atPath: second.folder + "/pushed.json")
        let outcome = try await publisher.push(second.id)
        #expect(outcome.versions.map(\.number) == [2])
        #expect(try await client.versions(of: name).count == 2)
        #expect(try await client.version(alias: "champion", of: name).number == 1)
    }

    @Test("the registry is searched, renamed and emptied")
    func registry() async throws {
        _ = try await publisher.push(record(alias: nil).id)
        try await client.set(alias: "challenger", of: name, to: 1)
        try await client.set(tag: "reviewed", "oui", version: 1, of: name)
        let version = try await client.version(1, of: name)
        #expect(version.isReady && version.aliases == ["challenger"] && version.tags["reviewed"] == "oui")
        #expect(version.created != nil && version.source.hasPrefix("models:/m-"))
        #expect(try await client.registeredModels(where: "name = \"\(name)\"").map(\.aliases) == [["challenger": 1]])
        let other = name + " renommé"
        try await client.rename(registeredModel: name, to: other)
        #expect(try await client.version(alias: "challenger", of: other).number == 1)
        #expect(await code { _ = try await client.registeredModel(name) } == .notFound)
        try await client.delete(alias: "challenger", of: other)
        try await client.delete(alias: "challenger", of: other)
        #expect(try await client.registeredModel(other).aliases.isEmpty)
        try await client.delete(version: 1, of: other)
        #expect(try await client.versions(of: other).isEmpty)
        try await client.delete(registeredModel: other)
        #expect(await code { _ = try await client.registeredModel(other) } == .notFound)
    }
}
