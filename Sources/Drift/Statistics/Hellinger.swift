/// The Hellinger distance, `√(1 − Σ √(p q))`.
///
/// Symmetric, keeps the triangle inequality, and needs no filling of empty bins (Hellinger, 1909). It lies between
/// `TV / √2` and `√TV`, TV being ``totalVariation(_:_:)``.
///
/// - Parameters:
///   - p: Shares by bin, summing to 1.
///   - q: Shares of the other side, in the same order.
/// - Returns: In 0...1.
public func hellingerDistance(_ p: [Double], _ q: [Double]) -> Double {
    precondition(p.count == q.count, "the same bins on both sides")
    var overlap = 0.0
    for (a, b) in zip(p, q) { overlap += (a * b).squareRoot() }
    return (1 - min(max(overlap, 0), 1)).squareRoot()
}
