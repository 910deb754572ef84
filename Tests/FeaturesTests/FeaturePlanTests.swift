import Catalog
import Features
import Fixtures
import Testing

@Suite("A feature plan")
struct FeaturePlanTests {
    let catalog: LenderCatalog

    init() throws { catalog = try CatalogFiles.small.read() }

    /// The small catalog with payments that fold into loans; the files' order is not the folding order.
    private func deepCatalog() throws -> LenderCatalog {
        var files = CatalogFiles.small
        files.texts["tables/arrears.yml"] = """
            table: arrears
            title: {fr: retards, en: arrears}
            files: [arrears]
            key: ARREAR
            parent: {table: loans, key: LOAN}
            columns:
              ARREAR: {type: id, label: {fr: retard, en: arrear}}
              LOAN: {type: id, label: {fr: prêt, en: loan}}
            """
        return try files.read()
    }

    @Test("of every table loses nothing")
    func whole() {
        let plan = FeaturePlan(catalog: catalog, available: ["application", "loans"])
        #expect(plan.losses.isEmpty)
        #expect(plan.features == catalog.features)
        #expect(plan.business == catalog.business)
        #expect(plan.schema.columns.map(\.name) == catalog.features.map(\.name))
        #expect(plan.schema.columns.filter(\.isCategory).map(\.name) == ["JOB", "REGION"])
    }

    @Test("without a table drops its features and every business feature that needs it, and says which")
    func absent() throws {
        let plan = FeaturePlan(catalog: catalog, available: ["application"])
        #expect(plan.tables.map(\.name) == ["application"])
        #expect(plan.business.map(\.name) == ["credit_to_income"])
        let loss = try #require(plan.losses.first)
        #expect(plan.losses.count == 1 && loss.table == "loans")
        #expect(loss.features.suffix(2) == ["debt_to_income", "weight"])
        #expect(loss.features.count + plan.features.count == catalog.features.count)
        #expect(Set(loss.features).isDisjoint(with: plan.features.map(\.name)))
    }

    @Test("leaves comparisons to the model: they are in no table, and lost with what they read")
    func comparisons() throws {
        let catalog = try CatalogFiles.comparing.read()
        let whole = FeaturePlan(catalog: catalog, available: ["application", "loans"])
        #expect(whole.fitted == catalog.fitted && whole.features == catalog.features && whole.losses.isEmpty)
        let plan = FeaturePlan(catalog: catalog, available: ["application"])
        #expect(plan.fitted.map(\.name) == ["income_in_job", "score_in_region"])
        #expect(plan.losses.map { $0.features.suffix(3) } == [["debt_to_income", "weight", "debt_in_job"]])
        #expect(Set(plan.schema.columns.map(\.name)).isDisjoint(with: catalog.fitted.map(\.name)))
    }

    @Test("names that the catalog does not know are ignored")
    func unknown() {
        let plan = FeaturePlan(catalog: catalog, available: ["application", "loans", "something_else"])
        #expect(plan == FeaturePlan(catalog: catalog, available: ["loans", "application"]))
    }

    @Test("puts children before parents and the root last")
    func order() throws {
        let deep = try deepCatalog()
        #expect(deep.tables.map(\.name) == ["application", "arrears", "loans"])
        let plan = FeaturePlan(catalog: deep, available: ["application", "loans", "arrears"])
        #expect(plan.tables.map(\.name) == ["arrears", "loans", "application"])
        let root = try #require(deep.rootTable)
        #expect(plan.children(of: root).map(\.table.name) == ["loans"])
    }

    @Test("a child of an absent table is absent")
    func orphan() throws {
        let plan = FeaturePlan(catalog: try deepCatalog(), available: ["application", "arrears"])
        #expect(plan.tables.map(\.name) == ["application"])
        #expect(plan.losses.map(\.table) == ["arrears", "loans"])
    }

    @Test("without the root holds nothing")
    func rootless() {
        let plan = FeaturePlan(catalog: catalog, available: ["loans"])
        #expect(plan.tables.isEmpty && plan.features.isEmpty && plan.business.isEmpty)
    }
}
