import Catalog
import Features
import Fixtures
import Foundation
import Testing

@Suite("Raw tables in a folder")
struct RawTablesTests {
    let catalog: LenderCatalog
    let folder: TemporaryFolder

    init() throws {
        catalog = try CatalogFiles.small.read()
        folder = try TemporaryFolder()
    }

    private func refusal() -> FeatureError? {
        #expect(throws: FeatureError.self) { try RawTables(folder: folder.path, catalog: catalog) }
    }

    @Test("are found in each format", arguments: RawTables.File.Format.allCases)
    func formats(format: RawTables.File.Format) throws {
        try folder.write("x", to: "application_train" + format.rawValue)
        let tables = try RawTables(folder: folder.path, catalog: catalog)
        #expect(tables.available == ["application"])
        let file = try #require(tables.files["application"]?.first)
        #expect(file.format == format && file.name == "application_train" + format.rawValue)
        #expect(!tables.isSynthetic)
    }

    @Test("a table in two files is both of them, in the catalog's order; other files are ignored")
    func several() throws {
        for name in ["application_test.csv.gz", "application_train.parquet", "loans.csv", "notes.txt", "other.csv"] {
            try folder.write("x", to: name)
        }
        let tables = try RawTables(folder: folder.path, catalog: catalog)
        #expect(tables.files["application"]?.map(\.name) == ["application_train.parquet", "application_test.csv.gz"])
        #expect(tables.available == ["application", "loans"])
    }

    @Test("one table in two formats is refused")
    func twice() throws {
        try folder.write("x", to: "application_train.csv")
        try folder.write("x", to: "application_train.parquet")
        let error = refusal()
        #expect(error?.code == .badInput)
        #expect(
            error?.message
                == "\(folder.path) holds application_train.csv and application_train.parquet: keep one of them.")
    }

    @Test("a folder that is not there is named")
    func noFolder() {
        let path = folder.file("nowhere")
        let error = #expect(throws: FeatureError.self) { try RawTables(folder: path, catalog: catalog) }
        #expect(error?.code == .missingInput)
        #expect(error?.message == "there is no folder \(path): check the path given to --data.")
    }

    @Test("a file in the place of a folder is named")
    func file() throws {
        try folder.write("x", to: "data")
        let path = folder.file("data")
        let error = #expect(throws: FeatureError.self) { try RawTables(folder: path, catalog: catalog) }
        #expect(error?.message == "\(path) is a file: --data takes the folder that holds the raw tables.")
    }

    @Test("a folder without the root table says what was expected")
    func rootless() throws {
        try folder.write("x", to: "loans.csv")
        let error = refusal()
        #expect(error?.code == .missingInput)
        #expect(
            error?.message == """
                \(folder.path) has no file application_train.csv or application_test.csv (or .csv.gz, .parquet): check the \
                path given to --data.
                """)
    }

    @Test("a misspelt file name is suggested")
    func misspelt() throws {
        try folder.write("x", to: "aplication_train.csv")
        #expect(
            refusal()?.message == """
                \(folder.path) has no file application_train.csv or application_test.csv (or .csv.gz, .parquet): is \
                aplication_train misspelt?
                """)
    }

    @Test("the generator's mark is seen")
    func synthetic() throws {
        try folder.write("x", to: "application_train.csv")
        try folder.write("{}", to: RawTables.syntheticMark)
        #expect(try RawTables(folder: folder.path, catalog: catalog).isSynthetic)
    }
}
