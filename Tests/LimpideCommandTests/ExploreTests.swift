import Foundation
import Testing

@Suite("Exploring and reporting, on the built binary")
struct ExploreTests {
    /// A few hundred applications without history: exploring is arithmetic, and slow where nothing is optimised.
    private struct SmallLender {
        static let shared = Result { try SmallLender() }
        let folder: TemporaryFolder
        var data: String { folder["data"] }
        var workspace: String { folder["workspace"] }

        private init() throws {
            folder = try TemporaryFolder()
            let whole = try Lender.shared.get().data
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
            let text = try String(contentsOfFile: whole + "/application_train.csv", encoding: .utf8)
            let lines = text.split(separator: "\n").prefix(401).joined(separator: "\n") + "\n"
            try Data(lines.utf8).write(to: URL(filePath: data + "/application_train.csv"))
            try FileManager.default.copyItem(atPath: whole + "/synthetic.json", toPath: data + "/synthetic.json")
            try succeed(Limpide.run("features", "--data", data, "--workspace", workspace))
        }
    }

    private let lender: SmallLender

    init() throws { lender = try SmallLender.shared.get() }

    @Test("explore writes one page in the language asked, the same bytes each time, and only where it is told")
    func page() throws {
        let folder = try TemporaryFolder()
        for name in ["one.html", "two.html"] {
            try succeed(Limpide.run("explore", "--workspace", lender.workspace, "--out", folder[name]))
        }
        let french = try Data(contentsOf: URL(filePath: folder["one.html"]))
        #expect(try french == Data(contentsOf: URL(filePath: folder["two.html"])))
        let text = String(decoding: french, as: UTF8.self)
        #expect(text.hasPrefix("<!doctype html>\n<html lang=\"fr\">") && text.hasSuffix("</html>"))
        #expect(text.contains("Ces tables sont inventées"))
        try succeed(
            Limpide.run("explore", "--workspace", lender.workspace, "--language", "en", "--out", folder["en.html"]))
        #expect(
            try String(contentsOf: URL(filePath: folder["en.html"]), encoding: .utf8).contains("<html lang=\"en\">"))
        #expect(!FileManager.default.fileExists(atPath: lender.workspace + "/exploration.html"))
    }

    @Test("explore without features says which command makes them; an unknown language is a usage error")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let nothing = try Limpide.run("explore", "--workspace", folder["none"])
        #expect(nothing.code == 66 && nothing.errors.contains("limpide features"))
        let language = try Limpide.run("explore", "--workspace", lender.workspace, "--language", "de")
        #expect(language.code == 64)
        try Data("x".utf8).write(to: URL(filePath: folder["file"]))
        let place = try Limpide.run("explore", "--workspace", lender.workspace, "--out", folder["file/page.html"])
        #expect(place.code == 73)
    }

    @Test("features puts its report beside the manifest, the same that --json prints")
    func report() throws {
        let folder = try TemporaryFolder()
        let outcome = try Limpide.run("features", "--data", lender.data, "--workspace", folder["w"], "--json")
        try succeed(outcome)
        let written = try String(contentsOf: URL(filePath: folder["w/features/report.json"]), encoding: .utf8)
        #expect(written == outcome.output)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: Any])
        let columns = try #require(object["columns"] as? [[String: Any]])
        #expect(object["features"] as? Int == columns.count)
        #expect((object["peak_memory_bytes"] as? Int ?? 0) > 0 && (object["seconds"] as? Double ?? 0) > 0)
        let tables = try #require(object["tables"] as? [String: Int])
        let coverage = try #require(object["coverage"] as? [String: Int])
        #expect(Set(tables.keys) == Set(coverage.keys))
        #expect(coverage["application"] == object["clients"] as? Int)
        let page = try String(contentsOf: URL(filePath: folder["w/features/report.html"]), encoding: .utf8)
        #expect(page.hasPrefix("<!doctype html>") && !page.contains("<script"))
    }
}
