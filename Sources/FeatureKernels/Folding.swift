import Catalog
import Credit
import Features

/// Makes one row per parent of the rows of a table.
struct Folding: Sendable {
    /// The column that leads to the parent.
    let key: String
    /// The parent.
    let parent: String
    private let aggregates: [Aggregate]
    private let clock: TableDefinition.Clock?

    init(_ aggregates: [Aggregate], into parent: TableDefinition.Parent, clock: TableDefinition.Clock?) {
        self.aggregates = aggregates
        self.parent = parent.table
        self.key = parent.key
        self.clock = clock
    }

    /// One column per aggregate, by the place of the parent's number in the grouping.
    ///
    /// Complexity: O(rows × aggregates).
    func folded(_ scope: Scope, _ selections: Selections) -> [(name: String, column: Column, isCount: Bool)] {
        var gathered: [Place: Column] = [:]
        return aggregates.map { aggregate in
            let isCount = aggregate.function == .count || aggregate.function == .distinct
            return (aggregate.name, column(aggregate, scope, selections, &gathered), isCount)
        }
    }

    /// A column's values in the rows of a slice.
    private struct Place: Hashable {
        let column: String
        let slice: String
    }

    private func column(
        _ aggregate: Aggregate, _ scope: Scope, _ selections: Selections, _ gathered: inout [Place: Column]
    ) -> Column {
        guard let name = aggregate.column else {
            return .numbers(perGroup(selections.selection(aggregate.slice)) { Double($0.count) })
        }
        if aggregate.function == .latest || aggregate.function == .earliest {
            return scope.column(name).gathered(
                selections.pick(aggregate.slice, latest: aggregate.function == .latest))
        }
        let selection = selections.selection(aggregate.slice)
        func values(_ name: String) -> Column {
            let place = Place(column: name, slice: aggregate.slice)
            if let known = gathered[place] { return known }
            let column = scope.column(name).gathered(selection.rows)
            gathered[place] = column
            return column
        }
        switch values(name) {
        case .numbers(let numbers):
            var times: [Double] = []
            if aggregate.function == .slope, let clock, case .numbers(let clockValues) = values(clock.column) {
                times = clockValues
            }
            return .numbers(fold(numbers, times, aggregate, selection))
        case let other: return .numbers(fold(other, aggregate, selection))
        }
    }

    /// Numbers of contracts and words: how many, how many different, which share.
    private func fold(_ column: Column, _ aggregate: Aggregate, _ selection: Selection) -> [Double] {
        let isKnown: (Int) -> Bool
        switch column {
        case .ids(let ids): isKnown = { ids[$0] != Column.unknownID }
        case .words(let codes, _): isKnown = { codes[$0] >= 0 }
        case .numbers(let numbers): isKnown = { !numbers[$0].isNaN }
        }
        switch aggregate.function {
        case .count: return perGroup(selection) { Double($0.count(where: isKnown)) }
        case .distinct: return distinct(column, selection)
        case .share:
            guard case .words(let codes, let list) = column else { break }
            let level = list.words.firstIndex { $0.utf8.elementsEqual((aggregate.level ?? "").utf8) }.map { Int32($0) }
            return perGroup(selection) { range in
                let known = range.count { codes[$0] >= 0 }
                return known == 0 ? .nan : Double(range.count { codes[$0] == level }) / Double(known)
            }
        default: break
        }
        return [Double](repeating: .nan, count: selection.starts.count - 1)
    }

    private func fold(
        _ numbers: [Double], _ times: [Double], _ aggregate: Aggregate, _ selection: Selection
    ) -> [Double] {
        let step = aggregate.columnKind.step
        return numbers.withUnsafeBufferPointer { values in
            times.withUnsafeBufferPointer { times in
                switch aggregate.function {
                case .sum: return perGroup(selection) { ExactSums(values, $0, step: step).total(step) }
                case .mean:
                    return perGroup(selection) { range in
                        let sums = ExactSums(values, range, step: step)
                        return sums.total(step) / Double(sums.count)
                    }
                case .min:
                    return perGroup(selection) { range in
                        var least = Double.infinity
                        for index in range where values[index] < least { least = values[index] }
                        return least == .infinity ? .nan : least + 0
                    }
                case .max:
                    return perGroup(selection) { range in
                        var most = -Double.infinity
                        for index in range where values[index] > most { most = values[index] }
                        return most == -.infinity ? .nan : most + 0
                    }
                case .std: return perGroup(selection) { deviation(values, $0, step: step) }
                case .slope:
                    guard let clock else { return perGroup(selection) { _ in .nan } }
                    let perMonth = clock.unit == .day ? 365.25 / 12 / step : 1 / step
                    return perGroup(selection) { slope(values, times, $0, step: step) * perMonth }
                case .share:
                    return perGroup(selection) { range in
                        var known = 0, hits = 0
                        for index in range {
                            known += values[index] == values[index] ? 1 : 0
                            hits += values[index] == 1 ? 1 : 0
                        }
                        return known == 0 ? .nan : Double(hits) / Double(known)
                    }
                case .count, .distinct, .latest, .earliest: return fold(.numbers(numbers), aggregate, selection)
                }
            }
        }
    }

    private func distinct(_ column: Column, _ selection: Selection) -> [Double] {
        let bits = RowKey.bits(column)
        var seen: [UInt64] = []
        return perGroup(selection) { range in
            seen.removeAll(keepingCapacity: true)
            for index in range where bits[index] != RowKey.unknown { seen.append(bits[index]) }
            seen.sort()
            var count = 0
            for index in seen.indices where index == 0 || seen[index] != seen[index - 1] { count += 1 }
            return Double(count)
        }
    }

    @inline(__always)
    private func perGroup(_ selection: Selection, _ body: (Range<Int>) -> Double) -> [Double] {
        [Double](unsafeUninitializedCapacity: selection.starts.count - 1) { target, count in
            count = selection.starts.count - 1
            guard let base = target.baseAddress else { return }
            selection.forEachGroup { group, range in (base + group).initialize(to: body(range)) }
        }
    }
}
