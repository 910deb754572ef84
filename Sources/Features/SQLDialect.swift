/// What differs between engines when a plan is written as SQL; all else is common.
public protocol SQLDialect: Sendable {
    /// A name as the engine quotes it.
    func identifier(_ name: String) -> String
    /// A text as the engine quotes it.
    func literal(_ text: String) -> String
    /// The statement that names a query's result, computed once.
    func createTable(_ name: String, as query: String) -> String
    /// The statement that names a query, computed where it is used.
    func createView(_ name: String, as query: String) -> String
}

extension SQLDialect {
    /// `"name"`, quotes doubled.
    public func identifier(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// `'text'`, quotes doubled.
    public func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
