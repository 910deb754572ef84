import Statistics
import Testing

@testable import FeatureKernels

@Suite("Sums in whole steps")
struct ExactSumsTests {
    private static let extremes: [Int64] = [
        0, 1, -1, 2, -2, .max, .min, .max - 1, .min + 1, 1 << 32, -(1 << 32), 9_200_000_000_000_000_000,
        -9_200_000_000_000_000_000, 1 << 53, (1 << 53) + 1,
    ]

    /// Random numbers of every size.
    private func numbers(_ count: Int, _ generator: inout SeededGenerator) -> [Int64] {
        (0..<count).map { _ in
            if generator.nextBool(probability: 0.1) {
                return Self.extremes[generator.nextIndex(below: Self.extremes.count)]
            }
            return Int64(bitPattern: generator.next()) >> Int64(generator.nextIndex(below: 64))
        }
    }

    @Test("wide sums are sums of 128 bits", arguments: 1...20 as ClosedRange<UInt64>)
    func wideSums(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let values = numbers(400, &generator), others = numbers(400, &generator)
        var sum = WideSum(), products = WideSum(), expected: Int128 = 0, expectedProducts: Int128 = 0
        for (a, b) in zip(values, others) {
            sum.add(a)
            expected += Int128(a)
            #expect(sum.value == expected)
            // What is left of the two largest products still fits.
            let product = Int128(a) * Int128(b)
            let (next, overflows) = expectedProducts.addingReportingOverflow(product)
            if overflows { continue }
            products.add(product: a, b)
            expectedProducts = next
            #expect(products.value == expectedProducts)
        }
        #expect(sum.double == nearestByWords(expected))
        #expect(products.double == nearestByWords(expectedProducts))
    }

    /// The nearest double by comparing with both neighbours, in whole numbers.
    private func nearestByWords(_ value: Int128) -> Double {
        let magnitude = value.magnitude
        guard magnitude > 1 << 53 else { return value < 0 ? -Double(UInt64(magnitude)) : Double(UInt64(magnitude)) }
        // A double of this size is a multiple of `unit`.
        let exponent = 128 - magnitude.leadingZeroBitCount - 53
        let unit = UInt128(1) << UInt128(exponent)
        var multiples = UInt64(magnitude / unit)
        let rest = magnitude % unit, half = unit / 2
        if rest > half || (rest == half && multiples % 2 == 1) { multiples += 1 }
        let double = Double(multiples) * Double(sign: .plus, exponent: exponent, significand: 1)
        return value < 0 ? -double : double
    }

    @Test("the nearest double is the nearest, ties to even", arguments: 1...20 as ClosedRange<UInt64>)
    func nearest(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let bits = UInt128(generator.next()) << 64 | UInt128(generator.next())
            let value = Int128(truncatingIfNeeded: bits) >> Int128(generator.nextIndex(below: 128))
            // Beside and at the middle between two doubles.
            let shift = Int128(generator.nextIndex(below: 72))
            let odd = Int128(generator.next() >> 10 | 1)
            for value in [value, odd << shift, (odd << shift) + 1, (odd << shift) - 1] {
                for signed in [value, -value] {
                    #expect(nearestDouble(signed) == nearestByWords(signed))
                    #expect(nearestDouble(signed) == Double(signed))
                }
            }
        }
    }

    @Test(
        "the nearest double of known numbers",
        arguments: [
            (0, 0), (1, 1), (-1, -1), (1 << 53, 0x1p53), ((1 << 53) + 1, 0x1p53), ((1 << 53) + 3, 0x1p53 + 4),
            (-((1 << 53) + 1), -0x1p53), (Int128(Int64.max), 0x1p63), (Int128(Int64.min), -0x1p63),
            (Int128(UInt64.max), 0x1p64), ((1 << 64) + (1 << 11), 0x1p64), ((1 << 64) + (1 << 11) + 1, 0x1p64 + 4_096),
            ((1 << 64) + 3 * (1 << 11), 0x1p64 + 8_192), (.max, 0x1p127), (.min, -0x1p127),
            (100_000_000_000_000_000_000_000_000_000, 1e29),
            (-123_456_789_012_345_678_901_234_567_890, -1.2345678901234568e29),
        ] as [(Int128, Double)])
    func nearestKnown(value: Int128, double: Double) {
        #expect(nearestDouble(value) == double)
        if value > .min { #expect(nearestDouble(-value) == -double) }
    }

    @Test("a value is its nearest whole step, halves upwards, and no value overflows")
    func steps() {
        #expect(wholeSteps(1.5, 1) == 2)
        #expect(wholeSteps(-1.5, 1) == -1)
        #expect(wholeSteps(0.0004999, 1_000) == 0)
        #expect(wholeSteps(-0.0, 1_000) == 0)
        #expect(wholeSteps(250.25, 1_000) == 250_250)
        #expect(wholeSteps(9e18, 1) == 9_000_000_000_000_000_000)
        #expect(wholeSteps(1e300, 1_000_000) == 9_200_000_000_000_000_000)
        #expect(wholeSteps(-1e308, 1_000) == -9_200_000_000_000_000_000)
    }
}

