import Foundation
import Testing

@Suite("Help texts")
struct HelpTests {
    @Test(
        "read as they did",
        arguments: [
            "", "generate", "features", "explore", "train", "search", "evaluate", "additions", "score", "load", "serve",
            "log", "drift", "monitor",
        ])
    func golden(command: String) throws {
        let outcome = try Limpide.run(command.isEmpty ? ["--help"] : [command, "--help"])
        #expect(outcome.code == 0)
        let machine = "\(ProcessInfo.processInfo.activeProcessorCount)"
        let text = outcome.output.replacing("(default: \(machine))", with: "(default: all cores)")
        let file = Limpide.root.appending(path: "Tests/Golden/help/\(command.isEmpty ? "limpide" : command).txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try Data(text.utf8).write(to: file) }
        #expect(try text == String(contentsOf: file, encoding: .utf8))
    }

    @Test("an unknown option is a usage error with the usage and the nearest name")
    func unknownOption() throws {
        let outcome = try Limpide.run("train", "search", "evaluate", "--dat", "x")
        #expect(outcome.code == 64)
        #expect(outcome.errors.contains("--data"))
    }
}
