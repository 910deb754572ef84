public import Statistics

/// How well decisions do before their outcomes are known, from calibrated probabilities: confidence-based estimation (CBPE).
///
/// A client with probability p is p of a default and 1 − p of a loan repaid: summing over clients estimates the confusion
/// counts, the cost and the ROC curve (NannyML's method; Guillory et al., *Predicting with confidence on unseen
/// distributions*, 2021).
///
/// What it can and cannot see:
/// - it follows a change of **who applies**, as long as the probabilities stay right for each kind of client;
/// - it is **blind to a change of what happens to a client of a given kind** (a crisis, another collection policy): the
///   probabilities are then wrong and so is every figure here, without any sign of it;
/// - it is as good as the calibration: with probabilities 10 % too low, so are the expected defaults;
/// - intervals hold the luck of outcomes only, as if the probabilities were exact: they are too short by what calibration
///   does not know.
public struct PerformanceEstimate: Sendable, Hashable, Codable {
    /// An expected figure and where it falls by the luck of outcomes.
    public struct Figure: Sendable, Hashable, Codable {
        /// The expected value.
        public let value: Double
        /// Where it falls at the level asked.
        public let interval: Interval
    }

    /// Clients.
    public let rows: Int
    /// Clients refused: known, not estimated.
    public let refused: Int
    /// Expected defaults among the refused.
    public let truePositives: Figure
    /// Expected good clients among the refused.
    public let falsePositives: Figure
    /// Expected defaults among the granted.
    public let falseNegatives: Figure
    /// Expected good clients among the granted.
    public let trueNegatives: Figure
    /// Expected cost per client, in the unit of the costs.
    public let cost: Figure
    /// Expected area under the ROC curve of the probabilities; nil when all are 0 or all 1.
    public let areaUnderROC: Figure?

    /// Expected share of defaults among all clients, 0...1.
    public var defaultRate: Double { (truePositives.value + falseNegatives.value) / Double(rows) }
    /// Expected share of defaults that were refused, 0...1; nil when none is expected.
    public var recall: Double? { share(truePositives.value, falseNegatives.value) }
    /// Expected share of defaults among the refused, 0...1; nil when nobody was refused.
    public var precision: Double? { share(truePositives.value, falsePositives.value) }
    /// Expected share of good clients that were granted, 0...1; nil when none is expected.
    public var specificity: Double? { share(trueNegatives.value, falsePositives.value) }
    /// Expected share of right decisions, 0...1.
    public var accuracy: Double { (truePositives.value + trueNegatives.value) / Double(rows) }

    /// Estimates from probabilities and decisions.
    ///
    /// - Parameters:
    ///   - probabilities: Calibrated probabilities of default, one per client, in 0...1.
    ///   - refused: Whether the client was refused.
    ///   - missedDefault: Cost of a default that was granted.
    ///   - refusedGoodClient: Cost of a good client refused.
    ///   - level: Coverage of the intervals, strictly between 0 and 1.
    ///   - seed: Of the outcomes drawn for the interval of the area.
    /// - Throws: ``DriftError`` without clients, or when a probability is not in 0...1.
    /// - Complexity: O(n log n), and 200 draws of n outcomes.
    public init(
        probabilities: [Double], refused: [Bool], missedDefault: Double, refusedGoodClient: Double,
        level: Double = 0.95, seed: UInt64 = 1
    ) throws(DriftError) {
        precondition(probabilities.count == refused.count, "one decision per probability")
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        guard !probabilities.isEmpty else {
            throw DriftError(.noRows, "there is no decision in this window: choose a longer one.")
        }
        guard probabilities.allSatisfy({ (0...1).contains($0) }) else {
            throw DriftError(
                .invalidInput, "a probability of default is missing or not between 0 and 1: score these clients again.")
        }
        let z = normalQuantile((1 + level) / 2)
        var sums = (refused: 0.0, granted: 0.0)
        var variances = (refused: 0.0, granted: 0.0)
        for (p, isRefused) in zip(probabilities, refused) {
            if isRefused {
                sums.refused += p
                variances.refused += p * (1 - p)
            } else {
                sums.granted += p
                variances.granted += p * (1 - p)
            }
        }
        let refusals = refused.count { $0 }
        let grants = refused.count - refusals
        func figure(_ value: Double, variance: Double, most: Double) -> Figure {
            let half = z * variance.squareRoot()
            return Figure(
                value: value, interval: Interval(low: max(0, value - half), high: max(value, min(most, value + half))))
        }
        rows = probabilities.count
        self.refused = refusals
        truePositives = figure(sums.refused, variance: variances.refused, most: Double(refusals))
        falsePositives = figure(Double(refusals) - sums.refused, variance: variances.refused, most: Double(refusals))
        falseNegatives = figure(sums.granted, variance: variances.granted, most: Double(grants))
        trueNegatives = figure(Double(grants) - sums.granted, variance: variances.granted, most: Double(grants))
        let n = Double(probabilities.count)
        cost = figure(
            (missedDefault * sums.granted + refusedGoodClient * (Double(refusals) - sums.refused)) / n,
            variance: (missedDefault * missedDefault * variances.granted
                + refusedGoodClient * refusedGoodClient * variances.refused) / (n * n),
            most: .infinity)
        areaUnderROC = expectedArea(probabilities, level: level, seed: seed)
    }

    private func share(_ part: Double, _ rest: Double) -> Double? {
        part + rest > 0 ? part / (part + rest) : nil
    }
}

/// The area under the expected ROC curve, and the middle of the areas of 200 draws of outcomes.
private func expectedArea(_ probabilities: [Double], level: Double, seed: UInt64) -> PerformanceEstimate.Figure? {
    let sorted = probabilities.sorted()
    guard let value = trapezoid(sorted, { $0 }) else { return nil }
    var generator = SeededGenerator(seed: seed)
    var areas: [Double] = []
    for _ in 0..<200 {
        if let area = trapezoid(sorted, { generator.nextUniform() < $0 ? 1 : 0 }) { areas.append(area) }
    }
    let ends = quantiles(areas, at: [(1 - level) / 2, (1 + level) / 2])
    let interval = ends.count == 2 ? Interval(low: min(ends[0], value), high: max(ends[1], value)) : nil
    return PerformanceEstimate.Figure(value: value, interval: interval ?? Interval(low: 0, high: 1))
}

/// The area under the ROC curve of ascending scores whose share of defaults is `weight`; equal scores count half.
private func trapezoid(_ sorted: [Double], _ weight: (Double) -> Double) -> Double? {
    var defaults = 0.0
    var others = 0.0
    var area = 0.0
    var place = 0
    while place < sorted.count {
        let score = sorted[place]
        var tied = (defaults: 0.0, others: 0.0)
        while place < sorted.count, sorted[place] == score {
            let share = weight(score)
            tied.defaults += share
            tied.others += 1 - share
            place += 1
        }
        area += tied.defaults * (others + tied.others / 2)
        defaults += tied.defaults
        others += tied.others
    }
    guard defaults > 0, others > 0 else { return nil }
    return area / (defaults * others)
}
