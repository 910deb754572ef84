import Catalog
import Credit
import Features
import FeaturesDuckDB
import Fixtures
import Foundation
import Testing

private let applicationHeader = "CLIENT,DEFAULTED,SEX,DAYS_BIRTH,DAYS_HIRED,JOB,REGION,INCOME,CREDIT,SCORE,OWNS_HOME\n"
private let loansHeader = "LOAN,CLIENT,STATE,DAYS_OPENED,AMOUNT,DEBT,LATE\n"

@Suite("Rows that cannot be read")
struct BadRowsTests {
    let folder: TemporaryFolder
    let catalog: LenderCatalog

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogFiles.small.read()
    }

    /// Computes the features with bad rows left out.
    private func skipping(threads: Int = 2) throws -> (table: FeatureTable, manifest: FeatureManifest) {
        let tables = try RawTables(folder: folder.file("data"), catalog: catalog)
        let engine = DuckDBFeatureEngine(threads: threads, badRows: .skip)
        let plan = FeaturePlan(catalog: catalog, available: tables.available)
        let manifest = try engine.run(plan, on: tables, to: folder.file("features")) { _, _ in }
        return (try engine.load(folder.file("features")), manifest)
    }

    private func rejects() throws -> [String] {
        String(decoding: try folder.read("features/rejects.csv"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static let applications =
        applicationHeader + """
            1,0,F,-9000,-100,"Clerk
            in two lines",North,1000,5000,0.5,Y
            2,x,M,-8000,-200,Cook,South,secret,6000,0.25,N
            3,1,F,-7000,-300,Cook,South,3000,6000,0.25,N,more
            4,1,F,-7000,-300,Cook,South,4000,6000,0.25,N
            5,1,F,-7000,-300,"Co"ok,South,5000,6000,0.25,N
            6,1,F,-7000,-300,Cook,South,6000,6000,0.25,N
            7,1,F,-7
            """

    @Test("are left out, listed with file, line, column and reason, and counted by file; the others go on")
    func several() throws {
        try folder.write(Self.applications, to: "data/application_train.csv")
        let loans = [
            "1,1,Active,-10,100,50,0", "2,1,Active,-10,secret,50,0", "3,4,Active,-10", "", "4,4,Active,-10,7,50,0",
            "five,4,Active,-10,8,50,0",
        ]
        try folder.write(loansHeader + loans.map { $0 + "\n" }.joined(), to: "data/loans.csv")
        let (table, manifest) = try skipping()
        #expect(table.clients.map(\.rawValue) == [1, 4, 6])
        #expect(table.values(of: 1)["loans.all.AMOUNT.sum"] == .number(100))
        #expect(table.values(of: 4)["loans.all.AMOUNT.sum"] == .number(7))
        #expect(manifest.rejected == ["application_train.csv": 4, "loans.csv": 3])
        #expect(manifest.rows == ["application": 3, "loans": 2] && manifest.clients == 3)
        #expect(try DuckDBFeatureEngine(threads: 1).manifest(folder.file("features")) == manifest)
        let found = try rejects()
        #expect(
            found == [
                "file,line,column,reason",
                "application_train.csv,4,DEFAULTED,a number was expected.",
                "application_train.csv,4,INCOME,a number was expected.",
                "application_train.csv,5,,the row has more columns than the header.",
                "application_train.csv,7,,a quote is not closed.",
                "application_train.csv,9,,the row ends before its last column; is the file complete?",
                "loans.csv,3,AMOUNT,a number was expected.",
                "loans.csv,4,,the row ends before its last column; is the file complete?",
                "loans.csv,7,LOAN,a whole number was expected.",
            ])
        let list = String(decoding: try folder.read("features/rejects.csv"), as: UTF8.self)
        #expect(!list.contains("secret") && !list.contains("five"))
    }

    @Test("stop the run by default, named by the line where they begin")
    func stopping() throws {
        try folder.write(Self.applications, to: "data/application_train.csv")
        let error = #expect(throws: FeatureError.self) { try compute(folder, catalog: catalog) }
        #expect(error?.message == "application_train.csv, line 4, column DEFAULTED: a number was expected.")
        #expect(try folder.names() == ["data"])
    }

    @Test("say which lines an open quote takes with it, to the end of the file or to the next quote")
    func openQuote() throws {
        func row(_ client: Int, _ job: String) -> String { "\(client),0,F,-9000,-100,\(job),North,1,1,0.5,Y\n" }
        let head = applicationHeader + row(1, "Cook") + row(2, "\"Cook") + row(3, "Cook")
        try folder.write(head + row(4, "Cook") + row(5, "Cook"), to: "data/application_train.csv")
        var (table, manifest) = try skipping()
        #expect(table.clients.map(\.rawValue) == [1] && manifest.rejected == ["application_train.csv": 4])
        let lost = "application_train.csv,3,,a quote is not closed. The 3 lines after it are lost with it."
        #expect(try rejects().dropFirst() == [lost])

        try folder.write(head + row(4, "\"Cook\"") + row(5, "Cook"), to: "data/application_train.csv")
        (table, manifest) = try skipping()
        #expect(table.clients.map(\.rawValue) == [1, 5] && manifest.rejected == ["application_train.csv": 3])
    }

    @Test("are found in a compressed file, and each file has its own")
    func compressed() throws {
        try folder.write(applicationHeader + "1,0,F,-9000,,Cook,,,,,\n", to: "data/application_train.csv")
        try folder.write(
            applicationHeader + "2,0,F,old,,Cook,,,,,\n3,0,F,-9000,,Cook,,,,,\n", to: "data/application_test.csv")
        try compress(folder.file("data/application_test.csv"))
        let (table, manifest) = try skipping()
        #expect(table.clients.map(\.rawValue) == [1, 3])
        #expect(manifest.rejected == ["application_test.csv.gz": 1])
        #expect(try rejects().dropFirst() == ["application_test.csv.gz,2,DAYS_BIRTH,a number was expected."])
    }

    @Test("of text that is not UTF-8, with carriage returns and a byte-order mark, have their lines too")
    func bytes() throws {
        let text =
            "\u{FEFF}" + applicationHeader + "1,0,F,-9,,\"Co\nok\",,,,,\n2,0,F,-9,,CAFE,,,,,\n3,0,F,x,,Cook,,,,,\n"
        var data = Data(text.replacing("\n", with: "\r\n").utf8)
        let place = try #require(data.firstRange(of: Data("CAFE".utf8)))
        data.replaceSubrange(place, with: [0x43, 0x41, 0x46, 0xE9])
        try folder.write(data, to: "data/application_train.csv")
        #expect(try skipping().manifest.rejected == ["application_train.csv": 2])
        #expect(
            try rejects().dropFirst() == [
                "application_train.csv,4,,the text is not UTF-8.",
                "application_train.csv,5,DAYS_BIRTH,a number was expected.",
            ])
    }

    @Test("are all counted, however many, whatever the number of threads", arguments: [1, 4])
    func many(threads: Int) throws {
        let rows = (1...60_000).map { "\($0),0,F,\($0 % 3 == 0 ? "x" : "-9000"),,\"two\nlines\",,,,,\n" }
        try folder.write(applicationHeader + rows.joined(), to: "data/application_train.csv")
        let (table, manifest) = try skipping(threads: threads)
        #expect(table.count == 40_000 && manifest.rejected == ["application_train.csv": 20_000])
        let lines = try rejects()
        #expect(lines.count == 20_001)
        #expect(lines[1] == "application_train.csv,6,DAYS_BIRTH,a number was expected.")
        #expect(lines.last == "application_train.csv,120000,DAYS_BIRTH,a number was expected.")
    }

    @Test("are no list when there are none")
    func none() throws {
        try folder.write(applicationHeader + "1,0,F,-9000,,Cook,,,,,\n", to: "data/application_train.csv")
        #expect(try skipping().manifest.rejected.isEmpty)
        #expect(
            try folder.names(in: "features") == ["features-0001.parquet", "information-0001.parquet", "manifest.json"])
    }

    @Test("cannot be all of a file")
    func all() throws {
        try folder.write(
            applicationHeader + "1,0,F,x,,Cook,,,,,\n2,0,F,y,,Cook,,,,,\n", to: "data/application_train.csv")
        let error = #expect(throws: FeatureError.self) { try skipping() }
        #expect(error?.code == .badInput)
        #expect(
            error?.message
                == "application_train.csv has no row that can be read. The first: application_train.csv, line 2, column DAYS_BIRTH: a number was expected."
        )
        #expect(try folder.names() == ["data"])
    }

    @Test("do not hide a row that makes no sense")
    func senseless() throws {
        try folder.write(
            applicationHeader + "1,0,F,x,,Cook,,,,,\n,0,F,-9,,Cook,,,,,\n", to: "data/application_train.csv")
        let error = #expect(throws: FeatureError.self) { try skipping() }
        #expect(error?.message == "1 rows of application have no CLIENT: every row needs one.")
    }
}
