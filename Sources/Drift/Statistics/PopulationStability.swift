#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The population stability index, `Σ (r − c) log(r/c)`: the two Kullback–Leibler divergences added.
///
/// Symmetric. Lenders read below 0.10 as stable, 0.10 to 0.25 as worth watching, above as a change of population (Siddiqi,
/// 2006). When nothing changed it still averages about `(bins − 1)(1/n + 1/m)`.
///
/// - Parameters:
///   - reference: Shares by bin, taken as they are: after filling they need not sum to 1.
///   - current: Shares of the other side, in the same order.
/// - Returns: At or above 0; infinite when a bin is empty on one side alone.
public func populationStabilityIndex(reference: [Double], current: [Double]) -> Double {
    precondition(reference.count == current.count, "the same bins on both sides")
    var sum = 0.0
    for (r, c) in zip(reference, current) where r != c {
        sum += r > 0 && c > 0 ? (r - c) * log(r / c) : .infinity
    }
    return sum
}

/// Evidently's filling of empty bins, each side alone: 0.0001, or the smallest share / 10⁶ when that is 0.0001 or less.
///
/// The shares then sum to a little more than 1.
///
/// - Parameter shares: By bin, at or above 0; all 0 stays as it is.
public func evidentlyFilled(_ shares: [Double]) -> [Double] {
    guard let smallest = shares.filter({ $0 != 0 }).min() else { return shares }
    let filling = smallest <= 0.0001 ? smallest / 1_000_000 : 0.0001
    return shares.map { $0 == 0 ? filling : $0 }
}

/// Shares with half a row added to each bin: never 0, and for many rows the shares themselves (Jeffreys' prior).
///
/// - Parameter counts: Rows by bin.
/// - Returns: Shares that sum to 1.
public func smoothedShares(_ counts: [Int]) -> [Double] {
    let total = Double(counts.reduce(0, +)) + 0.5 * Double(counts.count)
    return counts.map { (Double($0) + 0.5) / total }
}
