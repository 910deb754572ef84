/// Ranks from 1, equal values sharing the mean of the ranks that they take up.
///
/// - Parameter values: The infinities are allowed; NaN stands for missing and its rank is NaN.
/// - Returns: One rank per value, in their order; those of the known values sum to `m (m + 1) / 2`.
/// - Complexity: O(n log n).
public func averageRanks(_ values: [Double]) -> [Double] {
    let order = values.indices.filter { !values[$0].isNaN }.sorted {
        values[$0] < values[$1] || (values[$0] == values[$1] && $0 < $1)
    }
    var ranks = [Double](repeating: .nan, count: values.count)
    var start = 0
    while start < order.count {
        var end = start + 1
        while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
        // Ranks start + 1 ... end.
        let shared = Double(start + 1 + end) / 2
        for place in start..<end { ranks[order[place]] = shared }
        start = end
    }
    return ranks
}

/// Spearman's rank correlation: Pearson's correlation of the ranks (Spearman, 1904), ties sharing their mean rank.
///
/// 1 when one rises whenever the other does, −1 when it always falls; unchanged by any increasing transformation.
///
/// - Parameters:
///   - x: One per row; rows where either value is NaN are left out before ranking.
///   - y: One per row.
/// - Returns: In −1...1; nil with fewer than two rows or when one of them is constant.
/// - Complexity: O(n log n).
public func spearmanCorrelation(_ x: [Double], _ y: [Double]) -> Double? {
    precondition(x.count == y.count, "one y per x")
    let rows = x.indices.filter { !x[$0].isNaN && !y[$0].isNaN }
    guard rows.count > 1 else { return nil }
    let (a, b) = (averageRanks(rows.map { x[$0] }), averageRanks(rows.map { y[$0] }))
    let mean = Double(rows.count + 1) / 2
    var (products, squaresOfA, squaresOfB) = (0.0, 0.0, 0.0)
    for (rankA, rankB) in zip(a, b) {
        products += (rankA - mean) * (rankB - mean)
        squaresOfA += (rankA - mean) * (rankA - mean)
        squaresOfB += (rankB - mean) * (rankB - mean)
    }
    guard squaresOfA > 0, squaresOfB > 0 else { return nil }
    return min(1, max(-1, products / (squaresOfA.squareRoot() * squaresOfB.squareRoot())))
}
