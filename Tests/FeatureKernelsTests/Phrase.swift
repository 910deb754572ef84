import Foundation

/// An expression as a tree of its own: how it is written in SQL, and what it means for one row, by the book.
indirect enum Phrase {
    case number(String)
    case word(String)
    case truth(Bool)
    case unknown
    case column(Int, isWhole: Bool)
    case sign(String, Phrase)
    case binary(Phrase, String, Phrase)
    case not(Phrase)
    case isUnknown(Phrase, isNegated: Bool)
    case among(Phrase, [Phrase], isNegated: Bool)
    case between(Phrase, Phrase, Phrase, isNegated: Bool)
    case like(Phrase, String, isNegated: Bool)
    case cases(Phrase?, [(condition: Phrase, value: Phrase)], otherwise: Phrase?)
    case call(String, [Phrase])
    case cast(Phrase)

    /// Whether SQL computes it in whole numbers, which can overflow.
    var isWhole: Bool {
        switch self {
        case .number(let text): !text.contains { ".eE".contains($0) }
        case .column(_, let isWhole): isWhole
        case .sign(_, let phrase): phrase.isWhole
        case .binary(let left, let operation, let right): operation != "/" && left.isWhole && right.isWhole
        case .cases(_, let branches, let otherwise):
            branches.allSatisfy(\.value.isWhole) && otherwise?.isWhole != false
        case .call(let name, let arguments):
            ["abs", "floor", "coalesce", "nullif", "greatest", "least"].contains(name)
                && arguments.allSatisfy(\.isWhole)
        case .unknown: true
        default: false
        }
    }

    // MARK: In writing

    /// How tightly SQL binds it, from OR at 1 to a value at 10.
    private var level: Int {
        switch self {
        case .binary(_, let operation, _):
            switch operation {
            case "OR": 1
            case "AND": 2
            case "+", "-": 7
            case "*", "/": 8
            default: 5
            }
        case .not: 3
        case .isUnknown, .among, .between, .like: 4
        case .sign: 9
        default: 10
        }
    }

    /// The SQL, with no more parentheses than are needed.
    func sql(_ names: [String]) -> String {
        func write(_ phrase: Phrase, _ level: Int) -> String {
            phrase.level < level ? "(\(phrase.sql(names)))" : phrase.sql(names)
        }
        func list(_ phrases: [Phrase]) -> String { phrases.map { $0.sql(names) }.joined(separator: ", ") }
        func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
        switch self {
        case .number(let text): return text
        case .word(let text): return quoted(text)
        case .truth(let truth): return truth ? "TRUE" : "false"
        case .unknown: return "NULL"
        case .column(let index, _): return names[index]
        case .sign(let sign, let phrase): return "\(sign) \(write(phrase, 9))"
        case .binary(let left, let operation, let right):
            // Comparisons do not chain; the others read from the left.
            let inner = level == 5 ? 7 : level
            return "\(write(left, inner)) \(operation) \(write(right, level == 5 ? 7 : inner + 1))"
        case .not(let phrase): return "NOT \(write(phrase, 3))"
        case .isUnknown(let phrase, let isNegated): return "\(write(phrase, 7)) IS \(isNegated ? "NOT " : "")NULL"
        case .among(let phrase, let phrases, let isNegated):
            return "\(write(phrase, 7)) \(isNegated ? "NOT " : "")IN (\(list(phrases)))"
        case .between(let phrase, let low, let high, let isNegated):
            return "\(write(phrase, 7)) \(isNegated ? "not " : "")BETWEEN \(write(low, 7)) AND \(write(high, 7))"
        case .like(let phrase, let pattern, let isNegated):
            return "\(write(phrase, 7)) \(isNegated ? "NOT " : "")LIKE \(quoted(pattern))"
        case .cases(let subject, let branches, let otherwise):
            let whens = branches.map { "WHEN \($0.condition.sql(names)) THEN \($0.value.sql(names)) " }.joined()
            return "CASE \(subject.map { $0.sql(names) + " " } ?? "")\(whens)"
                + "\(otherwise.map { "ELSE \($0.sql(names)) " } ?? "")END"
        case .call(let name, let arguments): return "\(name)(\(list(arguments)))"
        case .cast(let phrase): return "CAST(\(phrase.sql(names)) AS double)"
        }
    }
}

/// One value.
enum Value: Equatable {
    case number(Double), word(String), truth(Bool), unknown

    /// The truth of a condition; numbers other than 0 are true.
    var isTrue: Bool? {
        switch self {
        case .truth(let truth): truth
        case .number(let number): number != 0
        case .word, .unknown: nil
        }
    }

    init(_ truth: Bool?) { self = truth.map { .truth($0) } ?? .unknown }
}

/// What phrases mean for one row.
struct RowReader {
    let row: [Value]
    /// Whether arithmetic on known values gave no number on the way.
    private(set) var isLost = false

    init(_ row: [Value]) { self.row = row }

