#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that Student's t lies as far from 0 or farther, either way: `I(ν / (ν + t²); ν/2, 1/2)`.
///
/// The incomplete beta function by Lentz's continued fraction (Press et al., *Numerical Recipes*, §6.4), which keeps
/// the digits of far tails. `degrees` is at least 1.
func studentTwoSided(_ t: Double, degrees: Int) -> Double {
    let freedom = Double(degrees)
    let square = t * t
    guard square < .infinity else { return 0 }
    let (x, y) = (freedom / (freedom + square), square / (freedom + square))
    guard y > 0 else { return 1 }
    // B(ν/2, 1/2), from B(1/2, 1/2) = π or B(1, 1/2) = 2 by B(a + 1, 1/2) = B(a, 1/2) · a / (a + 1/2).
    var a = degrees.isMultiple(of: 2) ? 1.0 : 0.5
    var beta = degrees.isMultiple(of: 2) ? 2.0 : Double.pi
    while a < freedom / 2 {
        beta *= a / (a + 0.5)
        a += 1
    }
    let factor = exp(a * log(x) + 0.5 * log(y)) / beta
    return x < (a + 1) / (a + 2.5)
        ? factor * betaFraction(x, a, 0.5) / a
        : 1 - factor * betaFraction(y, 0.5, a) / 0.5
}

/// How far from 0 Student's t lies with the given chance, either way: the inverse of `studentTwoSided`.
///
/// `probability` is strictly between 0 and 1. By bisection, to the last digits.
func studentDistance(_ probability: Double, degrees: Int) -> Double {
    var high = 1.0
    while studentTwoSided(high, degrees: degrees) > probability, high < 1e300 { high *= 2 }
    var low = 0.0
    while true {
        let middle = (low + high) / 2
        guard middle > low, middle < high else { return middle }
        if studentTwoSided(middle, degrees: degrees) > probability { low = middle } else { high = middle }
    }
}

/// The continued fraction of the incomplete beta function.
private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func held(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / held(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1..<10_000 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / held(1 + even * d)
        c = held(1 + even / c)
        fraction *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / held(1 + odd * d)
        c = held(1 + odd / c)
        let change = d * c
        fraction *= change
        if abs(change - 1) < 1e-15 { break }
    }
    return fraction
}
