#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What Stirling's formula leaves out of `log Γ(x + 1)`: `log Γ(x+1) − (x+½) log x + x − ½ log 2π`.
///
/// With ``devianceTerm(_:mean:)`` it gives binomial and Poisson probabilities to the last digits, where differences of
/// `log Γ` would lose them (Loader, *Fast and accurate computation of binomial probabilities*, 2000).
///
/// - Parameter x: Above 0.
func stirlingError(_ x: Double) -> Double {
    var shifted = x
    var correction = 0.0
    // δ(x) = δ(x+1) + (x+½) log(1 + 1/x) − 1, up to where the series has all its digits.
    while shifted < 16 {
        correction += (shifted + 0.5) * log1p(1 / shifted) - 1
        shifted += 1
    }
    let r = 1 / (shifted * shifted)
    let series =
        1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360360))))
    return correction + series / shifted
}

/// The deviance `x log(x/mean) + mean − x`, without the cancellation near `x = mean` (Loader, 2000).
///
/// - Parameters:
///   - x: At or above 0.
///   - mean: Above 0.
func devianceTerm(_ x: Double, mean: Double) -> Double {
    guard x > 0 else { return mean }
    guard abs(x - mean) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
    let v = (x - mean) / (x + mean)
    var sum = (x - mean) * v
    var power = 2 * x * v
    for j in 1..<1000 {
        power *= v * v
        let next = sum + power / Double(2 * j + 1)
        if next == sum { break }
        sum = next
    }
    return sum
}

/// `log n!`, for n at or above 0.
func logFactorial(_ n: Double) -> Double {
    guard n > 0 else { return 0 }
    return stirlingError(n) + (n + 0.5) * log(n) - n + 0.5 * log(2 * Double.pi)
}
