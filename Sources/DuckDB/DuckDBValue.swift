/// A value given to a statement's parameter.
public enum DuckDBValue: Hashable, Sendable {
    /// NULL.
    case null
    /// A BOOLEAN.
    case boolean(Bool)
    /// A BIGINT.
    case integer(Int64)
    /// A DOUBLE.
    case double(Double)
    /// A VARCHAR; any text, zero bytes included.
    case text(String)
}

extension DuckDBValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral
{
    /// NULL.
    public init(nilLiteral: ()) { self = .null }
    /// A BOOLEAN.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// A BIGINT.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A DOUBLE.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A VARCHAR.
    public init(stringLiteral value: String) { self = .text(value) }
}
