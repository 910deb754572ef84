#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that k given rows of both sides together all fall in the current data, when both are one population.
///
/// `Π (m − i)/(n + m − i)` for i from 0 to k − 1: drawing without replacement.
///
/// - Complexity: O(k), cut short once nothing is left.
private func allInCurrent(_ k: Int, reference n: Int, current m: Int) -> Double {
    var chance = 1.0
    for i in 0..<min(k, m) {
        chance *= Double(m - i) / Double(n + m - i)
        if chance < 1e-300 { return 0 }
    }
    return chance
}

/// How likely chance alone makes levels that the reference never showed.
///
/// Rare levels land on one side alone often enough; a level of many rows does not, nor do very many levels. Two questions
/// share the answer: whether the heaviest new level has too many rows for chance (exact, over all levels by Bonferroni), and
/// whether there are too many new levels. Their expected number is the sum of each level's chance; that drawing without
/// replacement makes the levels negatively associated (Joag-Dev and Proschan, 1983), so Chernoff's bound
/// `e^(s−μ) (μ/s)^s` holds for s of them where μ are expected. The chance is never too small, and often too large.
///
/// - Parameters:
///   - newLevels: Rows of each level that only the current data shows.
///   - totals: Rows of each level on both sides together, the new ones too.
///   - reference: Known rows of the reference.
///   - current: Known rows of the current data.
/// - Returns: In 0...1; 1 without new levels.
func unseenLevelsProbability(newLevels: [Int], totals: [Int], reference: Int, current: Int) -> Double {
    guard let heaviest = newLevels.max(), reference > 0 else { return 1 }
    let heavy = allInCurrent(heaviest, reference: reference, current: current) * Double(totals.count)
    var chances: [Int: Double] = [:]
    var expected = 0.0
    for total in totals where total <= current {
        let chance = chances[total] ?? allInCurrent(total, reference: reference, current: current)
        chances[total] = chance
        expected += chance
    }
    let found = Double(newLevels.count)
    let many = found > expected ? exp(found - expected + found * log(expected / found)) : 1
    return min(1, 2 * min(heavy, many))
}

/// How likely chance alone puts so many rows of the current data below the reference's lowest or above its highest value.
///
/// The k extreme rows of both sides together are all current ones with a chance that is exact for any distribution; two ends,
/// hence twice the smaller.
///
/// - Parameters:
///   - below: Current rows below the reference's lowest value.
///   - above: Current rows above its highest.
///   - reference: Known rows of the reference.
///   - current: Known rows of the current data.
/// - Returns: In 0...1.
func outOfRangeProbability(below: Int, above: Int, reference: Int, current: Int) -> Double {
    guard reference > 0 else { return 1 }
    return min(1, 2 * allInCurrent(max(below, above), reference: reference, current: current))
}
