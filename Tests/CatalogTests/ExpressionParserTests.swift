import Fixtures
import Testing

@testable import Catalog

@Suite("The meaning of a catalog's SQL")
struct ExpressionParserTests {
    private func tree(_ sql: String) -> ExpressionTree? { SQLExpression(sql).tree }

    @Test(
        "is that of the same expression with its parentheses written out",
        arguments: [
            ("A + B * C", "A + (B * C)"), ("A * B + C", "(A * B) + C"), ("A - B - C", "(A - B) - C"),
            ("A - B + C", "(A - B) + C"), ("A / 2 / 3", "(A / 2) / 3"), ("A / 2 * B", "(A / 2) * B"),
            ("A * B / 2", "(A * B) / 2"), ("-A * B", "(-A) * B"), ("A * -B", "A * (-B)"), ("A - -B", "A - (-B)"),
            ("-A + B", "(-A) + B"), ("+A", "A"), ("- - A", "A"), ("- + - - A", "-A"), ("-1", "(-1)"),
            ("A + 1 > B * 2", "(A + 1) > (B * 2)"), ("A > 1 AND B > 1", "(A > 1) AND (B > 1)"),
            ("A OR B AND C", "A OR (B AND C)"), ("A AND B OR C", "(A AND B) OR C"),
            ("A OR B OR C", "(A OR B) OR C"), ("A AND B AND C", "(A AND B) AND C"),
            ("NOT A AND B", "(NOT A) AND B"), ("NOT A = B", "NOT (A = B)"), ("NOT A IS NULL", "NOT (A IS NULL)"),
            ("NOT NOT NOT A", "NOT A"), ("NOT NOT NOT NOT A", "NOT NOT A"), ("A = B IS NULL", "(A = B) IS NULL"),
            ("A + B IS NULL", "(A + B) IS NULL"), ("-A IS NULL", "(-A) IS NULL"),
            ("A IS NOT NULL", "NOT (A IS NULL)"), ("A NOT IN (1, 2)", "NOT (A IN (1, 2))"),
            ("A + 1 IN (1, B + 1)", "(A + 1) IN (1, (B + 1))"), ("A IN (1)", "A = 1"),
            ("A IN (1, 2, 3)", "A = 1 OR A = 2 OR A = 3"), ("A BETWEEN 1 AND 2", "A >= 1 AND A <= 2"),
            ("A BETWEEN -1 AND B + 1 AND C", "(A BETWEEN (-1) AND (B + 1)) AND C"),
            ("A NOT BETWEEN 1 AND 2", "NOT (A >= 1 AND A <= 2)"), ("S NOT LIKE 'a%'", "NOT (S LIKE 'a%')"),
            ("CASE A WHEN 1 THEN B WHEN 2 THEN C END", "CASE WHEN A = 1 THEN B WHEN A = 2 THEN C ELSE NULL END"),
            ("case when A then 1 else 2 end + 1", "(CASE WHEN A THEN 1 ELSE 2 END) + 1"),
            ("CASE WHEN A OR B THEN 1 END", "CASE WHEN (A OR B) THEN 1 END"), ("\"A\"", "A"), ("ABS(A)", "abs((A))"),
            ("cast(A + 1 AS double)", "CAST ((A + 1) as DOUBLE)"), ("((((A))))", "A"), ("1.5", "15e-1"), (".5", "0.5"),
        ])
    func precedence(sql: String, written: String) {
        let expression = SQLExpression(sql)
        #expect(expression.violations == [])
        #expect(expression.tree != nil)
        #expect(expression.tree == tree(written))
    }

    @Test("tells what looks alike apart")
    func apart() {
        #expect(tree("A - (B - C)") != tree("A - B - C"))
        #expect(tree("A / greatest(B, 1) * C") != tree("A / greatest(B * C, 1)"))
        #expect(tree("NOT (A AND B)") != tree("NOT A AND B"))
        #expect(tree("(A OR B) AND C") != tree("A OR B AND C"))
        #expect(tree("NOT NOT A") != tree("A"))
        #expect(tree("A") != tree("a"))
        #expect(tree("'A'") != tree("\"A\""))
    }

