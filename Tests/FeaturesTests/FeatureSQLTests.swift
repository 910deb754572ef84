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
    private func text(_ plan: FeaturePlan) -> String {
        FeatureSQL(plan, dialect: PlainDialect()).statements.map { $0.sql + ";\n" }.joined(separator: "\n")
    }

    @Test(
        "of the shipped catalog is the golden one",
        arguments: [("home-credit-all-tables", ["bureau"]), ("home-credit-application-only", [])])
    func shipped(name: String, histories: [String]) throws {
        let catalog = try LenderCatalog(folder: Places.homeCredit)
        let plan = FeaturePlan(catalog: catalog, available: Set([catalog.root] + histories))
        try Golden.check(text(plan), "sql/\(name).sql")
    }

    @Test("of the small catalog is the golden one")
    func small() throws {
        let plan = FeaturePlan(catalog: try CatalogFiles.small.read(), available: ["application", "loans"])
        try Golden.check(text(plan), "sql/small.sql")
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
        #expect(text(plan).contains("NOT IN ('it''s')"))
        #expect(text(plan).contains("BETWEEN -1000000E0 AND 1000000E0"))
        #expect(text(plan).contains("NOT IN (-365E0)"))
    }
}
