import Testing

@testable import Catalog

@Suite("SQL of a catalog")
struct SQLExpressionTests {
    @Test(
        "accepts the common subset",
        arguments: [
            "A", "A + B * 2 - C / nullif(D, 0)", "A / 30", "A / 365.25", "A / greatest(B, 1)",
            "CASE WHEN A > 0 THEN 1 ELSE 0 END", "A IN (1, 2, 3)", "A NOT IN ('x', 'y')", "A BETWEEN -1 AND 1",
            "A IS NOT NULL AND (B = 1 OR C <> 2)", "coalesce(A, 0)", "least(A, B, C)", "abs(A)", "pow(A, 2.0E0)",
            "CASE WHEN A > 0 THEN ln(A) END", "cast(A AS double)", "S LIKE 'Cash%'", "\"bureau.active.AMT.sum\" * 2",
            "-A", "A >= 1 AND A <= 2", "floor(A)", "exp(A)", ".5 * A", "1e-3 * A", "S = 'l''été'", "NULLIF(A, 0)",
        ])
    func accepted(sql: String) { #expect(SQLExpression(sql).violations.isEmpty) }

    @Test(
        "refuses the rest and says why",
        arguments: [
            ("A / B", "a divisor that can be zero must be written nullif(divisor, 0)"),
            ("A / 0", "a divisor that can be zero must be written nullif(divisor, 0)"),
            ("A / 0.0", "a divisor that can be zero must be written nullif(divisor, 0)"),
            ("A / (B + 1)", "a divisor that can be zero must be written nullif(divisor, 0)"),
            ("A /", "a divisor that can be zero must be written nullif(divisor, 0)"),
            ("A / nullif(B, 1)", "a divisor that can be zero must be written nullif(divisor, 0)"),
            ("A / greatest(B, 0)", "a divisor that can be zero must be written nullif(divisor, 0)"),
            ("round(A, 2)", "the function round is not in the common SQL"),
            ("sum(A)", "the function sum is not in the common SQL"),
            ("coalese(A, 0)", "the function coalese is not in the common SQL: did you mean coalesce?"),
            ("ABS(A) + SQR(B)", "the function SQR is not in the common SQL: did you mean sqrt?"),
            ("(A", "a parenthesis is not closed"), ("A)", "a parenthesis closes that was not opened"),
            ("S = 'open", "a quote is not closed"), ("\"open", "a quote is not closed"),
            ("", "the expression is empty"),
            ("  \n ", "the expression is empty"), ("A ; B", "the character ; is not in the common SQL"),
            ("A % 2", "the character % is not in the common SQL"),
            ("A || B", "the character | is not in the common SQL"),
            ("A::int", "the character : is not in the common SQL"),
            ("A[1]", "the character [ is not in the common SQL"),
            ("$1", "the character $ is not in the common SQL"),
            ("sqrt(A)", "sqrt must be guarded: CASE WHEN x > 0 THEN sqrt(x) END"),
            ("ln(A)", "ln must be guarded: CASE WHEN x > 0 THEN ln(x) END"), ("1.2.3 * A", "1.2.3 is not a number"),
            ("1e * A", "1E is not a number"), ("½ * A", "½ is not a number"), ("٣ * A", "٣ is not a number"),
        ])
    func refused(sql: String, why: String) { #expect(SQLExpression(sql).violations.contains(why)) }

    @Test(
        "writes decimals as doubles, and whole numbers as they are",
        arguments: [
            ("0.5 * A", "0.5E0 * A"), (".5", ".5E0"), ("2 * A", "2 * A"), ("2.5e3", "2.5E3"), ("1E-3", "1E-3"),
            ("A>=0.1", "A >= 0.1E0"), ("'0.5'", "'0.5'"), ("\"0.5\"", "\"0.5\""),
        ])
    func decimals(sql: String, written: String) { #expect(SQLExpression(sql).sql == written) }

    @Test("keeps quotes as they were written")
    func quotes() {
        let expression = SQLExpression("CASE WHEN S = 'it''s' THEN \"a b.c\" END")
        #expect(expression.sql == "CASE WHEN S = 'it''s' THEN \"a b.c\" END")
        #expect(expression.names == ["S", "a b.c"])
    }

    @Test(
        "lets nothing out of a value",
        arguments: [
            "A; DROP TABLE x", "A /* hidden */ + 1", "A) FROM x; --", "'x' || (SELECT 1)", "read_csv('/etc/passwd')",
            "A / nullif(B, 0); SELECT 1",
        ])
    func injections(sql: String) { #expect(!SQLExpression(sql).violations.isEmpty) }

    @Test("a comment becomes two minus signs")
    func comment() {
        #expect(SQLExpression("A --1").sql == "A - - 1")
        #expect(SQLExpression("'--' = S").sql == "'--' = S")
    }

    @Test("words of a query are names that no table has", arguments: ["A IN (SELECT B FROM C)", "(select B from C)"])
    func subqueries(sql: String) {
        let names = SQLExpression(sql).names.map { $0.lowercased() }
        #expect(names.contains("select") && names.contains("from"))
    }

    @Test("a quote inside a name or a text cannot close it")
    func doubledQuotes() {
        #expect(SQLExpression("'a'' OR 1=1 --'").sql == "'a'' OR 1=1 --'")
        #expect(SQLExpression("\"a\"\" --\"").sql == "\"a\"\" --\"")
    }

    @Test("names each column once, in order")
    func names() {
        #expect(SQLExpression("B + A + B * coalesce(C, A)").names == ["B", "A", "C"])
    }
}
