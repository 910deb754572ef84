/// Pearson's chi-square test on counts by bin: `Σ (observed − expected)² / expected`.
///
/// The approximation is good when every expected count is 5 or more; ``pooled(_:)`` sees to it.
public struct ChiSquareTest: Sendable, Hashable {
    /// The sum of squares, at or above 0; NaN when there is nothing to compare.
    public let statistic: Double
    /// Degrees of freedom.
    public let degrees: Int
    /// The chance of a sum at least as large; NaN without degrees of freedom.
    public var probability: Double { chiSquareExceedance(statistic, degrees: degrees) }

    /// Compares the current counts with the reference's shares, taken as exact: evidently's chi-square.
    ///
    /// `expected = reference · n_current / n_reference`, k − 1 degrees of freedom. The reference's own noise is left out, so
    /// a small reference finds drift too often. A level new to the current data gives infinity, hence chance 0; one
    /// level alone gives NaN.
    public init(goodnessOfFit counts: PairedCounts) {
        let factor = Double(counts.currentTotal) / Double(counts.referenceTotal)
        var sum = 0.0
        var bins = 0
        for (reference, current) in zip(counts.reference, counts.current) where reference + current > 0 {
            let expected = Double(reference) * factor
            let gap = Double(current) - expected
            sum += gap * gap / expected
            bins += 1
        }
        statistic = sum
        degrees = bins - 1
    }

    /// Asks whether both sides come from one population (homogeneity): both are taken as samples.
    ///
    /// Expected counts share out each bin's total in proportion to the sides' sizes (Pearson, 1900; Cramér, 1946, §30.6).
    /// Swapping the sides changes nothing.
    public init(homogeneity counts: PairedCounts) {
        let sizes = (Double(counts.referenceTotal), Double(counts.currentTotal))
        let total = sizes.0 + sizes.1
        var sum = 0.0
        var bins = 0
        for (reference, current) in zip(counts.reference, counts.current) where reference + current > 0 {
            let bin = Double(reference + current)
            for (observed, size) in [(Double(reference), sizes.0), (Double(current), sizes.1)] {
                let expected = bin * size / total
                sum += (observed - expected) * (observed - expected) / expected
            }
            bins += 1
        }
        statistic = sum
        degrees = bins - 1
    }

    /// The same counts with the rarest bins put together, until each expects 5 rows on the smaller side.
    ///
    /// Which bins are put together depends on both sides' total alone, never on how they differ.
    public static func pooled(_ counts: PairedCounts) -> PairedCounts {
        let smaller = min(counts.referenceTotal, counts.currentTotal)
        let total = counts.referenceTotal + counts.currentTotal
        guard total > 0 else { return counts }
        let order = counts.reference.indices.sorted {
            let a = counts.reference[$0] + counts.current[$0]
            let b = counts.reference[$1] + counts.current[$1]
            return a < b || (a == b && $0 < $1)
        }
        var pooled: [(reference: Int, current: Int)] = []
        var open = (reference: 0, current: 0)
        func expectsEnough(_ bin: (reference: Int, current: Int)) -> Bool {
            (bin.reference + bin.current) * smaller >= 5 * total
        }
        for index in order {
            open.reference += counts.reference[index]
            open.current += counts.current[index]
            if expectsEnough(open) {
                pooled.append(open)
                open = (0, 0)
            }
        }
        // What is left is only ever the whole table: the largest bins come last.
        if open.reference + open.current > 0 {
            if let last = pooled.popLast() {
                open = (open.reference + last.reference, open.current + last.current)
            }
            pooled.append(open)
        }
        return PairedCounts(reference: pooled.map(\.reference), current: pooled.map(\.current))
    }
}
