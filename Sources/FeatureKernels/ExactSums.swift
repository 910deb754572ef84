import Credit

/// A value in whole steps: sums of them do not depend on the order of rows.
///
/// Values beyond 9.2 × 10¹⁸ steps count as that many.
@inline(__always)
func wholeSteps(_ value: Double, _ step: Double) -> Int64 {
    let steps = value * step + 0.5
    guard steps.magnitude < 9.2e18 else {
        return steps < 0 ? -9_200_000_000_000_000_000 : 9_200_000_000_000_000_000
    }
    // Cut towards zero is one instruction; `rounded(.down)` is a call of the library.
    let whole = Int64(steps)
    return Double(whole) > steps ? whole - 1 : whole
}

/// A sum of whole numbers: 2⁶³ numbers fit, or 2³³ products of numbers under 2⁴⁷.
struct WideSum {
    private var high: Int64 = 0
    private var low: UInt64 = 0

    @inline(__always)
    mutating func add(_ value: Int64) { add(high: value < 0 ? -1 : 0, low: UInt64(bitPattern: value)) }

    @inline(__always)
    mutating func add(product a: Int64, _ b: Int64) {
        let product = a.multipliedFullWidth(by: b)
        add(high: product.high, low: product.low)
    }

    @inline(__always)
    private mutating func add(high: Int64, low: UInt64) {
        let (sum, carries) = self.low.addingReportingOverflow(low)
        self.low = sum
        self.high = self.high &+ high &+ (carries ? 1 : 0)
    }

    var value: Int128 { Int128(high) << 64 | Int128(low) }

    /// The nearest double, ties to even.
    var double: Double {
        // Nearly all sums are small.
        if high == (Int64(bitPattern: low) < 0 ? -1 : 0) { return Double(Int64(bitPattern: low)) }
        return nearestDouble(value)
    }
}

/// The nearest double of a whole number, ties to even.
///
/// The standard library's own conversion goes through generic code, a hundred times slower.
func nearestDouble(_ value: Int128) -> Double {
    let magnitude = value.magnitude
    let shift = 64 - magnitude.leadingZeroBitCount
    guard shift > 0 else {
        return value < 0
            ? -Double(UInt64(truncatingIfNeeded: magnitude)) : Double(UInt64(truncatingIfNeeded: magnitude))
    }
    // 64 bits are eleven more than a double has: the last of them may stand for all that were cut off.
    let isCut = magnitude & ((1 << UInt128(shift)) - 1) != 0
    let top = UInt64(truncatingIfNeeded: magnitude >> UInt128(shift)) | (isCut ? 1 : 0)
    let double = Double(sign: .plus, exponent: shift, significand: Double(top))
    return value < 0 ? -double : double
}

/// Sums over the known values of a group, in whole steps.
struct ExactSums {
    /// How many values are known.
    let count: Int
    private let sum: WideSum

    @inline(__always)
    init(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>, step: Double) {
        var count = 0, sum = WideSum()
        for index in range {
            let value = values[index]
            guard value == value else { continue }
            count += 1
            sum.add(wholeSteps(value, step))
        }
        self.count = count
        self.sum = sum
    }

    /// The sum in units; NaN when no value is known.
    func total(_ step: Double) -> Double { count == 0 ? .nan : sum.double / step }
}

/// How many bits to leave off a group's steps so that 128 bits hold their products, times 2³³ rows; 0 for all but absurd values.
private func excessBits(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>, step: Double) -> Int {
    var most: UInt64 = 0
    for index in range where values[index] == values[index] {
        most = max(most, wholeSteps(values[index], step).magnitude)
    }
    return max(0, 64 - most.leadingZeroBitCount - 47)
}

/// The sample standard deviation of the known values: `√((n·Σx² − (Σx)²) / (n·(n − 1)))`, its sums over whole steps.
///
/// Steps of 2⁴⁷ and more lose their last bits.
func deviation(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>, step: Double) -> Double {
    let excess = excessBits(values, range, step: step)
    var count: Int64 = 0, sum = WideSum(), squares = WideSum()
    for index in range {
        let value = values[index]
        guard value == value else { continue }
        let x = wholeSteps(value, step) >> excess
        count += 1
        sum.add(x)
        squares.add(product: x, x)
    }
    guard count > 1 else { return .nan }
    let known = Double(count)
    let spread = Int128(count) &* squares.value &- sum.value &* sum.value
    let steps = (nearestDouble(spread) / (known * (known - 1))).squareRoot() * Double(1 << Int64(excess))
    return steps / step
}

/// The least-squares slope of the known values against known times: `(n·Σxy − Σx·Σy) / (n·Σx² − (Σx)²)`, its sums over whole
/// steps.
func slope(
    _ values: UnsafeBufferPointer<Double>, _ times: UnsafeBufferPointer<Double>, _ range: Range<Int>, step: Double
) -> Double {
    let excess = excessBits(values, range, step: step)
    var count: Int64 = 0, sumX = WideSum(), sumY = WideSum(), products = WideSum(), squares = WideSum()
    for index in range {
        let value = values[index], time = times[index]
        guard value == value, time == time else { continue }
        let x = wholeSteps(time, 1), y = wholeSteps(value, step) >> excess
        count += 1
        sumX.add(x)
        sumY.add(y)
        products.add(product: x, y)
        squares.add(product: x, x)
    }
    let n = Int128(count)
    let below = n &* squares.value &- sumX.value &* sumX.value
    guard below != 0 else { return .nan }
    let above = nearestDouble(n &* products.value &- sumX.value &* sumY.value) * Double(1 << Int64(excess))
    return above / nearestDouble(below)
}
