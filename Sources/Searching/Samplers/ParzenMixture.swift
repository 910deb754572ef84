internal import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A density over several parameters: one kernel around every point seen, and one wide kernel, the prior.
///
/// A kernel is a product over parameters. Of a number: the normal density around the point, cut to the interval; its width
/// is the larger distance to the two neighbours among the points (of an outermost point, to its only neighbour), at least
/// the interval over `min(100, n + 2)` and at most the interval; the prior stands in the middle with the whole interval as
/// width. Of a choice among `c` values: the point's own has the share `(1 + s) / (1 + c s)` and each other `s / (1 + c s)`,
/// with `s = w / (n + 1)` for the prior weight `w`; the prior has even shares. The prior weighs `w` and points weigh 1,
/// but of 25 or more the older ones weigh less, down to 1/n.
///
/// Bergstra, Bardenet, Bengio, Kégl, *Algorithms for hyper-parameter optimization*, NeurIPS 2011, in the form and with
/// the defaults of Optuna 5.0's multivariate estimator (Watanabe, *Tree-structured Parzen estimator*, arXiv 2304.11127).
struct ParzenMixture {
    private enum Marginal {
        case number(Axis, [Normal])
        case choices([[Double]])
    }

    /// A normal density cut to an interval that holds its centre.
    private struct Normal {
        let centre: Double
        let width: Double
        let below: Double
        let mass: Double
        let logFactor: Double

        init(centre: Double, width: Double, on axis: Axis) {
            self.centre = centre
            self.width = width
            below = normalProbability((axis.low - centre) / width)
            mass = normalProbability((axis.high - centre) / width) - below
            logFactor = -log(mass * width * (2 * Double.pi).squareRoot())
        }

        func logDensity(_ x: Double) -> Double {
            let z = (x - centre) / width
            return logFactor - z * z / 2
        }

        func logMass(from low: Double, to high: Double) -> Double {
            let (a, b) = ((low - centre) / width, (high - centre) / width)
            // Both in the upper tail: the mirror image, where differences keep their digits.
            let share =
                a > 0 ? normalProbability(-a) - normalProbability(-b) : normalProbability(b) - normalProbability(a)
            return log(share / mass)
        }

        func draw(_ uniform: Double) -> Double { centre + width * normalQuantile(below + uniform * mass) }
    }

    private let cumulativeWeights: [Double]
    private let logWeights: [Double]
    private let marginals: [Marginal]

    /// The density around points.
    ///
    /// - Parameters:
    ///   - points: From the oldest; per dimension a coordinate within the axis, or the place of a choice.
    ///   - dimensions: The parameters, none of them fixed.
    ///   - priorWeight: Above 0.
    init(around points: [[Double]], of dimensions: [ParameterKind], priorWeight: Double) {
        let weights = points.isEmpty ? [1] : Self.weights(points.count) + [priorWeight]
        let total = weights.reduce(0, +)
        logWeights = weights.map { log($0 / total) }
        var sum = 0.0
        cumulativeWeights = weights.map { weight in
            sum += weight / total
            return sum
        }
        marginals = dimensions.enumerated().map { place, dimension in
            let column = points.map { $0[place] }
            switch dimension {
            case .number(let axis): return .number(axis, Self.normals(around: column, on: axis))
            case .choices(let values):
                return .choices(Self.shares(of: column.map { Int($0) }, among: values.count, priorWeight: priorWeight))
            }
        }
    }

    /// A point drawn from the density: a kernel by its weight, then every parameter from that kernel.
    func draw(using generator: inout SeededGenerator) -> [Double] {
        let kernel = place(of: generator.nextUniform(), in: cumulativeWeights)
        return marginals.map { marginal in
            let uniform = generator.nextUniform()
            switch marginal {
            case .number(let axis, let normals): return axis.snapped(normals[kernel].draw(uniform))
            case .choices(let shares):
                var sum = 0.0
                return Double(
                    place(
                        of: uniform,
                        in: shares[kernel].map { share in
                            sum += share
                            return sum
                        }))
            }
        }
    }

    /// The logarithm of the density at a point; of an integer, of the mass that rounds to it.
    ///
    /// - Complexity: O(kernels × dimensions).
    func logDensity(at point: [Double]) -> Double {
        var terms = logWeights
        for (coordinate, marginal) in zip(point, marginals) {
            switch marginal {
            case .number(let axis, let normals) where axis.isInteger:
                let cell = axis.cell(around: coordinate)
                for (kernel, normal) in normals.enumerated() {
                    terms[kernel] += normal.logMass(from: cell.low, to: cell.high)
                }
            case .number(_, let normals):
                for (kernel, normal) in normals.enumerated() { terms[kernel] += normal.logDensity(coordinate) }
            case .choices(let shares):
                for (kernel, share) in shares.enumerated() { terms[kernel] += log(share[Int(coordinate)]) }
            }
        }
        // The prior is never zero, so the greatest term is finite.
        let greatest = terms.reduce(-.infinity, max)
        return greatest + log(terms.reduce(0) { $0 + exp($1 - greatest) })
    }

    /// 1 for up to 24 points; beyond, the 25 newest weigh 1 and the older ones rise evenly from 1/n to 1.
    private static func weights(_ count: Int) -> [Double] {
        guard count >= 25 else { return [Double](repeating: 1, count: count) }
        let older = count - 25
        let least = 1 / Double(count)
        let ramp = (0..<older).map { older == 1 ? least : least + (1 - least) * Double($0) / Double(older - 1) }
        return ramp + [Double](repeating: 1, count: 25)
    }

    private static func normals(around centres: [Double], on axis: Axis) -> [Normal] {
        let range = axis.high - axis.low
        let least = range / min(100, Double(centres.count + 2))
        let order = centres.indices.sorted { (centres[$0], $0) < (centres[$1], $1) }
        var widths = [Double](repeating: range, count: centres.count)
        for (place, index) in order.enumerated() {
            let isFirst = place == 0
            let isLast = place == order.count - 1
            let before = isFirst ? axis.low : centres[order[place - 1]]
            let after = isLast ? axis.high : centres[order[place + 1]]
            var width = max(centres[index] - before, after - centres[index])
            if order.count > 1 {
                if isFirst { width = after - centres[index] }
                if isLast { width = centres[index] - before }
            }
            widths[index] = min(max(width, least), range)
        }
        return zip(centres, widths).map { Normal(centre: $0, width: $1, on: axis) }
            + [Normal(centre: (axis.low + axis.high) / 2, width: range, on: axis)]
    }

    private static func shares(of places: [Int], among count: Int, priorWeight: Double) -> [[Double]] {
        let even = [Double](repeating: 1 / Double(count), count: count)
        let smoothing = priorWeight / Double(places.count + 1)
        let total = 1 + smoothing * Double(count)
        return places.map { place in
            (0..<count).map { ($0 == place ? 1 + smoothing : smoothing) / total }
        } + [even]
    }
}

/// The first place whose cumulative share is above a uniform number; the last when rounding leaves none.
private func place(of uniform: Double, in cumulative: [Double]) -> Int {
    cumulative.firstIndex { uniform < $0 } ?? cumulative.count - 1
}
