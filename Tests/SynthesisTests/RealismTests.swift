import Statistics
import Synthesis
import Testing

@Suite("Realism of the synthetic lender")
struct RealismTests {
    @Test(
        "Rows per client are those of the real set",
        arguments: [
            ("bureau", 1_716_428.0), ("bureau_balance", 27_299_925), ("previous_application", 1_670_214),
            ("POS_CASH_balance", 10_001_358), ("installments_payments", 13_605_401), ("credit_card_balance", 3_840_312),
        ]
    )
    func proportions(table: String, rows: Double) throws {
        let tables = try SyntheticTables.shared.get()
        let found = Double(try #require(tables.report.rows[table])) / 3_000
        let real = rows / 356_255
        #expect(abs(found / real - 1) < 0.15, "\(found) against \(real)")
    }

    @Test("Some clients are unknown to the bureau, some never applied, most are labelled")
    func coverage() throws {
        let tables = try SyntheticTables.shared.get()
        let report = tables.report
        let unlabelled = Double(report.rows["application_test"] ?? 0) / 3_000
        #expect(abs(unlabelled - 0.137) < 0.02)
        let known = Set(try tables.table("bureau")["SK_ID_CURR"]).count
        #expect(abs(1 - Double(known) / 3_000 - 0.143) < 0.025)
        let applied = Set(try tables.table("previous_application")["SK_ID_CURR"]).count
        #expect(abs(1 - Double(applied) / 3_000 - 0.045) < 0.015)
    }

    @Test("The default rate and the ceiling are where they are meant to be")
    func ceiling() throws {
        // Two standard errors of the rate at 2,600 labelled clients are 1.1 points; of the AUC about 0.03.
        let report = try SyntheticTables.shared.get().report
        #expect(abs(report.defaultRate - 0.081) < 0.015)
        #expect(abs(try #require(report.ceilingAUC) - 0.83) < 0.04)
        let cost = try #require(report.ceilingCostPerThousand)
        #expect(cost > 300 && cost < 560)
    }

    @Test(
        "Values are missing as often as in the real table",
        arguments: [
            ("EXT_SOURCE_1", 0.564), ("EXT_SOURCE_2", 0.002), ("EXT_SOURCE_3", 0.198), ("OWN_CAR_AGE", 0.66),
            ("OCCUPATION_TYPE", 0.313), ("COMMONAREA_AVG", 0.699), ("COMMONAREA_MODE", 0.699),
            ("FLOORSMAX_MEDI", 0.498),
            ("APARTMENTS_AVG", 0.507), ("YEARS_BUILD_AVG", 0.665), ("ELEVATORS_MODE", 0.533), ("TOTALAREA_MODE", 0.483),
            ("EMERGENCYSTATE_MODE", 0.474), ("FONDKAPREMONT_MODE", 0.684), ("AMT_REQ_CREDIT_BUREAU_YEAR", 0.135),
            ("NAME_TYPE_SUITE", 0.004), ("AMT_INCOME_TOTAL", 0), ("DAYS_BIRTH", 0),
        ]
    )
    func missingShares(column: String, share: Double) throws {
        let found = try SyntheticTables.shared.get().table("application_train").missingShare(column)
        #expect(abs(found - share) < 0.035, "\(found)")
    }

    @Test("Sentinels stand where the real tables have them")
    func sentinels() throws {
        let tables = try SyntheticTables.shared.get()
        let train = try tables.table("application_train")
        let pensioners = train["DAYS_EMPLOYED"].map { $0 == "365243" }
        #expect(abs(Double(pensioners.count { $0 }) / Double(pensioners.count) - 0.18) < 0.025)
        for (isPensioner, organization) in zip(pensioners, train["ORGANIZATION_TYPE"]) {
            #expect(isPensioner == (organization == "XNA"))
        }
        let previous = try tables.table("previous_application")
        for column in [
            "DAYS_FIRST_DRAWING", "DAYS_FIRST_DUE", "DAYS_LAST_DUE_1ST_VERSION", "DAYS_LAST_DUE", "DAYS_TERMINATION",
        ] {
            #expect(previous[column].contains("365243.0"), "\(column)")
            #expect(previous.numbers(column).contains { $0 < 0 }, "\(column)")
        }
        for column in ["NAME_CASH_LOAN_PURPOSE", "NAME_PORTFOLIO", "NAME_YIELD_GROUP", "NAME_GOODS_CATEGORY"] {
            #expect(previous[column].contains("XNA"), "\(column)")
        }
    }

    @Test("Payments come split, late, early, and sometimes not at all")
    func payments() throws {
        let payments = try SyntheticTables.shared.get().table("installments_payments")
        let keys = zip(
            payments["SK_ID_PREV"], zip(payments["NUM_INSTALMENT_VERSION"], payments["NUM_INSTALMENT_NUMBER"])
        )
        .map { "\($0) \($1.0) \($1.1)" }
        #expect(Set(keys).count < keys.count)
        #expect(payments["DAYS_ENTRY_PAYMENT"].contains(""))
        #expect(payments["NUM_INSTALMENT_VERSION"].contains("0.0"))
        let delays = zip(payments["DAYS_ENTRY_PAYMENT"], payments["DAYS_INSTALMENT"])
            .compactMap { entry, due in Double(entry).flatMap { left in Double(due).map { left - $0 } } }
        let late = Double(delays.count { $0 > 0 }) / Double(delays.count)
        #expect(late > 0.04 && late < 0.14, "\(late)")
        #expect(delays.count { $0 < 0 } > delays.count / 2)
    }

    @Test("A few people apply twice, on other days of their life")
    func duplicatePersons() throws {
        let tables = try SyntheticTables.shared.get()
        let train = try tables.table("application_train")
        let birth = train.numbers("DAYS_BIRTH")
        let registration = train.numbers("DAYS_REGISTRATION")
        let published = train.numbers("DAYS_ID_PUBLISH")
        let genders = train["CODE_GENDER"]
        let keys = birth.indices.map { place in
            "\(genders[place]) \(birth[place] - registration[place]) \(registration[place] - published[place])"
        }
        let people = Set(keys).count
        let share = 1 - Double(people) / Double(keys.count)
        #expect(share > 0.008 && share < 0.04, "\(share)")
    }

    @Test("The external scores rank defaults as the bought ones do", arguments: ["EXT_SOURCE_2", "EXT_SOURCE_3"])
    func scores(column: String) throws {
        let train = try SyntheticTables.shared.get().table("application_train")
        let known = zip(train[column], train["TARGET"]).compactMap { text, target in
            Double(text).map { (score: $0, isDefault: target == "1") }
        }
        let auc = try #require(areaUnderROC(scores: known.map { -$0.score }, outcomes: known.map(\.isDefault)))
        #expect(auc > 0.6 && auc < 0.76, "\(auc)")
    }

    @Test("Trouble leaves traces in every history table")
    func traces() throws {
        let tables = try SyntheticTables.shared.get()
        let train = try tables.table("application_train")
        let outcome = Dictionary(uniqueKeysWithValues: zip(train["SK_ID_CURR"], train["TARGET"].map { $0 == "1" }))
        func auc(_ table: String, _ measure: (CSVTable) -> [Double]) throws -> Double {
            let content = try tables.table(table)
            var sums: [String: (Double, Double)] = [:]
            for (client, value) in zip(content["SK_ID_CURR"], measure(content)) where !value.isNaN {
                sums[client, default: (0, 0)].0 += value
                sums[client, default: (0, 0)].1 += 1
            }
            let known = sums.compactMap { client, sum in outcome[client].map { (sum.0 / sum.1, $0) } }
            return try #require(areaUnderROC(scores: known.map(\.0), outcomes: known.map(\.1)))
        }
        #expect(try auc("bureau") { $0["CREDIT_ACTIVE"].map { $0 == "Active" ? 1 : 0 } } > 0.53)
        #expect(try auc("previous_application") { $0["NAME_CONTRACT_STATUS"].map { $0 == "Refused" ? 1 : 0 } } > 0.54)
        #expect(try auc("POS_CASH_balance") { $0["SK_DPD"].map { $0 == "0" ? 0 : 1 } } > 0.52)
        let utilisation = try auc("credit_card_balance") { cards in
            zip(cards.numbers("AMT_BALANCE"), cards.numbers("AMT_CREDIT_LIMIT_ACTUAL")).map { $0 / $1 }
        }
        #expect(utilisation > 0.5)
        let late = try auc("installments_payments") { payments in
            zip(payments["DAYS_ENTRY_PAYMENT"], payments["DAYS_INSTALMENT"]).map { entry, due in
                guard let entry = Double(entry), let due = Double(due) else { return .nan }
                return entry > due ? 1 : 0
            }
        }
        #expect(late > 0.54)
    }

    @Test("With drift, unlabelled clients ask for more and hardly ever for a card")
    func drift() throws {
        let tables = try SyntheticTables(clients: 1_500, seed: 5, unlabelledShare: 0.5, drift: true)
        let train = try tables.table("application_train")
        let test = try tables.table("application_test")
        func revolving(_ table: CSVTable) -> Double {
            Double(table["NAME_CONTRACT_TYPE"].count { $0 == "Revolving loans" }) / Double(table.rows.count)
        }
        #expect(revolving(train) > 0.06 && revolving(test) < 0.03)
        func mean(_ table: CSVTable) -> Double { table.numbers("AMT_CREDIT").reduce(0, +) / Double(table.rows.count) }
        #expect(mean(test) > 1.08 * mean(train))
    }
}
