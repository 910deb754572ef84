#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that Kolmogorov's distance stays at or below a value, for many rows.
///
/// Pelz and Good (*Approximating the lower tail-areas of the Kolmogorov–Smirnov one-sample statistic*, 1976):
/// `K₀(z) + K₁(z)/√n + K₂(z)/n + K₃(z)/n^{3/2}` at `z = d√n`, its theta functions turned to converge for small z.
///
/// - Complexity: O(z): a handful of terms.
func pelzGoodExpansion(_ distance: Double, rows n: Int) -> Double {
    let size = Double(n)
    let z = size.squareRoot() * distance
    let z2 = z * z
    let z4 = z2 * z2
    let z6 = z4 * z2
    let p2 = Double.pi * Double.pi
    let p4 = p2 * p2
    let p6 = p4 * p2
    let exponent = -p2 / 8 / z2
    guard exponent > -708 else { return 0 }
    let root2Pi = (2 * Double.pi).squareRoot()
    let q = exp(exponent)
    var k0 = 0.0
    var k1 = 0.0
    var k2 = 0.0
    var k3 = 0.0
    let terms = max(1, Int((16 * z / Double.pi).rounded(.up)))
    for k in 1...terms {
        let odd = Double(2 * k - 1)
        let m2 = odd * odd
        let m4 = m2 * m2
        let weight = pow(q, m2)
        k0 += weight
        k1 += weight * (-z2 + p2 / 4 * m2)
        k2 += weight * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * p2 / 4 * m2 + p4 * (1 - 2 * z2) / 16 * m4)
        k3 +=
            weight
            * (-30 * z6 - 90 * z4 * z4 + p2 * (135 * z4 - 96 * z6) / 4 * m2 + p4 * (-60 * z2 + 212 * z4) / 16 * m4
                + p6 * (5 - 30 * z2) / 64 * m4 * m2)
    }
    k0 *= root2Pi / z
    k1 *= root2Pi / (6 * z4)
    k2 *= root2Pi / (72 * z6 * z)
    k3 *= root2Pi / (6480 * z6 * z4)
    let wide = exp(-p2 / 2 / z2)
    for k in 1...terms {
        let square = Double(k * k)
        let weight = square * pow(wide, square)
        k2 -= weight * p2 * root2Pi / (36 * z2 * z)
        k3 += weight * (3 * z2 - p2 * square) * p2 * root2Pi / (216 * z6)
    }
    return k0 + k1 / size.squareRoot() + k2 / size + k3 / (size * size.squareRoot())
}
