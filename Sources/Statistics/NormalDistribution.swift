#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The standard normal distribution function, `Φ(z) = erfc(-z / √2) / 2`.
///
/// - Parameter z: Any real.
/// - Returns: In 0...1, accurate in the lower tail.
public func normalProbability(_ z: Double) -> Double {
    erfc(-z / 2.0.squareRoot()) / 2
}

/// The quantile of the standard normal distribution, the inverse of ``normalProbability(_:)``.
///
/// Acklam's rational approximation (relative error 1.15e-9), then one step of Halley's method, which brings it to the
/// last digits of a `Double`.
///
/// - Parameter probability: In 0...1; 0 gives `-infinity`, 1 gives `+infinity`, anything outside gives NaN.
public func normalQuantile(_ probability: Double) -> Double {
    guard probability > 0 else { return probability == 0 ? -.infinity : .nan }
    guard probability < 1 else { return probability == 1 ? .infinity : .nan }
    // The upper tail by symmetry: refined there, a probability near 1 would lose its digits.
    if probability > 0.5 { return -normalQuantile(1 - probability) }
    let rough = roughNormalQuantile(probability)
    let error = normalProbability(rough) - probability
    let step = error * (2 * Double.pi).squareRoot() * exp(rough * rough / 2)
    // Below about 1e-308 the density underflows: the approximation stands as it is.
    guard step.isFinite else { return rough }
    return rough - step / (1 + rough * step / 2)
}

/// Acklam's approximation, for a probability in the lower half.
private func roughNormalQuantile(_ probability: Double) -> Double {
    if probability < 0.02425 {
        let q = (-2 * log(probability)).squareRoot()
        return horner(
            q,
            [
                -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734,
                4.374664141464968, 2.938163982698783,
            ]
        )
            / horner(
                q,
                [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1]
            )
    }
    let q = probability - 0.5
    let r = q * q
    return q
        * horner(
            r,
            [
                -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
                -3.066479806614716e+01, 2.506628277459239,
            ]
        )
        / horner(
            r,
            [
                -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                -1.328068155288572e+01, 1,
            ]
        )
}

/// The polynomial with these coefficients, highest power first.
private func horner(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
}
