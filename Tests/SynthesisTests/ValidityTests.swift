import Synthesis
import Testing

@Suite("Validity of the synthetic tables")
struct ValidityTests {
    @Test(
        "Every child row has its parent",
        arguments: [
            ("bureau_balance", "SK_ID_BUREAU", "bureau"), ("POS_CASH_balance", "SK_ID_PREV", "previous_application"),
            ("installments_payments", "SK_ID_PREV", "previous_application"),
            ("credit_card_balance", "SK_ID_PREV", "previous_application"),
        ]
    )
    func foreignKeys(child: String, key: String, parent: String) throws {
        let tables = try SyntheticTables.shared.get()
        let parents = try tables.table(parent)
        let children = try tables.table(child)
        let known = Set(parents[key])
        #expect(known.count == parents.rows.count)
        #expect(Set(children[key]).isSubset(of: known))
        // The client is the parent's too.
        if key == "SK_ID_PREV" {
            let client = Dictionary(uniqueKeysWithValues: zip(parents[key], parents["SK_ID_CURR"]))
            #expect(zip(children[key], children["SK_ID_CURR"]).allSatisfy { client[$0] == $1 })
        }
    }

    @Test("Every history belongs to an applicant", arguments: ["bureau", "previous_application"])
    func clients(table: String) throws {
        let tables = try SyntheticTables.shared.get()
        let train = try tables.table("application_train")["SK_ID_CURR"]
        let test = try tables.table("application_test")["SK_ID_CURR"]
        let known = Set(train + test)
        #expect(known.count == 3_000)
        #expect(Set(try tables.table(table)["SK_ID_CURR"]).isSubset(of: known))
    }

    @Test(
        "A month of a contract is told once",
        arguments: [
            ("POS_CASH_balance", "SK_ID_PREV"), ("credit_card_balance", "SK_ID_PREV"),
            ("bureau_balance", "SK_ID_BUREAU"),
        ])
    func monthsOnce(table: String, key: String) throws {
        let content = try SyntheticTables.shared.get().table(table)
        let months = zip(content[key], content["MONTHS_BALANCE"]).map { "\($0) \($1)" }
        #expect(Set(months).count == months.count)
    }

    @Test(
        "Values stay within the ranges that a careful reader accepts",
        arguments: [
            ("application_train", "DAYS_BIRTH", -25_300.0, -7_300.0),
            ("application_train", "DAYS_REGISTRATION", -25_000, 0),
            ("application_train", "DAYS_ID_PUBLISH", -7_500, 0),
            ("application_train", "AMT_INCOME_TOTAL", 20_000, 1_000_000),
            ("application_train", "AMT_CREDIT", 40_000, 4_050_000),
            ("application_train", "AMT_ANNUITY", 1_000, 260_000),
            ("application_train", "OWN_CAR_AGE", 0, 80), ("application_train", "EXT_SOURCE_1", 0, 1),
            ("application_train", "EXT_SOURCE_2", 0, 1), ("application_train", "EXT_SOURCE_3", 0, 1),
            ("application_train", "REGION_RATING_CLIENT_W_CITY", 1, 3),
            ("application_train", "HOUR_APPR_PROCESS_START", 0, 23),
            ("application_train", "OBS_30_CNT_SOCIAL_CIRCLE", 0, 20),
            ("application_train", "AMT_REQ_CREDIT_BUREAU_QRT", 0, 5),
            ("application_train", "APARTMENTS_AVG", 0, 1), ("application_train", "LIVINGAREA_MODE", 0, 1),
            ("application_train", "DAYS_LAST_PHONE_CHANGE", -4_300, 0), ("bureau", "DAYS_CREDIT", -2_922, 0),
            ("bureau", "DAYS_CREDIT_ENDDATE", -40_000, 31_000), ("bureau", "DAYS_ENDDATE_FACT", -40_000, 0),
            ("bureau", "DAYS_CREDIT_UPDATE", -40_000, 0), ("bureau", "AMT_CREDIT_SUM", 0, 3e8),
            ("bureau", "AMT_CREDIT_SUM_DEBT", 0, 1e8), ("bureau", "AMT_CREDIT_MAX_OVERDUE", 0, 8e7),
            ("bureau", "AMT_CREDIT_SUM_LIMIT", 0, 1e8), ("bureau", "AMT_ANNUITY", 0, 8e7),
            ("bureau_balance", "MONTHS_BALANCE", -96, 0), ("previous_application", "DAYS_DECISION", -2_922, -1),
            ("previous_application", "AMT_CREDIT", 0, 5e6), ("previous_application", "CNT_PAYMENT", 0, 84),
            ("previous_application", "RATE_DOWN_PAYMENT", 0, 1), ("POS_CASH_balance", "MONTHS_BALANCE", -96, -1),
            ("POS_CASH_balance", "CNT_INSTALMENT_FUTURE", 0, 60), ("POS_CASH_balance", "CNT_INSTALMENT", 1, 92),
            ("POS_CASH_balance", "SK_DPD", 0, 1_000), ("installments_payments", "NUM_INSTALMENT_VERSION", 0, 70),
            ("installments_payments", "NUM_INSTALMENT_NUMBER", 1, 300),
            ("installments_payments", "DAYS_INSTALMENT", -2_922, -1),
            ("installments_payments", "DAYS_ENTRY_PAYMENT", -3_200, -1),
            ("installments_payments", "AMT_PAYMENT", 0, 4e6),
            ("credit_card_balance", "MONTHS_BALANCE", -96, -1),
            ("credit_card_balance", "AMT_CREDIT_LIMIT_ACTUAL", 1, 1e6),
            ("credit_card_balance", "AMT_DRAWINGS_CURRENT", 0, 1e6),
            ("credit_card_balance", "AMT_PAYMENT_CURRENT", 0, 4e6),
            ("credit_card_balance", "AMT_BALANCE", 0, 2e6),
        ] as [(String, String, Double, Double)]
    )
    func ranges(table: String, column: String, low: Double, high: Double) throws {
        let values = try SyntheticTables.shared.get().table(table).numbers(column)
        #expect(!values.isEmpty)
        #expect(values.allSatisfy { $0 >= low && $0 <= high }, "\(values.min() ?? .nan) to \(values.max() ?? .nan)")
    }

