/// The probability of default from which a loan is refused.
public struct Threshold: Hashable, Comparable, Sendable {
    /// Refuse at this probability and above.
    public let probability: Probability

    /// Wraps a probability.
    public init(_ probability: Probability) { self.probability = probability }

    /// What the threshold alone says of a probability: granted or refused.
    public func status(of probability: Probability) -> Status {
        probability >= self.probability ? .refused : .granted
    }

    /// Orders by probability.
    public static func < (a: Threshold, b: Threshold) -> Bool { a.probability < b.probability }
}

/// The answer to an application; the more severe, the greater.
public enum Status: String, Hashable, Comparable, Sendable, CaseIterable, Codable {
    /// The loan may be granted.
    case granted
    /// A person decides.
    case referred
    /// The loan is refused.
    case refused

    /// The word for a person.
    public var label: LocalizedText {
        switch self {
        case .granted: LocalizedText(fr: "accordé", en: "granted")
        case .referred: LocalizedText(fr: "à revoir", en: "to be reviewed")
        case .refused: LocalizedText(fr: "refusé", en: "refused")
        }
    }

    /// Orders by severity: granted, referred, refused.
    public static func < (a: Status, b: Status) -> Bool { a.severity < b.severity }

    private var severity: Int {
        switch self {
        case .granted: 0
        case .referred: 1
        case .refused: 2
        }
    }
}

/// The probabilities at which neither the lender nor the client should rely on the score alone: a person decides.
public struct ReviewBand: Hashable, Sendable {
    /// Review from this probability.
    public let low: Probability
    /// Refuse from this probability.
    public let high: Probability

    /// Nil when the ends are the wrong way round; an empty band has equal ends.
    public init?(low: Probability, high: Probability) {
        guard low <= high else { return nil }
        self.low = low
        self.high = high
    }

    /// The empty band: grant below the threshold, refuse from it.
    public init(at threshold: Threshold) {
        low = threshold.probability
        high = threshold.probability
    }

    /// Whether no probability is reviewed.
    public var isEmpty: Bool { low == high }

    /// What the band says of a probability.
    public func status(of probability: Probability) -> Status {
        probability >= high ? .refused : probability >= low ? .referred : .granted
    }
}

/// A probability set against the threshold and the policy of the day.
public struct Decision: Hashable, Sendable {
    /// Calibrated probability that the loan goes unpaid.
    public let probability: Probability
    /// The threshold that was applied.
    public let threshold: Threshold
    /// Where a person decides; empty when nobody does.
    public let band: ReviewBand
    /// What the lender's rules say, whatever the score.
    public let policy: PolicyOutcome

    /// Sets a probability against a threshold, without a policy unless one is given.
    public init(
        probability: Probability, threshold: Threshold, band: ReviewBand? = nil, policy: PolicyOutcome = .none
    ) {
        self.probability = probability
        self.threshold = threshold
        self.band = band ?? ReviewBand(at: threshold)
        self.policy = policy
    }

    /// What the score alone says.
    public var scoreStatus: Status { band.status(of: probability) }

    /// The answer: the more severe of what the score and the rules say.
    public var status: Status { max(scoreStatus, policy.status) }

    /// Probability minus threshold, in −1…1: negative on the granted side.
    public var distance: Double { probability.value - threshold.probability.value }
}
