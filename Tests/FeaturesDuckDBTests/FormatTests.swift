import Catalog
import Credit
import DuckDB
import Features
import FeaturesDuckDB
import Fixtures
import Foundation
import Statistics
import Testing

@Suite("The same rows, however they come")
struct FormatTests {
    let folder: TemporaryFolder
    let lender = SmallLender(clients: 150, unknown: 0.1, seed: 11)

    init() throws {
        folder = try TemporaryFolder()
        try lender.write(to: folder)
    }

    @Test("CSV, compressed CSV and Parquet give the same bits")
    func formats() throws {
        let expected = try compute(folder).fingerprint
        let other = try TemporaryFolder()
        try lender.write(to: other)
        for name in ["application_train", "loans"] { try compress(other.file("data/\(name).csv")) }
        #expect(try compute(other).fingerprint == expected)
        for name in ["application_train", "loans"] {
            try writeParquet(from: other.file("data/\(name).csv.gz"), to: other.file("data/\(name).parquet"))
            try FileManager.default.removeItem(atPath: other.file("data/\(name).csv.gz"))
        }
        #expect(try compute(other).fingerprint == expected)
    }

    @Test("the order of rows changes nothing")
    func shuffledRows() throws {
        let expected = try compute(folder).fingerprint
        var generator = SeededGenerator(seed: 5)
        var mixed = lender
        mixed.applications = shuffled(mixed.applications, using: &generator)
        mixed.loans = shuffled(mixed.loans, using: &generator)
        try mixed.write(to: folder)
        #expect(try compute(folder).fingerprint == expected)
    }

    @Test("clients in two files are the same as in one")
    func twoFiles() throws {
        let expected = try compute(folder).fingerprint
        let lines = lender.applicationText.split(separator: "\n").map { $0 + "\n" }
        try folder.write(lines[...60].joined(), to: "data/application_train.csv")
        try folder.write(lines[0] + lines[61...].joined(), to: "data/application_test.csv")
        #expect(try compute(folder).fingerprint == expected)
    }

