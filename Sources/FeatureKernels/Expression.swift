import Catalog
import Foundation

/// An expression of a catalog, computed column by column.
///
/// Unknown numbers are NaN, which arithmetic hands on by itself. Where the result of arithmetic on known values is no number
/// (infinity minus infinity), it counts as unknown.
struct Expression: Sendable {
    private let tree: ExpressionTree
    /// The columns that the expression reads.
    let names: Set<String>

    init(_ sql: String) {
        let expression = SQLExpression(sql)
        tree = expression.tree ?? .unknown
        names = Set(expression.names)
    }

    /// Computes the expression for every row of a scope.
    func values(in scope: Scope) -> Values { Evaluation(scope: scope).values(tree) }
}

/// One computation of an expression.
private struct Evaluation {
    let scope: Scope
    private var count: Int { scope.count }

    func values(_ tree: ExpressionTree) -> Values {
        switch tree {
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .truth(let truth): .truths(Truths(truth, count: count))
        case .unknown: .number(.nan)
        case .column(let name): Values(scope.column(name))
        case .negated(let tree): unary(tree) { -$0 }
        case .arithmetic(let left, let operation, let right): arithmetic(left, operation, right)
        case .comparison(let left, let operation, let right): .truths(compare(values(left), operation, values(right)))
        case .and(let left, let right): .truths(truths(left).and(truths(right)))
        case .or(let left, let right): .truths(truths(left).or(truths(right)))
        case .not(let tree): .truths(truths(tree).negated)
        case .isUnknown(let tree): .truths(isUnknown(values(tree)))
        case .like(let tree, let pattern): .truths(like(values(tree), pattern))
        case .cases(let branches, let otherwise): cases(branches, otherwise)
        case .call(let function, let arguments): call(function, arguments)
        }
    }

    private func truths(_ tree: ExpressionTree) -> Truths { values(tree).truths(count: count) }
    private func numbers(_ tree: ExpressionTree) -> [Double] { values(tree).numbers(count: count) }

    @inline(__always)
    private func unary(_ tree: ExpressionTree, _ body: (Double) -> Double) -> Values {
        switch values(tree) {
        case .number(let value): .number(body(value))
        case let values: .numbers(each(values.numbers(count: count), body))
        }
    }

    @inline(__always)
    private func binary(_ left: Values, _ right: Values, _ body: (Double, Double) -> Double) -> Values {
        switch (left, right) {
        case (.number(let a), .number(let b)): .number(body(a, b))
        case (.number(let a), _): .numbers(each(right.numbers(count: count)) { body(a, $0) })
        case (_, .number(let b)): .numbers(each(left.numbers(count: count)) { body($0, b) })
        default: .numbers(eachPair(left.numbers(count: count), right.numbers(count: count), body))
        }
    }

    private func arithmetic(
        _ left: ExpressionTree, _ operation: ExpressionTree.Arithmetic, _ right: ExpressionTree
    ) -> Values {
        let left = values(left), right = values(right)
        return switch operation {
        case .plus: binary(left, right) { $0 + $1 }
        case .minus: binary(left, right) { $0 - $1 }
        case .times: binary(left, right) { $0 * $1 }
        case .divided: binary(left, right) { $0 / $1 }
        }
    }

    // MARK: Comparisons

    private func compare(_ left: Values, _ operation: ExpressionTree.Comparison, _ right: Values) -> Truths {
        if left.isWords || right.isWords { return compareWords(left, operation, right) }
        return switch operation {
        case .equal: compared(left, right) { $0 == $1 }
        case .unequal: compared(left, right) { $0 != $1 }
        case .less: compared(left, right) { $0 < $1 }
        case .lessOrEqual: compared(left, right) { $0 <= $1 }
        case .greater: compared(left, right) { $0 > $1 }
        case .greaterOrEqual: compared(left, right) { $0 >= $1 }
        }
    }

    @inline(__always)
    private func compared(_ left: Values, _ right: Values, _ holds: (Double, Double) -> Bool) -> Truths {
        @inline(__always)
        func truth(_ a: Double, _ b: Double) -> UInt8 {
            a != a || b != b ? Truths.unknown : holds(a, b) ? Truths.yes : Truths.no
        }
        return switch (left, right) {
        case (_, .number(let b)): Truths(each(left.numbers(count: count)) { truth($0, b) })
        case (.number(let a), _): Truths(each(right.numbers(count: count)) { truth(a, $0) })
        default: Truths(eachPair(left.numbers(count: count), right.numbers(count: count), truth))
        }
    }

