/// A share observed in one group, with its interval, or silence when the group is too small.
public struct GroupRate: Sendable, Hashable, Codable {
    /// Rows that count for the share.
    public let successes: Int
    /// Rows that the share is of.
    public let trials: Int
    /// `successes / trials`, in 0...1; nil when there are too few trials to say.
    public let value: Double?
    /// Wilson's interval of the share; nil when there are too few trials to say.
    public let interval: Interval?

    init(_ successes: Int, of trials: Int, minimum: Int, level: Double) {
        self.successes = successes
        self.trials = trials
        let isTold = trials >= max(1, minimum)
        value = isTold ? Double(successes) / Double(trials) : nil
        interval = isTold ? wilsonInterval(successes: successes, trials: trials, level: level) : nil
    }

    /// This share minus another, with Newcombe's hybrid interval (1998, method 10); nil when either is not told.
    ///
    /// With shares `p`, `q` and Wilson's ends `l`, `u`: from `d − √((p − l_p)² + (u_q − q)²)` to `d + √((u_p − p)² + (q
    /// − l_q)²)`. The two groups are taken as independent.
    public func difference(to other: GroupRate) -> RateDifference? {
        guard let p = value, let q = other.value, let mine = interval, let its = other.interval else { return nil }
        func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
        return RateDifference(
            value: p - q,
            interval: Interval(
                low: p - q - length(p - mine.low, its.high - q), high: p - q + length(mine.high - p, q - its.low)))
    }
}

/// A group's rate minus that of the reference group.
public struct RateDifference: Sendable, Hashable, Codable {
    /// In −1...1.
    public let value: Double
    /// Newcombe's interval; one that holds 0 says that the groups may be alike.
    public let interval: Interval
}
