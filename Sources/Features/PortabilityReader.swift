/// Reads the rules of ``PortableSQL`` off a statement's tokens.
struct PortabilityReader {
    let sql: SQLTokens
    let wholeNumbers: Set<String>

    private static let integers: Set<String> = ["bigint", "hugeint", "int", "integer", "long", "smallint", "tinyint"]
    private static let texts: Set<String> = ["char", "string", "text", "varchar"]

    func violations() -> [PortableSQL.Violation] {
        var violations: [PortableSQL.Violation] = []
        var cases = 0
        for (place, token) in sql.tokens.enumerated() {
            if token.kind == .word, token.text == "case" { cases += 1 }
            if token.kind == .word, token.text == "end" { cases -= 1 }
            let broken: [PortableSQL.Rule] =
                switch token.kind {
                case .word: word(token.text, at: place, isGuarded: cases > 0)
                case .number: token.text.contains(".") && !isDouble(token.text) ? [.decimalLiteral] : []
                case .symbol: symbol(token.text, at: place)
                case .name, .text: []
                }
            violations += broken.map { PortableSQL.Violation(rule: $0, excerpt: excerpt(from: place)) }
        }
        return violations
    }

    // MARK: What stands at one place

    private func word(_ word: String, at place: Int, isGuarded: Bool) -> [PortableSQL.Rule] {
        if word == "order", sql.holds("by", at: place + 1) { return nullOrder(at: place) }
        guard let inside = sql.arguments(ofCallAt: place) else {
            return word == "div" ? [.wholeQuotient] : word == "asof" ? [.form] : []
        }
        if PortableSQL.keywords.contains(word) { return [] }
        switch word {
        case "sum": return sum(inside, at: place)
        case "cast", "try_cast": return cast(inside)
        case "round": return isDecimal(sql.parts(inside, at: [","])[0]) ? [] : [.rounding]
        case "ln", "log10", "log2": return isGuarded ? [] : [.domain]
        case "sqrt": return isGuarded || isSpread(inside) ? [] : [.domain]
        case "count":
            let isPair = sql.holds("distinct", at: inside.lowerBound) && sql.parts(inside, at: [","]).count > 1
            return isPair ? [.pairs] : []
        default: return PortableSQL.functions.contains(word) ? [] : [.function]
        }
    }

    private func symbol(_ symbol: String, at place: Int) -> [PortableSQL.Rule] {
        switch symbol {
        case "//": return [.wholeQuotient]
        case "::": return [.form]
        case "/", "%":
            var broken: [PortableSQL.Rule] = isSafeDivisor(at: place + 1) ? [] : [.divisor]
            if symbol == "/", let open = sql.partners[place - 1], sql.holds("cast", at: open - 1),
                isDecimal(open - 1..<place)
            {
                broken.append(.decimalQuotient)
            }
            return broken
        default: return []
        }
    }

    private func sum(_ inside: Range<Int>, at place: Int) -> [PortableSQL.Rule] {
        let operands = sql.parts(inside, at: ["*", "+", "-"]).filter { !$0.isEmpty }
        guard operands.allSatisfy({ isWhole($0) || isDecimal($0) }) else { return [.inexactSum] }
        // A sum of decimals has one type everywhere.
        if operands.allSatisfy(isDecimal) { return [] }
        let isCast =
            sql.holds("(", at: place - 1) && sql.holds("cast", at: place - 2)
            && sql.holds("as", at: end(ofCallAt: place))
        return isCast ? [] : [.uncastSum]
    }

    private func cast(_ inside: Range<Int>) -> [PortableSQL.Rule] {
        guard let type = type(ofCast: inside) else { return [] }
        if Self.integers.contains(type.name), !isWhole(type.value) { return [.wholeNumber] }
        if Self.texts.contains(type.name), !isWhole(type.value) { return [.numberText] }
        return []
    }

    /// Orders inside a query must say where what is unknown stands; a result's own order is by its key.
    private func nullOrder(at place: Int) -> [PortableSQL.Rule] {
        var open: Int?
        for (start, end) in sql.partners where start < place && end > place && start > open ?? -1 { open = start }
        guard let open, let close = sql.partners[open] else { return [] }
        if sql.holds("group", at: open - 1), sql.holds("within", at: open - 2) { return [] }
        let end =
            sql.surface(place + 2..<close).first { place in
                ["rows", "range", "limit"].contains { sql.holds($0, at: place) }
            } ?? close
        let isOpen = sql.parts(place + 2..<end, at: [","]).contains { part in
            !sql.surface(part).contains { sql.holds("nulls", at: $0) }
        }
        return isOpen ? [.nullOrder] : []
    }

