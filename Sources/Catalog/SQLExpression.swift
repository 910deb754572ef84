import Spelling

/// An SQL expression of a catalog, checked against the subset that every engine answers alike.
///
/// The subset: columns, numbers, texts, `+ - * /`, comparisons, `AND OR NOT IN BETWEEN IS NULL`, `CASE`, and the functions in
/// ``functions``. What it keeps out, and why: a division whose divisor can be zero (one engine answers infinity, another
/// stops); rounding (engines differ on halves); decimals without exponent (one engine computes in decimals, another in
/// doubles), which are therefore rewritten as doubles; two comparisons, or a comparison and `IN`, `BETWEEN` or `LIKE`, without
/// parentheses (engines bind them differently); sub-queries and aggregates (the catalog has words for them).
public struct SQLExpression: Hashable, Sendable {
    /// The expression as engines get it.
    public let sql: String
    /// The columns and features that it names, in order of appearance, once each.
    public let names: [String]
    /// What is outside the subset; empty when the expression may be used.
    public let violations: [String]
    /// The expression's meaning, for engines that compute without SQL; nil when it cannot be read.
    public let tree: ExpressionTree?

    /// Functions that every engine answers alike.
    public static let functions: Set<String> = [
        "abs", "coalesce", "exp", "floor", "greatest", "least", "ln", "nullif", "pow", "sqrt", "cast",
    ]
    private static let keywords: Set<String> = [
        "and", "or", "not", "in", "between", "is", "null", "case", "when", "then", "else", "end", "as", "double",
        "like", "true", "false",
    ]

    /// Reads an expression.
    public init(_ text: String) {
        var tokens: [Token] = []
        var violations: [String] = []
        var scanner = SQLScanner(text)
        while let token = scanner.next() { tokens.append(token) }
        var names: [String] = []
        var depth = 0
        let words = tokens.map { token in if case .word(let word) = token { word.lowercased() } else { "" } }
        for (index, token) in tokens.enumerated() {
            let following = index + 1 < tokens.count ? tokens[index + 1] : nil
            switch token {
            case .word(let word):
                if following == .symbol("(") && !Self.keywords.contains(word.lowercased()) {
                    if !Self.functions.contains(word.lowercased()) {
                        violations.append(
                            "the function \(word) is not in the common SQL"
                                + suggestion(for: word.lowercased(), among: Self.functions))
                    }
                } else if !Self.keywords.contains(word.lowercased()), !names.contains(word) {
                    names.append(word)
                }
            case .quoted(let name):
                if !names.contains(name) { names.append(name) }
            case .symbol("("): depth += 1
            case .symbol(")"):
                depth -= 1
                if depth < 0 { violations.append("a parenthesis closes that was not opened") }
            case .symbol("/"):
                if !Self.isSafeDivisor(tokens, at: index + 1) {
                    violations.append("a divisor that can be zero must be written nullif(divisor, 0)")
                }
            case .unknown(let character): violations.append("the character \(character) is not in the common SQL")
            case .number(let text):
                if Double(text) == nil { violations.append("\(text) is not a number") }
            case .text, .symbol: break
            }
        }
        if depth > 0 { violations.append("a parenthesis is not closed") }
        if scanner.isUnfinished { violations.append("a quote is not closed") }
        if tokens.isEmpty { violations.append("the expression is empty") }
        for function in ["ln", "sqrt"] where words.contains(function) && !words.contains("case") {
            violations.append("\(function) must be guarded: CASE WHEN x > 0 THEN \(function)(x) END")
        }
        var parser = ExpressionParser(tokens)
        tree = parser.parse()
        if tree == nil, violations.isEmpty { violations.append("the expression cannot be read" + parser.place) }
        self.sql = tokens.map(\.sql).joined(separator: " ")
        self.names = names
        self.violations = violations
    }

    /// A divisor is safe when it is a number other than zero, `nullif(…, 0)`, or `greatest(…, n)` with n above zero.
    private static func isSafeDivisor(_ tokens: [Token], at index: Int) -> Bool {
        guard index < tokens.count else { return false }
        return switch tokens[index] {
        case .number(let text): Double(text).map { $0 != 0 } ?? false
        case .word(let word):
            switch (word.lowercased(), lastNumber(tokens, ofCallAt: index)) {
            case ("nullif", .some(let number)): number == 0
            case ("greatest", .some(let number)): number > 0
            default: false
            }
        default: false
        }
    }

    /// The last argument of a function call, when it is a plain number and not the only one.
    private static func lastNumber(_ tokens: [Token], ofCallAt index: Int) -> Double? {
        var depth = 0
        for place in tokens.indices.dropFirst(index + 1) {
            if tokens[place] == .symbol("(") { depth += 1 }
            if tokens[place] == .symbol(")") { depth -= 1 }
            guard depth <= 0 else { continue }
            guard place >= index + 4, tokens[place - 2] == .symbol(","), case .number(let text) = tokens[place - 1]
            else { return nil }
            return Double(text)
        }
        return nil
    }

    enum Token: Hashable {
        case word(String), quoted(String), text(String), number(String), symbol(String), unknown(Character)

        var sql: String {
            switch self {
            case .word(let word): word
            case .quoted(let name): "\"" + name + "\""
            case .text(let text): "'" + text + "'"
            case .number(let text): text.contains(".") && !text.lowercased().contains("e") ? text + "E0" : text
            case .symbol(let symbol): symbol
            case .unknown(let character): String(character)
            }
        }
    }
}

/// Cuts SQL into words, names, texts, numbers and symbols.
private struct SQLScanner {
    private var rest: Substring
    private(set) var isUnfinished = false

    init(_ text: String) { rest = Substring(text) }

    mutating func next() -> SQLExpression.Token? {
        rest = rest.drop { $0.isWhitespace }
        guard let first = rest.first else { return nil }
        if first == "\"" { return .quoted(quoted(by: "\"")) }
        if first == "'" { return .text(quoted(by: "'")) }
        if first.isNumber || (first == "." && (rest.dropFirst().first?.isNumber ?? false)) { return .number(number()) }
        if first.isLetter || first == "_" { return .word(take { $0.isLetter || $0.isNumber || $0 == "_" }) }
        for symbol in ["<>", "<=", ">="] where rest.hasPrefix(symbol) {
            rest = rest.dropFirst(2)
            return .symbol(symbol)
        }
        rest = rest.dropFirst()
        return "+-*/(),=<>".contains(first) ? .symbol(String(first)) : .unknown(first)
    }

    private mutating func take(while matches: (Character) -> Bool) -> String {
        let taken = rest.prefix(while: matches)
        rest = rest.dropFirst(taken.count)
        return String(taken)
    }

    private mutating func number() -> String {
        var text = take { $0.isNumber || $0 == "." }
        if let exponent = rest.first, exponent == "e" || exponent == "E" {
            text.append("E")
            rest = rest.dropFirst()
            if let sign = rest.first, sign == "-" || sign == "+" {
                text.append(sign)
                rest = rest.dropFirst()
            }
            text += take { $0.isNumber }
        }
        return text
    }

    /// The text up to the closing quote; a doubled quote stays doubled, as SQL writes it.
    private mutating func quoted(by quote: Character) -> String {
        rest = rest.dropFirst()
        var text = ""
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == quote {
                guard rest.first == quote else { return text }
                rest = rest.dropFirst()
                text.append(quote)
            }
            text.append(character)
        }
        isUnfinished = true
        return text
    }
}
