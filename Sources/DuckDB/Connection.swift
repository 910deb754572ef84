import CDuckDB

/// A connection: the place where queries run, one at a time.
///
/// Open several to run several.
///
/// A query blocks its thread until the whole result is there: run a long one off the cooperative pool. A query from a second thread
/// waits for the first. `interrupt()` and `progress` never wait.
@safe public final class Connection: @unchecked Sendable {
    // @unchecked because: the handle never changes, and DuckDB locks the connection for each query; interrupting and reading the
    // progress touch atomic values alone.
    let handle: duckdb_connection
    private let database: Database

    /// Connects; the database stays open as long as the connection lives.
    ///
    /// - Throws: `openFailed`.
    public init(_ database: Database) throws(DuckDBError) {
        var opened: duckdb_connection?
        guard unsafe duckdb_connect(database.handle, &opened) == 0, let opened = unsafe opened else {
            throw DuckDBError(code: .openFailed, message: "DuckDB could not make another connection to the database.")
        }
        unsafe handle = opened
        self.database = database
        // Without these two, no progress is counted; with the second left out, it is also printed.
        try execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    }

    deinit {
        var closing: duckdb_connection? = unsafe handle
        unsafe duckdb_disconnect(&closing)
    }

    /// Runs one or several statements, and drops what they return.
    ///
    /// Statements before the one that fails stay done, unless the text opens a transaction.
    ///
    /// - Returns: How many rows the last statement inserted, changed or deleted.
    /// - Throws: `queryFailed`, `interrupted`, `outOfMemory`, `ioFailed`.
    @discardableResult
    public func execute(_ sql: String) throws(DuckDBError) -> Int {
        try query(sql).changedRowCount
    }

    /// Runs a query to its end.
    ///
    /// - Parameters:
    ///   - sql: One statement, or several when there are no parameters: then the last one's result is returned.
    ///   - parameters: The values of `$1`, `$2` … or of each `?`.
    /// - Throws: `queryFailed`, `interrupted`, `outOfMemory`, `ioFailed`; the connection can be used again after each.
    public func query(_ sql: String, _ parameters: [DuckDBValue] = []) throws(DuckDBError) -> QueryResult {
        guard parameters.isEmpty else { return try Statement(self, sql).query(parameters) }
        try checkNoZeroByte(sql, "SQL")
        let result = QueryResult(of: self)
        try unsafe result.fill { raw in unsafe duckdb_query(handle, sql, &raw) }
        return result
    }

    /// Asks the running query to stop; it throws `interrupted` soon after.
    ///
    /// Nothing happens when none runs. From any thread.
    public func interrupt() {
        unsafe duckdb_interrupt(handle)
    }

    /// How far the running query is, from 0 to 1; nil when none runs or it cannot be told.
    ///
    /// From any thread.
    public var progress: Double? {
        let percentage = unsafe duckdb_query_progress(handle).percentage
        return percentage < 0 ? nil : min(percentage / 100, 1)
    }
}
