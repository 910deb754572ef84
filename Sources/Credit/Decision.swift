/// The probability of default from which a loan is refused.
public struct Threshold: Hashable, Comparable, Sendable {
    /// Refuse at this probability and above.
    public let probability: Probability

    /// Wraps a probability.
    public init(_ probability: Probability) { self.probability = probability }

    /// What the threshold says of a probability.
    public func status(of probability: Probability) -> Status {
        probability >= self.probability ? .refused : .granted
    }

    /// Orders by probability.
    public static func < (a: Threshold, b: Threshold) -> Bool { a.probability < b.probability }
}

/// The answer to an application.
public enum Status: String, Hashable, Sendable, CaseIterable {
    /// The loan may be granted.
    case granted
    /// The loan is refused.
    case refused

    /// The word for a person.
    public var label: LocalizedText {
        switch self {
        case .granted: LocalizedText(fr: "accordé", en: "granted")
        case .refused: LocalizedText(fr: "refusé", en: "refused")
        }
    }
}

/// A probability set against the threshold of the day.
public struct Decision: Hashable, Sendable {
    /// Calibrated probability that the loan goes unpaid.
    public let probability: Probability
    /// The threshold that was applied.
    public let threshold: Threshold

    /// Sets a probability against a threshold.
    public init(probability: Probability, threshold: Threshold) {
        self.probability = probability
        self.threshold = threshold
    }

    /// Granted or refused.
    public var status: Status { threshold.status(of: probability) }

    /// Probability minus threshold, in −1…1: negative on the granted side.
    public var distance: Double { probability.value - threshold.probability.value }
}
