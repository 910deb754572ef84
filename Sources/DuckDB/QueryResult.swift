import CDuckDB

/// What a query returned, whole and in memory, in chunks of at most 2,048 rows.
///
/// For one thread at a time; read once.
@safe public final class QueryResult {
    /// A column's name and type.
    public struct Column: Hashable, Sendable {
        /// The name, as the query gives it.
        public let name: String
        /// The type.
        public let type: ColumnType
    }

    /// The columns, in the query's order.
    public private(set) var columns: [Column] = []

    private let connection: Connection
    private var raw = unsafe duckdb_result()
    private var wasRead = false

    init(of connection: Connection) {
        self.connection = connection
    }

    deinit {
        unsafe duckdb_destroy_result(&raw)
    }

    func fill(_ call: (inout duckdb_result) -> duckdb_state) throws(DuckDBError) {
        guard unsafe call(&raw) == 0 else {
            throw unsafe DuckDBError(type: duckdb_result_error_type(&raw), text: duckdb_result_error(&raw))
        }
        for index in 0..<(unsafe duckdb_column_count(&raw)) {
            let name = unsafe duckdb_column_name(&raw, index).map { unsafe String(cString: $0) } ?? ""
            columns.append(Column(name: name, type: ColumnType(code: unsafe duckdb_column_type(&raw, index))))
        }
    }

    var changedRowCount: Int { Int(unsafe duckdb_rows_changed(&raw)) }

    /// Hands the chunks over, in order; each is valid only inside the closure.
    ///
    /// - Throws: What the closure throws; `invalidArgument` when the result was read before.
    public func forEachChunk(_ body: (borrowing Chunk) throws -> Void) throws {
        if wasRead {
            throw DuckDBError(code: .invalidArgument, message: "A result can be read once: keep what was read.")
        }
        wasRead = true
        while let handle = unsafe duckdb_fetch_chunk(raw) {
            try body(unsafe Chunk(handle, types: columns.map(\.type)))
        }
        // No chunk means the end, or an error.
        if let text = unsafe duckdb_result_error(&raw), unsafe text.pointee != 0 {
            throw unsafe DuckDBError(type: duckdb_result_error_type(&raw), text: text)
        }
    }
}
