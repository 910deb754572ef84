/// The meaning of an SQL expression of a catalog.
///
/// Every operation has SQL's rules for the unknown: what is computed from an unknown value is unknown, a comparison with it is
/// neither true nor false, and `coalesce`, `greatest` and `least` pass over it.
public indirect enum ExpressionTree: Hashable, Sendable {
    /// A number.
    case number(Double)
    /// A text.
    case text(String)
    /// True or false.
    case truth(Bool)
    /// NULL.
    case unknown
    /// The value of a column or feature.
    case column(String)
    /// `-a`.
    case negated(ExpressionTree)
    /// `a + b` and the like.
    case arithmetic(ExpressionTree, Arithmetic, ExpressionTree)
    /// `a = b` and the like.
    case comparison(ExpressionTree, Comparison, ExpressionTree)
    /// `a AND b`.
    case and(ExpressionTree, ExpressionTree)
    /// `a OR b`.
    case or(ExpressionTree, ExpressionTree)
    /// `NOT a`.
    case not(ExpressionTree)
    /// `a IS NULL`.
    case isUnknown(ExpressionTree)
    /// `a LIKE pattern`.
    case like(ExpressionTree, String)
    /// `CASE WHEN … THEN … ELSE … END`; without ELSE, NULL.
    case cases([Branch], otherwise: ExpressionTree)
    /// A function of ``SQLExpression/functions``.
    case call(Function, [ExpressionTree])

    /// Operations on two numbers.
    public enum Arithmetic: String, Hashable, Sendable, CaseIterable {
        /// Sum.
        case plus = "+"
        /// Difference.
        case minus = "-"
        /// Product.
        case times = "*"
        /// Quotient, in doubles even of whole numbers.
        case divided = "/"
    }

    /// Comparisons of two values.
    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        /// Equal.
        case equal = "="
        /// Not equal.
        case unequal = "<>"
        /// Less.
        case less = "<"
        /// Less or equal.
        case lessOrEqual = "<="
        /// Greater.
        case greater = ">"
        /// Greater or equal.
        case greaterOrEqual = ">="
    }

    /// Functions of the common SQL.
    public enum Function: String, Hashable, Sendable, CaseIterable {
        /// Absolute value.
        case abs
        /// The first known value.
        case coalesce
        /// e to the power.
        case exp
        /// The largest whole number that is not greater.
        case floor
        /// The largest known value.
        case greatest
        /// The smallest known value.
        case least
        /// Natural logarithm.
        case ln
        /// The first value, unknown where it equals the second.
        case nullif
        /// The first to the power of the second.
        case pow
        /// Square root.
        case sqrt
        /// As a double.
        case cast
    }

    /// A condition and the value where it is the first that is true.
    public struct Branch: Hashable, Sendable {
        /// The condition.
        public let condition: ExpressionTree
        /// The value.
        public let value: ExpressionTree
    }
}
