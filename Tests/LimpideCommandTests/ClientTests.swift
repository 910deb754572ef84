import Foundation
import Testing

@Suite("Accounts and programs, on the built binary")
struct ClientTests {
    /// Runs the binary with text on standard input.
    static func run(_ arguments: String..., input: String) throws -> (code: Int32, output: String, errors: String) {
        let process = Limpide.process(arguments)
        let (given, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        given.fileHandleForWriting.write(Data(input.utf8))
        try given.fileHandleForWriting.close()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text, said)
    }

    @Test("an account is made with a password from standard input, listed, changed, disabled and given tokens")
    func accounts() throws {
        let folder = try TemporaryFolder()
        let place = ["--workspace", folder["w"]]
        func users(_ arguments: String...) throws -> Limpide.Outcome { try Limpide.run(["users"] + arguments + place) }
        let made = try Self.run(
            "users", "add", "Anne", "--role", "adviser", "--workspace", folder["w"], input: "cinq mots bien choisis\n")
        #expect(made.code == 0 && made.output == "Account anne made.\n")
        #expect(try users("add", "anne", "--role", "auditor", "--no-password").code == 64)
        let weak = try Self.run(
            "users", "add", "bert", "--role", "adviser", "--workspace", folder["w"], input: "short\n")
        #expect(weak.code == 64 && !weak.errors.contains("short") && weak.errors.contains("12 characters"))
        #expect(try users("add", "bert", "--role", "adviser").code == 66, "no password on standard input")
        #expect(try users("add", "a b", "--role", "adviser", "--no-password").code == 64)
        #expect(try users("add", "bert", "--role", "king", "--no-password").code == 64)
        #expect(try users("list").output == "anne\tadviser\n")
        let token = try users("token", "anne", "--scope", "clients:read", "--purpose", "desk")
        #expect(token.output.hasPrefix("limpide_") && token.output.count == 52)
        #expect(try users("token", "anne", "--scope", "log:read").code == 64)
        #expect(try users("token", "nobody").code == 66)
        let tokens = try users("tokens", "anne").output
        #expect(tokens.contains("\tclients:read\tdesk\n") && !tokens.contains(token.output.dropLast()))
        let id = String(tokens.prefix { $0 != "\t" })
        #expect(try users("revoke", id).code == 0 && users("revoke", id).code == 66)
        #expect(try users("change", "anne", "--role", "reviewer", "--role", "auditor").code == 0)
        #expect(try users("disable", "anne").code == 0)
        #expect(try users("list").output == "anne\tauditor, reviewer\tdisabled\n")
        #expect(try users("enable", "anne").code == 0)
        let demo = try users("add", "demo", "--demo").output
        #expect(
            demo.wholeMatch(of: /Demonstration account: sign in as demo with the password ([a-z]{4}-){4}[a-z]{4}\n/)
                != nil)
        #expect(try users("add", "demo", "--demo").output != demo)
        let json = try JSONSerialization.jsonObject(with: Data(users("list", "--json").output.utf8)) as? [String: Any]
        #expect((json?["accounts"] as? [[String: Any]])?.map { $0["name"] as? String } == ["anne", "demo"])
    }

    @Test("a program scores, explains and streams through the client; refusals are sentences with exit codes")
    func client() throws {
        let workspace = try Lender.shared.get().copy()
        let server = try Server(workspace: workspace["workspace"])
        defer { server.stop() }
        let environment = ["LIMPIDE_TOKEN": server.token, "LIMPIDE_SERVER": "http://127.0.0.1:\(server.port)"]
        func client(_ arguments: String...) throws -> Limpide.Outcome {
            try Limpide.run(["client"] + arguments, environment: environment)
        }
        func object(_ outcome: Limpide.Outcome) throws -> [String: Any] {
            try succeed(outcome)
            return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        }
        let listed = try server.json("/v1/clients?limit=5")
        let numbers = try #require(listed["clients"] as? [[String: Any]]).compactMap { $0["client"] as? Int }
        let first = String(try #require(numbers.first))
        let score = try object(client("score", first))
        #expect(
            score["probability"] as? Double == (try server.json("/v1/clients/\(first)/score"))["probability"] as? Double
        )
        #expect(try object(client("show", first))["sections"] != nil)
        #expect(try object(client("explanation", first))["reasons"] != nil)

        let unknown = try client("score", "999999999")
        #expect(unknown.code == 66 && unknown.errors.contains("limpide: "))
        let stranger = try Limpide.run(
            ["client", "score", first], environment: environment.merging(["LIMPIDE_TOKEN": "nonsense"]) { $1 })
        #expect(stranger.code == 78 && !stranger.errors.contains("nonsense"))
        #expect(try Limpide.run(["client", "score", first], environment: ["LIMPIDE_TOKEN": ""]).code == 78)
        #expect(
            try Limpide.run(["client", "score", first, "--server", "ftp://x"], environment: environment).code == 64)
        #expect(
            try Limpide.run(["client", "score", first, "--server", "http://127.0.0.1:9"], environment: environment).code
                == 69)

        let file = workspace["lines.ndjson"]
        let lines = (0..<200).map { "{\"client\": \(numbers[$0 % numbers.count])}\n" }.joined() + "nonsense\n"
        try Data(lines.utf8).write(to: URL(filePath: file))
        let batch = try client("batch", file)
        try succeed(batch)
        let answers = batch.output.split(separator: "\n")
        #expect(answers.count == 201 && answers.dropLast().allSatisfy { $0.contains("\"probability\":") })
        #expect(
            answers.last?.contains("\"malformed-body\"") == true || answers.last?.contains("malformed-body") == true)
        let wrong = workspace["wrong.json"]
        try Data("{\"application\": {\"NOTHING\": 1}}".utf8).write(to: URL(filePath: wrong))
        let refused = try client("apply", wrong)
        #expect(refused.code == 65 || refused.code == 69)
        #expect(!refused.output.contains("probability"))
    }

    @Test("the example in Python prints a line for each client, and the reasons of who is refused")
    func example() throws {
        let workspace = try Lender.shared.get().copy()
        let server = try Server(workspace: workspace["workspace"])
        defer { server.stop() }
        let listed = try server.json("/v1/clients?limit=200")
        let clients = try #require(listed["clients"] as? [[String: Any]])
        let refused = try #require(clients.first { $0["status_code"] as? String == "refused" }?["client"] as? Int)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", Limpide.root.appending(path: "Examples/score_clients.py").path(percentEncoded: false),
            "\(refused)",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "LIMPIDE_TOKEN": server.token, "LIMPIDE_SERVER": "http://127.0.0.1:\(server.port)",
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let lines = text.split(separator: "\n")
        #expect(lines.first?.hasPrefix("\(refused): refusé, ") == true)
        #expect((2...5).contains(lines.count) && lines.dropFirst().allSatisfy { $0.hasPrefix("  - ") })
    }
}
