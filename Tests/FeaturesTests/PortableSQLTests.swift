import Catalog
import Credit
import Features
import Fixtures
import Testing

/// SQL as the standard writes it.
private struct StandardDialect: SQLDialect {
    func createTable(_ name: String, as query: String) -> String { "CREATE TABLE \(name) AS\n\(query)" }
    func createView(_ name: String, as query: String) -> String { "CREATE VIEW \(name) AS\n\(query)" }
}

/// A statement that engines answer differently, and what is wrong with it.
struct UnportableStatement: CustomTestStringConvertible, Sendable {
    let sql: String
    let rules: [PortableSQL.Rule]

    init(_ sql: String, _ rules: PortableSQL.Rule...) {
        self.sql = sql
        self.rules = rules
    }

    var testDescription: String { sql }
}

@Suite("Portable SQL")
struct PortableSQLTests {
    private func violations(_ catalog: LenderCatalog, _ dialect: some SQLDialect) -> [PortableSQL.Violation] {
        let keys = catalog.tables.flatMap(\.columns).filter { $0.kind == .id || $0.kind == .outcome }
        let plan = FeaturePlan(catalog: catalog, available: Set(catalog.tables.map(\.name)))
        return FeatureSQL(plan, dialect: dialect).statements.flatMap {
            PortableSQL($0.sql, wholeNumbers: Set(keys.map(\.name))).violations
        }
    }

    @Test("is all that the shipped catalog's features are made with")
    func shipped() throws {
        #expect(try violations(LenderCatalog(folder: Places.homeCredit), StandardDialect()) == [])
    }

    @Test("is all that every function, slice and window of time is made with")
    func timed() throws {
        #expect(try violations(CatalogFiles.small.read(), StandardDialect()) == [])
        #expect(try violations(CatalogFiles.timed.read(), StandardDialect()) == [])
    }

    @Test("is not what engines answer differently", arguments: unportable)
    func refused(_ statement: UnportableStatement) {
        #expect(PortableSQL(statement.sql, wholeNumbers: ["id"]).violations.map(\.rule) == statement.rules)
    }

    @Test("has an example of every difference")
    func complete() {
        #expect(Set(Self.unportable.flatMap(\.rules)) == Set(PortableSQL.Rule.allCases))
    }

    @Test(
        "is what engines answer alike",
        arguments: [
            "SELECT CAST(sum(CAST(floor(x * 1000E0 + 0.5E0) AS BIGINT)) AS DOUBLE) / 1000E0 FROM t",
            "SELECT CAST(sum(CAST(floor(x) AS BIGINT)) FILTER (WHERE y > 0) AS BIGINT) FROM t",
            "SELECT sum(CAST(x AS DECIMAL(19, 0)) * CAST(y AS DECIMAL(19, 0))) FROM t",
            "SELECT a / nullif(b, 0), a / greatest(b, 1), a / 2, a % 7, a / 365.25E0 FROM t",
            "SELECT row_number() OVER (PARTITION BY id ORDER BY day DESC NULLS LAST, id ASC NULLS LAST) FROM t",
            "SELECT max(x) OVER (ORDER BY day NULLS FIRST ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM t",
            "SELECT percentile_cont(0.5E0) WITHIN GROUP (ORDER BY x) FROM t",
            "SELECT CASE WHEN x > 0 THEN ln(x) END, CASE WHEN x >= 0 THEN sqrt(x) END FROM t",
            "SELECT CAST(id AS INTEGER), CAST(t.id AS BIGINT), CAST(floor(x) AS INT), CAST(count(*) AS BIGINT) FROM t",
            "SELECT CAST(CAST(floor(x) AS BIGINT) AS VARCHAR) || '|' || name FROM t",
            "SELECT 'avg(x) / 0, 0.5', \"avg\", \"a / b\" FROM t ORDER BY id",
            "SELECT round(CAST(x AS DECIMAL(18, 2)), 1) FROM t",
            "SELECT 12.0E0 / 18, 1E-7, pow(x, 0.25E0), x IN (1, 2), coalesce(x, -1) FROM t",
        ])
    func accepted(_ sql: String) {
        #expect(PortableSQL(sql, wholeNumbers: ["id"]).violations == [])
    }

