/// A closed interval of real numbers, such as a confidence interval.
public struct Interval: Sendable, Hashable, Codable {
    /// The lower end.
    public let low: Double
    /// The upper end, at least `low`.
    public let high: Double

    /// An interval between two ends.
    ///
    /// - Parameters:
    ///   - low: The lower end.
    ///   - high: The upper end, at least `low`.
    public init(low: Double, high: Double) {
        precondition(low <= high, "an interval goes from low to high")
        self.low = low
        self.high = high
    }

    /// The length, `high - low`.
    public var width: Double { high - low }

    /// Whether a value lies within, ends included.
    ///
    /// - Parameter value: Any number; NaN lies nowhere.
    public func contains(_ value: Double) -> Bool {
        low <= value && value <= high
    }
}
