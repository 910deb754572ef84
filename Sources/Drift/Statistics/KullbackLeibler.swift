/// The Kullback–Leibler divergence of the reference from the current data, `Σ r log(r/c)`, in natural logarithms.
///
/// Not symmetric; 0 only for equal shares (Kullback and Leibler, 1951). Infinite when the current data lacks a bin that the
/// reference has: fill it first (``evidentlyFilled(_:)``).
///
/// - Parameters:
///   - reference: Weights by bin, at or above 0; brought to sum 1.
///   - current: Weights of the other side, in the same order.
/// - Returns: At or above 0; NaN when a side sums to 0.
public func kullbackLeiblerDivergence(reference: [Double], current: [Double]) -> Double {
    precondition(reference.count == current.count, "the same bins on both sides")
    let totals = (reference.reduce(0, +), current.reduce(0, +))
    var sum = 0.0
    for (r, c) in zip(reference, current) { sum += relativeEntropy(r / totals.0, c / totals.1) }
    return sum
}
