import Synthesis
import Testing

@Suite("Schema of the synthetic tables")
struct SchemaTests {
    static let columnCounts = [
        "application_train": 122, "application_test": 121, "bureau": 17, "bureau_balance": 3,
        "previous_application": 37,
        "POS_CASH_balance": 8, "installments_payments": 8, "credit_card_balance": 23,
    ]

    @Test("Every table has its columns, and every row as many fields", arguments: columnCounts.keys.sorted())
    func widths(table: String) throws {
        let tables = try SyntheticTables.shared.get()
        let content = try tables.table(table)
        let width = try #require(Self.columnCounts[table])
        #expect(content.columns.count == width)
        #expect(Set(content.columns).count == width)
        #expect(content.rows.allSatisfy { $0.count == width })
        #expect(content.rows.count == tables.report.rows[table])
        #expect(!content.rows.isEmpty)
    }

    @Test("The training table has the outcome second, the test table not at all")
    func outcome() throws {
        let tables = try SyntheticTables.shared.get()
        let train = try tables.table("application_train")
        let test = try tables.table("application_test")
        #expect(train.columns[1] == "TARGET")
        #expect(train.columns.filter { $0 != "TARGET" } == test.columns)
        #expect(Set(train["TARGET"]) == ["0", "1"])
    }

    @Test(
        "The header is that of the real table",
        .enabled(if: RealSamples.exist),
        arguments: [
            ("application_train", "home-credit-application"), ("application_test", "home-credit-5000"),
            ("bureau", "home-credit-499"), ("bureau_balance", "home-credit-5000"),
            ("previous_application", "home-credit-499"), ("POS_CASH_balance", "home-credit-499"),
            ("installments_payments", "home-credit-499"), ("credit_card_balance", "home-credit-499"),
        ]
    )
    func realHeaders(table: String, folder: String) throws {
        let header = try RealSamples.head(table, in: folder, lines: 1).columns
        #expect(!header.isEmpty)
        #expect(try SyntheticTables.shared.get().table(table).columns == header)
    }

    @Test("Numbers are written as in the real tables")
    func formats() throws {
        let train = try SyntheticTables.shared.get().table("application_train")
        let whole = /-?\d+/
        let decimal = /-?\d+\.\d+/
        for column in ["SK_ID_CURR", "DAYS_BIRTH", "DAYS_EMPLOYED", "DAYS_ID_PUBLISH", "CNT_CHILDREN"] {
            #expect(train[column].allSatisfy { $0.wholeMatch(of: whole) != nil }, "\(column)")
        }
        for column in ["AMT_CREDIT", "DAYS_REGISTRATION", "CNT_FAM_MEMBERS", "REGION_POPULATION_RELATIVE"] {
            #expect(train[column].allSatisfy { $0.wholeMatch(of: decimal) != nil }, "\(column)")
        }
    }
}
