#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The impact ratio: a group's approval rate over that of the reference group.
///
/// Under four fifths, US agencies presume adverse impact when the gap is more than luck (Uniform Guidelines, 29 CFR
/// 1607.4 D). The interval is Katz's (1978), normal in logarithms: `ln ratio ± z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂)` with x
/// approved of n. It takes the two groups and their rows as independent, the reference as chosen beforehand, and is
/// asymptotic.
public struct ImpactRatio: Sendable, Hashable, Codable {
    /// What the four-fifths rule says.
    public enum Finding: String, Sendable, Hashable, Codable, CaseIterable {
        /// The ratio is at least four fifths.
        case withinFourFifths
        /// The ratio is lower, but the interval holds 1: chance may explain it.
        case belowWithinChance
        /// The ratio is lower and the interval stays below 1.
        case below
    }

    /// The ratio, at least 0; 1 when both groups are approved alike.
    public let value: Double
    /// Katz's interval; nil when nobody of the group is approved, where it has no lower end.
    public let interval: Interval?
    /// The four-fifths rule, with significance; a group with nobody approved is below.
    public let finding: Finding

    /// Compares approvals.
    ///
    /// - Parameters:
    ///   - approved: In `0...count`, of the group.
    ///   - count: The group's applications, at least 1.
    ///   - referenceApproved: In `0...referenceCount`.
    ///   - referenceCount: The reference group's applications, at least 1.
    ///   - level: The coverage asked, strictly between 0 and 1.
    /// - Returns: nil when nobody of the reference group is approved.
    public init?(approved: Int, of count: Int, referenceApproved: Int, of referenceCount: Int, level: Double = 0.95) {
        precondition(count > 0 && (0...count).contains(approved), "the approved are some of the group")
        precondition(
            referenceCount > 0 && (0...referenceCount).contains(referenceApproved), "the approved are some of the group"
        )
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        guard referenceApproved > 0 else { return nil }
        let (x, n) = (Double(approved), Double(count))
        let (y, m) = (Double(referenceApproved), Double(referenceCount))
        value = (x / n) / (y / m)
        guard approved > 0 else {
            interval = nil
            finding = .below
            return
        }
        let error = max(0, 1 / x - 1 / n + 1 / y - 1 / m).squareRoot()
        let factor = exp(normalQuantile((1 + level) / 2) * error)
        let interval = Interval(low: value / factor, high: value * factor)
        self.interval = interval
        // In whole numbers, so that exactly four fifths is not below.
        let isBelow = 5 * approved * referenceCount < 4 * referenceApproved * count
        finding = !isBelow ? .withinFourFifths : interval.contains(1) ? .belowWithinChance : .below
    }
}
