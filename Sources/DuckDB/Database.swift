import CDuckDB

/// An open database: a file, or memory alone.
///
/// It closes when the last connection to it is gone.
@safe public final class Database: @unchecked Sendable {
    // @unchecked because: the handle never changes, and DuckDB locks the database itself.
    let handle: duckdb_database

    /// Opens a database.
    ///
    /// - Parameters:
    ///   - path: The file, made when it is not there; nil keeps everything in memory.
    ///   - configuration: Threads, memory, folder to spill to.
    /// - Throws: `libraryMissing`; `invalidArgument` for less than one thread or one byte; `openFailed`.
    public init(path: String? = nil, configuration: DuckDBConfiguration) throws(DuckDBError) {
        try DuckDBLibrary.load()
        guard configuration.threads >= 1, configuration.memoryLimitBytes ?? 1 >= 1 else {
            throw DuckDBError(
                code: .invalidArgument,
                message: "A database needs at least one thread and one byte of memory."
            )
        }
        if let path { try checkNoZeroByte(path, "database's path") }
        var config: duckdb_config?
        defer { unsafe duckdb_destroy_config(&config) }
        guard unsafe duckdb_create_config(&config) == 0 else {
            throw DuckDBError(code: .openFailed, message: "DuckDB could not make a configuration.")
        }
        for (name, value) in configuration.settings {
            guard unsafe duckdb_set_config(config, name, value) == 0 else {
                throw DuckDBError(code: .openFailed, message: "DuckDB does not accept \(name) = \(value).")
            }
        }
        var opened: duckdb_database?
        var reason: UnsafeMutablePointer<CChar>?
        defer { unsafe duckdb_free(reason) }
        guard unsafe duckdb_open_ext(path, &opened, config, &reason) == 0, let opened = unsafe opened else {
            throw unsafe DuckDBError(text: reason, otherwise: .openFailed)
        }
        unsafe handle = opened
    }

    deinit {
        var closing: duckdb_database? = unsafe handle
        unsafe duckdb_close(&closing)
    }
}
