/// What a statement says that engines answer differently; nothing when every engine gives the same table.
///
/// The rules are differences that were measured between DuckDB and Spark. They are read off the text: a function that is
/// not known to be answered alike, or a value that cannot be seen to be a whole number, counts as different.
public struct PortableSQL: Sendable {
    /// What engines answer differently.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        /// A function that one of them lacks, or that means something else there.
        case function = "engines lack this function or answer it differently"
        /// The width of a sum of integers.
        case uncastSum = "a sum of integers has another type elsewhere: CAST(sum(x) AS BIGINT)"
        /// The last digits of a sum of doubles.
        case inexactSum = "a sum of doubles depends on the order of rows: sum whole numbers"
        /// A quotient by zero.
        case divisor = "a divisor that can be zero must be written nullif(divisor, 0)"
        /// A quotient of integers.
        case wholeQuotient = "engines write whole quotients differently: floor(a / nullif(b, 0))"
        /// A quotient of decimals.
        case decimalQuotient = "a quotient of decimals has another type elsewhere: CAST AS DOUBLE first"
        /// A number with a point and no exponent.
        case decimalLiteral = "a number with a point is a decimal here and a double there: write an exponent, as 0.5E0"
        /// A rounded double.
        case rounding = "engines round doubles differently: floor(x + 0.5E0)"
        /// The place of what is unknown in an order.
        case nullOrder = "what is unknown comes first here and last there: say NULLS FIRST or NULLS LAST"
        /// A double as an integer.
        case wholeNumber = "a double becomes another integer elsewhere: CAST(floor(x) AS BIGINT)"
        /// A double as a text.
        case numberText = "engines write doubles differently: only whole numbers may become texts"
        /// A logarithm or root of what has none.
        case domain = "engines answer a logarithm of 0 or a root below 0 differently: CASE WHEN x > 0 THEN f(x) END"
        /// Different pairs.
        case pairs = "only some engines count different pairs: fold twice"
        /// A form that only some engines read.
        case form = "only some engines read this form"
    }

    /// One thing that engines answer differently.
    public struct Violation: Hashable, Sendable, CustomStringConvertible {
        /// What it is.
        public let rule: Rule
        /// Where it is: the statement's next few words.
        public let excerpt: String

        /// The place and what to do.
        public var description: String { "\(excerpt): \(rule.rawValue)" }
    }

    /// What the statement says that engines answer differently, in order.
    public let violations: [Violation]

    /// Reads a statement.
    ///
    /// - Parameter wholeNumbers: columns that are integers in every engine.
    public init(_ sql: String, wholeNumbers: Set<String> = []) {
        let reader = PortabilityReader(sql: SQLTokens(sql), wholeNumbers: wholeNumbers)
        violations = reader.violations()
    }

    /// Functions that every engine answers alike, those with a rule of their own among them.
    static let functions: Set<String> = [
        "abs", "cast", "coalesce", "concat_ws", "count", "exp", "floor", "greatest", "if", "ifnull", "lag", "last_day",
        "lead", "least", "length", "ln", "log10", "log2", "lower", "max", "md5", "median", "min", "month", "nullif",
        "percentile_cont", "pow", "quarter", "round", "row_number", "sqrt", "substr", "sum", "trim", "try_cast", "year",
    ]

    /// Words that may stand before a parenthesis and are no functions.
    static let keywords: Set<String> = [
        "all", "and", "any", "as", "between", "by", "case", "char", "decimal", "distinct", "else", "end", "except",
        "exists", "filter", "from", "group", "having", "in", "intersect", "interval", "is", "join", "like", "not",
        "on", "or", "over", "select", "then", "union", "using", "values", "varchar", "when", "where", "with", "within",
    ]
}