    @Test("is a tree")
    func trees() {
        #expect(tree("-A") == .negated(.column("A")))
        #expect(tree("-2.5") == .number(-2.5))
        #expect(tree("S = 'it''s'") == .comparison(.column("S"), .equal, .text("it's")))
        #expect(tree("\"a \"\"b\"\"\"") == .column("a \"b\""))
        #expect(tree("TRUE OR false") == .or(.truth(true), .truth(false)))
        #expect(tree("nullif(A, 0)") == .call(.nullif, [.column("A"), .number(0)]))
        #expect(
            tree("CASE WHEN A <> 1 THEN NULL END")
                == .cases(
                    [.init(condition: .comparison(.column("A"), .unequal, .number(1)), value: .unknown)],
                    otherwise: .unknown))
    }

    @Test(
        "is told to be unreadable, and where",
        arguments: [
            ("A B", " near B"), ("A +", ": it ends too early"), ("+", ": it ends too early"), ("* A", " near *"),
            ("A + * B", " near *"), ("A AND", ": it ends too early"), ("AND A", " near AND"), ("A NOT B", " near NOT"),
            ("A IS", ": it ends too early"), ("A IS NOT", ": it ends too early"), ("A IS 1", " near 1"),
            ("A IN 1", " near IN"), ("A IN ()", " near IN"), ("A BETWEEN 1", " near BETWEEN"),
            ("A LIKE B", " near LIKE"),
            ("CASE END", " near END"), ("CASE A END", " near END"), ("CASE WHEN A END", " near END"),
            ("CASE WHEN A THEN 1", ": it ends too early"), ("CASE WHEN A THEN 1 ELSE END", " near END"),
            ("coalesce()", " near )"), ("abs(A, B)", ": it ends too early"), ("pow(A)", ": it ends too early"),
            ("nullif(A)", ": it ends too early"), ("cast(A)", " near )"), ("cast(A AS int)", " near int"),
            ("()", " near )"), ("A, B", " near ,"), ("(A B)", " near B"), ("A = NOT B", " near NOT"),
            ("A < B < C", " near <"), ("A = B = C", " near ="), ("A = B IN (1)", " near IN"),
            ("A IN (1) = B", " near ="), ("A BETWEEN 1 AND 2 = B", " near ="), ("S LIKE 'a' = B", " near ="),
            ("TRUE = A BETWEEN 1 AND 2", " near BETWEEN"), ("A IS NULL IS NULL", " near IS"), ("A 'b'", " near 'b'"),
            ("A = > B", " near >"), ("1 2", " near 2"), ("A \"b c\"", " near \"b c\""),
        ])
    func unreadable(sql: String, place: String) {
        let expression = SQLExpression(sql)
        #expect(expression.tree == nil)
        #expect(expression.violations == ["the expression cannot be read" + place])
    }

    @Test(
        "may be nested as deep as people write, and no hostile depth or length breaks anything",
        arguments: [
            (1, 50, true), (2, 50, true), (1, 10_000, false), (2, 10_000, false), (50, 10_000, false),
        ])
    func nested(width: Int, depth: Int, isRead: Bool) {
        func repeated(_ text: String) -> String { String(repeating: text, count: depth) }
        let chain = String(repeating: " + A", count: width - 1)
        for sql in [
            repeated("(") + "A" + chain + repeated(")"), repeated("abs(") + "A" + chain + repeated(")"),
            repeated("CASE WHEN A = 1 THEN ") + "A" + chain + repeated(" END"),
            repeated("CASE ") + "A" + chain + repeated(" WHEN 1 THEN 2 END"),
            repeated("A IN (") + "A" + chain + repeated(")"), repeated("coalesce(B, ") + "A" + chain + repeated(")"),
        ] {
            let expression = SQLExpression(sql)
            #expect((expression.tree != nil) == isRead)
            #expect(expression.violations.isEmpty == isRead)
        }
    }

    @Test("signs and negations may be many", arguments: [10_000, 10_001])
    func manySigns(count: Int) {
        #expect(tree(String(repeating: "- ", count: count) + "A") == tree(count % 2 == 0 ? "A" : "-A"))
        #expect(tree(String(repeating: "NOT ", count: count) + "A") == tree(count % 2 == 0 ? "NOT NOT A" : "NOT A"))
    }

    @Test(
        "chains may be long, and those that no one writes break nothing",
        arguments: [" + A", " * A", " AND A", " OR A"], [(900, true), (10_000, false)])
    func chains(link: String, length: (count: Int, isRead: Bool)) {
        let expression = SQLExpression("A" + String(repeating: link, count: length.count))
        #expect((expression.tree != nil) == length.isRead)
        #expect(expression.violations.isEmpty == length.isRead)
    }

    @Test("lists may be long, and those that no one writes break nothing", arguments: [(500, true), (10_000, false)])
    func lists(count: Int, isRead: Bool) {
        let list = String(repeating: "1, ", count: count) + "2)"
        #expect((tree("A IN (" + list) != nil) == isRead)
        #expect(tree("coalesce(" + list) != nil)
    }

    @Test("of every expression of the catalogs can be read", arguments: ["home-credit", "small", "timed"])
    func catalogs(name: String) throws {
        let catalog =
            switch name {
            case "home-credit": try LenderCatalog(folder: Places.homeCredit)
            case "small": try CatalogFiles.small.read()
            default: try CatalogFiles.timed.read()
            }
        var expressions = catalog.business.map(\.sql) + catalog.person
        for table in catalog.tables {
            expressions += table.slices.compactMap(\.condition) + [table.dropCondition].compactMap(\.self)
            expressions += table.derived.compactMap { column in
                if case .expression(let sql) = column.recipe { sql } else { nil }
            }
        }
        #expect(expressions.count >= 5)
        for sql in expressions {
            let expression = SQLExpression(sql)
            #expect(expression.tree != nil, "\(sql)")
            #expect(expression.violations == [], "\(sql)")
            // What was read once and written for an engine means the same.
            #expect(SQLExpression(expression.sql).tree == expression.tree, "\(sql)")
        }
    }
}
