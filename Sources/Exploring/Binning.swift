import Features

/// Cuts the clients into bins by the values of one feature.
struct Binning {
    /// The most bins of a feature, that of missing values included.
    static let most = 10
    /// The fewest clients of a bin; smaller ones join a neighbour, so that none tells of a few persons.
    static let smallest = 10

    let outcomes: [Bool?]

    /// Bins of equal mass; each value stands alone when there are few.
    ///
    /// - Parameters:
    ///   - order: rows with a known value, by ascending value.
    ///   - distinct: how many values differ.
    func bins(of values: [Float], order: [Int32], distinct: Int) -> [FeatureBin] {
        let isComplete = order.count == values.count
        let most = isComplete ? Self.most : Self.most - 1
        var ends: [Int] = []
        if distinct <= most {
            ends = order.indices.map { $0 + 1 }.filter {
                $0 == order.count || values[Int(order[$0])] != values[Int(order[$0 - 1])]
            }
        } else {
            for number in 1...most {
                var end = number * order.count / most
                guard end > (ends.last ?? 0) else { continue }
                // Equal values stay together.
                while end < order.count, values[Int(order[end])] == values[Int(order[end - 1])] { end += 1 }
                ends.append(end)
            }
        }
        ends = Self.joined(ends, total: order.count)
        var bins: [FeatureBin] = []
        var start = 0
        for (place, end) in ends.enumerated() {
            let (low, high) = (values[Int(order[start])], values[Int(order[end - 1])])
            let content: FeatureBin.Content =
                low == high && (distinct <= most || end - start >= Self.smallest)
                ? .number(low)
                : .numbers(
                    above: start == 0 ? nil : values[Int(order[start - 1])],
                    upTo: place == ends.count - 1 ? nil : high)
            bins.append(bin(content, order[start..<end]))
            start = end
        }
        if !isComplete { bins.append(bin(.missing, values.indices.lazy.filter { values[$0].isNaN }.map { Int32($0) })) }
        return bins
    }

    /// The commonest levels, the rest together, then those who have none.
    func bins(of codes: [Int32], levels: [String]) -> [FeatureBin] {
        var rows: [[Int32]] = Array(repeating: [], count: levels.count)
        var missing: [Int32] = []
        for (row, code) in codes.enumerated() {
            if code < 0 { missing.append(Int32(row)) } else { rows[Int(code)].append(Int32(row)) }
        }
        let used = levels.indices.filter { !rows[$0].isEmpty }.sorted {
            rows[$0].count > rows[$1].count || (rows[$0].count == rows[$1].count && levels[$0] < levels[$1])
        }
        let most = missing.isEmpty ? Self.most : Self.most - 1
        let common = used.filter { rows[$0].count >= Self.smallest }
        let shown = common.count == used.count && used.count <= most ? used : Array(common.prefix(most - 1))
        let rest = used.filter { !shown.contains($0) }
        var bins = shown.map { bin(.level(levels[$0]), rows[$0]) }
        if !rest.isEmpty { bins.append(bin(.otherLevels(count: rest.count), rest.flatMap { rows[$0] })) }
        if !missing.isEmpty { bins.append(bin(.missing, missing)) }
        return bins
    }

    private func bin(_ content: FeatureBin.Content, _ rows: some Sequence<Int32>) -> FeatureBin {
        var (clients, labelled, defaults) = (0, 0, 0)
        for row in rows {
            clients += 1
            guard let outcome = outcomes[Int(row)] else { continue }
            labelled += 1
            if outcome { defaults += 1 }
        }
        return FeatureBin(content: content, clients: clients, labelled: labelled, defaults: defaults)
    }

    /// Joins bins under the smallest size: to the one above, the last to the one below.
    private static func joined(_ ends: [Int], total: Int) -> [Int] {
        var result: [Int] = []
        for end in ends where end == total || end - (result.last ?? 0) >= smallest { result.append(end) }
        while result.count > 1, total - result[result.count - 2] < smallest { result.remove(at: result.count - 2) }
        return result
    }
}
