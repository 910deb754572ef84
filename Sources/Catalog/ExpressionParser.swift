/// Reads tokens into a tree, with SQL's precedence: OR, AND, NOT, comparisons, sums, products, signs.
struct ExpressionParser {
    private let tokens: [SQLExpression.Token]
    private var position = 0
    private var depth = 0

    init(_ tokens: [SQLExpression.Token]) { self.tokens = tokens }

    /// Deeper than any expression that a person writes; keeps hostile input off the stack's end.
    private static let depthLimit = 200

    /// Where reading stopped, for messages.
    var place: String { position < tokens.count ? " near \(tokens[position].sql)" : ": it ends too early" }

    /// The whole expression; nil when it cannot be read.
    mutating func parse() -> ExpressionTree? {
        guard let tree = disjunction(), position == tokens.count else { return nil }
        return tree
    }

    // MARK: Truths

    private mutating func disjunction() -> ExpressionTree? {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit, var left = conjunction() else { return nil }
        while take("or") {
            guard let right = conjunction() else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func conjunction() -> ExpressionTree? {
        guard var left = negation() else { return nil }
        while take("and") {
            guard let right = negation() else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func negation() -> ExpressionTree? {
        var count = 0
        while take("not") { count += 1 }
        guard let tree = comparison() else { return nil }
        return count % 2 == 1 ? .not(tree) : tree
    }

    private mutating func comparison() -> ExpressionTree? {
        guard var left = sum() else { return nil }
        while position < tokens.count {
            if case .symbol(let symbol) = tokens[position], let operation = ExpressionTree.Comparison(rawValue: symbol)
            {
                position += 1
                guard let right = sum() else { return nil }
                left = .comparison(left, operation, right)
            } else if take("is") {
                let isNegated = take("not")
                guard take("null") else { return nil }
                left = isNegated ? .not(.isUnknown(left)) : .isUnknown(left)
            } else if let tree = membership(of: left) {
                left = tree
            } else {
                return left
            }
        }
        return left
    }

    /// `[NOT] IN (…)`, `[NOT] BETWEEN … AND …`, `[NOT] LIKE '…'`; nil when none of them follows or it cannot be read.
    private mutating func membership(of left: ExpressionTree) -> ExpressionTree? {
        let start = position
        let isNegated = take("not")
        var tree: ExpressionTree?
        if take("in") {
            tree = arguments()?.reduce(nil) { (any: ExpressionTree?, value) in
                let same = ExpressionTree.comparison(left, .equal, value)
                return any.map { .or($0, same) } ?? same
            }
        } else if take("between") {
            if let low = sum(), take("and"), let high = sum() {
                tree = .and(.comparison(left, .greaterOrEqual, low), .comparison(left, .lessOrEqual, high))
            }
        } else if take("like"), position < tokens.count, case .text(let pattern) = tokens[position] {
            position += 1
            tree = .like(left, Self.unquoted(pattern, "'"))
        }
        guard let tree else {
            position = start
            return nil
        }
        return isNegated ? .not(tree) : tree
    }

    // MARK: Numbers

    private mutating func sum() -> ExpressionTree? {
        guard var left = product() else { return nil }
        while let operation = take([.plus, .minus]) {
            guard let right = product() else { return nil }
            left = .arithmetic(left, operation, right)
        }
        return left
    }

    private mutating func product() -> ExpressionTree? {
        guard var left = signed() else { return nil }
        while let operation = take([.times, .divided]) {
            guard let right = signed() else { return nil }
            left = .arithmetic(left, operation, right)
        }
        return left
    }

    private mutating func signed() -> ExpressionTree? {
        var count = 0
        while let sign = take([.plus, .minus]) { count += sign == .minus ? 1 : 0 }
        guard let tree = value() else { return nil }
        guard count % 2 == 1 else { return tree }
        if case .number(let number) = tree { return .number(0 - number) }
        return .negated(tree)
    }

    private mutating func value() -> ExpressionTree? {
        guard position < tokens.count else { return nil }
        let token = tokens[position]
        position += 1
        switch token {
        case .number(let text): return Double(text).map(ExpressionTree.number)
        case .text(let text): return .text(Self.unquoted(text, "'"))
        case .quoted(let name): return .column(Self.unquoted(name, "\""))
        case .symbol("("):
            guard let tree = disjunction(), take(symbol: ")") else { return nil }
            return tree
        case .word(let word): return value(of: word)
        case .symbol, .unknown:
            position -= 1
            return nil
        }
    }

    private mutating func value(of word: String) -> ExpressionTree? {
        switch word.lowercased() {
        case "null": return .unknown
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "case": return cases()
        case "and", "or", "not", "in", "between", "is", "when", "then", "else", "end", "as", "like":
            position -= 1
            return nil
        case let lowercased:
            guard position < tokens.count, tokens[position] == .symbol("(") else { return .column(word) }
            guard let function = ExpressionTree.Function(rawValue: lowercased) else { return nil }
            if function == .cast {
                guard take(symbol: "("), let tree = disjunction(), take("as"), take("double"), take(symbol: ")") else {
                    return nil
                }
                return .call(.cast, [tree])
            }
            guard let arguments = arguments(), Self.fits(arguments.count, function) else { return nil }
            return .call(function, arguments)
        }
    }

    private mutating func cases() -> ExpressionTree? {
        var subject: ExpressionTree?
        if position < tokens.count, !isNext("when") {
            subject = disjunction()
            if subject == nil { return nil }
        }
        var branches: [ExpressionTree.Branch] = []
        while take("when") {
            guard let condition = disjunction(), take("then"), let value = disjunction() else { return nil }
            branches.append(
                ExpressionTree.Branch(
                    condition: subject.map { .comparison($0, .equal, condition) } ?? condition, value: value))
        }
        var otherwise = ExpressionTree.unknown
        if take("else") {
            guard let value = disjunction() else { return nil }
            otherwise = value
        }
        guard !branches.isEmpty, take("end") else { return nil }
        return .cases(branches, otherwise: otherwise)
    }

    private mutating func arguments() -> [ExpressionTree]? {
        guard take(symbol: "(") else { return nil }
        var arguments: [ExpressionTree] = []
        repeat {
            guard let argument = disjunction() else { return nil }
            arguments.append(argument)
        } while take(symbol: ",")
        return take(symbol: ")") ? arguments : nil
    }

    private static func fits(_ count: Int, _ function: ExpressionTree.Function) -> Bool {
        switch function {
        case .abs, .exp, .floor, .ln, .sqrt, .cast: count == 1
        case .nullif, .pow: count == 2
        case .coalesce, .greatest, .least: count >= 1
        }
    }

    // MARK: Tokens

    private func isNext(_ keyword: String) -> Bool {
        guard position < tokens.count, case .word(let word) = tokens[position] else { return false }
        return word.lowercased() == keyword
    }

    private mutating func take(_ keyword: String) -> Bool {
        guard isNext(keyword) else { return false }
        position += 1
        return true
    }

    private mutating func take(symbol: String) -> Bool {
        guard position < tokens.count, tokens[position] == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func take(_ operations: [ExpressionTree.Arithmetic]) -> ExpressionTree.Arithmetic? {
        guard position < tokens.count, case .symbol(let symbol) = tokens[position],
            let operation = operations.first(where: { $0.rawValue == symbol })
        else { return nil }
        position += 1
        return operation
    }

    /// The scanner leaves doubled quotes as SQL writes them.
    private static func unquoted(_ text: String, _ quote: String) -> String {
        text.replacing(quote + quote, with: quote)
    }
}
