import Credit
import Features
import Fixtures
import Testing

@testable import Explaining
@testable import Modeling

@Suite("The wording of reasons")
struct ReasonWordingTests {
    /// The small model's bundle with a profile made of chosen rows.
    private static func bundle(usual rows: [[String: FeatureValue]]) throws -> ModelBundle {
        let (data, bundle) = try smallModel.get()
        let schema = data.table.schema
        let values = try rows.map { try row($0).values }
        let columns = schema.columns.indices.map { column -> FeatureTable.Column in
            guard schema.columns[column].isCategory else {
                return .numbers(values.map { if case .number(let number) = $0[column] { number } else { .nan } })
            }
            let words = values.map { if case .level(let level) = $0[column] { level } else { "" } }
            let levels = Set(words).subtracting([""]).sorted()
            return .levels(
                codes: words.map { word in levels.firstIndex(of: word).map(Int32.init) ?? -1 }, levels: levels)
        }
        let table = FeatureTable(
            schema: schema, clients: rows.indices.map { ClientID(rawValue: Int64($0)) },
            outcomes: Array(repeating: nil, count: rows.count), persons: rows.indices.map(Int32.init), columns: columns)
        return ModelBundle(
            catalog: bundle.catalog, fitted: bundle.fitted, encoder: bundle.encoder, learner: bundle.learner,
            calibration: bundle.calibration,
            decision: bundle.decision, baseline: bundle.baseline,
            profile: ReferenceProfile(of: table, rows: Array(rows.indices)), training: bundle.training,
            evaluation: bundle.evaluation, selection: bundle.selection)
    }

    private func wording(usual rows: [[String: FeatureValue]] = []) throws -> ReasonWording {
        ReasonWording(try Self.bundle(usual: rows), schema: try smallModel.get().data.table.schema)
    }

    private func contribution(_ feature: String, _ family: String, _ logOdds: Double) -> Contribution {
        Contribution(feature: feature, family: FamilyID(rawValue: family), logOdds: LogOdds(logOdds))
    }

    @Test("ties go by the family's name, and the fifth is left out")
    func ties() throws {
        let families = [
            ("SCORE", "scores"), ("REGION", "region"), ("OWNS_HOME", "property"), ("DAYS_BIRTH", "identity"),
            ("JOB", "employment"),
        ]
        for sign in [1.0, -1.0] {
            let parts = families.map { contribution($0.0, $0.1, 0.25 * sign) }
            let expected = ["employment", "identity", "property", "region"]
            for order in [parts, parts.reversed()] {
                let reasons = try wording().reasons(order, row: row([:]))
                #expect(reasons.map(\.family.rawValue) == expected)
                #expect(reasons.allSatisfy { $0.direction == (sign > 0 ? .adverse : .favourable) })
            }
        }
    }

    @Test("a family that moves the odds by less than one per cent is no reason")
    func weak() throws {
        let parts = [contribution("SCORE", "scores", 0.009), contribution("JOB", "employment", -0.011)]
        let reasons = try wording().reasons(parts, row: row([:]))
        #expect(reasons.map(\.family.rawValue) == ["employment"])
    }

    @Test("features of one family are summed, and only those that point its way are its evidence")
    func summed() throws {
        let parts = [
            contribution("JOB", "employment", 0.5), contribution("DAYS_HIRED", "employment", -0.2),
            contribution("DAYS_HIRED.missing", "employment", 0.1),
        ]
        let reasons = try wording().reasons(parts, row: row([:]))
        #expect(reasons.count == 1)
        #expect(abs((reasons.first?.contribution.value ?? 0) - 0.4) < 1e-12)
        #expect(reasons.first?.evidence.map(\.feature) == ["JOB", "DAYS_HIRED.missing"])
    }

