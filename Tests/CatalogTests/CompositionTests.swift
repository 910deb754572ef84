import Credit
import Fixtures
import Testing

@testable import Catalog

@Suite("Names, labels and units of features")
struct CompositionTests {
    let catalog: LenderCatalog

    init() throws { catalog = try CatalogFiles.small.read() }

    struct Expected: Sendable {
        let name: String
        let fr: String
        let en: String
        let kind: ValueKind
    }

    @Test(
        "are composed from their parts",
        arguments: [
            Expected(name: "SCORE", fr: "score", en: "score", kind: .score),
            Expected(name: "DAYS_HIRED.missing", fr: "sans emploi connu", en: "no known job", kind: .flag),
            Expected(
                name: "loans.all.rows.count", fr: "nombre de prêts – autres prêts", en: "number of loans – other loans",
                kind: .count),
            Expected(
                name: "loans.active.rows.count", fr: "nombre de prêts, prêts en cours – autres prêts",
                en: "number of loans, active loans – other loans", kind: .count),
            Expected(
                name: "loans.all.AMOUNT.mean", fr: "montant (moyenne) – autres prêts",
                en: "amount (mean) – other loans",
                kind: .money),
            Expected(
                name: "loans.recent.debt_ratio.std", fr: "part due (écart type), prêts récents – autres prêts",
                en: "share owed (standard deviation), recent loans – other loans", kind: .ratio),
            Expected(
                name: "loans.all.DAYS_OPENED.max", fr: "ouverture (la plus récente) – autres prêts",
                en: "opening (latest) – other loans", kind: .daysAgo),
            Expected(
                name: "loans.all.DAYS_OPENED.std", fr: "ouverture (écart type) – autres prêts",
                en: "opening (standard deviation) – other loans", kind: .duration),
            Expected(
                name: "loans.all.STATE.Active.share", fr: "état : en cours (part) – autres prêts",
                en: "state: active (share) – other loans", kind: .percent),
            Expected(
                name: "loans.all.LATE.share", fr: "en retard (part) – autres prêts", en: "late (share) – other loans",
                kind: .percent),
            Expected(
                name: "loans.all.LATE.mean", fr: "en retard (moyenne) – autres prêts", en: "late (mean) – other loans",
                kind: .number),
            Expected(
                name: "loans.all.STATE.distinct", fr: "état (valeurs différentes) – autres prêts",
                en: "state (different values) – other loans", kind: .count),
            Expected(
                name: "credit_to_income", fr: "prêt rapporté au revenu", en: "loan to income", kind: .ratio),
        ])
    func composed(_ expected: Expected) throws {
        let feature = try #require(catalog.features.first { $0.name == expected.name })
        #expect(feature.label == LocalizedText(fr: expected.fr, en: expected.en))
        #expect(feature.kind == expected.kind)
    }

    @Test("every aggregate is every column with every function over every slice")
    func expansion() throws {
        let loans = try #require(catalog.tables.first { $0.name == "loans" })
        // 4 counts of rows, 3 columns × 7 × 4, a flag × 4 × 4, 2 levels × 2, a category × 2 × 2.
        #expect(loans.aggregates.count == 4 + 84 + 16 + 4 + 4)
        #expect(catalog.features.filter { $0.tables == ["loans"] }.map(\.name) == loans.aggregates.map(\.name))
    }

    @Test("a business feature knows the tables that it comes from, through other business features too")
    func tables() {
        func tables(_ name: String) -> [String]? { catalog.features.first { $0.name == name }?.tables }
        #expect(tables("credit_to_income") == ["application"])
        #expect(tables("debt_to_income") == ["application", "loans"])
        #expect(tables("weight") == ["application", "loans"])
        #expect(catalog.business.first { $0.name == "weight" }?.inputs == ["credit_to_income", "debt_to_income"])
    }

    @Test("what the catalog says of the lender is read")
    func general() {
        #expect(catalog.name == "small" && catalog.version == 3 && catalog.currency == "€")
        #expect(catalog.cost == CostMatrix(missedDefault: 10, refusedGoodClient: 1))
        #expect(catalog.person == ["REGION", "DAYS_BIRTH - DAYS_HIRED"])
        #expect(catalog.protections.map(\.isAllowed) == [false, true])
        #expect(catalog.family(FamilyID(rawValue: "region"))?.label.fr == "région")
        #expect(catalog.rootTable?.column("DAYS_HIRED")?.missing == ["365243"])
        #expect(catalog.rootTable?.column("OWNS_HOME")?.flagWords == FlagWords(yes: "Y", no: "N"))
        #expect(catalog.features.first { $0.name == "SCORE" }?.risk == .falls)
        #expect(catalog.features.first { $0.name == "credit_to_income" }?.risk == .rises)
    }
}
