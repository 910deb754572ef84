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
    private static let someImpossible = ["loans": ["DAYS_OPENED": 5, "LATE": 1], "application": ["OWNS_HOME": 40]]

    private func report(
        impossible: [String: [String: Int]] = someImpossible, groupsOf size: Int = 2, threads: Int = 2
    ) throws -> (FeatureReport, FeatureTable, LenderCatalog) {
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
            rows: ["application": 40, "loans": 56], rejected: ["loans.csv": 3], impossible: impossible, losses: [],
            isSynthetic: false)
        var tally = FeatureTally(catalog: catalog, threads: threads)
        for group in portfolio.table().groups(of: size) { tally.add(group) }
        let report = FeatureReport(tally, manifest: manifest, seconds: 1.5, peakMemoryBytes: 1000)
        return (report, portfolio.table(), catalog)
    }

    @Test("tells gaps, distinct values, ranges, constants, duplicates and coverage")
    func content() throws {
        let (report, _, _) = try report()
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
    func json() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let data = try encoder.encode(try report().0)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["features"] as? Int == 5)
        #expect(object["peak_memory_bytes"] as? Int == 1000)
        #expect(object["seconds"] as? Double == 1.5)
        #expect((object["tables"] as? [String: Int]) == ["application": 40, "loans": 56])
        #expect((object["rejected"] as? [String: Int]) == ["loans.csv": 3])
        #expect((object["impossible"] as? [String: [String: Int]]) == Self.someImpossible)
        #expect((object["columns"] as? [[String: Any]])?.first?["name"] as? String == "SCORE")
        #expect(Set(["clients", "constant", "duplicate", "coverage", "losses"]).isSubset(of: Set(object.keys)))
    }

    @Test("is the same for columns in groups of any size, on any number of threads")
    func groups() throws {
        let whole = try report(groupsOf: 5, threads: 1).0
        for size in 1...6 {
            for threads in [1, 2, 8] { #expect(try report(groupsOf: size, threads: threads).0 == whole) }
        }
    }

    @Test(
        "its page lists the values that cannot be, by table, with their share and what can be",
        arguments: [
            (
                Language.fr,
                [
                    ["Demande", "Propriétaire", "OWNS_HOME", "40", "100\u{A0}%", "Y ou N"],
                    [
                        "Autres prêts", "Ouverture", "DAYS_OPENED", "5", "8,9\u{A0}%",
                        "0\u{A0}jour à 13\u{A0}ans avant la demande",
                    ], ["Autres prêts", "En retard", "LATE", "1", "1,8\u{A0}%", "0 ou 1"],
                ]
            ),
            (
                Language.en,
                [
                    ["Application", "Owns a home", "OWNS_HOME", "40", "100%", "Y or N"],
                    [
                        "Other loans", "Opening", "DAYS_OPENED", "5", "8.9%",
                        "0\u{A0}days to 13\u{A0}years before the application",
                    ], ["Other loans", "Late", "LATE", "1", "1.8%", "0 or 1"],
                ]
            ),
        ])
    func impossible(language: Language, lines: [[String]]) throws {
        let (report, table, catalog) = try report()
        let text = Page.text(
            of: FeatureReportPage(report, schema: table.schema, catalog: catalog, language: language))
        #expect(text.contains("href=\"#impossible\"") && text.contains("<section id=\"impossible\">"))
        let part = try #require(text.components(separatedBy: "<section id=\"impossible\">").last)
            .components(separatedBy: "</section>")[0]
        // The cells of each row, in order, after the title of its table.
        let found = part.components(separatedBy: "<h3>").dropFirst().flatMap { table in
            table.components(separatedBy: "<th scope=\"row\">").dropFirst().map { row in
                let cells = row.components(separatedBy: "</td>").dropLast().map {
                    $0.components(separatedBy: ">").last ?? ""
                }
                return [table.components(separatedBy: "</h3>")[0], row.components(separatedBy: "</th>")[0]] + cells
            }
        }
        #expect(found == lines)
    }

    @Test("its page says nothing of impossible values where there are none", arguments: Language.allCases)
    func nothingImpossible(language: Language) throws {
        let (report, table, catalog) = try report(impossible: [:])
        let text = Page.text(
            of: FeatureReportPage(report, schema: table.schema, catalog: catalog, language: language))
        #expect(!text.contains("impossible") && !text.contains("Impossible"))
    }

    @Test("its page says what else can be: moments, months with their sign, amounts, any number")
    func allowed() throws {
        let catalog = try CatalogFiles.small.replacing(
            "DAYS_OPENED: {type: days_ago, label: {fr: ouverture, en: opening}, valid: [-5000, 0]",
            with: "DAYS_OPENED: {type: days_ago, label: {fr: ouverture, en: opening}, valid: [-5000, 5000]",
            in: "tables/loans.yml"
        ).replacing(
            "DEBT: {type: money, label: {fr: dette, en: debt}, valid: [-1000000, 1000000]}",
            with: "DEBT: {type: months, label: {fr: dette, en: debt}, valid: [-12, 24]}", in: "tables/loans.yml"
        ).read()
        let columns = ["DAYS_OPENED", "AMOUNT", "DEBT"]
        let (report, table, _) = try report(
            impossible: ["loans": Dictionary(uniqueKeysWithValues: columns.map { ($0, 1) })])
        let text = Page.text(of: FeatureReportPage(report, schema: table.schema, catalog: catalog, language: .en))
        for words in [
            "from 13\u{A0}years before the application to 13\u{A0}years after", "−€1,000,000 to €1,000,000",
            "−12 to 24 months",
        ] {
            #expect(text.contains(">\(words)</td>"))
        }
    }

    @Test("its page names every feature in both languages", arguments: Language.allCases)
    func page(language: Language) throws {
        let (report, table, catalog) = try report()
        let text = Page.text(
            of: FeatureReportPage(report, schema: table.schema, catalog: catalog, language: language))
        for column in report.columns { #expect(text.contains(">\(column.name)</td>")) }
        #expect(text.contains("SCORE = twin") && text.contains("loans.csv (3)"))
        #expect(!text.contains("<script"))
    }
}