    private func compareWords(_ left: Values, _ operation: ExpressionTree.Comparison, _ right: Values) -> Truths {
        func holds(_ a: String, _ b: String) -> Bool {
            let precedes = a.utf8.lexicographicallyPrecedes(b.utf8)
            let isSame = a.utf8.elementsEqual(b.utf8)
            return switch operation {
            case .equal: isSame
            case .unequal: !isSame
            case .less: precedes
            case .lessOrEqual: precedes || isSame
            case .greater: !precedes && !isSame
            case .greaterOrEqual: !precedes
            }
        }
        let (a, b) = (left.words(count: count), right.words(count: count))
        switch (left, right) {
        case (.words, .text(let text)):
            return byWord(a.codes, a.list) { holds($0, text) }
        case (.text(let text), .words):
            return byWord(b.codes, b.list) { holds(text, $0) }
        default:
            return Truths(
                eachPair(a.codes, b.codes) {
                    $0 < 0 || $1 < 0
                        ? Truths.unknown : holds(a.list.words[Int($0)], b.list.words[Int($1)]) ? Truths.yes : Truths.no
                })
        }
    }

    /// A truth per word, handed to the rows.
    private func byWord(_ codes: [Int32], _ list: WordList, _ holds: (String) -> Bool) -> Truths {
        list.words.map { holds($0) ? Truths.yes : Truths.no }.withUnsafeBufferPointer { truths in
            Truths(each(codes) { $0 < 0 ? Truths.unknown : truths[Int($0)] })
        }
    }

    private func isUnknown(_ values: Values) -> Truths {
        switch values {
        case .number(let value): Truths(value.isNaN, count: count)
        case .text: Truths(false, count: count)
        case .numbers(let numbers): Truths(each(numbers) { $0 != $0 ? Truths.yes : Truths.no })
        case .truths(let truths): Truths(each(truths.values) { $0 == Truths.unknown ? Truths.yes : Truths.no })
        case .words(let codes, _): Truths(each(codes) { $0 < 0 ? Truths.yes : Truths.no })
        }
    }

    private func like(_ values: Values, _ pattern: String) -> Truths {
        let (codes, list) = values.words(count: count)
        let pattern = Array(pattern.unicodeScalars)
        return byWord(codes, list) { Self.matches(Array($0.unicodeScalars), pattern) }
    }

    /// `%` stands for any text, `_` for one character.
    ///
    /// Complexity: O(text × pattern).
    private static func matches(_ text: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        var place = 0, next = 0
        // Where the text goes on behind the last `%`, and the pattern.
        var retry: (place: Int, next: Int)?
        while place < text.count {
            if next < pattern.count, pattern[next] == "%" {
                next += 1
                retry = (place, next)
            } else if next < pattern.count, pattern[next] == "_" || pattern[next] == text[place] {
                place += 1
                next += 1
            } else if let last = retry {
                retry = (last.place + 1, last.next)
                place = last.place + 1
                next = last.next
            } else {
                return false
            }
        }
        return pattern[next...].allSatisfy { $0 == "%" }
    }

    // MARK: Cases and functions

    private func cases(_ branches: [ExpressionTree.Branch], _ otherwise: ExpressionTree) -> Values {
        let results = branches.map { values($0.value) } + [values(otherwise)]
        let conditions = branches.map { truths($0.condition) }
        if results.contains(where: \.isWords) { return wordCases(conditions, results) }
        if let truths = truthCases(conditions, results) { return .truths(truths) }
        var result = results[branches.count].numbers(count: count)
        // The first branch that holds wins: it is the last to be written.
        for (condition, value) in Swift.zip(conditions, results).reversed() {
            switch value {
            case .number(let number): result = eachPair(condition.values, result) { $0 == Truths.yes ? number : $1 }
            default: choose(condition, value.numbers(count: count), &result)
            }
        }
        return .numbers(result)
    }

    /// The cases where all results are the numbers 0 and 1 or unknown; nil where they are not.
    private func truthCases(_ conditions: [Truths], _ results: [Values]) -> Truths? {
        let truths = results.compactMap { result -> UInt8? in
            guard case .number(let value) = result else { return nil }
            // −0 is no 0: a quotient would tell.
            if value == 0, value.sign == .plus { return Truths.no }
            return value == 1 ? Truths.yes : value.isNaN ? Truths.unknown : nil
        }
        guard truths.count == results.count else { return nil }
        var result = [UInt8](repeating: truths[conditions.count], count: count)
        for (condition, truth) in Swift.zip(conditions, truths).reversed() {
            result = eachPair(condition.values, result) { $0 == Truths.yes ? truth : $1 }
        }
        return Truths(result)
    }