    mutating func value(_ phrase: Phrase) -> Value {
        switch phrase {
        case .number(let text): return Double(text).map { .number($0) } ?? .unknown
        case .word(let text): return .word(text)
        case .truth(let truth): return .truth(truth)
        case .unknown: return .unknown
        case .column(let index, _): return row[index]
        case .sign(let sign, let phrase):
            return number([value(phrase)]) { sign == "-" ? -$0[0] : $0[0] }
        case .binary(let left, let operation, let right): return binary(value(left), operation, value(right))
        case .not(let phrase): return Value(value(phrase).isTrue.map { !$0 })
        case .isUnknown(let phrase, let isNegated): return .truth((value(phrase) == .unknown) != isNegated)
        case .among(let phrase, let phrases, let isNegated):
            let value = value(phrase)
            let truths = phrases.map { compare(value, "=", self.value($0)) }
            let any: Bool? = truths.contains(true) ? true : truths.contains(nil) ? nil : false
            return Value(any.map { $0 != isNegated })
        case .between(let phrase, let low, let high, let isNegated):
            let value = value(phrase)
            let both = and(compare(value, ">=", self.value(low)), compare(value, "<=", self.value(high)))
            return Value(both.map { $0 != isNegated })
        case .like(let phrase, let pattern, let isNegated):
            guard case .word(let text) = value(phrase) else { return .unknown }
            return .truth(Self.matches(Array(text.unicodeScalars), Array(pattern.unicodeScalars)) != isNegated)
        case .cases(let subject, let branches, let otherwise):
            let subject = subject.map { value($0) }
            for branch in branches {
                let condition = value(branch.condition)
                let holds = subject.map { compare($0, "=", condition) } ?? condition.isTrue
                if holds == true { return value(branch.value) }
            }
            return otherwise.map { value($0) } ?? .unknown
        case .call(let name, let arguments): return call(name, arguments.map { value($0) })
        case .cast(let phrase):
            let value = value(phrase)
            if case .truth(let truth) = value { return .number(truth ? 1 : 0) }
            return value
        }
    }

    private mutating func number(_ values: [Value], _ body: ([Double]) -> Double) -> Value {
        let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
        guard numbers.count == values.count else { return .unknown }
        let result = body(numbers)
        guard !result.isNaN else {
            isLost = true
            return .unknown
        }
        return .number(result)
    }

    private mutating func binary(_ left: Value, _ operation: String, _ right: Value) -> Value {
        switch operation {
        case "+": number([left, right]) { $0[0] + $0[1] }
        case "-": number([left, right]) { $0[0] - $0[1] }
        case "*": number([left, right]) { $0[0] * $0[1] }
        case "/": number([left, right]) { $0[0] / $0[1] }
        case "AND": Value(and(left.isTrue, right.isTrue))
        case "OR": Value(and(left.isTrue.map { !$0 }, right.isTrue.map { !$0 }).map { !$0 })
        default: Value(compare(left, operation, right))
        }
    }

    private func and(_ a: Bool?, _ b: Bool?) -> Bool? {
        a == false || b == false ? false : a == nil || b == nil ? nil : true
    }

    /// −1, 0 or 1; texts by their bytes.
    private func order(_ a: Value, _ b: Value) -> Int? {
        switch (a, b) {
        case (.number(let a), .number(let b)): a < b ? -1 : a > b ? 1 : 0
        case (.truth(let a), .truth(let b)): (a ? 1 : 0) - (b ? 1 : 0)
        case (.word(let a), .word(let b)):
            a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : b.utf8.lexicographicallyPrecedes(a.utf8) ? 1 : 0
        default: nil
        }
    }

    private func compare(_ a: Value, _ operation: String, _ b: Value) -> Bool? {
        guard let order = order(a, b) else { return nil }
        return switch operation {
        case "=": order == 0
        case "<>": order != 0
        case "<": order < 0
        case "<=": order <= 0
        case ">": order > 0
        default: order >= 0
        }
    }

    private mutating func call(_ name: String, _ values: [Value]) -> Value {
        switch name {
        case "abs": return number(values) { abs($0[0]) }
        case "floor": return number(values) { $0[0].rounded(.down) }
        case "exp": return number(values) { exp($0[0]) }
        case "ln": return number(values) { log($0[0]) }
        case "sqrt": return number(values) { $0[0].squareRoot() }
        case "pow": return number(values) { pow($0[0], $0[1]) }
        case "coalesce": return values.first { $0 != .unknown } ?? .unknown
        case "nullif": return compare(values[0], "=", values[1]) == true ? .unknown : values[0]
        default:
            let known = values.filter { $0 != .unknown }
            return known.dropFirst().reduce(known.first ?? .unknown) {
                compare($1, name == "greatest" ? ">" : "<", $0) == true ? $1 : $0
            }
        }
    }

    /// `%` stands for any text, `_` for one character.
    private static func matches(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        var reached = [Bool](repeating: false, count: text.count + 1)
        reached[0] = true
        for scalar in pattern {
            var next = [Bool](repeating: false, count: text.count + 1)
            for place in 0...text.count {
                if scalar == "%" {
                    next[place] = reached[place] || (place > 0 && next[place - 1])
                } else if place > 0 {
                    next[place] = reached[place - 1] && (scalar == "_" || scalar == text[place - 1])
                }
            }
            reached = next
        }
        return reached[text.count]
    }
}
