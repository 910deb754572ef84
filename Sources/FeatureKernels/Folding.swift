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
    /// The aggregates of one column over the rows of one slice are computed together.
    private let batches: [Batch]
    private let clock: TableDefinition.Clock?

    private struct Batch {
        /// The column; nil for rows themselves.
        let column: String?
        let slice: String
        /// Places in `aggregates`.
        var places: [Int]
    }

    init(_ aggregates: [Aggregate], into parent: TableDefinition.Parent, clock: TableDefinition.Clock?) {
        self.aggregates = aggregates
        self.parent = parent.table
        self.key = parent.key
        self.clock = clock
        var batches: [Batch] = []
        var batchOf: [[String?]: Int] = [:]
        for (place, aggregate) in aggregates.enumerated() {
            if let known = batchOf[[aggregate.column, aggregate.slice]] {
                batches[known].places.append(place)
            } else {
                batchOf[[aggregate.column, aggregate.slice]] = batches.count
                batches.append(Batch(column: aggregate.column, slice: aggregate.slice, places: [place]))
            }
        }
        self.batches = batches
    }

    /// One column per aggregate, by the place of the parent's number in the grouping.
    ///
    /// Complexity: O(rows × columns).
    func folded(_ scope: Scope, _ selections: Selections) -> [(name: String, column: Column, isCount: Bool)] {
        var columns = [Column](repeating: .numbers([]), count: aggregates.count)
        for batch in batches { fold(batch, scope, selections, &columns) }
        return zip(aggregates, columns).map { aggregate, column in
            (aggregate.name, column, aggregate.function == .count || aggregate.function == .distinct)
        }
    }

    private func fold(_ batch: Batch, _ scope: Scope, _ selections: Selections, _ columns: inout [Column]) {
        guard let name = batch.column else {
            let counts = selections.selection(batch.slice).perGroup { Double($0.count) }
            for place in batch.places { columns[place] = .numbers(counts) }
            return
        }
        let column = scope.column(name)
        let functions = Set(batch.places.map { aggregates[$0].function })
        lazy var selection = selections.selection(batch.slice)
        lazy var gathered = column.gathered(selection.rows)
        lazy var moments = Moments(
            column, selection, step: aggregates[batch.places[0]].columnKind.step, wanted: functions)
        for place in batch.places {
            let aggregate = aggregates[place]
            switch aggregate.function {
            case .latest, .earliest:
                let rows = selections.pick(batch.slice, latest: aggregate.function == .latest)
                columns[place] = column.gathered(rows)
            case .slope:
                let times = clock.flatMap { scope.column($0.column).numbers?.gathered(selection.rows, otherwise: .nan) }
                columns[place] = .numbers(slopes(gathered, times, aggregate, selection))
            case .sum, .mean, .min, .max, .std: columns[place] = .numbers(moments.values(of: aggregate.function))
            case .count, .distinct, .share: columns[place] = .numbers(fold(gathered, aggregate, selection))
            }
        }
    }

    /// How many, how many different, which share.
    private func fold(_ column: Column, _ aggregate: Aggregate, _ selection: Selection) -> [Double] {
        let isKnown: (Int) -> Bool
        switch column {
        case .ids(let ids): isKnown = { ids[$0] != Column.unknownID }
        case .words(let codes, _): isKnown = { codes[$0] >= 0 }
        case .numbers(let numbers): isKnown = { !numbers[$0].isNaN }
        case .flags(let values): isKnown = { values[$0] != Truths.unknown }
        }
        switch aggregate.function {
        case .count: return selection.perGroup { Double($0.count(where: isKnown)) }
        case .distinct: return distinct(column, selection)
        case .share:
            guard case .words(let codes, let list) = column else { return shares(column.numbers ?? [], selection) }
            let level = list.words.firstIndex { $0.utf8.elementsEqual((aggregate.level ?? "").utf8) }.map { Int32($0) }
            return selection.perGroup { range in
                let known = range.count { codes[$0] >= 0 }
                return known == 0 ? .nan : Double(range.count { codes[$0] == level }) / Double(known)
            }
        default: break
        }
        return [Double](repeating: .nan, count: selection.starts.count - 1)
    }

    /// Which share of the known values is 1.
    private func shares(_ numbers: [Double], _ selection: Selection) -> [Double] {
        guard !numbers.isEmpty else { return selection.perGroup { _ in .nan } }
        return numbers.withUnsafeBufferPointer { values in
            selection.perGroup { range in
                var known = 0, hits = 0
                for index in range {
                    known += values[index] == values[index] ? 1 : 0
                    hits += values[index] == 1 ? 1 : 0
                }
                return known == 0 ? .nan : Double(hits) / Double(known)
            }
        }
    }

    private func slopes(
        _ column: Column, _ times: [Double]?, _ aggregate: Aggregate, _ selection: Selection
    ) -> [Double] {
        guard let clock, let times, let numbers = column.numbers else { return selection.perGroup { _ in .nan } }
        let step = aggregate.columnKind.step
        let perMonth = clock.unit == .day ? 365.25 / 12 / step : 1 / step
        return numbers.withUnsafeBufferPointer { values in
            times.withUnsafeBufferPointer { times in
                selection.perGroup { slope(values, times, $0, step: step) * perMonth }
            }
        }
    }

    private func distinct(_ column: Column, _ selection: Selection) -> [Double] {
        let bits = RowKey.bits(column)
        var seen: [UInt64] = []
        return selection.perGroup { range in
            seen.removeAll(keepingCapacity: true)
            for index in range where bits[index] != RowKey.unknown { seen.append(bits[index]) }
            seen.sort()
            var count = 0
            for index in seen.indices where index == 0 || seen[index] != seen[index - 1] { count += 1 }
            return Double(count)
        }
    }
}
