/// Names and texts as SQL writes them, whatever they hold.
public enum SQLText {
    /// A name in double quotes, its own double quotes doubled: `identifier("a\"b")` is `"a""b"`.
    public static func identifier(_ name: String) -> String { quoted(name, with: "\"") }

    /// A text in single quotes, its own single quotes doubled: `literal("it's")` is `'it''s'`.
    public static func literal(_ text: String) -> String { quoted(text, with: "'") }

    private static func quoted(_ text: String, with quote: Unicode.Scalar) -> String {
        // By scalar, not by character: a quote followed by a combining mark is one character, but still ends a text in SQL.
        var scalars = String.UnicodeScalarView([quote])
        for scalar in text.unicodeScalars {
            if scalar == quote { scalars.append(quote) }
            scalars.append(scalar)
        }
        scalars.append(quote)
        return String(scalars)
    }
}
