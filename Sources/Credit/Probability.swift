/// A probability, in 0…1.
public struct Probability: Hashable, Comparable, Sendable {
    /// The value, in 0…1.
    public let value: Double

    /// Nil outside 0…1, and for NaN.
    public init?(_ value: Double) {
        guard value >= 0, value <= 1 else { return nil }
        self.value = value
    }

    /// Brings a finite computed value back into 0…1, for rounding at the edges; NaN becomes 1, the cautious end.
    public init(clamping value: Double) {
        self.value = value.isNaN ? 1 : min(max(value, 0), 1)
    }

    /// Orders by value.
    public static func < (a: Probability, b: Probability) -> Bool { a.value < b.value }
}

/// The natural logarithm of the odds of default: any finite number, 0 at even odds, higher is riskier.
public struct LogOdds: Hashable, Comparable, Sendable {
    /// The value, in nats.
    public let value: Double

    /// Wraps a value.
    public init(_ value: Double) { self.value = value }

    /// Orders by value.
    public static func < (a: LogOdds, b: LogOdds) -> Bool { a.value < b.value }
}
