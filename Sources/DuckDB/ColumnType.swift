/// The type of a result's column.
public enum ColumnType: Hashable, Sendable {
    /// BOOLEAN.
    case boolean
    /// TINYINT, 8 bits.
    case tinyInteger
    /// SMALLINT, 16 bits.
    case smallInteger
    /// INTEGER, 32 bits.
    case integer
    /// BIGINT, 64 bits.
    case bigInteger
    /// FLOAT, 32 bits.
    case float
    /// DOUBLE, 64 bits.
    case double
    /// VARCHAR, text in UTF-8.
    case text
    /// A type that this module does not read; its name in SQL.
    case other(String)

    init(code: Int32) {
        switch code {
        case 1: self = .boolean
        case 2: self = .tinyInteger
        case 3: self = .smallInteger
        case 4: self = .integer
        case 5: self = .bigInteger
        case 10: self = .float
        case 11: self = .double
        case 17: self = .text
        default: self = .other(Self.otherNames[code] ?? "number \(code)")
        }
    }

    /// The name in SQL.
    public var name: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .tinyInteger: "TINYINT"
        case .smallInteger: "SMALLINT"
        case .integer: "INTEGER"
        case .bigInteger: "BIGINT"
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .text: "VARCHAR"
        case .other(let name): name
        }
    }

    private static let otherNames: [Int32: String] = [
        6: "UTINYINT", 7: "USMALLINT", 8: "UINTEGER", 9: "UBIGINT", 12: "TIMESTAMP", 13: "DATE", 14: "TIME",
        15: "INTERVAL",
        16: "HUGEINT", 18: "BLOB", 19: "DECIMAL", 20: "TIMESTAMP_S", 21: "TIMESTAMP_MS", 22: "TIMESTAMP_NS", 23: "ENUM",
        24: "LIST", 25: "STRUCT", 26: "MAP", 27: "UUID", 28: "UNION", 29: "BIT", 30: "TIMETZ", 31: "TIMESTAMPTZ",
        32: "UHUGEINT", 33: "ARRAY", 36: "NULL",
    ]
}
