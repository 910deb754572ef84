/// A quantile of sorted values, by linear interpolation between order statistics.
///
/// Hyndman and Fan's type 7 (1996), the default of R, NumPy and DuckDB's `quantile_cont`: with `h = (n - 1) q`, the value
/// `x[⌊h⌋] + (h - ⌊h⌋)(x[⌊h⌋ + 1] - x[⌊h⌋])`.
///
/// - Parameters:
///   - sorted: The values from lowest to highest, without NaN.
///   - probability: In 0...1; 0.5 is the median.
/// - Returns: nil without values.
/// - Complexity: O(1).
public func quantile(sorted: [Double], at probability: Double) -> Double? {
    precondition(probability >= 0 && probability <= 1, "a quantile's probability lies in 0...1")
    guard !sorted.isEmpty else { return nil }
    let place = Double(sorted.count - 1) * probability
    let below = Int(place)
    let fraction = place - Double(below)
    // Without this, an infinity beside a value would turn the exact value into NaN.
    guard fraction > 0 else { return sorted[below] }
    return sorted[below] + fraction * (sorted[below + 1] - sorted[below])
}

/// Several quantiles of values in any order; see ``quantile(sorted:at:)``.
///
/// - Parameters:
///   - values: In any order; NaN stands for missing and is left out.
///   - probabilities: Each in 0...1.
/// - Returns: One quantile per probability, in their order; empty when every value is missing.
/// - Complexity: O(n log n).
public func quantiles(_ values: [Double], at probabilities: [Double]) -> [Double] {
    let sorted = values.filter { !$0.isNaN }.sorted()
    return probabilities.compactMap { quantile(sorted: sorted, at: $0) }
}
