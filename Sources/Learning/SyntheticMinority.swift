import Statistics

/// Invents rows between rows of one class and their nearest (SMOTE-NC; Chawla and others, 2002).
///
/// A number lies at random between a row's and a neighbour's; a category is the commonest among the row's neighbours; a
/// cell is missing when it is so in most of them. Distances are Euclidean in standardised numbers, missing ones at the mean;
/// each category that differs adds 1 to the square, the median variance of the numbers.
struct SyntheticMinority {
    private let columns: [[Float]]
    private let isCategory: [Bool]
    /// The nearest of each row, the nearest first.
    private let neighbours: [[Int]]

    init(columns: [[Float]], isCategory: [Bool], neighbours: Int, threads: Int) {
        self.columns = columns
        self.isCategory = isCategory
        let count = columns.first?.count ?? 0
        let numbers = columns.indices.filter { !isCategory[$0] }.map { columns[$0] }
        let standard = Scaling(fitting: numbers).apply(to: numbers).map { $0.map { $0.isNaN ? 0 : $0 } }
        // Missing is a level like another.
        let codes = columns.indices.filter { isCategory[$0] }.map { columns[$0].map { $0.isNaN ? -1 : $0 } }
        self.neighbours = mapInParallel(pieces: count, threads: threads) { row in
            var distances = [Float](repeating: 0, count: count)
            for column in standard {
                let value = column[row]
                for other in 0..<count {
                    let difference = column[other] - value
                    distances[other] += difference * difference
                }
            }
            for column in codes {
                let value = column[row]
                for other in 0..<count { distances[other] += column[other] == value ? 0 : 1 }
            }
            var keys = distances.indices.compactMap { $0 == row ? nil : orderedKey(distances[$0], row: $0) }
            let wanted = min(neighbours, keys.count)
            keys.withUnsafeMutableBufferPointer { moveSmallest(wanted, of: $0) }
            return keys.prefix(wanted).sorted().map(orderedRow)
        }
    }

    /// So many new rows, by column: every row is the start of as many as any other, or of one more.
    func rows(_ count: Int, using generator: inout SeededGenerator) -> [[Float]] {
        var result = [[Float]](repeating: [], count: columns.count)
        var starts: [Int] = []
        while starts.count < count { starts += shuffled(Array(neighbours.indices), using: &generator) }
        for start in starts.prefix(count) {
            let near = neighbours[start]
            let mate = near[generator.nextIndex(below: near.count)]
            let share = Float(generator.nextUniform())
            for (column, values) in columns.enumerated() {
                result[column].append(
                    isCategory[column]
                        ? Self.commonest(near.map { values[$0] })
                        : Self.between(values[start], values[mate], share, among: near.map { values[$0] }))
            }
        }
        return result
    }

    /// A number between two; where one is missing the other stands for it, where most neighbours lack it so does the row.
    private static func between(_ value: Float, _ mate: Float, _ share: Float, among near: [Float]) -> Float {
        let known = near.filter { !$0.isNaN }
        guard known.count * 2 >= near.count, let nearest = known.first else { return .nan }
        let start = value.isNaN ? (mate.isNaN ? nearest : mate) : value
        let end = mate.isNaN ? start : mate
        return start + share * (end - start)
    }

    /// The commonest code, missing counting as one; of several the nearest's.
    private static func commonest(_ codes: [Float]) -> Float {
        var (best, most) = (Float.nan, 0)
        for code in codes {
            let count = codes.count { $0 == code || ($0.isNaN && code.isNaN) }
            if count > most { (best, most) = (code, count) }
        }
        return best
    }
}
