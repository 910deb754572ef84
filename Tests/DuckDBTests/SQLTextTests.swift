import DuckDB
import Testing

struct SQLTextTests {
    static let texts = [
        "", "plain", "it's", "a \"b\"", "''", "\"", "';--", "\\'", "é", "'\u{301}x", "\"\u{301}x", "line\nline",
    ]

    @Test("Any text, as a literal, is that text in SQL", arguments: texts)
    func literal(text: String) throws {
        #expect(try connectionInMemory().texts("SELECT \(SQLText.literal(text))") == [text])
    }

    @Test("Any name, as an identifier, names a column", arguments: texts.filter { !$0.isEmpty })
    func identifier(name: String) throws {
        let result = try connectionInMemory().query("SELECT 1 AS \(SQLText.identifier(name))")
        #expect(result.columns.map(\.name) == [name])
    }

    @Test("Quotes inside are doubled")
    func doubled() {
        #expect(SQLText.identifier("a\"b") == "\"a\"\"b\"")
        #expect(SQLText.literal("it's") == "'it''s'")
    }
}
