/// The probabilities around a threshold that a person decides instead of the model.
///
/// An application is granted below `low`, decided by a person from `low` up to `high` excluded, and refused from
/// `high`. An empty band (`low == high`) leaves every decision to the threshold.
public struct ReferralBand: Sendable, Hashable, Codable {
    /// What becomes of an application.
    public enum Route: String, Sendable, Hashable, Codable, CaseIterable {
        /// Granted by the model.
        case granted
        /// Sent to a person.
        case referred
        /// Refused by the model.
        case refused
    }

    /// The lowest probability referred, in `0...threshold`.
    public let low: Double
    /// The threshold that decides without a person.
    public let threshold: Double
    /// The lowest probability refused without a person, in `threshold...1`.
    public let high: Double

    /// A band with known ends: `0 ≤ low ≤ threshold ≤ high ≤ 1`.
    public init(low: Double, threshold: Double, high: Double) {
        precondition(0 <= low && low <= threshold && threshold <= high && high <= 1, "a band around its threshold")
        self.low = low
        self.threshold = threshold
        self.high = high
    }

    /// The band over the interval of a threshold: where another sample could have decided otherwise.
    ///
    /// - Parameters:
    ///   - interval: As of ``CostBand/cheapestThreshold``; widened to the threshold should that lie outside, cut to
    ///     0...1.
    ///   - threshold: In 0...1.
    public init(covering interval: Interval, threshold: Double) {
        self.init(
            low: max(0, min(interval.low, threshold)), threshold: threshold, high: min(1, max(interval.high, threshold))
        )
    }

    /// The band that sends a share of applications to a person: those nearest to the threshold in log-odds.
    ///
    /// Never more than the share, since persons' hours are what is short: equal probabilities go in together or stay
    /// out. A probability of exactly 1 is never referred. On other applications the share is near, not exact.
    ///
    /// - Parameters:
    ///   - share: In 0...1.
    ///   - probabilities: Of the applications to size it on, in 0...1.
    ///   - threshold: Strictly between 0 and 1.
    /// - Complexity: O(n log n).
    public init(share: Double, of probabilities: [Double], threshold: Double) {
        precondition(share >= 0 && share <= 1, "a share in 0...1")
        precondition(threshold > 0 && threshold < 1, "a threshold strictly between 0 and 1")
        let room = Int((share * Double(probabilities.count) + 1e-9).rounded(.down))
        let centre = logit(threshold)
        let sorted = probabilities.filter { $0 < 1 }.sorted()
        // The band grows from the threshold outwards, one group of equal probabilities at a time.
        var (first, last) = (step(at: threshold, of: sorted), step(at: threshold, of: sorted))
        while true {
            let below = first > 0 ? centre - logit(sorted[first - 1]) : .infinity
            let above = last < sorted.count ? logit(sorted[last]) - centre : .infinity
            var (newFirst, newLast) = (first, last)
            if first > 0, below <= above {
                while newFirst > 0, sorted[newFirst - 1] == sorted[first - 1] { newFirst -= 1 }
            }
            if last < sorted.count, above <= below {
                while newLast < sorted.count, sorted[newLast] == sorted[last] { newLast += 1 }
            }
            guard newLast - newFirst > last - first, newLast - newFirst <= room else { break }
            (first, last) = (newFirst, newLast)
        }
        let isEmpty = first == last
        let next = last < sorted.count ? sorted[last] : 1
        self.init(
            low: isEmpty ? threshold : min(threshold, sorted[first]), threshold: threshold,
            high: isEmpty ? threshold : max(threshold, between(sorted[last - 1], next)))
    }

    /// Where an application of this probability goes.
    public func route(_ probability: Double) -> Route {
        probability < low ? .granted : probability < high ? .referred : .refused
    }

    /// The share of applications that go to a person, in 0...1; nil without applications.
    public func share(of probabilities: [Double]) -> Double? {
        weightedMean(count: probabilities.count, weights: nil) { route(probabilities[$0]) == .referred ? 1 : 0 }
    }
}

/// A number above the first and not above the second: their middle where floating point has one.
private func between(_ below: Double, _ above: Double) -> Double {
    let middle = (below + above) / 2
    return middle > below ? middle : above
}
