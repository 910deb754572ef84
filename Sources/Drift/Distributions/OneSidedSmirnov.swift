#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that `max (F_n − F)` reaches a distance, for n rows of a continuous distribution.
///
/// Birnbaum and Tingey (1951): `Σ_{v ≤ n(1−d)} d/(d+v/n) · Binomial(v; n, d+v/n)`, each binomial in Loader's form, so
/// that no term loses digits however large n is.
///
/// - Parameters:
///   - distance: In 0...1.
///   - n: Rows, at least 1.
/// - Complexity: O(n); terms that cannot change the sum are left out.
func oneSidedSmirnovExceedance(_ distance: Double, rows n: Int) -> Double {
    guard distance > 0 else { return 1 }
    guard distance < 1 else { return 0 }
    let size = Double(n)
    let shift = size * distance
    let last = Int((size * (1 - distance)).rounded(.down))
    let sizeError = stirlingError(size)
    func term(_ v: Int) -> Double {
        let successes = Double(v)
        let failures = size - successes
        // v = 0 is the chance that no row lies below the distance; the last term may have no room for failures.
        if v == 0 { return exp(size * log1p(-distance)) }
        let expected = shift + successes
        guard failures - shift > 0 else { return 0 }
        let exponent =
            sizeError - stirlingError(successes) - stirlingError(failures)
            - devianceTerm(successes, mean: expected) - devianceTerm(failures, mean: failures - shift)
        let density = (size / (2 * Double.pi * successes * failures)).squareRoot()
        return shift / expected * density * exp(exponent)
    }
    // The terms rise to one summit, then fall: start in the middle and stop when nothing is added.
    let middle = last / 2
    var sum = 0.0
    for v in stride(from: middle, through: 0, by: -1) {
        let next = term(v)
        sum += next
        if next < sum * 1e-19, v > 0 { break }
    }
    if middle < last {
        for v in (middle + 1)...last {
            let next = term(v)
            sum += next
            if next < sum * 1e-19 { break }
        }
    }
    return min(sum, 1)
}
