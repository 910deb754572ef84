import Catalog
import Credit
import Exploring
import Features
import Fixtures
import Foundation
import Markup
import Testing

@Suite("The page of an exploration")
struct ExplorationPageTests {
    private func page(_ language: Language, isSynthetic: Bool = false, seed: UInt64 = 3) async throws -> String {
        let made = try LearnableTable(rows: 800, seed: seed)
        let exploration = await Exploration(
            made.table, manifest: try SmallPortfolio.manifest(of: made.table, isSynthetic: isSynthetic),
            catalog: made.catalog)
        return Page.text(of: ExplorationPage(exploration, language: language))
    }

    @Test("is one file: no script, no address outside, every link leads somewhere", arguments: Language.allCases)
    func whole(language: Language) async throws {
        let text = try await page(language)
        #expect(text.contains("<html lang=\"\(language.rawValue)\">"))
        for outside in ["<script", "<link", "<img", "src=", "http:", "https:", "url(", "@import"] {
            #expect(!text.contains(outside), "\(outside)")
        }
        let targets = text.matches(of: /href="#([a-z]+)"/).map { String($0.1) }
        #expect(targets.count == 8)
        for target in targets { #expect(text.contains("<section id=\"\(target)\">")) }
        let identifiers = text.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test("gives every chart its words and every feature its table", arguments: Language.allCases)
    func figures(language: Language) async throws {
        let text = try await page(language)
        #expect(text.components(separatedBy: "<svg").count == text.components(separatedBy: "<desc").count)
        let features = try LearnableTable(rows: 10, seed: 1).table.schema.columns.count
        #expect(text.components(separatedBy: "id=\"feature-").count - 1 == 2 * features)
        #expect(
            text.components(separatedBy: "<figure").count == text.components(separatedBy: "</details></figure>").count)
    }

    @Test("is the same bytes for the same table")
    func deterministic() async throws {
        #expect(try await page(.fr) == page(.fr))
        #expect(try await page(.fr) != page(.en))
    }

    @Test("never shows a client's number or a value that one client has")
    func discreet() async throws {
        var portfolio = SmallPortfolio(outcomes: (0..<400).map { $0 % 7 == 0 })
        portfolio.columns = [
            ("INCOME", .numbers((0..<400).map { $0 == 17 ? 87_654_320 : Float(1000 + $0) })),
            ("JOB", .levels(codes: (0..<400).map { $0 == 5 ? 1 : 0 }, levels: ["Clerk", "Astronaut"])),
        ]
        let exploration = try await portfolio.explored()
        let text = Page.text(of: ExplorationPage(exploration, language: .en))
        #expect(!text.contains("87,654,320") && !text.contains("Astronaut") && !text.contains("73000"))
        #expect(text.contains("€"))
    }

    @Test("keeps hostile words of a catalog as text")
    func hostile() async throws {
        let catalog = try CatalogFiles.small.replacing(
            "{fr: score, en: score}", with: "{fr: \"<b>score\", en: \"<b>score\"}", in: "tables/application.yml"
        ).read()
        let made = try LearnableTable(rows: 300, seed: 2)
        let exploration = await Exploration(
            made.table, manifest: try SmallPortfolio.manifest(of: made.table), catalog: catalog)
        let text = Page.text(of: ExplorationPage(exploration, language: .fr))
        #expect(text.contains("&lt;b&gt;score") && !text.contains("<b>score"))
    }

    @Test("says that made-up tables are made up, and stands without outcomes or clients")
    func edges() async throws {
        #expect(try await page(.en, isSynthetic: true).contains("made up"))
        #expect(try await !page(.en).contains("made up"))
        for rows in [0, 40] {
            var portfolio = SmallPortfolio(outcomes: [Bool?](repeating: nil, count: rows))
            portfolio.columns = [("SCORE", .numbers((0..<rows).map { Float($0) / 40 }))]
            let text = Page.text(of: ExplorationPage(try await portfolio.explored(), language: .fr))
            #expect(text.contains("Trop peu de résultats connus"))
            #expect(!text.contains(/\bnan\b/))
        }
    }
}

@Suite("A feature report")
struct FeatureReportTests {
    private func report() async throws -> (FeatureReport, FeatureTable, LenderCatalog) {
        var portfolio = SmallPortfolio(outcomes: (0..<40).map { $0 < 30 ? $0 % 4 == 0 : nil })
        let values = (0..<40).map { $0 < 10 ? Float.nan : Float($0 % 7) }
        portfolio.columns = [
            ("SCORE", .numbers(values)),
            ("JOB", .levels(codes: (0..<40).map { Int32($0 % 3) - 1 }, levels: ["Clerk", "Cook"])),
            ("OWNS_HOME", .numbers([Float](repeating: 1, count: 40))),
            ("loans.all.rows.count", .numbers((0..<40).map { $0 < 12 ? 0 : 2 })), ("twin", .numbers(values)),
        ]
        let catalog = try CatalogFiles.small.read()
        let manifest = FeatureManifest(
            catalog: "small 3", engine: "Test", schema: portfolio.table().schema, clients: 40, labelled: 30,
            rows: ["application": 40, "loans": 56], rejected: ["loans.csv": 3], losses: [], isSynthetic: false)
        let report = await FeatureReport(
            portfolio.table(), manifest: manifest, catalog: catalog, seconds: 1.5, peakMemoryBytes: 1000)
        return (report, portfolio.table(), catalog)
    }

    @Test("tells gaps, distinct values, ranges, constants, duplicates and coverage")
    func content() async throws {
        let (report, _, _) = try await report()
        #expect(report.columns.map(\.missing) == [0.25, 0.35, 0, 0, 0.25])
        #expect(report.columns.map(\.distinct) == [7, 2, 1, 2, 7])
        #expect(report.columns.map(\.low) == [0, nil, 1, 0, 0])
        #expect(report.columns.map(\.high) == [6, nil, 1, 2, 6])
        #expect(report.constant == ["OWNS_HOME"])
        #expect(report.duplicate == [["SCORE", "twin"]])
        #expect(report.coverage == ["application": 40, "loans": 28])
        #expect(report.features == 5 && report.clients == 40 && report.labelled == 30)
    }

    @Test("its JSON keeps the names that programs read")
    func json() async throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(try await report().0)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["features"] as? Int == 5)
        #expect(object["peak_memory_bytes"] as? Int == 1000)
        #expect(object["seconds"] as? Double == 1.5)
        #expect((object["tables"] as? [String: Int]) == ["application": 40, "loans": 56])
        #expect((object["rejected"] as? [String: Int]) == ["loans.csv": 3])
        #expect((object["columns"] as? [[String: Any]])?.first?["name"] as? String == "SCORE")
        #expect(Set(["clients", "constant", "duplicate", "coverage", "losses"]).isSubset(of: Set(object.keys)))
    }

    @Test("its page names every feature in both languages", arguments: Language.allCases)
    func page(language: Language) async throws {
        let (report, table, catalog) = try await report()
        let text = Page.text(
            of: FeatureReportPage(report, schema: table.schema, catalog: catalog, language: language))
        for column in report.columns { #expect(text.contains(">\(column.name)</td>")) }
        #expect(text.contains("SCORE = twin") && text.contains("loans.csv (3)"))
        #expect(!text.contains("<script"))
    }
}
