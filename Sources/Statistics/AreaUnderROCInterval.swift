/// The interval of an area under the ROC curve after Hanley and McNeil (1982), from the counts of the two classes alone.
///
/// `SE² = (A (1 − A) + (P − 1)(Q₁ − A²) + (N − 1)(Q₂ − A²)) / P N` with `Q₁ = A / (2 − A)` and `Q₂ = 2 A² / (1 + A)`. It costs
/// nothing once the area is known, where a bootstrap costs a pass per resample; on scores with few different values it is
/// a little too wide.
///
/// - Parameters:
///   - area: In 0...1.
///   - positives: How many positive rows.
///   - negatives: How many negative rows.
///   - level: The coverage asked, strictly between 0 and 1.
/// - Returns: Within 0...1; nil when a class has no row.
public func areaUnderROCInterval(
    area: Double, positives: Int, negatives: Int, level: Double = 0.95
) -> Interval? {
    precondition(area >= 0 && area <= 1, "an area in 0...1")
    precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
    guard positives > 0, negatives > 0 else { return nil }
    let (p, n, square) = (Double(positives), Double(negatives), area * area)
    let first = area / (2 - area) - square
    let second = 2 * square / (1 + area) - square
    let variance = (area * (1 - area) + (p - 1) * first + (n - 1) * second) / (p * n)
    let half = normalQuantile((1 + level) / 2) * max(0, variance).squareRoot()
    return Interval(low: max(0, area - half), high: min(1, area + half))
}
