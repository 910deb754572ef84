import Fixtures
import Foundation
import Testing

@testable import Catalog

@Suite("Files of a catalog")
struct FileTests {
    @Test(
        "one that is missing is named",
        arguments: ["catalog.yml", "families.yml", "features.yml"])
    func missing(file: String) {
        var files = CatalogFiles.small
        files.texts[file] = nil
        #expect(
            problems(files).contains {
                $0.file == file && $0.line == 0 && $0.message == "the file is missing or is not UTF-8 text"
            })
    }

    @Test("a folder that is not there is a missing catalog")
    func folder() {
        let error = #expect(throws: CatalogError.self) { try LenderCatalog(folder: "/nowhere/at/all") }
        #expect(error?.description == "catalog.yml: the file is missing or is not UTF-8 text")
    }

    @Test("one that is empty or holds only comments is named", arguments: ["", "# nothing yet\n"])
    func empty(text: String) {
        var files = CatalogFiles.small
        files.texts["tables/loans.yml"] = text
        let found = problems(files).filter { $0.file == "tables/loans.yml" }
        #expect(found == [CatalogProblem(file: "tables/loans.yml", line: 0, message: "the file is empty")])
    }

    @Test("one that is not UTF-8 is named")
    func latin() throws {
        let folder = try TemporaryFolder()
        for (name, text) in CatalogFiles.small.texts { try folder.write(text, to: name) }
        try folder.write(Data([0x6B, 0x3A, 0x20, 0xE9, 0x0A]), to: "families.yml")
        let error = #expect(throws: CatalogError.self) { try LenderCatalog(folder: folder.path) }
        #expect(
            error?.problems.contains { $0.description == "families.yml: the file is missing or is not UTF-8 text" }
                == true)
    }

    @Test(
        "broken YAML is named with its line",
        arguments: [
            ("  weight:\n", "  weight: {a: [1, 2}\n"), ("  weight:\n", " weight:\n"), ("  weight:\n", "\tweight:\n"),
        ])
    func broken(old: String, new: String) throws {
        let files = CatalogFiles.small.replacing(old, with: new, in: "features.yml")
        let line = try #require(files.line(of: "weight:", in: "features.yml"))
        let found = try #require(problems(files).first { $0.file == "features.yml" })
        #expect(found.message.hasPrefix("the file is not YAML"))
        #expect(found.line == line)
    }

    @Test("a key that stands twice is named with its line")
    func twice() throws {
        let files = CatalogFiles.small.replacing("  weight:\n", with: "  credit_to_income:\n", in: "features.yml")
        let found = try #require(problems(files).first { $0.file == "features.yml" })
        #expect(found.message == "a key stands twice: credit_to_income")
        #expect(found.line == (CatalogFiles.small.line(of: "weight:", in: "features.yml") ?? 0))
    }

    @Test("a file that is a list is told to be a mapping")
    func list() {
        var files = CatalogFiles.small
        files.texts["features.yml"] = "- a\n- b\n"
        let found = problems(files).filter { $0.file == "features.yml" }.map(\.description)
        #expect(
            found == [
                "features.yml:1: features.yml must be a mapping (key: value)",
                "features.yml:1: features.yml needs the key \"features\"",
            ])
    }

    @Test("all problems are told at once, once each, in the order of files and lines")
    func together() throws {
        let files = CatalogFiles.small
            .replacing("missed_default: 10", with: "missed_default: ten", in: "catalog.yml")
            .replacing("auc: 0.99", with: "auc: high", in: "catalog.yml")
            .replacing("risk: falls", with: "risk: fall", in: "tables/application.yml")
            .replacing("family: region", with: "family: regoin", in: "tables/application.yml")
            .replacing("DEBT / nullif(AMOUNT, 0)", with: "DEBT / AMOUNT", in: "tables/loans.yml")
            .replacing("{fr: prêts récents, en: recent loans}", with: "{fr: prêts récents}", in: "tables/loans.yml")
            .replacing(
                "credit_to_income + debt_to_income", with: "credit_to_income + debt_to_incom", in: "features.yml")
        let found = problems(files)
        #expect(
            found.map(\.message) == [
                "missed_default must be a number", "suspicion auc must be a number",
                "application has no column debt_to_incom: did you mean debt_to_income?",
                "there is no family regoin: did you mean region?",
                "risk of SCORE cannot be \"fall\": did you mean falls? (known: rises, falls)",
                "a divisor that can be zero must be written nullif(divisor, 0)",
                "label of slice recent has no text in English (en)",
            ])
        let places = found.map { ($0.file, $0.line) }
        #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("the order in which the system lists table files does not matter")
    func order() throws {
        var files = CatalogFiles.small
        files.texts["tables/aaa.yml"] = files.texts["tables/loans.yml"]?
            .replacing("table: loans", with: "table: aaa").replacing("autres prêts", with: "encore").replacing(
                "other loans", with: "more")
        #expect(try files.read().tables.map(\.name) == ["application", "aaa", "loans"])
    }

    @Test("two tables of one name are refused")
    func twoTables() throws {
        var files = CatalogFiles.small
        files.texts["tables/zzz.yml"] = files.texts["tables/loans.yml"]
        #expect(problems(files).map(\.description) == ["tables/zzz.yml:1: there is already a table loans"])
    }
}