    @Test("the number of threads changes nothing, nor does the order of 300,000 rows")
    func threads() throws {
        let big = try TemporaryFolder()
        try big.write(lender.applicationText, to: "data/application_train.csv")
        let connection = try Connection(Database(configuration: DuckDBConfiguration(threads: 2)))
        // Loans in pairs that cancel to the cent: what floating-point sums would leave over depends on the order of rows.
        try connection.execute(
            """
            CREATE TABLE loans AS
            SELECT i AS LOAN, 1000 + 7 * (hash(i // 2) % 150) AS CLIENT,
                CASE hash(i // 2 + 1) % 2 WHEN 0 THEN 'Active' ELSE 'Closed' END AS STATE,
                -CAST(hash(i // 2 + 2) % 5000 AS BIGINT) AS DAYS_OPENED,
                CAST(hash(i // 2 + 3) % 99999999 AS DOUBLE) / 100 * CASE i % 2 WHEN 0 THEN 1 ELSE -1 END AS AMOUNT,
                CAST(hash(i + 4) % 99999999 AS DOUBLE) / 100 AS DEBT, hash(i + 5) % 2 AS LATE
            FROM range(300000) AS numbers(i)
            """)
        func write(by order: String) throws {
            let path = SQLText.literal(big.file("data/loans.parquet"))
            try connection.execute("COPY (SELECT * FROM loans ORDER BY \(order)) TO \(path) (FORMAT parquet)")
        }
        // The fewest aggregates that show every kind of sum.
        let catalog = try CatalogFiles.small
            .replacing(
                "take: [count, sum, mean, min, max, std, distinct]", with: "take: [sum, mean, std]",
                in: "tables/loans.yml"
            ).read()
        try write(by: "LOAN")
        let table = try compute(big, threads: 1, catalog: catalog)
        for client in table.clients {
            #expect(table.values(of: Int(client.rawValue))["loans.all.AMOUNT.sum"] == .number(0))
        }
        let expected = table.fingerprint
        for threads in [2, 4] { #expect(try compute(big, threads: threads, catalog: catalog).fingerprint == expected) }
        try write(by: "hash(LOAN + 77)")
        #expect(try compute(big, threads: 4, catalog: catalog).fingerprint == expected)
    }

    private static let header = "CLIENT,DEFAULTED,SEX,DAYS_BIRTH,DAYS_HIRED,JOB,REGION,INCOME,CREDIT,SCORE,OWNS_HOME"

    private func jobs(_ data: Data) throws -> [FeatureValue?] {
        try folder.write(data, to: "data/application_train.csv")
        try FileManager.default.removeItem(atPath: folder.file("data/loans.csv"))
        let table = try compute(folder)
        return table.clients.map { table.values(of: Int($0.rawValue))["JOB"] }
    }

    @Test("commas, quotes and line ends in quotes, and other scripts, are part of a word")
    func quoted() throws {
        let words = ["Pilot, retired", "So-called \"chef\"", "two\nlines", "Éleveur d'ânes", "厨师", "👩‍🍳", " spaces "]
        let rows = words.enumerated().map {
            "\($0 + 1),0,F,-9000,,\"\($1.replacing("\"", with: "\"\""))\",,,,,\n"
        }
        #expect(try jobs(Data((Self.header + "\n" + rows.joined()).utf8)) == words.map(FeatureValue.level))
    }

    @Test("an empty field in quotes is missing like one without")
    func emptyQuotes() throws {
        #expect(
            try jobs(Data((Self.header + "\n1,0,F,-9000,,\"\",,,,,\n2,0,F,-9000,,,,,,,\n").utf8)) == [
                .missing, .missing,
            ])
    }

    @Test(
        "line ends, a byte-order mark, quotes around names, a missing last line end and the order of columns do not matter",
        arguments: ["crlf", "mark", "quoted names", "no last line end", "mark and crlf", "columns"])
    func dialects(kind: String) throws {
        let plain = Self.header + "\n1,0,F,-9000,-5,Cook,North,10,20,0.5,Y\n2,1,M,-8000,-6,Clerk,South,30,40,0.25,N\n"
        let expected: [FeatureValue] = [.level("Cook"), .level("Clerk")]
        let text =
            switch kind {
            case "crlf": plain.replacing("\n", with: "\r\n")
            case "mark": "\u{FEFF}" + plain
            case "quoted names":
                plain.replacing(Self.header, with: "\"" + Self.header.replacing(",", with: "\",\"") + "\"")
            case "no last line end": String(plain.dropLast())
            case "mark and crlf": "\u{FEFF}" + plain.replacing("\n", with: "\r\n")
            default:
                plain.split(separator: "\n").map { $0.split(separator: ",").reversed().joined(separator: ",") + "\n" }
                    .joined()
            }
        #expect(try jobs(Data(text.utf8)) == expected)
        let values = try DuckDBFeatureEngine(threads: 1).load(folder.file("features")).values(of: 2)
        #expect(values["OWNS_HOME"] == .number(0) && values["SCORE"] == .number(0.25))
    }

    @Test("columns that the catalog does not name are passed over")
    func extraColumns() throws {
        let text = Self.header + ",NOTES\n1,0,F,-9000,-5,Cook,North,10,20,0.5,Y,\"a, b\"\n"
        #expect(try jobs(Data(text.utf8)) == [.level("Cook")])
    }

    @Test("a file without the outcome column is of clients whose outcome nobody knows")
    func unlabelled() throws {
        let text = Self.header.replacing("DEFAULTED,", with: "") + "\n1,F,-9000,-5,Cook,North,10,20,0.5,Y\n"
        _ = try jobs(Data(text.utf8))
        #expect(try DuckDBFeatureEngine(threads: 1).load(folder.file("features")).outcomes == [nil])
        #expect(try DuckDBFeatureEngine(threads: 1).manifest(folder.file("features")).labelled == 0)
    }
}
