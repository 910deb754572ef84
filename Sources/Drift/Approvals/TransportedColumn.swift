import Statistics

extension DriftColumn {
    /// This column changed row by row, as little as can be, until it is distributed as another: one column's drift alone.
    ///
    /// Scoring the reference with one column so changed, and all others left, shows what the drift of that column does.
    /// - Numbers keep their order: the row at share u takes the other column's value at share u, the move of least mean
    ///   length. Equal values are ranked by chance.
    /// - Levels: the rows of a level that becomes rarer change, drawn by chance, to levels that become commoner; the share of
    ///   rows that change is the total variation distance.
    /// - Missing: as many rows as the other column's missing share asks lose their value or gain one, by chance.
    ///
    /// How columns depend on each other is kept as in the reference; drift of the dependence itself is not shown.
    ///
    /// - Parameters:
    ///   - other: The column whose distribution to take; of the same type.
    ///   - seed: Of the draws.
    /// - Returns: As many rows as this column; nil when types differ or the other column has no rows.
    /// - Complexity: O(n log n).
    public func transported(to other: DriftColumn, seed: UInt64) -> DriftColumn? {
        guard other.rows > 0 else { return nil }
        var generator = SeededGenerator(seed: seed)
        switch (values, other.values) {
        case (.levels(let codes, let levels), .levels(let targetCodes, let targetLevels)):
            let moved = transportedLevels(codes, levels, to: targetCodes, targetLevels, &generator)
            return DriftColumn(name: name, values: moved, isInteger: isInteger)
        case (.floats(let values), _):
            guard let target = other.sorted else { return nil }
            let numbers = transportedNumbers(values.map(Double.init), to: target, &generator)
            return DriftColumn(name: name, values: .floats(numbers.map { Float($0) }), isInteger: isInteger)
        case (.doubles(let values), _):
            guard let target = other.sorted else { return nil }
            return DriftColumn(
                name: name, values: .doubles(transportedNumbers(values, to: target, &generator)), isInteger: isInteger)
        case (.levels, _): return nil
        }
    }
}

private func transportedNumbers(
    _ values: [Double], to target: SortedSample, _ generator: inout SeededGenerator
) -> [Double] {
    let rows = Double(values.count)
    let missing = Int((rows * Double(target.missing) / Double(target.missing + target.count)).rounded())
    var known = values.indices.filter { values[$0].isFinite }
    var unknown = values.indices.filter { !values[$0].isFinite }
    known.shuffle(using: &generator)
    unknown.shuffle(using: &generator)
    known.removeLast(max(0, missing - unknown.count))
    unknown.removeFirst(min(missing, unknown.count))
    // Rows that gain a value have no rank of their own: each takes one by chance.
    known.sort { values[$0] < values[$1] }
    let size = Double(known.count)
    var places = known.enumerated().map { (place: (Double($0.offset) + 0.5) / size, row: $0.element) }
    places += unknown.map { (place: generator.nextUniform(), row: $0) }
    places.sort { $0.place < $1.place }
    var moved = [Double](repeating: .nan, count: values.count)
    guard target.count > 0 else { return moved }
    for (rank, entry) in places.enumerated() {
        let share = (Double(rank) + 0.5) / Double(places.count)
        moved[entry.row] = target[min(Int(share * Double(target.count)), target.count - 1)]
    }
    return moved
}

private func transportedLevels(
    _ codes: [Int32], _ levels: [String], to targetCodes: [Int32], _ targetLevels: [String],
    _ generator: inout SeededGenerator
) -> DriftColumn.Values {
    var words = levels
    var places = Dictionary(levels.enumerated().map { ($1, $0) }) { first, _ in first }
    for level in targetLevels where places[level] == nil {
        places[level] = words.count
        words.append(level)
    }
    // The last slot stands for missing.
    let missing = words.count
    func slot(_ code: Int32, _ levels: [String]) -> Int {
        code >= 0 && Int(code) < levels.count ? places[levels[Int(code)]] ?? missing : missing
    }
    var wanted = [Int](repeating: 0, count: missing + 1)
    for code in targetCodes { wanted[slot(code, targetLevels)] += 1 }
    let goals = apportioned(codes.count, in: wanted)
    var slots = codes.map { slot($0, levels) }
    var counts = [Int](repeating: 0, count: missing + 1)
    for slot in slots { counts[slot] += 1 }
    var surplus = zip(counts, goals).map { max(0, $0 - $1) }
    var gains = goals.indices.flatMap { Array(repeating: $0, count: max(0, goals[$0] - counts[$0])) }
    gains.shuffle(using: &generator)
    for row in slots.indices.shuffled(using: &generator) where surplus[slots[row]] > 0 {
        guard let gained = gains.popLast() else { break }
        surplus[slots[row]] -= 1
        slots[row] = gained
    }
    return .levels(codes: slots.map { $0 == missing ? -1 : Int32($0) }, levels: words)
}

/// Whole numbers that add up to a total, in proportion to weights (largest remainders).
func apportioned(_ total: Int, in weights: [Int]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights }
    var parts = weights.map { $0 * total / sum }
    let remainders = weights.indices.sorted {
        let a = weights[$0] * total % sum
        let b = weights[$1] * total % sum
        return a > b || (a == b && $0 < $1)
    }
    for index in remainders.prefix(total - parts.reduce(0, +)) { parts[index] += 1 }
    return parts
}
