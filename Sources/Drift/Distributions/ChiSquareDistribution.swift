#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that a chi-square variable exceeds a value: `Q(k/2, x/2)`, the upper incomplete gamma function.
///
/// Series below the mean, Lentz's continued fraction above (Press et al., *Numerical Recipes*, §6.2); the leading factor
/// in Loader's form, so that far tails keep about 13 digits.
///
/// - Parameters:
///   - value: At or above 0; `+infinity` gives 0.
///   - degrees: Degrees of freedom; with none there is no distribution and the answer is NaN, as in SciPy.
/// - Returns: In 0...1.
public func chiSquareExceedance(_ value: Double, degrees: Int) -> Double {
    guard degrees > 0, !value.isNaN else { return .nan }
    guard value > 0 else { return 1 }
    guard value < .infinity else { return 0 }
    let a = Double(degrees) / 2
    let x = value / 2
    // x^a e^−x / Γ(a+1)
    let leading = exp(-stirlingError(a) - devianceTerm(a, mean: x)) / (2 * Double.pi * a).squareRoot()
    return x < a + 1 ? 1 - leading * lowerSeries(a, x) : leading * a * upperFraction(a, x)
}

/// The series `1 + x/(a+1) + x²/((a+1)(a+2)) + …` of the lower incomplete gamma function.
private func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var n = a
    while term > sum * 1e-17 {
        n += 1
        term *= x / n
        sum += term
    }
    return sum
}

/// The continued fraction of `Γ(a, x) e^x x^−a`.
private func upperFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for i in 1..<100_000 {
        let term = -Double(i) * (Double(i) - a)
        b += 2
        d = term * d + b
        if abs(d) < tiny { d = tiny }
        c = b + term / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        let change = d * c
        fraction *= change
        if abs(change - 1) < 1e-16 { break }
    }
    return fraction
}
