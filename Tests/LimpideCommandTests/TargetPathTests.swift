import Foundation
import Testing

@Suite("Features made from outcomes, on the built binary")
struct TargetPathTests {
    @Test("go from raw tables to the server: what is served is what was scored")
    func path() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            at: Limpide.root.appending(path: "Catalogs/home-credit"), to: URL(filePath: folder["catalog"]))
        // The catalog measures these features and gives them to no model: here they are in use.
        let features = URL(filePath: folder["catalog/features.yml"])
        let text = try String(contentsOf: features, encoding: .utf8)
        try #require(text.contains("use: no"))
        try Data(text.replacing("use: no", with: "use: yes").utf8).write(to: features)
        try succeed(Limpide.run("generate", "--clients", "2500", "--seed", "3", "--out", folder["data"]))
        let training = try Limpide.run(
            "train", "--data", folder["data"], "--workspace", folder["workspace"], "--catalog", folder["catalog"])
        try succeed(training)
        let models = URL(filePath: folder["workspace/models"])
        let bundle = try #require(
            try FileManager.default.contentsOfDirectory(at: models, includingPropertiesForKeys: nil).first {
                FileManager.default.fileExists(atPath: $0.appending(path: "features.json").path)
            })
        let encoder = try String(contentsOf: bundle.appending(path: "features.json"), encoding: .utf8)
        for name in ["default_rate_nearby", "past_requests_risk.mean", "loans_elsewhere_risk.max"] {
            #expect(encoder.contains("\"\(name)\""))
        }
        try succeed(
            Limpide.run(
                "score", "--data", folder["data"], "--workspace", folder["workspace"], "--out", folder["scores.csv"]))
        try succeed(Limpide.run("load", "--workspace", folder["workspace"]))
        let scores = try String(contentsOfFile: folder["scores.csv"], encoding: .utf8).split(separator: "\n")
        let server = try Server(workspace: folder["workspace"])
        defer { server.stop() }
        for line in scores.dropFirst().prefix(20) {
            let cells = line.split(separator: ",")
            let answer = try server.get("/v1/clients/\(cells[0])/score")
            #expect(answer.body.contains("\"probability\":\(cells[1]),"))
        }
    }
}
