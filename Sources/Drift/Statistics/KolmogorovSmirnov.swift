/// The two-sample Kolmogorov–Smirnov test: `D = max |F − G|`, and how likely chance alone makes one as large.
///
/// D is the largest share by which the two sides differ below any one value; no increasing change of unit alters it. The
/// chances below hold for continuous values: with ties they are too large, never too small.
public struct KolmogorovSmirnov: Sendable, Hashable {
    /// The distance D, in 0...1.
    public let distance: Double
    /// Values of the reference.
    public let referenceCount: Int
    /// Values of the current data.
    public let currentCount: Int

    /// Takes a distance that was found on samples of given sizes.
    ///
    /// - Parameters:
    ///   - distance: In 0...1.
    ///   - referenceCount: At least 1.
    ///   - currentCount: At least 1.
    public init(distance: Double, referenceCount: Int, currentCount: Int) {
        precondition(referenceCount > 0 && currentCount > 0, "two samples with values")
        self.distance = distance
        self.referenceCount = referenceCount
        self.currentCount = currentCount
    }

    /// Compares two samples; nil when either is empty.
    ///
    /// - Complexity: O(n + m).
    public init?(reference: SortedSample, current: SortedSample) {
        guard let gap = SampleGap(reference: reference, current: current) else { return nil }
        self.init(distance: gap.distance, referenceCount: reference.count, currentCount: current.count)
    }

    /// The exact chance when both samples hold at most 10,000 values, the asymptotic one beyond: SciPy's `auto`.
    public var probability: Double {
        max(referenceCount, currentCount) <= 10_000 ? exactProbability : asymptoticProbability
    }

    /// The chance of a distance at least as large, counted over every order in which the values can come.
    ///
    /// A path from (0, 0) to (n, m) steps right for a value of one sample and up for one of the other; the chance is the
    /// share of paths that leave the band `|x/n − y/m| < D` (Hodges, 1958; Schröer and Trenkler, 1995). With n = m it is
    /// a short alternating sum (Gnedenko and Korolyuk, 1951).
    ///
    /// - Complexity: O(n · m · D) at worst; a hundred million steps for two samples of 10,000.
    public var exactProbability: Double {
        let divisor = greatestCommonDivisor(referenceCount, currentCount)
        let multiple = Double(referenceCount / divisor) * Double(currentCount)
        let steps = Int((distance * multiple).rounded(.toNearestOrEven))
        guard steps > 0 else { return 1 }
        let chance =
            referenceCount == currentCount
            ? equalSizes(rows: referenceCount, steps: steps)
            : pathsOutside(
                max(referenceCount, currentCount), min(referenceCount, currentCount), divisor: divisor, steps: steps)
        return min(max(chance, 0), 1)
    }

    /// The chance by Kolmogorov's one-sample law at the effective size `nm / (n + m)`, rounded, as in SciPy.
    public var asymptoticProbability: Double {
        let n = Double(max(referenceCount, currentCount))
        let m = Double(min(referenceCount, currentCount))
        return kolmogorovExceedance(distance, rows: Int((n * m / (n + m)).rounded(.toNearestOrEven)))
    }
}

/// The chance that two samples of the same size differ by at least `steps / rows`.
private func equalSizes(rows: Int, steps: Int) -> Double {
    var chance = 0.0
    for k in stride(from: rows / steps, through: 0, by: -1) {
        var factor = 1.0
        for j in 0..<steps { factor *= Double(rows - k * steps - j) / Double(rows + k * steps + j + 1) }
        chance = factor * (1 - chance)
    }
    return 2 * chance
}

/// The share of paths from (0, 0) to (n, m) that meet `|x/n − y/m| ≥ steps / lcm(n, m)`, n being the longer side.
///
/// Column by column, the share of paths to each point inside the band that have already left it: a path comes from the
/// left or from below in proportion to their numbers, and every point outside the band counts 1.
private func pathsOutside(_ n: Int, _ m: Int, divisor: Int, steps: Int) -> Double {
    let wide = n / divisor
    let narrow = m / divisor
    var low = 0
    var high = min((steps + wide - 1) / wide, m + 1)
    var shares = [Double](repeating: 1, count: min(2 * high + 2, m + 1) + 1)
    for y in 0..<high { shares[y] = 0 }
    for x in 1...n {
        let previousLow = low
        let previousLength = high - low
        let below = narrow * x - steps
        // The first y inside the band: floor(below / wide) + 1.
        low = min(below < 0 ? 0 : below / wide + 1, m)
        high = min((narrow * x + steps + wide - 1) / wide, m + 1)
        guard high > low else { return 1 }
        let length = high - low
        let offset = low - previousLow
        shares.withUnsafeMutableBufferPointer { shares in
            var share = low == 0 ? 0.0 : 1.0
            for k in 0..<length {
                let y = Double(k + low)
                share = (shares[k + offset] * Double(x) + share * y) / (Double(x) + y)
                shares[k] = share
            }
            if previousLength > length {
                for k in length..<previousLength { shares[k] = 1 }
            }
        }
    }
    return shares[high - low - 1]
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
