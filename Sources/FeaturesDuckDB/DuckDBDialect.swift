public import Features

/// SQL as DuckDB reads it.
public struct DuckDBDialect: SQLDialect {
    /// Makes the dialect.
    public init() {}

    /// Writes `CREATE TABLE name AS query`.
    public func createTable(_ name: String, as query: String) -> String { "CREATE TABLE \(name) AS\n\(query)" }

    /// Writes `CREATE VIEW name AS query`.
    public func createView(_ name: String, as query: String) -> String { "CREATE VIEW \(name) AS\n\(query)" }
}
