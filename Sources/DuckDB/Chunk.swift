import CDuckDB

/// At most 2,048 rows of a result, column by column.
///
/// Its memory is DuckDB's: nothing is copied.
@safe public struct Chunk: ~Copyable {
    /// How many rows the chunk has.
    public let rowCount: Int
    private let types: [ColumnType]
    private let handle: duckdb_data_chunk

    init(_ handle: duckdb_data_chunk, types: [ColumnType]) {
        unsafe self.handle = handle
        self.types = types
        rowCount = Int(unsafe duckdb_data_chunk_get_size(handle))
    }

    deinit {
        var handle: duckdb_data_chunk? = unsafe handle
        unsafe duckdb_destroy_data_chunk(&handle)
    }

    /// Lends one column's values and which of them are not NULL.
    ///
    /// - Parameters:
    ///   - column: The column's number, from 0.
    ///   - type: The Swift type of the column: `UInt8` for BOOLEAN (0 or 1), `Int8`, `Int16`, `Int32`, `Int64`, `Float`, `Double`.
    ///   - body: Reads `rowCount` values; where a row is NULL its value means nothing.
    /// - Throws: `invalidArgument` when there is no such column; `unsupportedType` when its type is another; what `body` throws.
    public func withValues<Element: VectorElement, Result>(
        of column: Int,
        as type: Element.Type = Element.self,
        _ body: (_ values: Span<Element>, _ validity: borrowing Validity) throws -> Result
    ) throws -> Result {
        let vector = try unsafe vector(column, Element.columnType)
        let start = unsafe duckdb_vector_get_data(vector)?.assumingMemoryBound(to: Element.self)
        let values = unsafe UnsafeBufferPointer(start: start, count: rowCount)
        return try unsafe body(values.span, Validity(words: duckdb_vector_get_validity(vector), rowCount: rowCount))
    }

    /// Lends one VARCHAR column's texts.
    ///
    /// - Throws: As `withValues`.
    public func withTexts<Result>(
        of column: Int,
        _ body: (_ texts: borrowing TextColumn) throws -> Result
    ) throws -> Result {
        let vector = try unsafe vector(column, .text)
        guard let start = unsafe duckdb_vector_get_data(vector) else {
            throw DuckDBError(code: .queryFailed, message: "DuckDB returned a column without data.")
        }
        let validity = unsafe Validity(words: duckdb_vector_get_validity(vector), rowCount: rowCount)
        return try body(unsafe TextColumn(start: start, validity: validity))
    }

    private func vector(_ column: Int, _ expected: ColumnType) throws(DuckDBError) -> duckdb_vector {
        guard types.indices.contains(column) else {
            throw DuckDBError(
                code: .invalidArgument,
                message: "The result has \(types.count) columns: there is no number \(column), counted from 0."
            )
        }
        guard types[column] == expected else {
            throw DuckDBError(
                code: .unsupportedType,
                message: "Column \(column) is \(types[column].name), but was read as \(expected.name): cast it in SQL."
            )
        }
        guard let vector = unsafe duckdb_data_chunk_get_vector(handle, UInt64(column)) else {
            throw DuckDBError(code: .queryFailed, message: "DuckDB returned no data for column \(column).")
        }
        return unsafe vector
    }
}

/// A type whose values lie one after the other in a column of DuckDB.
public protocol VectorElement: BitwiseCopyable {
    /// The column's type.
    static var columnType: ColumnType { get }
}

extension UInt8: VectorElement {
    /// BOOLEAN, as 0 or 1.
    public static var columnType: ColumnType { .boolean }
}
extension Int8: VectorElement {
    /// TINYINT.
    public static var columnType: ColumnType { .tinyInteger }
}
extension Int16: VectorElement {
    /// SMALLINT.
    public static var columnType: ColumnType { .smallInteger }
}
extension Int32: VectorElement {
    /// INTEGER.
    public static var columnType: ColumnType { .integer }
}
extension Int64: VectorElement {
    /// BIGINT.
    public static var columnType: ColumnType { .bigInteger }
}
extension Float: VectorElement {
    /// FLOAT.
    public static var columnType: ColumnType { .float }
}
extension Double: VectorElement {
    /// DOUBLE.
    public static var columnType: ColumnType { .double }
}
