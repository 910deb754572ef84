import Catalog
import DuckDB
import Testing

@testable import FeatureKernels

@Suite("Expressions as people write them")
struct ExpressionTests {
    private let table = SampleTable(rows: 50, seed: 77)

    @Test(
        "are read as DuckDB reads them",
        arguments: [
            "A + B * C", "A - B - C", "A - B + C", "A * B / 3 * C", "- A * B", "- - A", "- + - A", "A - - B",
            "-A IS NULL",
            "NOT A IS NULL", "NOT NOT A", "NOT NOT NOT FLAG", "NOT A = B", "NOT A > B AND C > 0",
            "A > 0 OR B > 0 AND C > 0",
            "A > 0 AND B > 0 OR C > 0", "A + B > C - 1", "A = B IS NULL", "A > B IS NOT NULL", "A IS NULL = TRUE",
            "A BETWEEN 0 AND 1 AND B > 0", "NOT A BETWEEN 0 AND 1", "A NOT BETWEEN 0 AND 1 OR C > 0", "A + 1 IN (1, 2)",
            "A BETWEEN B AND C IS NULL", "A IN (0, 1) IS NULL", "NOT W LIKE 'C%' IS NULL", "W LIKE 'C%' = TRUE",
            "A IN (0, 1) = TRUE", "A BETWEEN 0 AND 1 = TRUE", "A BETWEEN -1 AND - -1", "A IS NULL IS NULL",
            "A IS NOT NULL IS NOT NULL", "TRUE = A IN (0, 1)", "TRUE = A BETWEEN 0 AND 1", "TRUE = W LIKE 'C%'",
            "FALSE <> A IS NULL", "A < B < C", "A = B = TRUE", "A > B > FALSE", "A IN (0) IN (TRUE)",
            "A BETWEEN 0 AND 1 IN (TRUE)",
            "W LIKE 'C%' IN (TRUE)", "A BETWEEN 0 AND 1 BETWEEN FALSE AND TRUE", "A = NOT B", "A + NOT B",
            "TRUE AND NOT FALSE",
            "CASE A = B WHEN TRUE THEN 1 END", "CASE WHEN A > 0 THEN 1 WHEN A > 0 THEN 2 ELSE 3 END",
            "CASE A WHEN NULL THEN 1 END",
            "A IN (NULL)", "A NOT IN (0, NULL)", "NULL IN (1)", "A = NULL", "nullif(A, 0) / 2", "coalesce(A, B, C, 0)",
            "greatest(A, B) - least(A, B)", "cast(A AS double) + 1", "CAST ( A > 0 AS DOUBLE )", "\"A\" + \"B\"",
            "A+B-C*2/3",
            "Case When A>0 Then 'x' Else 'y' End = 'x'", "W || X", "A BETWEEN 0 AND 1 + 1",
            "A BETWEEN (B) AND (C)",
            "A = -1 OR - A = 1", "1 - -1", "2 * - A", "A < - B", "A IS NULL AND B IS NULL = C IS NULL",
        ])
    func readAlike(sql: String) throws {
        let connection = try table.database()
        let expression = SQLExpression(sql)
        let theirs: [Double]
        do {
            guard
                case .doubles(let values)? = try connection.query(
                    "SELECT CAST(\(expression.sql) AS DOUBLE) FROM data"
                ).readAll().first
            else { return }
            theirs = values
        } catch is DuckDBError {
            #expect(!expression.violations.isEmpty)
            return
        }
        // What engines read differently is refused: fewer expressions, one meaning.
        guard expression.violations.isEmpty else { return }
        func bits(_ number: Double) -> UInt64? { number.isNaN ? nil : (number + 0).bitPattern }
        let ours = Expression(sql).values(in: table.scope).numbers(count: table.rows.count)
        #expect(ours.map(bits) == theirs.map(bits))
    }

    private func numbers(_ sql: String, _ columns: [String: Column], count: Int = 1) -> [Double] {
        Expression(sql).values(in: Scope(count: count, columns: columns)).numbers(count: count)
    }

    private func words(_ sql: String, _ columns: [String: Column], count: Int) -> [String?] {
        let (codes, list) = Expression(sql).values(in: Scope(count: count, columns: columns)).words(count: count)
        return codes.map { $0 < 0 ? nil : list.words[Int($0)] }
    }

    @Test("count as unknown where arithmetic on known values gives no number", arguments: ["A - A", "0 * A", "-A + A"])
    func noNumber(sql: String) {
        let infinite = ["A": Column.numbers([.infinity])]
        #expect(numbers("(\(sql)) IS NULL", infinite) == [1])
        #expect(numbers("coalesce(\(sql), 7)", infinite) == [7])
        #expect(numbers("coalesce(pow(-1, 0.5), 7)", [:]) == [7])
    }

    @Test("that name a column which is not there, or that cannot be read, are unknown")
    func nothing() {
        #expect(numbers("coalesce(Z, 3)", [:]) == [3])
        #expect(numbers("Z IS NULL", [:]) == [1])
        #expect(numbers("A +", ["A": .numbers([1])])[0].isNaN)
        #expect(Expression("A + coalesce(B, A)").names == ["A", "B"])
    }

    @Test("compare texts by their bytes: capitals first, and accents however they are written")
    func bytes() {
        let list = WordList(["été", "e\u{301}te\u{301}", "Z", "a"])
        let columns = ["W": Column.words([0, 1, 2, 3, -1], list)]
        #expect(numbers("W < 'a'", columns, count: 5).map { $0.isNaN ? 2 : $0 } == [0, 0, 1, 0, 2])
        #expect(numbers("W = 'été'", columns, count: 5).map { $0.isNaN ? 2 : $0 } == [1, 0, 0, 0, 2])
        let greatest = words("greatest(W, 'b')", columns, count: 5)
        #expect(
            greatest.map { Array(($0 ?? "").utf8) }
                == ["été", "e\u{301}te\u{301}", "b", "b", "b"].map { Array($0.utf8) })
        #expect(words("least(W, 'b')", columns, count: 5) == ["b", "b", "Z", "a", "b"])
        let kept = words("CASE WHEN W > 'b' THEN W ELSE 'é' END", columns, count: 5).map { Array(($0 ?? "").utf8) }
        #expect(kept == ["été", "e\u{301}te\u{301}", "é", "é", "é"].map { Array($0.utf8) })
    }

    @Test(
        "match patterns to the last character, however many they may stand for",
        arguments: [
            ("%", "", true), ("", "", true), ("_", "", false), ("%_%", "", false), ("%%%", "x", true),
            ("a%", "ba", false),
            ("%a", "bab", false), ("%ab%ab", "abab", true), ("%ab%ab%ab", "abab", false), ("_%_", "ab", true),
            ("_", "é", true),
            ("_", "e\u{301}", false), ("__", "e\u{301}", true), ("a\\%", "a\\b", true), ("100%", "100%", true),
        ])
    func patterns(pattern: String, text: String, matches: Bool) {
        let columns = ["W": Column.words([0], WordList([text]))]
        #expect(numbers("W LIKE '\(pattern)'", columns) == [matches ? 1 : 0])
    }

    @Test("match a hostile pattern at once")
    func hostilePattern() {
        let columns = ["W": Column.words([0], WordList([String(repeating: "a", count: 2_000)]))]
        #expect(numbers("W LIKE '\(String(repeating: "a%", count: 500))b'", columns) == [0])
    }
}
