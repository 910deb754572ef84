#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The exact chance, two-sided, of two shares at least as unlike as these when both sides are one population.
///
/// Given how many hits there are in all, each division of them between the sides has its hypergeometric chance; those no
/// likelier than the one observed are added (Fisher, 1934; R's and SciPy's two-sided rule).
///
/// - Parameters:
///   - referenceHits: In `0...referenceTotal`.
///   - referenceTotal: At least 0.
///   - currentHits: In `0...currentTotal`.
///   - currentTotal: At least 0.
/// - Returns: In 0...1; 1 when either side is empty.
/// - Complexity: O(hits), so it suits few hits; for many use ``TwoProportionTest``.
public func fisherExactProbability(
    _ referenceHits: Int, of referenceTotal: Int, and currentHits: Int, of currentTotal: Int
) -> Double {
    let total = referenceTotal + currentTotal
    let hits = referenceHits + currentHits
    let least = max(0, hits - referenceTotal)
    let most = min(hits, currentTotal)
    guard least < most else { return 1 }
    func logChoose(_ n: Int, _ k: Int) -> Double {
        logFactorial(Double(n)) - logFactorial(Double(k)) - logFactorial(Double(n - k))
    }
    // From one division to the next the chance changes by a simple ratio; only the first needs factorials.
    var chance = logChoose(currentTotal, least) + logChoose(referenceTotal, hits - least) - logChoose(total, hits)
    var chances: [Double] = []
    for k in least...most {
        chances.append(chance)
        let gained = Double(currentTotal - k) * Double(hits - k)
        let lost = Double(k + 1) * Double(referenceTotal - hits + k + 1)
        chance += log(gained) - log(lost)
    }
    let observed = chances[currentHits - least]
    // Divisions as likely as the one observed count too, whatever the last digit says.
    let sum = chances.reduce(0) { $1 <= observed + 1e-7 ? $0 + exp($1) : $0 }
    return min(sum, 1)
}