    @Test("says where and what to do")
    func message() {
        let violations = PortableSQL("SELECT a, b / c FROM t").violations
        #expect(
            violations.map(\.description) == [
                "/ c from t: a divisor that can be zero must be written nullif(divisor, 0)"
            ])
    }

    @Test("a statement made wrong in one place is told of that place alone")
    func oneMistake() throws {
        struct Careless: SQLDialect {
            func createTable(_ name: String, as query: String) -> String {
                "CREATE TABLE \(name) AS \(query.replacing("nullif(CAST(count(", with: "(CAST(count("))"
            }
            func createView(_ name: String, as query: String) -> String {
                "CREATE VIEW \(name) AS \(query.replacing(" NULLS LAST", with: ""))"
            }
        }
        let found = try violations(CatalogFiles.timed.read(), Careless())
        #expect(Set(found.map(\.rule)) == [.divisor, .nullOrder])
    }

    static let unportable =
        [
            UnportableStatement("SELECT sum(CAST(floor(x) AS BIGINT)) FROM t", .uncastSum),
            UnportableStatement("SELECT sum(id) FROM t", .uncastSum),
            UnportableStatement("SELECT sum(CASE WHEN x > 0 THEN 1 ELSE 0 END) FROM t", .inexactSum),
            UnportableStatement("SELECT CAST(sum(x) AS DOUBLE) FROM t", .inexactSum),
            UnportableStatement("SELECT CAST(sum(x > 0) AS BIGINT) FROM t", .wholeNumber, .inexactSum),
            UnportableStatement("SELECT CAST(1 + sum(id) AS BIGINT) FROM t", .uncastSum),
            UnportableStatement("SELECT a / b FROM t", .divisor),
            UnportableStatement("SELECT a / 0 FROM t", .divisor),
            UnportableStatement("SELECT a / nullif(b, 1) FROM t", .divisor),
            UnportableStatement("SELECT a / greatest(b, 0) FROM t", .divisor),
            UnportableStatement("SELECT a / (b + 1) FROM t", .divisor),
            UnportableStatement("SELECT a % b FROM t", .divisor),
            UnportableStatement("SELECT a // 2 FROM t", .wholeQuotient),
            UnportableStatement("SELECT a div 2 FROM t", .wholeQuotient),
            UnportableStatement("SELECT CAST(a AS DECIMAL(9, 2)) / 3 FROM t", .decimalQuotient),
            UnportableStatement("SELECT a * 0.5 FROM t", .decimalLiteral),
            UnportableStatement("SELECT a * .5 FROM t", .decimalLiteral),
            UnportableStatement("SELECT 1.0 / 3 FROM t", .decimalLiteral),
            UnportableStatement("SELECT 1.5D FROM t", .decimalLiteral),
            UnportableStatement("SELECT round(x, 2) FROM t", .rounding),
            UnportableStatement("SELECT row_number() OVER (ORDER BY day) FROM t", .nullOrder),
            UnportableStatement("SELECT lag(x) OVER (PARTITION BY id ORDER BY day ASC) FROM t", .nullOrder),
            UnportableStatement("SELECT lag(x) OVER (ORDER BY day DESC NULLS LAST, id DESC) FROM t", .nullOrder),
            UnportableStatement("SELECT max(x) OVER (ORDER BY day ROWS 2 PRECEDING) FROM t", .nullOrder),
            UnportableStatement("SELECT * FROM (SELECT x FROM t ORDER BY x LIMIT 3)", .nullOrder),
            UnportableStatement("SELECT CAST(x AS BIGINT) FROM t", .wholeNumber),
            UnportableStatement("SELECT CAST(x * 100 + 0.5E0 AS BIGINT) FROM t", .wholeNumber),
            UnportableStatement("SELECT CAST(floor(x) + 0.5E0 AS INT) FROM t", .wholeNumber),
            UnportableStatement("SELECT TRY_CAST('1e3' AS INTEGER) FROM t", .wholeNumber),
            UnportableStatement("SELECT CAST(x AS VARCHAR) FROM t", .numberText),
            UnportableStatement("SELECT CAST(floor(x) / 2 AS STRING) FROM t", .numberText),
            UnportableStatement("SELECT ln(x), log10(x), log2(x) FROM t", .domain, .domain, .domain),
            UnportableStatement("SELECT CASE WHEN x > 0 THEN 1 END + ln(x) FROM t", .domain),
            UnportableStatement("SELECT sqrt(x) FROM t", .domain),
            UnportableStatement("SELECT sqrt(CAST(x * y AS DOUBLE) / 2) FROM t", .domain),
            UnportableStatement("SELECT count(DISTINCT a, b) FROM t", .pairs),
            UnportableStatement("SELECT a::INT FROM t", .form),
            UnportableStatement("SELECT a FROM t ASOF JOIN u USING (id)", .form),
        ]
        + [
            "avg(x)", "mean(x)", "first(x)", "last(x)", "any_value(x)", "first_value(x)", "max_by(x, y)",
            "arg_max(x, y)",
            "count_if(x > 0)", "approx_count_distinct(x)", "approx_quantile(x, 0.5E0)", "percentile_approx(x, 0.5E0)",
            "quantile_cont(x, 0.5E0)", "skewness(x)", "kurtosis(x)", "isnan(x)", "log(x)", "log1p(x)", "concat(a, b)",
            "date_diff('day', a, b)", "datediff(a, b)", "dayofweek(a)", "epoch(a)", "unix_timestamp(a)",
            "width_bucket(x, 0, 1, 10)", "nvl(a, b)", "ceil(x)", "stddev(x)", "regr_slope(y, x)",
            "extract(year FROM a)",
        ].map { UnportableStatement("SELECT \($0) FROM t", .function) }
}
