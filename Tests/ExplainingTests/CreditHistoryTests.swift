import Catalog
import Credit
import Explaining
import FeatureKernels
import Foundation
import Testing

@Suite("A client's records are read as a history of credit")
struct CreditHistoryTests {
    private static let catalog = Result {
        try LenderCatalog(
            folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().path(percentEncoded: false) + "/Catalogs/home-credit")
    }

    private func history(_ json: String) throws -> CreditHistory {
        let catalog = try Self.catalog.get()
        let records = try ApplicantRecords(json: Data(json.utf8), catalog: catalog)
        return CreditHistory(CheckedApplicant(records: records), catalog: catalog)
    }

    @Test("without histories nothing is known")
    func none() throws {
        #expect(try history(#"{"application": {}}"#).isEmpty)
    }

    @Test("loans come latest first, with what is known of each and what cannot be left out")
    func loans() throws {
        let found = try history(
            #"""
            {"application": {}, "bureau": [
              {"CREDIT_ACTIVE": "Closed", "DAYS_CREDIT": -900, "DAYS_ENDDATE_FACT": -300, "CREDIT_TYPE": "Mortgage"},
              {"CREDIT_ACTIVE": "Active", "DAYS_CREDIT": -100, "DAYS_CREDIT_ENDDATE": 500, "AMT_CREDIT_SUM": 9000,
               "AMT_CREDIT_SUM_OVERDUE": 12, "CREDIT_DAY_OVERDUE": 3},
              {"CREDIT_ACTIVE": "Sold", "DAYS_CREDIT": 5, "DAYS_ENDDATE_FACT": -50000}
            ]}
            """#
        ).loans
        #expect(found.map(\.start) == [-100, -900, nil], "a loan cannot begin after the application")
        #expect(found.map(\.isOpen) == [true, false, false])
        #expect(found[0].isLate && !found[1].isLate)
        #expect(found[0].plannedEnd == 500 && found[0].amount == 9_000)
        #expect(found[1].sort?.en == "mortgage" && found[1].end == -300)
        #expect(found[2].end == nil && found[2].state?.en == "sold")
    }

    @Test("parts of one instalment are one: paid when the last part is, for all parts together")
    func payments() throws {
        func part(_ number: Int, _ due: Int, _ paid: String, _ amount: Int) -> String {
            """
            {"SK_ID_PREV": 1, "NUM_INSTALMENT_VERSION": 1, "NUM_INSTALMENT_NUMBER": \(number), "DAYS_INSTALMENT": \(due), \
            "DAYS_ENTRY_PAYMENT": \(paid), "AMT_INSTALMENT": 100, "AMT_PAYMENT": \(amount)}
            """
        }
        let rows = [
            part(1, -60, "-63", 40), part(1, -60, "-55", 60), part(2, -30, "-31", 100), part(3, -800, "null", 0),
        ]
        let found = try history("{\"application\": {}, \"installments_payments\": [\(rows.joined(separator: ","))]}")
        #expect(found.payments.map(\.due) == [-30, -60, -800])
        #expect(found.payments.map(\.delay) == [-1, 5, nil])
        #expect(found.payments[1].amountPaid == 100)
        #expect(found.payments(within: 24).count == 2 && found.payments(within: 1).count == 1)
    }

    @Test("cards of one month are one balance against one limit")
    func card() throws {
        let found = try history(
            #"""
            {"application": {}, "credit_card_balance": [
              {"SK_ID_PREV": 1, "MONTHS_BALANCE": -1, "AMT_BALANCE": 50, "AMT_CREDIT_LIMIT_ACTUAL": 100},
              {"SK_ID_PREV": 2, "MONTHS_BALANCE": -1, "AMT_BALANCE": 150, "AMT_CREDIT_LIMIT_ACTUAL": 300},
              {"SK_ID_PREV": 1, "MONTHS_BALANCE": -2, "AMT_BALANCE": 50, "AMT_CREDIT_LIMIT_ACTUAL": 0}
            ]}
            """#
        ).card
        #expect(found.map(\.monthsAgo) == [1] && found.first?.use == 0.5)
    }
}
