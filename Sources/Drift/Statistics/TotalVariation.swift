/// The total variation distance, `½ Σ |p − q|`: the share of rows that would have to change bin.
///
/// Equally, the largest difference that the two sides can show on any set of bins. Symmetric, keeps the triangle inequality.
///
/// - Parameters:
///   - p: Shares by bin, summing to 1.
///   - q: Shares of the other side, in the same order.
/// - Returns: In 0...1.
public func totalVariation(_ p: [Double], _ q: [Double]) -> Double {
    precondition(p.count == q.count, "the same bins on both sides")
    return min(zip(p, q).reduce(0) { $0 + abs($1.0 - $1.1) } / 2, 1)
}
