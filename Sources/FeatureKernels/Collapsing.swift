import Catalog
import Credit
import Features

/// Makes one row of rows that belong together.
struct Collapsing: Sendable {
    private let collapse: TableDefinition.Collapse
    /// The columns that lead to parents and do not say which rows belong together.
    private let strangers: [String]
    private let steps: [Double]

    init?(_ table: TableDefinition, strangers: [String]) {
        guard let collapse = table.collapse else { return nil }
        self.collapse = collapse
        self.strangers = strangers
        steps = collapse.keep.map { table.column($0.column)?.kind.step ?? 1 }
    }

    /// One row for every set of equal values of the columns that say which rows belong together.
    ///
    /// Rows in which one of those is unknown become one only if they have the same parents.
    func collapsed(_ scope: Scope) -> Scope {
        var parts = collapse.by.map(scope.column)
        let isUnknown = RowKey(parts, count: scope.count).isUnknown
        if isUnknown.contains(true) {
            for name in strangers {
                parts.append(.ids(eachPair(isUnknown, scope.ids(name)) { $0 ? $1 : Column.unknownID }))
            }
        }
        let (groups, firsts) = RowKey(parts, count: scope.count).groups()
        var result = Scope(count: firsts.count)
        for name in collapse.by { result.set(name, scope.column(name).gathered(firsts)) }
        for (kept, step) in zip(collapse.keep, steps) {
            result.set(kept.column, combined(scope.column(kept.column), kept.function, step, groups, firsts.count))
        }
        return result
    }

    private func combined(
        _ column: Column, _ function: TableDefinition.Collapse.Function, _ step: Double, _ groups: [Int32],
        _ count: Int
    ) -> Column {
        switch column {
        case .flags(let values):
            let numbers = Column.numbers(Truths(values).numbers)
            return combined(numbers, function, step, groups, count)
        case .numbers(let values):
            if function == .sum { return .numbers(sums(values, step, groups, count)) }
            var result = [Double](repeating: .nan, count: count)
            for (value, group) in zip(values, groups) where !value.isNaN {
                let known = result[Int(group)]
                let isBetter = known.isNaN || (function == .min ? value < known : value > known)
                if isBetter { result[Int(group)] = value + 0 }
            }
            return .numbers(result)
        case .ids(let values):
            var result = [Int64](repeating: Column.unknownID, count: count)
            for (value, group) in zip(values, groups) where value != Column.unknownID {
                let known = result[Int(group)]
                let isBetter = known == Column.unknownID || (function == .min ? value < known : value > known)
                if isBetter { result[Int(group)] = value }
            }
            return .ids(result)
        case .words(let codes, let list):
            let ranks = list.ranks
            var result = [Int32](repeating: -1, count: count)
            for (code, group) in zip(codes, groups) where code >= 0 {
                let known = result[Int(group)]
                let isBetter =
                    known < 0
                    || (function == .min ? ranks[Int(code)] < ranks[Int(known)] : ranks[Int(code)] > ranks[Int(known)])
                if isBetter { result[Int(group)] = code }
            }
            return .words(result, list)
        }
    }

    private func sums(_ values: [Double], _ step: Double, _ groups: [Int32], _ count: Int) -> [Double] {
        var sums = [Int64](repeating: 0, count: count)
        var isKnown = [Bool](repeating: false, count: count)
        for (value, group) in zip(values, groups) where !value.isNaN {
            sums[Int(group)] &+= wholeSteps(value, step)
            isKnown[Int(group)] = true
        }
        return eachPair(sums, isKnown) { $1 ? Double($0) / step : .nan }
    }
}
