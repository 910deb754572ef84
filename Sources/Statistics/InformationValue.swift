#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much a grouping of rows tells of a yes-or-no outcome: weight of evidence by bin, and their information value.
///
/// With `g` and `b` the shares of all good and all bad rows that fall in a bin, its weight of evidence is `ln(g / b)`
/// (Good, 1950), positive where risk is lower than on the whole, and the information value is `Σ (g − b) ln(g / b)`: the
/// symmetric divergence of Jeffreys and Kullback, as credit scoring uses it (Siddiqi, *Credit Risk Scorecards*, 2006).
/// So that a bin without one class keeps a finite weight, `smoothing` is added to both counts of every bin that has a row.
public struct InformationValue: Sendable, Hashable, Codable {
    /// Weight of evidence of each bin, in natural logarithms; 0 for a bin without rows.
    public let weightsOfEvidence: [Double]
    /// The information value; 0 when the bins tell nothing, never negative.
    public let total: Double

    /// Measures bins.
    ///
    /// - Parameters:
    ///   - goods: Rows repaid, by bin, not negative.
    ///   - bads: Rows in default, by bin, not negative.
    ///   - smoothing: Added to both counts of every bin that has a row; 0 gives the textbook figure.
    /// - Returns: nil when a class has no row, or when without smoothing a bin has one class alone.
    public init?(goods: [Int], bads: [Int], smoothing: Double = 0.5) {
        precondition(goods.count == bads.count, "one count of bads per count of goods")
        precondition(smoothing >= 0, "a smoothing that is not negative")
        guard goods.contains(where: { $0 > 0 }), bads.contains(where: { $0 > 0 }) else { return nil }
        let used = zip(goods, bads).map { $0 + $1 > 0 }
        let bins = Double(used.count { $0 })
        let allGoods = Double(goods.reduce(0, +)) + smoothing * bins
        let allBads = Double(bads.reduce(0, +)) + smoothing * bins
        var weights: [Double] = []
        var total = 0.0
        for (bin, isUsed) in used.enumerated() {
            guard isUsed else {
                weights.append(0)
                continue
            }
            let good = (Double(goods[bin]) + smoothing) / allGoods
            let bad = (Double(bads[bin]) + smoothing) / allBads
            guard good > 0, bad > 0 else { return nil }
            let weight = log(good / bad)
            weights.append(weight)
            total += (good - bad) * weight
        }
        weightsOfEvidence = weights
        self.total = total
    }

    /// The information value that bins without any link to the outcome stay under 95 times in 100.
    ///
    /// With `G` good and `B` bad rows, `IV · G B / (G + B)` is then about χ² with `bins − 1` degrees of freedom, whose
    /// quantile is that of Wilson and Hilferty (1931): `k (1 − 2 / 9k + z √(2 / 9k))³`.
    ///
    /// - Returns: 0 with fewer than two bins; infinite when a class has no row.
    public static func noiseLevel(bins: Int, goods: Int, bads: Int) -> Double {
        guard bins > 1 else { return 0 }
        guard goods > 0, bads > 0 else { return .infinity }
        let freedom = Double(bins - 1)
        let root = 1 - 2 / (9 * freedom) + normalQuantile(0.95) * (2 / (9 * freedom)).squareRoot()
        return freedom * root * root * root * (1 / Double(goods) + 1 / Double(bads))
    }
}
