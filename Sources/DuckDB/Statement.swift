import CDuckDB

/// A prepared statement: parsed once, run as often as wished.
///
/// For one thread at a time.
@safe public final class Statement {
    private let connection: Connection
    private var handle: duckdb_prepared_statement?

    /// Prepares one statement; parameters are written `$1`, `$2` … or `?`.
    ///
    /// - Throws: `queryFailed` when the SQL is wrong or holds several statements.
    public init(_ connection: Connection, _ sql: String) throws(DuckDBError) {
        // Stored before anything can throw: a failed statement must be destroyed too.
        self.connection = connection
        unsafe handle = nil
        try checkNoZeroByte(sql, "SQL")
        guard unsafe duckdb_prepare(connection.handle, sql, &handle) == 0 else {
            throw unsafe DuckDBError(text: duckdb_prepare_error(handle))
        }
    }

    deinit {
        unsafe duckdb_destroy_prepare(&handle)
    }

    /// How many parameters the statement has.
    public var parameterCount: Int { Int(unsafe duckdb_nparams(handle)) }

    /// Gives one parameter its value, until another is given.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - index: The parameter's number, from 1, as in the SQL.
    /// - Throws: `invalidArgument` when there is no such parameter.
    public func bind(_ value: DuckDBValue, at index: Int) throws(DuckDBError) {
        guard index >= 1, index <= parameterCount else {
            throw DuckDBError(
                code: .invalidArgument,
                message: "The statement has \(parameterCount) parameters: there is no number \(index)."
            )
        }
        let i = UInt64(index)
        let status =
            switch value {
            case .null: unsafe duckdb_bind_null(handle, i)
            case .boolean(let value): unsafe duckdb_bind_boolean(handle, i, value)
            case .integer(let value): unsafe duckdb_bind_int64(handle, i, value)
            case .double(let value): unsafe duckdb_bind_double(handle, i, value)
            case .text(let text): unsafe duckdb_bind_varchar_length(handle, i, text, UInt64(text.utf8.count))
            }
        guard status == 0 else {
            throw unsafe DuckDBError(text: duckdb_prepare_error(handle), otherwise: .invalidArgument)
        }
    }

    /// Runs the statement with the values given so far.
    ///
    /// - Throws: `queryFailed` (a parameter without a value, for one), `interrupted`, `outOfMemory`, `ioFailed`.
    public func query() throws(DuckDBError) -> QueryResult {
        let result = QueryResult(of: connection)
        try unsafe result.fill { raw in unsafe duckdb_execute_prepared(handle, &raw) }
        return result
    }

    /// Runs the statement and hands its rows over while it goes on, so that the result is never in memory as a whole.
    ///
    /// Other statements of the connection wait until the result is read to its end or dropped.
    /// - Throws: As `query()`; what goes wrong on the way is thrown where the chunks are read.
    public func stream() throws(DuckDBError) -> QueryResult {
        let result = QueryResult(of: connection)
        try unsafe result.fill { raw in unsafe duckdb_execute_prepared_streaming(handle, &raw) }
        return result
    }

    /// Runs the statement with these values, in the order of the parameters, instead of any given before.
    ///
    /// - Throws: `invalidArgument` when their number is not `parameterCount`; otherwise as `query()`.
    public func query(_ values: [DuckDBValue]) throws(DuckDBError) -> QueryResult {
        guard values.count == parameterCount else {
            throw DuckDBError(
                code: .invalidArgument,
                message: "The statement has \(parameterCount) parameters, but \(values.count) values were given."
            )
        }
        for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
        return try query()
    }
}
