import CDuckDB

extension Appender {
    /// Appends many rows, given column by column in the order of the table's columns, all of one length.
    ///
    /// FLOAT and DOUBLE columns take NaN as NULL, texts the code −1. Much faster than row by row: a copy of each number.
    /// Rows appended one by one to the same appender may stand elsewhere than between them.
    /// - Throws: `invalidArgument` when the columns differ in length; `appendFailed` when one does not fit the table.
    public func append(columns: [ColumnValues]) throws(DuckDBError) {
        guard let rows = columns.first?.count, rows > 0 else { return }
        guard columns.allSatisfy({ $0.count == rows }) else {
            throw DuckDBError(code: .invalidArgument, message: "The columns to append differ in length.")
        }
        var types: [duckdb_logical_type?] = unsafe columns.map { unsafe duckdb_create_logical_type($0.typeCode) }
        defer { for index in unsafe types.indices { unsafe duckdb_destroy_logical_type(&types[index]) } }
        var chunk: duckdb_data_chunk? = unsafe duckdb_create_data_chunk(&types, UInt64(columns.count))
        defer { unsafe duckdb_destroy_data_chunk(&chunk) }
        for start in stride(from: 0, to: rows, by: 2_048) {
            let range = start..<min(start + 2_048, rows)
            unsafe duckdb_data_chunk_reset(chunk)
            for (index, column) in columns.enumerated() {
                guard let vector = unsafe duckdb_data_chunk_get_vector(chunk, UInt64(index)) else {
                    throw DuckDBError(code: .appendFailed, message: "DuckDB gave no room for column \(index).")
                }
                unsafe column.write(range, to: vector)
            }
            unsafe duckdb_data_chunk_set_size(chunk, UInt64(range.count))
            try check(unsafe duckdb_append_data_chunk(handle, chunk))
        }
    }
}

extension ColumnValues {
    fileprivate var typeCode: Int32 {
        switch self {
        case .floats: 10
        case .doubles: 11
        case .integers: 5
        case .booleans: 1
        case .strings: 17
        }
    }

    fileprivate func write(_ range: Range<Int>, to vector: duckdb_vector) {
        switch self {
        case .floats(let values): unsafe Self.write(values, range, to: vector) { $0.isNaN }
        case .doubles(let values): unsafe Self.write(values, range, to: vector) { $0.isNaN }
        case .integers(let values):
            unsafe Self.write(values[range].map { $0 ?? 0 }, 0..<range.count, to: vector) { _ in false }
            unsafe Self.setNull(vector, range) { values[$0] == nil }
        case .booleans(let values):
            unsafe Self.write(values[range].map { $0 == true }, 0..<range.count, to: vector) { _ in false }
            unsafe Self.setNull(vector, range) { values[$0] == nil }
        case .strings(let codes, let levels):
            for row in range where codes[row] >= 0 {
                let text = levels[Int(codes[row])]
                unsafe duckdb_vector_assign_string_element_len(
                    vector, UInt64(row - range.lowerBound), text, UInt64(text.utf8.count))
            }
            unsafe Self.setNull(vector, range) { codes[$0] < 0 }
        }
    }

    private static func write<Value: BitwiseCopyable>(
        _ values: [Value], _ range: Range<Int>, to vector: duckdb_vector, where isNull: (Value) -> Bool
    ) {
        guard let target = unsafe duckdb_vector_get_data(vector)?.assumingMemoryBound(to: Value.self) else { return }
        unsafe values.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            unsafe target.update(from: base + range.lowerBound, count: range.count)
        }
        unsafe setNull(vector, range) { isNull(values[$0]) }
    }

    private static func setNull(_ vector: duckdb_vector, _ range: Range<Int>, where isNull: (Int) -> Bool) {
        guard range.contains(where: isNull) else { return }
        unsafe duckdb_vector_ensure_validity_writable(vector)
        guard let words = unsafe duckdb_vector_get_validity(vector) else { return }
        for row in range where isNull(row) {
            let place = row - range.lowerBound
            unsafe words[place >> 6] &= ~(1 << UInt64(place & 63))
        }
    }
}
