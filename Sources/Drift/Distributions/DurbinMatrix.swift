#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The chance that Kolmogorov's distance stays at or below a value, as an entry of a power of a matrix.
///
/// Durbin (1968), in the form of Marsaglia, Tsang and Wang (*Evaluating Kolmogorov's distribution*, 2003): with
/// `d = (k − h)/n`, the entry (k, k) of `n!/n^n · Hⁿ`, H being (2k−1) × (2k−1).
///
/// - Complexity: O(k³ log n), so it suits small `n · distance`.
func durbinMatrix(_ distance: Double, rows n: Int) -> Double {
    let t = Double(n) * distance
    let k = Int(t.rounded(.up))
    let h = Double(k) - t
    let side = 2 * k - 1
    var power = SquareMatrix(identity: side)
    var base = SquareMatrix(durbin: h, side: side)
    var powerExponent = 0
    var baseExponent = 0
    var left = n
    while left > 0 {
        if left % 2 == 1 {
            power = power.times(base)
            powerExponent += baseExponent
        }
        base = base.times(base)
        baseExponent *= 2
        if abs(base[k - 1, k - 1]) > 0x1p128 {
            base.scale(by: 0x1p-128)
            baseExponent += 128
        }
        left /= 2
    }
    var chance = power[k - 1, k - 1]
    for i in 1...n {
        chance *= Double(i) / Double(n)
        if abs(chance) < 0x1p-128 {
            chance *= 0x1p128
            powerExponent -= 128
        }
    }
    return scalbn(chance, powerExponent)
}

/// A square matrix, by rows.
private struct SquareMatrix {
    let side: Int
    private var cells: [Double]

    init(identity side: Int) {
        self.side = side
        cells = [Double](repeating: 0, count: side * side)
        for i in 0..<side { cells[i * side + i] = 1 }
    }

    /// Durbin's matrix: `1/(i−j+1)!` on and below the first superdiagonal, corrected by h in its first column and last row.
    init(durbin h: Double, side: Int) {
        self.side = side
        cells = [Double](repeating: 0, count: side * side)
        var inverseFactorials = [1.0]
        for i in 1...side { inverseFactorials.append(inverseFactorials[i - 1] / Double(i)) }
        for row in 0..<side {
            for column in 0...min(row + 1, side - 1) {
                cells[row * side + column] = inverseFactorials[row - column + 1]
            }
        }
        for i in 0..<side {
            let edge = (1 - pow(h, Double(i + 1))) * inverseFactorials[i + 1]
            cells[i * side] = edge
            cells[(side - 1) * side + (side - 1 - i)] = edge
        }
        let both = pow(max(2 * h - 1, 0), Double(side)) - 2 * pow(h, Double(side))
        cells[(side - 1) * side] = (1 + both) * inverseFactorials[side]
    }

    subscript(row: Int, column: Int) -> Double { cells[row * side + column] }

    mutating func scale(by factor: Double) {
        for i in cells.indices { cells[i] *= factor }
    }

    func times(_ other: SquareMatrix) -> SquareMatrix {
        var product = self
        for row in 0..<side {
            for column in 0..<side {
                var sum = 0.0
                for i in 0..<side { sum += cells[row * side + i] * other.cells[i * side + column] }
                product.cells[row * side + column] = sum
            }
        }
        return product
    }
}
