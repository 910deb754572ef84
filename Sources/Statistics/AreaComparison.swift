#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The areas under the ROC curves of two models on the same rows, and whether their difference is more than luck.
///
/// DeLong, DeLong and Clarke-Pearson (1988): exact areas with ties, variances from the share of the other class that
/// each row wins against, found for all rows in one sorted walk (as by the mid-ranks of Sun and Xu, 2014) instead of
/// over all pairs. With persons, rows of one person may depend on each other in any way (Obuchowski, 1997); with one
/// row per person that is DeLong's variance to the last digit. The test is for models fixed before these rows were
/// seen; a model and the same model with one more column, fitted on them, are not (Demler, Pencina and D'Agostino,
/// 2012).
public struct AreaComparison: Sendable, Hashable, Codable {
    /// The first model's area, in 0...1.
    public let first: Double
    /// The second model's area, in 0...1.
    public let second: Double
    /// The standard error of the first area.
    public let firstError: Double
    /// The standard error of the second area.
    public let secondError: Double
    /// The correlation of the two areas over samples, in −1...1; nil when an error is 0.
    public let correlation: Double?
    /// `first − second`.
    public let difference: Double
    /// The standard error of the difference.
    public let standardError: Double
    /// The interval of the difference, normal, within −1...1.
    public let interval: Interval
    /// `difference / standardError`; nil when the error is 0.
    public let z: Double?
    /// The chance of a difference at least as large, either way, between models with equal areas, in 0...1.
    public let pValue: Double

    /// Compares two models.
    ///
    /// - Parameters:
    ///   - first: The first model's scores, one per row, higher meaning more likely positive.
    ///   - second: The second model's scores of the same rows.
    ///   - outcomes: One per row, true for the positive class (a default).
    ///   - persons: A number per row, shared by rows of one person; nil makes each row its own person.
    ///   - level: The coverage asked, strictly between 0 and 1.
    /// - Returns: nil unless each class has rows of at least two persons and no score is NaN.
    /// - Complexity: O(n log n).
    public init?(
        first: [Double], second: [Double], outcomes: [Bool], persons: [Int32]? = nil, level: Double = 0.95
    ) {
        precondition(first.count == outcomes.count && second.count == outcomes.count, "two scores per outcome")
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        let clusters = Clusters(persons, rows: outcomes.count)
        guard let a = WinShares(scores: first, outcomes: outcomes),
            let b = WinShares(scores: second, outcomes: outcomes),
            let spread = Spread(a, b, outcomes: outcomes, clusters: clusters)
        else { return nil }
        self.first = a.area
        self.second = b.area
        firstError = spread.first.squareRoot()
        secondError = spread.second.squareRoot()
        let scale = (spread.first * spread.second).squareRoot()
        correlation = scale > 0 ? min(1, max(-1, spread.both / scale)) : nil
        difference = a.area - b.area
        // Summed from differences row by row: exactly 0 for models that rank alike.
        standardError = spread.difference.squareRoot()
        let half = normalQuantile((1 + level) / 2) * standardError
        interval = Interval(low: max(-1, difference - half), high: min(1, difference + half))
        z = standardError > 0 ? difference / standardError : nil
        pValue = z.map { erfc(abs($0) / 2.0.squareRoot()) } ?? (difference == 0 ? 1 : 0)
    }
}

/// For each row the share of the other class that it is ranked right against, ties counting half.
private struct WinShares {
    let area: Double
    let ofRow: [Double]

    init?(scores: [Double], outcomes: [Bool]) {
        guard !scores.contains(where: \.isNaN) else { return nil }
        let positives = outcomes.count { $0 }
        let negatives = outcomes.count - positives
        guard positives > 1, negatives > 1 else { return nil }
        let order = scores.indices.sorted {
            scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 < $1)
        }
        var shares = [Double](repeating: 0, count: scores.count)
        var (positivesBelow, negativesBelow, doubledPairs) = (0, 0, 0)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
            let tied = order[start..<end]
            let tiedPositives = tied.count { outcomes[$0] }
            let tiedNegatives = tied.count - tiedPositives
            let lost = 2 * negativesBelow + tiedNegatives
            let above = 2 * (positives - positivesBelow - tiedPositives) + tiedPositives
            for row in tied {
                shares[row] =
                    outcomes[row] ? Double(lost) / Double(2 * negatives) : Double(above) / Double(2 * positives)
            }
            doubledPairs += tiedPositives * lost
            positivesBelow += tiedPositives
            negativesBelow += tiedNegatives
            start = end
        }
        area = Double(doubledPairs) / 2 / (Double(positives) * Double(negatives))
        ofRow = shares
    }
}

/// Variances of two areas, of their difference, and their covariance.
private struct Spread {
    var first = 0.0
    var second = 0.0
    var both = 0.0
    var difference = 0.0

    init?(_ a: WinShares, _ b: WinShares, outcomes: [Bool], clusters: Clusters) {
        let people = [true, false].map { kind in
            clusters.sums { outcomes[$0] == kind ? 1 : 0 }.count { $0 > 0 }
        }
        guard people[0] > 1, people[1] > 1 else { return nil }
        let positives = Double(outcomes.count { $0 })
        let sizes = (positives, Double(outcomes.count) - positives)
        // A person's sum of departures from the area, over rows of one class.
        func departures(_ value: (_ row: Int) -> Double) -> (positive: [Double], negative: [Double]) {
            (clusters.sums { outcomes[$0] ? value($0) : 0 }, clusters.sums { outcomes[$0] ? 0 : value($0) })
        }
        func covariance(
            _ x: (positive: [Double], negative: [Double]), _ y: (positive: [Double], negative: [Double])
        ) -> Double {
            func products(_ u: [Double], _ v: [Double]) -> Double { zip(u, v).reduce(0) { $0 + $1.0 * $1.1 } }
            func share(_ persons: Int) -> Double { Double(persons) / Double(persons - 1) }
            let mixed = products(x.positive, y.negative) + products(x.negative, y.positive)
            return share(people[0]) * products(x.positive, y.positive) / (sizes.0 * sizes.0)
                + share(people[1]) * products(x.negative, y.negative) / (sizes.1 * sizes.1)
                + share(clusters.count) * mixed / (sizes.0 * sizes.1)
        }
        let x = departures { a.ofRow[$0] - a.area }
        let y = departures { b.ofRow[$0] - b.area }
        let gap = a.area - b.area
        let d = departures { (a.ofRow[$0] - b.ofRow[$0]) - gap }
        first = max(0, covariance(x, x))
        second = max(0, covariance(y, y))
        both = covariance(x, y)
        difference = max(0, covariance(d, d))
    }
}