    @Test("Days of one application are in order")
    func order() throws {
        let bureau = try SyntheticTables.shared.get().table("bureau")
        for (granted, closed) in zip(bureau["DAYS_CREDIT"], bureau["DAYS_ENDDATE_FACT"]) {
            guard let granted = Double(granted), let closed = Double(closed) else { continue }
            #expect(granted <= closed)
        }
        for (state, closed) in zip(bureau["CREDIT_ACTIVE"], bureau["DAYS_ENDDATE_FACT"]) {
            #expect((state == "Closed") == !closed.isEmpty)
        }
        let train = try SyntheticTables.shared.get().table("application_train")
        for (birth, employed) in zip(train.numbers("DAYS_BIRTH"), train.numbers("DAYS_EMPLOYED")) where employed < 0 {
            #expect(employed - birth > 16 * 365)
        }
        let children = zip(train.numbers("CNT_CHILDREN"), train.numbers("CNT_FAM_MEMBERS"))
        #expect(children.allSatisfy { $1 - $0 == 1 || $1 - $0 == 2 })
    }

    @Test(
        "Only the real levels are met",
        .enabled(if: RealSamples.exist),
        arguments: [
            ("application_train", "home-credit-application"), ("bureau", "home-credit-5000"),
            ("previous_application", "home-credit-5000"), ("POS_CASH_balance", "home-credit-5000"),
            ("credit_card_balance", "home-credit-5000"), ("bureau_balance", "home-credit-5000"),
        ]
    )
    func levels(table: String, folder: String) throws {
        let real = try RealSamples.head(table, in: folder, lines: 12_000)
        #expect(!real.rows.isEmpty)
        let synthetic = try SyntheticTables.shared.get().table(table)
        for column in real.columns {
            let levels = Set(real[column])
            // Texts only; a frequent synthetic level must be met in the real rows.
            guard levels.contains(where: { !$0.isEmpty && Double($0) == nil }) else { continue }
            var counts: [String: Int] = [:]
            for level in synthetic[column] { counts[level, default: 0] += 1 }
            for (level, count) in counts where count > max(20, synthetic.rows.count / 150) {
                #expect(levels.contains(level), "\(column): \(level)")
            }
        }
    }
}
