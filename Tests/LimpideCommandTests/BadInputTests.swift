import Foundation
import Testing

@Suite("Bad input gets one clear sentence and an exit code, and changes nothing")
struct BadInputTests {
    let lender: Lender

    init() throws { lender = try Lender.shared.get() }

    /// A folder of raw tables with one file changed.
    private func damaged(_ file: String, _ change: (inout [String]) -> Void) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["application_train.csv", "bureau.csv"] {
            let text = try String(contentsOfFile: lender.data + "/" + name, encoding: .utf8)
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if name == file { change(&lines) }
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: folder[name]))
        }
        return folder
    }

    private func train(_ data: String) throws -> (outcome: Limpide.Outcome, workspace: TemporaryFolder) {
        let workspace = try TemporaryFolder()
        return (try Limpide.run("train", "--data", data, "--workspace", workspace["workspace"]), workspace)
    }

    /// The last line is the sentence; lines before it are progress.
    private func sentence(_ outcome: Limpide.Outcome) -> String {
        String(outcome.errors.split(separator: "\n").last ?? "")
    }

    @Test("a missing folder")
    func missingFolder() throws {
        let (outcome, workspace) = try train("/no/such/folder")
        #expect(outcome.code == 66)
        #expect(sentence(outcome) == "limpide: there is no folder /no/such/folder: check the path given to --data.")
        #expect(workspace.names.isEmpty)
    }

    @Test("an empty CSV")
    func emptyFile() throws {
        let data = try damaged("bureau.csv") { $0 = [] }
        let (outcome, workspace) = try train(data.path)
        #expect(outcome.code == 65)
        #expect(sentence(outcome) == "limpide: bureau.csv is empty: a header and rows were expected.")
        #expect(try TemporaryFolder.leftovers(workspace["workspace"]).isEmpty)
    }

    @Test("a truncated CSV")
    func truncated() throws {
        let data = try damaged("application_train.csv") { lines in
            lines = Array(lines.prefix(100))
            lines[99] = String(lines[99].prefix(60))
        }
        let (outcome, _) = try train(data.path)
        #expect(outcome.code == 65)
        #expect(
            sentence(outcome)
                == "limpide: application_train.csv, line 100: the row ends before its last column; is the file complete?"
        )
    }

    @Test("a misspelt column, with the nearest name")
    func misspelt() throws {
        let data = try damaged("application_train.csv") { $0[0] = $0[0].replacing("AMT_ANNUITY", with: "AMT_ANUITY") }
        let (outcome, _) = try train(data.path)
        #expect(outcome.code == 65)
        #expect(
            sentence(outcome)
                == "limpide: application_train.csv has no column AMT_ANNUITY: is it the one named AMT_ANUITY?")
    }

    @Test("text in a number column, with file, line and column and without the value")
    func textInNumber() throws {
        let data = try damaged("bureau.csv") { lines in
            var cells = lines[41].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let column = lines[0].split(separator: ",").firstIndex(of: "AMT_CREDIT_SUM") ?? 0
            cells[column] = "secret"
            lines[41] = cells.joined(separator: ",")
        }
        let (outcome, workspace) = try train(data.path)
        #expect(outcome.code == 65)
        #expect(sentence(outcome) == "limpide: bureau.csv, line 42, column AMT_CREDIT_SUM: a number was expected.")
        #expect(!outcome.errors.contains("secret"))
        #expect(try TemporaryFolder.leftovers(workspace["workspace"]).isEmpty)
    }

    @Test("a workspace without a model", arguments: ["serve", "load"])
    func noModel(command: String) throws {
        let workspace = try TemporaryFolder()
        let outcome = try Limpide.run(command, "--workspace", workspace["workspace"])
        #expect(outcome.code == 66)
        #expect(sentence(outcome).contains("there is no model in"))
        #expect(sentence(outcome).contains("run limpide train first"))
    }

    @Test("a corrupt bundle", arguments: ["model.lgb", "calibration.json", "MANIFEST.sha256"])
    func corruptBundle(file: String) throws {
        let copy = try lender.copy()
        let place = copy["workspace/models/champion/" + file]
        var bytes = try Data(contentsOf: URL(filePath: place))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: place).resolvingSymlinksInPath())
        let outcome = try Limpide.run("serve", "--workspace", copy["workspace"], "--port", "0")
        #expect(outcome.code == 65)
        #expect(sentence(outcome).contains("is not what was trained"))
    }

    @Test("clients loaded with another model")
    func outdatedClients() throws {
        let copy = try lender.copy()
        try succeed(Limpide.run("train", "--data", lender.data, "--workspace", copy["workspace"], "--seed", "2"))
        let outcome = try Limpide.run("serve", "--workspace", copy["workspace"], "--port", "0")
        #expect(outcome.code == 65)
        #expect(
            sentence(outcome).hasSuffix("were loaded with another model than the champion: run limpide load again."))
    }

    @Test("a port in use")
    func portInUse() throws {
        let server = try Server(workspace: lender.workspace)
        defer { server.stop() }
        let outcome = try Limpide.run("serve", "--workspace", lender.workspace, "--port", "\(server.port)")
        #expect(outcome.code == 69)
        #expect(
            sentence(outcome)
                == "limpide: port \(server.port) is already in use: stop the other program or choose another with --port."
        )
    }

    @Test("a row that cannot be read is left out when asked, counted and listed")
    func skipped() throws {
        let data = try damaged("bureau.csv") { $0[2] = "not,a,row" }
        // The report is arithmetic, and slow where nothing is optimised: few clients will do.
        let place = URL(filePath: data["application_train.csv"])
        let clients = try String(contentsOf: place, encoding: .utf8).split(separator: "\n").prefix(301)
        try Data((clients.joined(separator: "\n") + "\n").utf8).write(to: place)
        let workspace = try TemporaryFolder()
        let outcome = try Limpide.run(
            "features", "--skip-bad-rows", "--data", data.path, "--workspace", workspace["workspace"], "--json")
        try succeed(outcome)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(object["rejected"] as? [String: Int] == ["bureau.csv": 1])
        #expect(outcome.errors.contains("warning: bureau.csv: 1 row cannot be read and was left out."))
        let list = try String(contentsOfFile: workspace["workspace/features/rejects.csv"], encoding: .utf8)
        let lines = list.split(separator: "\n")
        #expect(lines.first == "file,line,column,reason")
        #expect(lines.count > 1 && lines.dropFirst().allSatisfy { $0.hasPrefix("bureau.csv,3,") })
    }

    @Test("a folder that is taken is not overwritten")
    func taken() throws {
        let outcome = try Limpide.run("generate", "--clients", "10", "--out", lender.data)
        #expect(outcome.code == 73)
        #expect(sentence(outcome).contains("already exists"))
    }

    @Test("a number of clients that makes no sense")
    func size() throws {
        let folder = try TemporaryFolder()
        #expect(try Limpide.run("generate", "--clients", "0", "--out", folder["data"]).code == 64)
        #expect(folder.names.isEmpty)
    }

    @Test("a catalog with a mistake is named by file and line, exit code 78")
    func catalog() throws {
        let folder = try TemporaryFolder()
        let source = Limpide.root.appending(path: "Catalogs/home-credit").path(percentEncoded: false)
        try FileManager.default.copyItem(atPath: source, toPath: folder["catalog"])
        let file = folder["catalog/features.yml"]
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try Data(text.replacing("family: affordability", with: "family: afordability").utf8).write(
            to: URL(filePath: file))
        let outcome = try Limpide.run(
            "features", "--data", lender.data, "--workspace", folder["workspace"], "--catalog", folder["catalog"])
        #expect(outcome.code == 78)
        let pattern = /features\.yml:[0-9]+: there is no family afordability: did you mean affordability\?/
        #expect(outcome.errors.contains(pattern))
    }
}

extension TemporaryFolder {
    /// Names in a folder that only a half-done work would leave.
    static func leftovers(_ folder: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.contains(".partial") || $0.contains(".scoring") || $0.hasPrefix("features") }
    }
}
