import Catalog
import Features
import Fixtures
import Testing

/// SQL as the standard writes it.
private struct PlainDialect: SQLDialect {
    func createTable(_ name: String, as query: String) -> String { "CREATE TABLE \(name) AS\n\(query)" }
    func createView(_ name: String, as query: String) -> String { "CREATE VIEW \(name) AS\n\(query)" }
}

@Suite("The SQL of a plan")
struct FeatureSQLTests {
    private func text(_ statements: [FeatureSQL.Statement]) -> String {
        statements.map { $0.sql + ";\n" }.joined(separator: "\n")
    }

    @Test(
        "of each shipped table is the golden one",
        arguments: [
            "application", "bureau", "bureau_balance", "previous_application", "POS_CASH_balance",
            "installments_payments", "credit_card_balance", "features",
        ])
    func shipped(name: String) throws {
        let catalog = try LenderCatalog(folder: Places.homeCredit)
        let plan = FeaturePlan(catalog: catalog, available: Set(catalog.tables.map(\.name)))
        let sql = FeatureSQL(plan, dialect: PlainDialect())
        let statements = plan.tables.first { $0.name == name }.map(sql.statements) ?? sql.results
        try Golden.check(text(statements), "sql/home-credit/\(name).sql")
    }

    @Test("of an application without any history is the golden one")
    func applicationOnly() throws {
        let catalog = try LenderCatalog(folder: Places.homeCredit)
        let plan = FeaturePlan(catalog: catalog, available: [catalog.root])
        try Golden.check(
            text(FeatureSQL(plan, dialect: PlainDialect()).statements), "sql/home-credit-application-only.sql")
    }

    @Test("of the small catalog is the golden one")
    func small() throws {
        let plan = FeaturePlan(catalog: try CatalogFiles.small.read(), available: ["application", "loans"])
        try Golden.check(text(FeatureSQL(plan, dialect: PlainDialect()).statements), "sql/small.sql")
    }

    @Test("makes each thing before it is used, features and information last")
    func order() throws {
        let plan = FeaturePlan(catalog: try CatalogFiles.small.read(), available: ["application", "loans"])
        let statements = FeatureSQL(plan, dialect: PlainDialect()).statements
        #expect(
            statements.map(\.target)
                == [
                    "clean.loans", "stage.loans", "rows.loans", "fold.loans.application", "clean.application",
                    "stage.application", "features", "information",
                ])
        for (index, statement) in statements.enumerated() {
            for later in statements[index...] { #expect(!statement.sql.contains("FROM \"\(later.target)\"")) }
        }
    }

    @Test("writes every number as a double and quotes names and texts without a way out")
    func quoting() throws {
        let dialect = PlainDialect()
        #expect(dialect.identifier("a\"b") == "\"a\"\"b\"")
        #expect(dialect.literal("l'été") == "'l''été'")
        var files = CatalogFiles.small
        files = files.replacing("missing: [XNA]", with: "missing: [\"it's\"]", in: "tables/loans.yml")
        let plan = FeaturePlan(catalog: try files.read(), available: ["application", "loans"])
        #expect(text(FeatureSQL(plan, dialect: PlainDialect()).statements).contains("NOT IN ('it''s')"))
        #expect(text(FeatureSQL(plan, dialect: PlainDialect()).statements).contains("BETWEEN -1000000E0 AND 1000000E0"))
        #expect(text(FeatureSQL(plan, dialect: PlainDialect()).statements).contains("NOT IN (-365E0)"))
    }
}
