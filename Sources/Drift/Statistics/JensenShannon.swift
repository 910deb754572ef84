#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The Jensen–Shannon distance, `√((KL(p‖m) + KL(q‖m)) / 2)` with `m = (p + q)/2`, in natural logarithms.
///
/// A true distance: symmetric, 0 only for equal shares, and it keeps the triangle inequality (Endres and Schindelin, 2003).
/// Bins empty on one side need no filling. In base 2, as NannyML gives it, values are 1.2011 times as large.
///
/// - Parameters:
///   - p: Weights by bin, at or above 0; brought to sum 1.
///   - q: Weights of the other side, in the same order.
/// - Returns: In `0...√(log 2)`, that is 0.8326 at most; NaN when a side sums to 0.
public func jensenShannonDistance(_ p: [Double], _ q: [Double]) -> Double {
    precondition(p.count == q.count, "the same bins on both sides")
    let totals = (p.reduce(0, +), q.reduce(0, +))
    var left = 0.0
    var right = 0.0
    for (a, b) in zip(p, q) {
        let shares = (a / totals.0, b / totals.1)
        let middle = (shares.0 + shares.1) / 2
        left += relativeEntropy(shares.0, middle)
        right += relativeEntropy(shares.1, middle)
    }
    let sum = left + right
    // Rounding can leave a hair below 0 where both sides are equal.
    return sum < 0 ? 0 : (sum / 2).squareRoot()
}

/// `a log(a/b)`: 0 for a = 0, infinity for b = 0 alone.
func relativeEntropy(_ a: Double, _ b: Double) -> Double {
    if a == 0 { return 0 }
    return b == 0 ? .infinity : a * log(a / b)
}
