/// All values of one column of a result, in the order of the rows.
public enum ColumnValues: Sendable {
    /// A FLOAT column; NULL is NaN.
    case floats([Float])
    /// A DOUBLE column; NULL is NaN.
    case doubles([Double])
    /// A TINYINT, SMALLINT, INTEGER or BIGINT column; NULL is nil.
    case integers([Int64?])
    /// A BOOLEAN column; NULL is nil.
    case booleans([Bool?])
    /// A VARCHAR column: each row's place in `levels`, which are in the order of their first row; NULL is -1.
    case strings(codes: [Int32], levels: [String])

    /// How many rows the column has.
    public var count: Int {
        switch self {
        case .floats(let values): values.count
        case .doubles(let values): values.count
        case .integers(let values): values.count
        case .booleans(let values): values.count
        case .strings(let codes, _): codes.count
        }
    }
}

extension QueryResult {
    /// Reads the whole result in one pass, column by column, in the order of `columns`.
    ///
    /// - Returns: One entry for each column; all have the same number of rows.
    /// - Throws: `unsupportedType` for a type that is not read (HUGEINT, DECIMAL, DATE …): cast it in SQL; `invalidArgument` when
    ///   the result was read before.
    /// - Complexity: One copy of each number, no object per cell; a text is decoded once for each level of at most 12 bytes.
    public func readAll() throws -> [ColumnValues] {
        var collectors = try columns.map { column throws(DuckDBError) in try column.collector() }
        try forEachChunk { chunk in
            for index in collectors.indices { try collectors[index].append(chunk, column: index) }
        }
        return collectors.map { $0.values }
    }
}

extension QueryResult.Column {
    fileprivate func collector() throws(DuckDBError) -> any ColumnCollector {
        switch type {
        case .boolean: return BooleanCollector()
        case .tinyInteger: return IntegerCollector<Int8>()
        case .smallInteger: return IntegerCollector<Int16>()
        case .integer: return IntegerCollector<Int32>()
        case .bigInteger: return IntegerCollector<Int64>()
        case .float: return FloatCollector()
        case .double: return DoubleCollector()
        case .text: return TextCollector()
        case .other(let typeName):
            throw DuckDBError(
                code: .unsupportedType,
                message: "Column \"\(name)\" is \(typeName), which cannot be read as it is: cast it in SQL, to DOUBLE, "
                    + "BIGINT or VARCHAR."
            )
        }
    }
}
