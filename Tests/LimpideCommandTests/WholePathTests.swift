import Foundation
import Testing

@Suite("The whole path, on the built binary")
struct WholePathTests {
    let lender: Lender

    init() throws { lender = try Lender.shared.get() }

    @Test("train prints one JSON object with a model, a threshold and four figures with intervals")
    func training() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(lender.training.output.utf8)) as? [String: Any])
        let digest = try #require(object["model"] as? String)
        #expect(digest.count == 64)
        #expect(object["synthetic"] as? Bool == true)
        #expect((object["rows"] as? Int ?? 0) > 2_000)
        #expect((object["features"] as? Int ?? 0) >= 100)
        #expect((object["seconds"] as? Double ?? 0) > 0)
        let threshold = try #require(object["threshold"] as? Double)
        #expect(threshold > 0 && threshold < 1)
        let test = try #require(object["test"] as? [String: [String: Double]])
        #expect(Set(test.keys) == ["auc", "accuracy", "cost_per_thousand", "brier"])
        for (name, figure) in test {
            let estimate = try #require(figure["estimate"]), low = try #require(figure["low"]),
                high = try #require(figure["high"])
            #expect(low <= estimate && estimate <= high, "\(name)")
        }
        // What the generator hides is learnable: well above chance on 400 test rows.
        #expect((test["auc"]?["estimate"] ?? 0) > 0.62)
    }

    @Test("the same seed and data give the same model, bit for bit")
    func reproducible() throws {
        let folder = try TemporaryFolder()
        let again = try Limpide.run("train", "--data", lender.data, "--workspace", folder["workspace"], "--json")
        try succeed(again)
        func digest(_ text: String) throws -> String? {
            (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])?["model"] as? String
        }
        #expect(try digest(again.output) == digest(lender.training.output))
    }

    @Test("score writes client, probability and status of every application, in order")
    func scoring() throws {
        let folder = try TemporaryFolder()
        let outcome = try Limpide.run(
            "score", "--data", lender.data, "--workspace", lender.workspace, "--out", folder["scores.csv"])
        try succeed(outcome)
        let lines = try String(contentsOfFile: folder["scores.csv"], encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "SK_ID_CURR,probability,status")
        #expect(lines.count == 3_001)
        var last = 0
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",")
            let client = try #require(Int(cells[0])), probability = try #require(Double(cells[1]))
            #expect(client > last && probability >= 0 && probability <= 1)
            #expect(["accordé", "à revoir", "refusé"].contains(cells[2]))
            last = client
        }
        #expect(folder.names == ["scores.csv"])
    }

    @Test("what is served is what was scored, and the explanation adds up to it")
    func serving() throws {
        let folder = try TemporaryFolder()
        try succeed(
            Limpide.run("score", "--data", lender.data, "--workspace", lender.workspace, "--out", folder["scores.csv"]))
        let scores = try String(contentsOfFile: folder["scores.csv"], encoding: .utf8).split(separator: "\n")
            .dropFirst()
        let server = try Server(workspace: lender.workspace)
        defer { server.stop() }
        for line in scores.prefix(20) {
            let cells = line.split(separator: ",")
            let score = try server.json("/v1/clients/\(cells[0])/score")
            // Compared as text: Foundation's parser may be off by one in the last place.
            #expect(try server.get("/v1/clients/\(cells[0])/score").body.contains("\"probability\":\(cells[1]),"))
            #expect(score["status"] as? String == String(cells[2]))
            let explanation = try server.json("/v1/clients/\(cells[0])/explanation")
            let baseline = try #require((explanation["baseline"] as? [String: Any])?["log_odds"] as? Double)
            let contributions = try #require(explanation["contributions"] as? [[String: Any]])
            let sum = contributions.reduce(baseline) { $0 + ($1["log_odds"] as? Double ?? .nan) }
            let logOdds = try #require(explanation["log_odds"] as? Double)
            #expect(abs(sum - logOdds) < 1e-9)
        }
    }

    @Test("the server answers an unknown client with a problem document, and stops with code 0 when asked")
    func unknownClient() throws {
        let server = try Server(workspace: lender.workspace)
        let answer = try server.get("/v1/clients/999999999/score")
        #expect(answer.status == 404)
        #expect(answer.headers.contains("application/problem+json"))
        #expect(answer.body.contains("\"status\":404"))
        let health = try server.json("/health")
        #expect(health["status"] as? String == "ok")
        #expect(server.stop() == 0)
    }
}
