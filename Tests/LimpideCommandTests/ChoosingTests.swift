import Foundation
import Testing

@Suite("Choosing, searching and evaluating models, on the built binary")
struct ChoosingTests {
    let lender: Lender

    init() throws { lender = try Lender.shared.get() }

    private func object(_ outcome: Limpide.Outcome) throws -> [String: Any] {
        try succeed(outcome)
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test("several candidates are compared, one is chosen, and evaluate sets it against the champion of before")
    func choosing() throws {
        let copy = try lender.copy()
        let before = try #require(
            try JSONSerialization.jsonObject(with: Data(lender.training.output.utf8)) as? [String: Any])
        let recipe = copy["recipe.json"]
        try Data(
            #"{"name": "short", "learner": "scorecard", "parameters": {"maximum_characteristics": 5}, "imbalance": {"none": {}}, "bags": 1, "members": []}"#
                .utf8
        ).write(to: URL(filePath: recipe))
        let outcome = try Limpide.run(
            "train", "--data", lender.data, "--workspace", copy["workspace"], "--candidates", "scorecard", "--recipe",
            recipe, "--folds", "3", "--json")
        let trained = try object(outcome)
        let candidates = try #require(trained["candidates"] as? [[String: Any]])
        #expect(candidates.map { $0["name"] as? String } == ["short"])
        #expect(candidates.allSatisfy { ($0["seconds"] as? Double ?? 0) > 0 })
        #expect(trained["chosen"] as? String == "short")

        let model = try #require(trained["model"] as? String), champion = try #require(before["model"] as? String)
        let evaluated = try Limpide.run(
            "evaluate", "--model", model, "--against", String(champion.prefix(12)), "--data", lender.data,
            "--workspace", copy["workspace"], "--json")
        let comparison = try #require(try object(evaluated)["comparison"] as? [String: Any])
        let difference = try #require(comparison["difference"] as? [String: Any])
        let auc = try #require(difference["auc"] as? [String: Any])
        let gap = try #require(auc["difference"] as? Double),
            interval = try #require(auc["interval"] as? [String: Double])
        #expect(try #require(interval["low"]) <= gap && gap <= #require(interval["high"]))
        #expect(evaluated.errors.contains("learned from these very applications"))
        let text = try Limpide.run("evaluate", "--data", lender.data, "--workspace", copy["workspace"])
        try succeed(text)
        #expect(text.output.contains("cost per 1,000 applications"))
        #expect(copy.names == ["recipe.json", "workspace"])
    }

    @Test("a search that was killed goes on, and train takes its recipe")
    func searching() throws {
        let copy = try lender.copy()
        let workspace = copy["workspace"]
        let arguments = [
            "search", "--data", lender.data, "--workspace", workspace, "--learner", "boosting", "--method", "random",
            "--trials", "2", "--folds", "2", "--set", "rounds=5", "--set", "early_stopping_round=0", "--json",
        ]
        let process = Limpide.process(arguments)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let journal = workspace + "/search/boosting-cost.ndjson"
        for _ in 0..<6_000 where process.isRunning {
            let lines = (try? String(contentsOfFile: journal, encoding: .utf8))?.split(separator: "\n").count ?? 0
            if lines >= 2 { break }
            Thread.sleep(forTimeInterval: 0.005)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let begun = try String(contentsOfFile: journal, encoding: .utf8)
        let found = try object(Limpide.run(arguments))
        #expect(try String(contentsOfFile: journal, encoding: .utf8).hasPrefix(begun))
        #expect((found["search"] as? [String: Any])?["trials"] as? Int == 2)
        let trained = try object(
            Limpide.run(
                "train", "--data", lender.data, "--workspace", workspace, "--recipe", "best", "--folds", "2", "--json"))
        #expect((trained["candidates"] as? [[String: Any]])?.count == 1)
    }

    @Test(
        "what cannot be is refused in one sentence",
        arguments: [
            (["--candidates", "boostin"], "limpide: there is no learner boostin: did you mean boosting?"),
            (["--candidates", ","], "limpide: --candidates names no learner: try --candidates all."),
            (["--recipe", "best"], "limpide: no search has found a recipe yet: run limpide search first."),
            (["--recipe", "/no/such/recipe"], "limpide: there is no recipe /no/such/recipe."),
            (["--set", "learning_rate"], "limpide: --set takes name=number, as learning_rate=0.02."),
        ])
    func refusals(arguments: [String], sentence: String) throws {
        let folder = try TemporaryFolder()
        let outcome = try Limpide.run(
            ["train", "--data", lender.data, "--workspace", folder["workspace"]] + arguments)
        #expect(outcome.code != 0)
        #expect(outcome.errors.split(separator: "\n").last.map(String.init) == sentence)
        #expect(folder.names.isEmpty)
    }

    @Test("an unknown parameter is refused before anything is computed")
    func unknownParameter() throws {
        let folder = try TemporaryFolder()
        let outcome = try Limpide.run(
            "train", "--data", lender.data, "--workspace", folder["workspace"], "--set", "num_leafs=3")
        #expect(outcome.code == 64)
        #expect(outcome.errors.hasSuffix("the learner boosting has no parameter num_leafs: did you mean num_leaves?\n"))
        #expect(folder.names.isEmpty)
    }

    @Test("a disk that is full while a model is written leaves the champion of before, and nothing half-written")
    func fullDisk() throws {
        let copy = try lender.copy()
        let workspace = copy["workspace"]
        let models = try FileManager.default.contentsOfDirectory(atPath: workspace + "/models").sorted()
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        // Room for the features (some MB), not for the catalog's file of the bundle twice over: writes fail past 600 KB.
        process.arguments = [
            "-c",
            "ulimit -f 600; exec \"$0\" train --data \"$1\" --workspace \"$2\" --folds 2 --set rounds=5 --set early_stopping_round=0",
            Limpide.binary.path(percentEncoded: false), lender.data, workspace,
        ]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 74, "\(text)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace + "/models").sorted() == models)
        #expect(try FileManager.default.contentsOfDirectory(atPath: workspace).allSatisfy { !$0.hasSuffix(".partial") })
    }
}
