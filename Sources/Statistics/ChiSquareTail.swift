#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that a chi-square variable exceeds a value, by the finite sum for whole degrees of freedom.
///
/// With `h = value / 2`: `Σ e^−h h^j / j!` over `j < ν/2` for even ν; `erfc(√h) + Σ e^−h h^(j+½) / Γ(j + 3/2)` over `j
/// < (ν − 1)/2` for odd ν (Abramowitz and Stegun, 26.4.4 and 26.4.5). All terms are positive, so no digits are lost.
/// `degrees` is at least 1, `value` at least 0.
func chiSquareTail(_ value: Double, degrees: Int) -> Double {
    let half = value / 2
    guard half > 0 else { return 1 }
    let isOdd = !degrees.isMultiple(of: 2)
    var sum = isOdd ? erfc(half.squareRoot()) : 0
    // ln of the current term, since e^−h alone may underflow.
    var logarithm = isOdd ? -half + 0.5 * log(half) - log(0.5 * Double.pi.squareRoot()) : -half
    for term in 0..<(degrees / 2) {
        sum += exp(logarithm)
        logarithm += log(half) - log(Double(term) + (isOdd ? 1.5 : 1))
    }
    return min(1, sum)
}
