/// Scores sorted once, so that rank statistics of many resamples cost one pass each.
///
/// The bootstrap of an AUC sorts n scores once, then every replicate only changes how often each row counts.
public struct RankedScores: Sendable {
    /// Row numbers from the lowest score to the highest.
    private let order: [Int32]
    /// By rank: whether the row's outcome is positive.
    private let positive: [Bool]
    /// By rank: whether the next row's score is higher (the last of a group of ties).
    private let endsTie: [Bool]

    /// How many rows there are.
    public var count: Int { order.count }

    /// Sorts scores with their outcomes.
    ///
    /// - Parameters:
    ///   - scores: One per row, higher meaning more likely positive; the infinities are allowed.
    ///   - outcomes: One per row, true for the positive class (a default).
    /// - Returns: nil when a score is NaN, which has no rank.
    /// - Complexity: O(n log n).
    public init?(scores: [Double], outcomes: [Bool]) {
        precondition(scores.count == outcomes.count, "one outcome per score")
        guard !scores.contains(where: \.isNaN) else { return nil }
        let ranked = scores.indices.map { (score: scores[$0], row: Int32($0)) }
            .sorted { $0.score < $1.score || ($0.score == $1.score && $0.row < $1.row) }
        order = ranked.map(\.row)
        positive = ranked.map { outcomes[Int($0.row)] }
        endsTie = ranked.indices.map { $0 + 1 == ranked.count || ranked[$0].score < ranked[$0 + 1].score }
    }

    /// The area under the ROC curve, ties counted half.
    ///
    /// `AUC = (#{positive above negative} + #{tied pairs} / 2) / (P · N)`: the chance that a random positive row scores
    /// above a random negative one (Hanley and McNeil, 1982). Counted in integers, hence exact and order-independent.
    ///
    /// - Parameter weights: How often each row counts, by row, not negative; nil counts each once.
    /// - Returns: In 0...1; nil when one of the classes has no weight.
    /// - Complexity: O(n).
    public func areaUnderROC(weights: [Int32]? = nil) -> Double? {
        var positives = 0
        var negatives = 0
        var doubledPairs = 0
        walkTies(weights: weights) { tiedPositives, tiedNegatives in
            doubledPairs += tiedPositives * (2 * negatives + tiedNegatives)
            positives += tiedPositives
            negatives += tiedNegatives
        }
        guard positives > 0, negatives > 0 else { return nil }
        return Double(doubledPairs) / 2 / (Double(positives) * Double(negatives))
    }

    /// The Kolmogorov–Smirnov distance between the scores of the two classes.
    ///
    /// `max over t of |F₊(t) − F₋(t)|`, `F` being the empirical distribution functions. Lenders read it as the largest
    /// gap between the shares of bad and good clients refused at one threshold.
    ///
    /// - Parameter weights: How often each row counts, by row, not negative; nil counts each once.
    /// - Returns: In 0...1; nil when one of the classes has no weight.
    /// - Complexity: O(n).
    public func kolmogorovSmirnov(weights: [Int32]? = nil) -> Double? {
        var positives = 0
        var negatives = 0
        walkTies(weights: weights) { tiedPositives, tiedNegatives in
            positives += tiedPositives
            negatives += tiedNegatives
        }
        guard positives > 0, negatives > 0 else { return nil }
        var widest = 0.0
        var positivesBelow = 0
        var negativesBelow = 0
        walkTies(weights: weights) { tiedPositives, tiedNegatives in
            positivesBelow += tiedPositives
            negativesBelow += tiedNegatives
            let gap = Double(positivesBelow) / Double(positives) - Double(negativesBelow) / Double(negatives)
            widest = max(widest, abs(gap))
        }
        return widest
    }

    /// Calls `body` with the positive and negative weight of each group of equal scores, lowest first.
    private func walkTies(weights: [Int32]?, _ body: (_ positives: Int, _ negatives: Int) -> Void) {
        if let weights { precondition(weights.count == order.count, "one weight per row") }
        var tiedPositives = 0
        var tiedNegatives = 0
        for rank in order.indices {
            let weight = weights.map { Int($0[Int(order[rank])]) } ?? 1
            if positive[rank] { tiedPositives += weight } else { tiedNegatives += weight }
            if endsTie[rank] {
                body(tiedPositives, tiedNegatives)
                tiedPositives = 0
                tiedNegatives = 0
            }
        }
    }
}
