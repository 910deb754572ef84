import Catalog
import Credit

/// Sum, mean, extremes and spread of a column's known values, by group, all in one pass over the rows of a slice.
struct Moments {
    private var sums: [Double] = []
    private var means: [Double] = []
    private var leasts: [Double] = []
    private var mosts: [Double] = []
    private var deviations: [Double] = []

    /// What is known of one group.
    private struct Group {
        var sum = Double.nan, mean = Double.nan, least = Double.nan, most = Double.nan, deviation = Double.nan
    }

    /// - Parameter wanted: the functions to compute; others have no values.
    /// - Complexity: O(rows).
    init(_ column: Column, _ selection: Selection, step: Double, wanted: Set<Aggregate.Function>) {
        let isWanted = Wanted(wanted)
        switch column {
        case .numbers(let values):
            values.withUnsafeBufferPointer { values in
                fill(selection, isWanted) { rows in Self.numbers(values, rows, step, isWanted.squares) }
            }
        case .flags(let values):
            values.withUnsafeBufferPointer { values in
                fill(selection, isWanted) { rows in Self.flags(values, rows, step) }
            }
        case .ids, .words: fill(selection, isWanted) { _ in Group() }
        }
    }

    private struct Wanted {
        let sums, means, leasts, mosts, squares: Bool

        init(_ functions: Set<Aggregate.Function>) {
            sums = functions.contains(.sum)
            means = functions.contains(.mean)
            leasts = functions.contains(.min)
            mosts = functions.contains(.max)
            squares = functions.contains(.std)
        }
    }

    /// One value per group.
    func values(of function: Aggregate.Function) -> [Double] {
        switch function {
        case .sum: sums
        case .mean: means
        case .min: leasts
        case .max: mosts
        case .std: deviations
        case .count, .distinct, .share, .slope, .latest, .earliest: []
        }
    }

    @inline(__always)
    private mutating func fill(
        _ selection: Selection, _ wanted: Wanted, _ group: (UnsafeBufferPointer<Int32>) -> Group
    ) {
        let count = selection.starts.count - 1
        func room(_ isWanted: Bool) -> [Double] { isWanted ? [Double](repeating: .nan, count: count) : [] }
        sums = room(wanted.sums)
        means = room(wanted.means)
        leasts = room(wanted.leasts)
        mosts = room(wanted.mosts)
        deviations = room(wanted.squares)
        selection.rows.withUnsafeBufferPointer { rows in
            selection.forEachGroup { index, range in
                let result = group(UnsafeBufferPointer(rebasing: rows[range]))
                if wanted.sums { sums[index] = result.sum }
                if wanted.means { means[index] = result.mean }
                if wanted.leasts { leasts[index] = result.least }
                if wanted.mosts { mosts[index] = result.most }
                if wanted.squares { deviations[index] = result.deviation }
            }
        }
    }

    /// All that is said of flags follows from how many are known and how many of them are 1.
    @inline(__always)
    private static func flags(
        _ values: UnsafeBufferPointer<UInt8>, _ rows: UnsafeBufferPointer<Int32>, _ step: Double
    ) -> Group {
        var hits = 0, unknown = 0
        for row in rows {
            let value = Int(values[Int(row)])
            hits += value & 1
            unknown += value >> 1
        }
        let count = rows.count - unknown
        guard count > 0 else { return Group() }
        let one = wholeSteps(1, step), sum = Int64(hits) * one
        return Group(
            sum: Double(sum) / step, mean: Double(sum) / step / Double(count), least: hits == count ? 1 : 0,
            most: hits > 0 ? 1 : 0, deviation: deviation(count, sum: sum, squares: Int128(sum) * Int128(one), step))
    }

    @inline(__always)
    private static func numbers(
        _ values: UnsafeBufferPointer<Double>, _ rows: UnsafeBufferPointer<Int32>, _ step: Double, _ squared: Bool
    ) -> Group {
        var count = 0, sum: Int64 = 0, squares = WideSum(), bits: UInt64 = 0
        var least = Double.infinity, most = -Double.infinity
        for row in rows {
            let value = values[Int(row)]
            guard value == value else { continue }
            let steps = wholeSteps(value, step)
            count += 1
            sum &+= steps
            bits |= steps.magnitude
            if squared { squares.add(product: steps, steps) }
            if value < least { least = value }
            if value > most { most = value }
        }
        guard count > 0 else { return Group() }
        var group = Group(least: least + 0, most: most + 0)
        // Under 2⁴⁷ steps and 2¹⁶ rows, 64 bits hold the sum and 128 bits the squares.
        guard bits < 1 << 47, count < 1 << 16 else {
            let known = rows.map { values[Int($0)] }
            known.withUnsafeBufferPointer { known in
                let sums = ExactSums(known, 0..<known.count, step: step)
                group.sum = sums.total(step)
                group.mean = group.sum / Double(count)
                group.deviation = FeatureKernels.deviation(known, 0..<known.count, step: step)
            }
            return group
        }
        group.sum = Double(sum) / step
        group.mean = group.sum / Double(count)
        if squared { group.deviation = deviation(count, sum: sum, squares: squares.value, step) }
        return group
    }

    /// As the function of the same name, of sums that are known; 2¹⁶ times 2⁴⁷ twice does not pass 2¹²⁷.
    @inline(__always)
    private static func deviation(_ count: Int, sum: Int64, squares: Int128, _ step: Double) -> Double {
        guard count > 1 else { return .nan }
        let known = Double(count)
        let spread = Int128(count) &* squares &- Int128(sum) &* Int128(sum)
        return (nearestDouble(spread) / (known * (known - 1))).squareRoot() / step
    }
}
