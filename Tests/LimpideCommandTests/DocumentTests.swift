import Foundation
import Testing

@Suite("Documents, on the built binary")
struct DocumentTests {
    private static let hasChromium = ["chromium", "chromium-browser", "google-chrome"].contains { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    @Test(
        "note, card and slides are written in both languages, marked as synthetic",
        arguments: ["note", "card", "slides"])
    func pages(command: String) throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        let outcome = try Limpide.run(
            command, "--workspace", lender.workspace, "--out", folder["d"], "--html-only", "--json")
        try succeed(outcome)
        for language in ["fr", "en"] {
            let text = try String(contentsOfFile: folder["d/\(command).\(language).html"], encoding: .utf8)
            #expect(text.contains(language == "fr" ? "DONNÉES SYNTHÉTIQUES" : "SYNTHETIC DATA"))
            #expect(text.contains("<data value=") && !text.contains("nan"))
        }
        #expect(outcome.output.contains("\"model\""))
    }

    @Test(
        "a PDF is printed beside its page", .enabled(if: hasChromium, "Chromium is not installed: run scripts/setup."))
    func printed() throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        try succeed(
            Limpide.run("note", "--workspace", lender.workspace, "--out", folder["d"], "--language", "fr"))
        let pdf = try Data(contentsOf: URL(filePath: folder["d/note.fr.pdf"]))
        #expect(pdf.prefix(5) == Data("%PDF-".utf8))
    }

    @Test("without Chromium nothing is written, and the sentence says what to do")
    func noChromium() throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        let absent = try Limpide.run(
            ["note", "--workspace", lender.workspace, "--out", folder["d"]], environment: ["PATH": folder.path])
        #expect(absent.code == 69 && absent.errors.contains("there is no Chromium to print with: install it"))
        let wrong = try Limpide.run(
            ["note", "--workspace", lender.workspace, "--out", folder["d"]],
            environment: ["LIMPIDE_CHROMIUM": folder["none"]])
        #expect(wrong.code == 78 && wrong.errors.contains("LIMPIDE_CHROMIUM names no program"))
        #expect(folder.names.isEmpty)
    }

    @Test("a model that is not there is one sentence")
    func noModel() throws {
        let folder = try TemporaryFolder()
        let outcome = try Limpide.run("card", "--workspace", folder["w"], "--html-only")
        #expect(outcome.code == 66 && outcome.errors.contains("there is no model"))
    }
}
