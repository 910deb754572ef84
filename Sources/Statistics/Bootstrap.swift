/// The percentile bootstrap interval of any statistic of rows (Efron, 1979).
///
/// Each replicate draws `count` rows with replacement and hands the statistic how often each row was drawn. A statistic
/// that sorts can so sort once (``RankedScores``) and every replicate costs one pass. Two models are compared *paired* by
/// a statistic that returns the difference of their figures under the same weights.
///
/// - Parameters:
///   - count: How many rows there are; with none the interval is nil.
///   - replicates: How many resamples, at least 1; 500 is enough for two digits of an interval's ends.
///   - level: The coverage asked, strictly between 0 and 1.
///   - seed: Decides every draw: the same seed gives the same interval.
///   - statistic: From the count of each row (they sum to `count`) to the figure; nil where it is undefined, as when a
///     resample holds one class only.
/// - Returns: The quantiles at `(1 - level) / 2` and `(1 + level) / 2` of the defined replicates; nil when fewer than
///   half of them are defined, since what is left would not stand for the rows.
/// - Complexity: O(replicates · (count + cost of the statistic)); memory O(count + replicates).
public func bootstrapInterval(
    count: Int,
    replicates: Int = 500,
    level: Double = 0.95,
    seed: UInt64,
    statistic: (_ weights: [Int32]) throws -> Double?
) rethrows -> Interval? {
    precondition(replicates > 0, "at least one replicate")
    precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
    guard count > 0 else { return nil }
    var generator = SeededGenerator(seed: seed)
    var weights = [Int32](repeating: 0, count: count)
    var figures: [Double] = []
    figures.reserveCapacity(replicates)
    for _ in 0..<replicates {
        for row in 0..<count { weights[row] = 0 }
        for _ in 0..<count { weights[generator.nextIndex(below: count)] += 1 }
        if let figure = try statistic(weights), !figure.isNaN { figures.append(figure) }
    }
    return percentileInterval(figures, replicates: replicates, level: level)
}

/// The percentile interval of a bootstrap's defined figures; nil when fewer than half of its replicates are defined.
func percentileInterval(_ figures: [Double], replicates: Int, level: Double) -> Interval? {
    guard figures.count * 2 >= replicates else { return nil }
    let sorted = figures.sorted()
    guard let low = quantile(sorted: sorted, at: (1 - level) / 2),
        let high = quantile(sorted: sorted, at: (1 + level) / 2)
    else { return nil }
    return Interval(low: low, high: high)
}
