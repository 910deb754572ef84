import Catalog
import Features
import FeaturesDuckDB
import Fixtures
import Foundation
import Testing

/// A sound application file of three clients, and one of their loans.
private let soundApplication = """
    CLIENT,DEFAULTED,SEX,DAYS_BIRTH,DAYS_HIRED,JOB,REGION,INCOME,CREDIT,SCORE,OWNS_HOME
    1,0,F,-9000,-100,Clerk,North,1000,5000,0.5,Y
    2,1,M,-8000,-200,Cook,South,2000,6000,0.25,N
    3,,F,-7000,,,,,,,
    """ + "\n"
private let soundLoans = """
    LOAN,CLIENT,STATE,DAYS_OPENED,AMOUNT,DEBT,LATE
    1,1,Active,-10,100,50,0
    2,1,Closed,-20,200,0,1
    """ + "\n"

@Suite("Bad input")
struct BadInputTests {
    let folder: TemporaryFolder
    let catalog: LenderCatalog

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogFiles.small.read()
        try folder.write(soundApplication, to: "data/application_train.csv")
        try folder.write(soundLoans, to: "data/loans.csv")
    }

    /// The refusal of what is in the folder; nothing must be left behind.
    private func refusal() throws -> FeatureError? {
        var refusal: FeatureError?
        do {
            _ = try compute(folder, catalog: catalog)
        } catch {
            refusal = error as? FeatureError
        }
        #expect(try folder.names().filter { $0 != "data" }.isEmpty, "something was left behind")
        return refusal
    }

    @Test("the sound files go through")
    func sound() throws {
        let table = try compute(folder, catalog: catalog)
        #expect(table.count == 3 && table.outcomes == [false, true, nil])
        #expect(table.values(of: 1)["loans.all.AMOUNT.sum"] == .number(300))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var file = "application_train.csv"
        let text: String
        let message: String
        var testDescription: String { name }
    }

    @Test(
        "is refused with its file, its line and its column, and never a value",
        arguments: [
            Case(
                name: "an empty file", text: "",
                message: "application_train.csv is empty: a header and rows were expected."),
            Case(
                name: "a blank file", text: "\n\n",
                message: "application_train.csv is empty: a header and rows were expected."),
            Case(
                name: "a header alone", text: soundApplication.prefix { $0 != "\n" } + "\n",
                message: "application_train.csv has a header but no row: is the file complete?"),
            Case(
                name: "a header alone, without line end", text: String(soundApplication.prefix { $0 != "\n" }),
                message: "application_train.csv has a header but no row: is the file complete?"),
            Case(
                name: "an empty history", file: "loans.csv", text: "",
                message: "loans.csv is empty: a header and rows were expected."),
            Case(
                name: "a row cut short", text: soundApplication + "4,0,F,-70",
                message: "application_train.csv, line 5: the row ends before its last column; is the file complete?"),
            Case(
                name: "a row too long", text: soundApplication + "4,0,F,-9000,-100,Clerk,North,1000,5000,0.5,Y,more\n",
                message: "application_train.csv, line 5: the row has more columns than the header."),
            Case(
                name: "words in a number", text: soundApplication.replacing("2000", with: "secret"),
                message: "application_train.csv, line 3, column INCOME: a number was expected."),
            Case(
                name: "words in a history's number", file: "loans.csv",
                text: soundLoans.replacing("200,", with: "secret,"),
                message: "loans.csv, line 3, column AMOUNT: a number was expected."),
            Case(
                name: "words in a client number", text: soundApplication.replacing("2,1,M", with: "secret,1,M"),
                message: "application_train.csv, line 3, column CLIENT: a whole number was expected."),
            Case(
                name: "a comma as the decimal sign", text: soundApplication.replacing("0.25", with: "0,25"),
                message: "application_train.csv, line 3: the row has more columns than the header."),
            Case(
                name: "a misspelt column", text: soundApplication.replacing("INCOME", with: "INCMOE"),
                message: "application_train.csv has no column INCOME: is it the one named INCMOE?"),
            Case(
                name: "a column that is not there", file: "loans.csv",
                text: "LOAN,CLIENT,STATE,AMOUNT,DEBT,LATE\n1,1,Active,100,50,0\n",
                message: "loans.csv has no column DAYS_OPENED; it was expected in the header."),
            Case(
                name: "a column twice", text: soundApplication.replacing("SEX", with: "INCOME"),
                message: "application_train.csv has the column INCOME twice in its header."),
            Case(
                name: "a client twice", text: soundApplication.replacing("2,1,M", with: "1,1,M"),
                message: "application has the same CLIENT more than once (1): keep one row each."),
            Case(
                name: "a row without client", text: soundApplication.replacing("2,1,M", with: ",1,M"),
                message: "1 rows of application have no CLIENT: every row needs one."),
            Case(
                name: "an outcome of 2", text: soundApplication.replacing("2,1,M", with: "2,2,M"),
                message: "1 rows of application have a DEFAULTED that is neither 0 (repaid) nor 1 (default)."),
            Case(
                name: "an outcome of one half", text: soundApplication.replacing("2,1,M", with: "2,0.5,M"),
                message: "1 rows of application have a DEFAULTED that is neither 0 (repaid) nor 1 (default)."),
            Case(
                name: "a quote that is not closed", text: soundApplication.replacing("Cook", with: "\"Cook"),
                message: "application_train.csv, line 3: a quote is not closed."),
            Case(
                name: "semicolons", text: soundApplication.replacing(",", with: ";"),
                message: "application_train.csv has no column CLIENT; it was expected in the header."),
        ])
    func refused(_ its: Case) throws {
        try folder.write(its.text, to: "data/" + its.file)
        let error = try refusal()
        #expect(error?.message == its.message)
        #expect(error?.code == .badInput)
    }

    @Test("text that is not UTF-8 is refused with its line")
    func latin() throws {
        var bytes = Data(soundApplication.utf8)
        let place = try #require(bytes.firstRange(of: Data("Cook".utf8)))
        bytes.replaceSubrange(place, with: [0x43, 0xE9, 0x6F, 0x6B])
        try folder.write(bytes, to: "data/application_train.csv")
        #expect(try refusal()?.message == "application_train.csv, line 3: the text is not UTF-8.")
    }

    @Test("a Parquet file that is none, and one cut short, are refused", arguments: [0, 1])
    func parquet(kind: Int) throws {
        try FileManager.default.removeItem(atPath: folder.file("data/loans.csv"))
        try folder.write(soundLoans, to: "source.csv")
        try writeParquet(from: folder.file("source.csv"), to: folder.file("data/loans.parquet"))
        try FileManager.default.removeItem(atPath: folder.file("source.csv"))
        let whole = try folder.read("data/loans.parquet")
        try folder.write(
            kind == 0 ? Data("not Parquet at all".utf8) : whole.prefix(whole.count * 2 / 3), to: "data/loans.parquet")
        #expect(try refusal()?.message == "loans.parquet cannot be read: is it Parquet, complete and undamaged?")
    }

    @Test("words in a number column of Parquet are refused with the file and the column")
    func parquetWords() throws {
        try FileManager.default.removeItem(atPath: folder.file("data/loans.csv"))
        try folder.write(soundLoans.replacing("200,", with: "secret,"), to: "source.csv")
        try writeParquet(from: folder.file("source.csv"), to: folder.file("data/loans.parquet"))
        try FileManager.default.removeItem(atPath: folder.file("source.csv"))
        #expect(try refusal()?.message == "loans.parquet, column AMOUNT: a number was expected.")
    }

    @Test("a compressed file cut short is refused, small or large", arguments: [3, 60_000])
    func cutShort(rows: Int) throws {
        try FileManager.default.removeItem(atPath: folder.file("data/loans.csv"))
        let lines = (0..<rows).map {
            "\($0),\(1 + $0 % 3),Active,-\($0 * 7919 % 5000),\($0 * 104_729 % 999_983),50,0\n"
        }
        try folder.write("LOAN,CLIENT,STATE,DAYS_OPENED,AMOUNT,DEBT,LATE\n" + lines.joined(), to: "data/loans.csv")
        try compress(folder.file("data/loans.csv"))
        let whole = try folder.read("data/loans.csv.gz")
        try folder.write(whole.prefix(whole.count / 2), to: "data/loans.csv.gz")
        let error = try refusal()
        #expect(error?.code == .badInput)
        #expect(
            [
                "loans.csv.gz cannot be read to its end: is it complete and undamaged?",
                "loans.csv.gz cannot be read: is it comma-separated text compressed with gzip, complete and undamaged?",
            ].contains(error?.message))
    }

    @Test("a file that is not compressed though its name says so is refused")
    func notCompressed() throws {
        try FileManager.default.removeItem(atPath: folder.file("data/loans.csv"))
        try folder.write(soundLoans, to: "data/loans.csv.gz")
        #expect(
            try refusal()?.message
                == "loans.csv.gz cannot be read: is it comma-separated text compressed with gzip, complete and undamaged?"
        )
    }

    @Test("a file that cannot be opened is named")
    func unreadable() throws {
        try FileManager.default.removeItem(atPath: folder.file("data/loans.csv"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("data/loans.csv"), withDestinationPath: "nowhere")
        let error = try refusal()
        #expect(error?.code == .missingInput)
        #expect(error?.message == "loans.csv cannot be read: check its permissions.")
    }

    @Test("a folder in the place of a file is named")
    func directory() throws {
        try FileManager.default.removeItem(atPath: folder.file("data/loans.csv"))
        try FileManager.default.createDirectory(
            atPath: folder.file("data/loans.csv"), withIntermediateDirectories: false)
        let error = try refusal()
        #expect(error?.message == "loans.csv cannot be read: is it comma-separated text, complete and undamaged?")
    }
}
