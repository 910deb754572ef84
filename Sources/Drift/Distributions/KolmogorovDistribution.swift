#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that Kolmogorov's distance of n rows from their own continuous distribution exceeds a value.
///
/// The choice of method by n and distance of Simard and L'Ecuyer (*Computing the two-sided Kolmogorov–Smirnov
/// distribution*, 2011), with SciPy's limits: Ruben and Gambino at both ends, Durbin's matrix and Pomeranz's recursion
/// for few rows, twice the one-sided Smirnov chance in the tail, Pelz and Good's expansion elsewhere.
///
/// - Parameters:
///   - distance: In 0...1.
///   - rows: At least 1; without rows the answer is NaN.
/// - Returns: In 0...1; agrees with `scipy.stats.kstwo.sf` to about 1e-10 of its value, and within 1e-14 where the
///   chance is found as 1 minus its complement.
public func kolmogorovExceedance(_ distance: Double, rows n: Int) -> Double {
    guard n > 0, !distance.isNaN else { return .nan }
    guard distance > 0 else { return 1 }
    guard distance < 1 else { return 0 }
    let size = Double(n)
    let t = size * distance
    if t <= 0.5 { return 1 }
    if t <= 1 { return clamped(1 - smallestDistances(t, rows: n)) }
    if t >= size - 1 { return clamped(2 * pow(1 - distance, size)) }
    if distance >= 0.5 { return clamped(2 * oneSidedSmirnovExceedance(distance, rows: n)) }
    let squared = t * distance
    if n <= 140 {
        if squared <= 0.754693 { return clamped(1 - durbinMatrix(distance, rows: n)) }
        if squared <= 4 { return clamped(1 - pomeranzRecursion(distance, rows: n)) }
        return clamped(2 * oneSidedSmirnovExceedance(distance, rows: n))
    }
    if squared >= 370 { return 0 }
    if squared >= 2.2 { return clamped(2 * oneSidedSmirnovExceedance(distance, rows: n)) }
    if n <= 100_000, size * pow(distance, 1.5) <= 1.4 { return clamped(1 - durbinMatrix(distance, rows: n)) }
    return clamped(1 - pelzGoodExpansion(distance, rows: n))
}

/// `n! ((2t−1)/n)^n`, the chance of the smallest distances there are (Ruben and Gambino, 1982), for t in ½...1.
private func smallestDistances(_ t: Double, rows n: Int) -> Double {
    exp(logFactorial(Double(n)) + Double(n) * log((2 * t - 1) / Double(n)))
}

private func clamped(_ chance: Double) -> Double { min(max(chance, 0), 1) }