@Suite("Spread and slope in whole steps")
struct SpreadTests {
    private func amounts(_ count: Int, seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            generator.nextBool(probability: 0.2) ? .nan : (generator.nextNormal() * 1e6).rounded() / 100
        }
    }

    private func deviation(_ values: [Double], step: Double = 1_000) -> Double {
        values.withUnsafeBufferPointer { FeatureKernels.deviation($0, 0..<values.count, step: step) }
    }

    private func slope(_ values: [Double], _ times: [Double], step: Double = 1_000) -> Double {
        values.withUnsafeBufferPointer { values in
            times.withUnsafeBufferPointer { times in
                FeatureKernels.slope(values, times, 0..<values.count, step: step)
            }
        }
    }

    private func total(_ values: [Double], step: Double) -> (total: Double, count: Int) {
        values.withUnsafeBufferPointer { values in
            let sums = ExactSums(values, 0..<values.count, step: step)
            return (sums.total(step), sums.count)
        }
    }

    @Test(
        "sums do not depend on the order of rows, nor on how they are divided", arguments: 1...5 as ClosedRange<UInt64>)
    func sums(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let values = amounts(500, seed: seed)
        let whole = total(values, step: 1_000)
        #expect(whole.count == values.count { !$0.isNaN })
        for _ in 0..<5 {
            let mixed = total(values.shuffled(using: &generator), step: 1_000)
            #expect(mixed == whole)
        }
        let known = values.filter { !$0.isNaN }
        let cents = known.reduce(Int128(0)) { $0 + Int128(($1 * 1_000).rounded()) }
        #expect(whole.total == Double(cents) / 1_000)
    }

    @Test("the sum of nothing known is unknown")
    func nothing() {
        #expect(total([], step: 1).total.isNaN)
        #expect(total([.nan, .nan], step: 1).total.isNaN)
        #expect(total([.nan, -0.0], step: 1).total == 0)
    }

    @Test(
        "the deviation is the same for values shifted, turned round or mixed", arguments: 1...5 as ClosedRange<UInt64>)
    func deviationLaws(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let values = amounts(200, seed: seed), expected = deviation(values)
        #expect(deviation(values.map { $0 + 1_000_000 }) == expected)
        #expect(deviation(values.map { $0 - 12_345_678 }) == expected)
        #expect(deviation(values.map { -$0 }) == expected)
        #expect(deviation(values.shuffled(using: &generator)) == expected)
        #expect(abs(deviation(values.map { $0 * 4 }) / expected - 4) < 1e-12)
        let known = values.filter { !$0.isNaN }, mean = known.reduce(0, +) / Double(known.count)
        let naive = (known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count - 1)).squareRoot()
        #expect(abs(expected / naive - 1) < 1e-9)
    }

    @Test("the deviation of equal values is zero, of fewer than two unknown")
    func deviationEdges() {
        #expect(deviation([999_999.937, 999_999.937, .nan, 999_999.937]) == 0)
        #expect(deviation([1]).isNaN && deviation([]).isNaN && deviation([.nan, 2, .nan]).isNaN)
        #expect(deviation([1, 3]) == 2.0.squareRoot())
        #expect(deviation([1e12, 1e12 + 2]) == 2.0.squareRoot())
    }

    @Test(
        "the slope is that of the line, wherever it lies and in any order",
        arguments: [-3, -0.25, 0, 0.5, 7] as [Double])
    func line(rise: Double) {
        var generator = SeededGenerator(seed: 3)
        let times = (0..<50).map { Double($0 * $0 % 97) - 40 }
        let line = times.map { rise * $0 + 12.5 }
        // In steps of a thousandth per unit of time.
        #expect(slope(line, times) == rise * 1_000)
        #expect(slope(line.map { $0 - 5_000 }, times) == rise * 1_000)
        #expect(slope(line, times.map { $0 - 3_000 }) == rise * 1_000)
        #expect(slope(line.map { -$0 }, times) == rise * -1_000)
        let order = Array(0..<50).shuffled(using: &generator)
        #expect(slope(order.map { line[$0] }, order.map { times[$0] }) == rise * 1_000)
    }

    @Test("the slope is the same for random values shifted or mixed", arguments: 1...5 as ClosedRange<UInt64>)
    func slopeLaws(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let values = amounts(100, seed: seed)
        let times = (0..<100).map { _ in
            generator.nextBool(probability: 0.1) ? .nan : -Double(generator.nextIndex(below: 3_000))
        }
        let expected = slope(values, times)
        #expect(slope(values.map { $0 + 1_000_000 }, times) == expected)
        #expect(slope(values, times.map { $0 + 1_000 }) == expected)
        let order = Array(0..<100).shuffled(using: &generator)
        #expect(slope(order.map { values[$0] }, order.map { times[$0] }) == expected)
        #expect(abs(slope(values.map { $0 * 2 }, times) / expected - 2) < 1e-12)
    }

    @Test("the slope of one moment, or of nothing known, is unknown")
    func slopeEdges() {
        #expect(slope([1, 2, 3], [-5, -5, -5]).isNaN)
        #expect(slope([1], [0]).isNaN && slope([], []).isNaN)
        #expect(slope([1, .nan, 5], [0, 1, .nan]).isNaN)
        #expect(slope([2, 2], [0, 9]) == 0)
    }
}