    private func choose(_ condition: Truths, _ values: [Double], _ result: inout [Double]) {
        result.withUnsafeMutableBufferPointer { result in
            condition.values.withUnsafeBufferPointer { condition in
                values.withUnsafeBufferPointer { values in
                    for row in 0..<result.count where condition[row] == Truths.yes { result[row] = values[row] }
                }
            }
        }
    }

    private func wordCases(_ conditions: [Truths], _ results: [Values]) -> Values {
        let (columns, list) = inOneList(results)
        var result = columns[conditions.count]
        for (condition, codes) in Swift.zip(conditions, columns).reversed() {
            for row in 0..<count where condition.values[row] == Truths.yes { result[row] = codes[row] }
        }
        return .words(result, list)
    }

    /// The codes of several columns of words in a list that they share.
    private func inOneList(_ values: [Values]) -> (columns: [[Int32]], list: WordList) {
        var words: [String] = []
        // By their bytes, as engines compare: strings are equal however an accent is written.
        var codeOf: [[UInt8]: Int32] = [:]
        let columns = values.map { value in
            let (codes, list) = value.words(count: count)
            let target = list.words.map { word in
                let bytes = Array(word.utf8)
                if let code = codeOf[bytes] { return code }
                codeOf[bytes] = Int32(words.count)
                words.append(word)
                return Int32(words.count - 1)
            }
            return each(codes) { $0 < 0 ? -1 : target[Int($0)] }
        }
        return (columns, WordList(words))
    }

    private func call(_ function: ExpressionTree.Function, _ arguments: [ExpressionTree]) -> Values {
        switch function {
        case .abs: unary(arguments[0]) { abs($0) }
        case .floor: unary(arguments[0]) { $0.rounded(.down) }
        case .exp: unary(arguments[0]) { exp($0) }
        case .ln: unary(arguments[0]) { log($0) }
        case .sqrt: unary(arguments[0]) { $0.squareRoot() }
        case .cast: unary(arguments[0]) { $0 }
        case .pow: binary(values(arguments[0]), values(arguments[1])) { $0 != $0 || $1 != $1 ? .nan : pow($0, $1) }
        case .nullif: nullif(values(arguments[0]), values(arguments[1]))
        case .coalesce: coalesce(arguments.map(values))
        case .greatest: known(arguments, >) { $0 != $0 || $1 > $0 ? $1 : $0 }
        case .least: known(arguments, <) { $0 != $0 || $1 < $0 ? $1 : $0 }
        }
    }

    private func nullif(_ left: Values, _ right: Values) -> Values {
        if left.isWords || right.isWords {
            let same = compareWords(left, .equal, right).values
            let (codes, list) = left.words(count: count)
            return .words(eachPair(codes, same) { $1 == Truths.yes ? -1 : $0 }, list)
        }
        return binary(left, right) { $0 == $1 ? .nan : $0 }
    }

    private func coalesce(_ arguments: [Values]) -> Values {
        guard let first = arguments.first else { return .number(.nan) }
        if arguments.contains(where: \.isWords) {
            return wordCases(arguments.dropLast().map { isUnknown($0).negated }, arguments)
        }
        return arguments.dropFirst().reduce(first) { result, next in binary(result, next) { $0 != $0 ? $1 : $0 } }
    }

    @inline(__always)
    private func known(
        _ arguments: [ExpressionTree], _ isBetter: (Int32, Int32) -> Bool, _ choose: (Double, Double) -> Double
    ) -> Values {
        let arguments = arguments.map(values)
        guard let first = arguments.first else { return .number(.nan) }
        if arguments.contains(where: \.isWords) { return knownWords(arguments, isBetter) }
        return arguments.dropFirst().reduce(first) { result, next in
            binary(result, next) { $1 != $1 ? $0 : choose($0, $1) }
        }
    }

    private func knownWords(_ arguments: [Values], _ isBetter: (Int32, Int32) -> Bool) -> Values {
        let (columns, list) = inOneList(arguments)
        let ranks = list.ranks
        let result = columns.dropFirst().reduce(columns[0]) { result, next in
            eachPair(result, next) { $1 < 0 || ($0 >= 0 && !isBetter(ranks[Int($1)], ranks[Int($0)])) ? $0 : $1 }
        }
        return .words(result, list)
    }
}
