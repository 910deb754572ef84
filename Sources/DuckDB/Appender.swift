import CDuckDB

/// Adds rows to a table, much faster than INSERT: give each row's values in the order of the columns, end the row, at last close.
///
/// Rows become part of the table from time to time and when `close()` returns; those of an appender that is dropped unclosed and
/// were not yet added are lost. For one thread at a time.
@safe public final class Appender {
    private let connection: Connection
    var handle: duckdb_appender?
    private var isClosed = false

    /// Opens an appender.
    ///
    /// - Parameters:
    ///   - connection: The connection; it stays open as long as the appender lives.
    ///   - table: The table's name, without quotes.
    ///   - schema: The schema's name, or nil for the default one.
    /// - Throws: `appendFailed` when there is no such table.
    public init(_ connection: Connection, table: String, schema: String? = nil) throws(DuckDBError) {
        // Stored before anything can throw: a failed appender must be destroyed too.
        self.connection = connection
        unsafe handle = nil
        try checkNoZeroByte(table + (schema ?? ""), "table's name")
        guard unsafe duckdb_appender_create(connection.handle, schema, table, &handle) == 0 else { throw failure() }
    }

    deinit {
        if !isClosed, unsafe handle != nil { unsafe duckdb_appender_clear(handle) }
        unsafe duckdb_appender_destroy(&handle)
    }

    /// Appends a whole row.
    ///
    /// - Throws: `appendFailed` when the number of values or one of them does not fit the table.
    public func append(row: [DuckDBValue]) throws(DuckDBError) {
        for value in row { try append(value) }
        try endRow()
    }

    /// Appends the row's next value; DuckDB converts it to the column's type.
    ///
    /// - Throws: `appendFailed` when the row has no more columns or the value does not fit.
    public func append(_ value: DuckDBValue) throws(DuckDBError) {
        switch value {
        case .null: try check(unsafe duckdb_append_null(handle))
        case .boolean(let value): try check(unsafe duckdb_append_bool(handle, value))
        case .integer(let value): try append(value)
        case .double(let value): try append(value)
        case .text(let text): try check(unsafe duckdb_append_varchar_length(handle, text, UInt64(text.utf8.count)))
        }
    }

    /// Appends a number of 64 bits.
    public func append(_ value: Int64) throws(DuckDBError) {
        try check(unsafe duckdb_append_int64(handle, value))
    }

    /// Appends a floating-point number.
    public func append(_ value: Double) throws(DuckDBError) {
        try check(unsafe duckdb_append_double(handle, value))
    }

    /// Ends the row.
    ///
    /// - Throws: `appendFailed` when the row has too few values.
    public func endRow() throws(DuckDBError) {
        try check(unsafe duckdb_appender_end_row(handle))
    }

    /// Writes what is left to the table and closes; a second call does nothing.
    ///
    /// - Throws: `appendFailed`, when a row breaks a constraint, for one: then none of the rows not yet written is.
    public func close() throws(DuckDBError) {
        guard !isClosed else { return }
        try check(unsafe duckdb_appender_close(handle))
        isClosed = true
    }

    func check(_ status: duckdb_state) throws(DuckDBError) {
        if status != 0 { throw failure() }
    }

    private func failure() -> DuckDBError {
        unsafe DuckDBError(text: duckdb_appender_error(handle), otherwise: .appendFailed)
    }
}