    // MARK: What an expression is

    /// Whether an expression can be seen to be a whole number.
    private func isWhole(_ range: Range<Int>) -> Bool {
        let operands = sql.parts(range, at: ["*", "+", "-"]).filter { !$0.isEmpty }
        if operands.count > 1 { return operands.allSatisfy(isWhole) }
        guard let operand = operands.first else { return false }
        let first = sql.tokens[operand.lowerBound]
        if operand.count == 1 {
            return first.kind == .number
                ? Int(first.text) != nil : first.kind != .text && wholeNumbers.contains(first.text)
        }
        if sql.holds("(", at: operand.lowerBound), sql.partners[operand.lowerBound] == operand.upperBound - 1 {
            return isWhole(operand.lowerBound + 1..<operand.upperBound - 1)
        }
        // A column of a named table.
        if operand.count == 3, sql.holds(".", at: operand.lowerBound + 1) {
            return wholeNumbers.contains(sql.tokens[operand.upperBound - 1].text)
        }
        guard let inside = sql.arguments(ofCallAt: operand.lowerBound),
            end(ofCallAt: operand.lowerBound) == operand.upperBound
        else { return false }
        return switch first.text {
        case "floor", "count", "row_number": true
        case "cast": type(ofCast: inside).map { Self.integers.contains($0.name) } ?? false
        case "sum", "min", "max": isWhole(inside)
        default: false
        }
    }

    /// Whether an expression is cast to a decimal.
    private func isDecimal(_ range: Range<Int>) -> Bool {
        guard sql.holds("cast", at: range.lowerBound), let inside = sql.arguments(ofCallAt: range.lowerBound),
            inside.upperBound == range.upperBound - 1
        else { return false }
        return type(ofCast: inside)?.name == "decimal"
    }

    /// Whether an expression is a difference of whole numbers, as Σx² less (Σx)², over a count.
    private func isSpread(_ range: Range<Int>) -> Bool {
        guard let above = sql.parts(range, at: ["/"]).first, sql.holds("cast", at: above.lowerBound),
            let inside = sql.arguments(ofCallAt: above.lowerBound), inside.upperBound == above.upperBound - 1,
            let type = type(ofCast: inside)
        else { return false }
        return type.name == "double"
            && sql.parts(type.value, at: ["*", "-"]).allSatisfy { part in
                let sum = sql.arguments(ofCallAt: part.lowerBound)
                let isSum = sql.holds("sum", at: part.lowerBound) && end(ofCallAt: part.lowerBound) == part.upperBound
                return isDecimal(part) || isSum && sql.parts(sum ?? part, at: ["*"]).allSatisfy(isDecimal)
            }
    }

    /// A number other than zero, `nullif(…, 0)`, or `greatest(…, n)` with n above zero.
    private func isSafeDivisor(at place: Int) -> Bool {
        guard sql.tokens.indices.contains(place) else { return false }
        let token = sql.tokens[place]
        if token.kind == .number { return Double(token.text).map { $0 != 0 } ?? false }
        guard let inside = sql.arguments(ofCallAt: place), let last = sql.parts(inside, at: [","]).dropFirst().last,
            last.count == 1, let number = Double(sql.tokens[last.lowerBound].text)
        else { return false }
        return token.text == "nullif" ? number == 0 : token.text == "greatest" && number > 0
    }

    private func isDouble(_ number: String) -> Bool { number.contains("e") || number.contains("E") }

    private func type(ofCast inside: Range<Int>) -> (value: Range<Int>, name: String)? {
        guard let place = sql.surface(inside).last(where: { sql.holds("as", at: $0) }), place + 1 < inside.upperBound
        else { return nil }
        return (inside.lowerBound..<place, sql.tokens[place + 1].text)
    }

    /// The place behind a call and its FILTER or OVER.
    private func end(ofCallAt place: Int) -> Int {
        guard let inside = sql.arguments(ofCallAt: place) else { return place }
        let next = inside.upperBound + 1
        guard sql.holds("filter", at: next) || sql.holds("over", at: next), let more = sql.arguments(ofCallAt: next)
        else { return next }
        return more.upperBound + 1
    }

    private func excerpt(from place: Int) -> String {
        sql.tokens[place..<min(place + 8, sql.tokens.count)].map(\.text).joined(separator: " ")
    }
}