    @Test("the sentence is the family's, for or against")
    func sentences() throws {
        let against = try wording().reasons([contribution("SCORE", "scores", 0.3)], row: row([:]))
        let favourable = try wording().reasons([contribution("SCORE", "scores", -0.3)], row: row([:]))
        #expect(
            against.first?.sentence == LocalizedText(fr: "Contre, scores externes.", en: "Against, external scores."))
        #expect(favourable.first?.sentence == LocalizedText(fr: "Pour, scores externes.", en: "For, external scores."))
        #expect(against.first?.label == LocalizedText(fr: "scores externes", en: "external scores"))
    }

    @Test("a family that the catalog does not have is no reason")
    func foreign() throws {
        let wording = try wording()
        #expect(try wording.reasons([contribution("x", "other", 1)], row: row([:])).isEmpty)
        #expect(wording.family(of: "x") == FamilyID(rawValue: "other"))
    }

    struct Value: Sendable, CustomTestStringConvertible {
        let feature: String
        let family: String
        let value: FeatureValue
        let fr: String
        let en: String
        var testDescription: String { "\(feature) \(en)" }
    }

    @Test(
        "values are written as people of each language write them",
        arguments: [
            Value(
                feature: "INCOME", family: "affordability", value: .number(52_345.6), fr: "52\u{202F}346\u{A0}€",
                en: "€52,346"),
            Value(
                feature: "DAYS_BIRTH", family: "identity", value: .number(-9_461), fr: "25\u{A0}ans",
                en: "25\u{A0}years"),
            Value(feature: "SCORE", family: "scores", value: .number(0.5), fr: "0,50", en: "0.50"),
            Value(feature: "OWNS_HOME", family: "property", value: .number(1), fr: "oui", en: "yes"),
            Value(feature: "OWNS_HOME", family: "property", value: .number(0), fr: "non", en: "no"),
            Value(feature: "credit_to_income", family: "affordability", value: .number(2.5), fr: "2,5", en: "2.5"),
            Value(feature: "JOB", family: "employment", value: .level("Clerk"), fr: "employé de bureau", en: "clerk"),
            Value(feature: "JOB", family: "employment", value: .level("Diver"), fr: "Diver", en: "Diver"),
            Value(feature: "REGION", family: "region", value: .missing, fr: "inconnu", en: "unknown"),
        ])
    func values(_ value: Value) throws {
        let reasons = try wording().reasons(
            [contribution(value.feature, value.family, 0.3)], row: row([value.feature: value.value]))
        let fact = try #require(reasons.first?.evidence.first)
        #expect(fact.value == LocalizedText(fr: value.fr, en: value.en))
        #expect(fact.contribution == LogOdds(0.3))
    }

    private func usual(_ feature: String, _ family: String, _ values: [FeatureValue]) throws -> LocalizedText? {
        let rows = values.map { [feature: $0] }
        return try wording(usual: rows).reasons([contribution(feature, family, 1)], row: row([:])).first?.evidence
            .first?.usual
    }

    @Test("what is usual is the middle half of numbers, the shorter time first")
    func usualNumbers() throws {
        let incomes = [10_000, 20_000, 30_000, 40_000, 50_000].map { FeatureValue.number($0) }
        #expect(
            try usual("INCOME", "affordability", incomes)
                == LocalizedText(fr: "de 20\u{202F}000\u{A0}€ à 40\u{202F}000\u{A0}€", en: "€20,000 to €40,000"))
        let days = [-20_000, -18_000, -15_000, -11_000, -9_000].map { FeatureValue.number($0) }
        #expect(
            try usual("DAYS_BIRTH", "identity", days)
                == LocalizedText(fr: "de 30\u{A0}ans à 49\u{A0}ans", en: "30\u{A0}years to 49\u{A0}years"))
        #expect(try usual("SCORE", "scores", [.number(0.5), .number(0.5)]) == LocalizedText(fr: "0,50", en: "0.50"))
        #expect(
            try usual("OWNS_HOME", "property", [.number(1), .number(1), .number(0)])
                == LocalizedText(fr: "oui", en: "yes"))
    }

    @Test("what is usual of a category is its commonest level, ties by name")
    func usualLevels() throws {
        let clerks: [FeatureValue] = [.level("Cook"), .level("Clerk"), .level("Clerk")]
        #expect(try usual("JOB", "employment", clerks) == LocalizedText(fr: "employé de bureau", en: "clerk"))
        let even: [FeatureValue] = [.level("Cook"), .level("Clerk")]
        #expect(try usual("JOB", "employment", even) == LocalizedText(fr: "employé de bureau", en: "clerk"))
    }

    @Test("nothing is usual where most are unknown")
    func usualUnknown() throws {
        #expect(try usual("INCOME", "affordability", [.number(1), .missing, .missing]) == nil)
        #expect(try usual("JOB", "employment", [.level("Cook"), .missing, .missing]) == nil)
        #expect(try usual("INCOME", "affordability", [.number(1), .missing]) != nil)
        #expect(try usual("INCOME", "affordability", []) == nil)
    }
}
