public import Credit
public import Features

/// A recorded decision beside the same computed again, compared bit for bit.
public struct Replay: Hashable, Sendable {
    /// What is compared.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        /// The model's score.
        case logOdds = "log-odds"
        /// The calibrated probability.
        case probability
        /// The threshold and the band in which a person decides.
        case threshold
        /// The version of the policy.
        case policy
        /// The answer; rules are compared by what they come to and not one by one.
        case outcome
        /// The clients compared with.
        case baseline
        /// Every feature's part in the score.
        case contributions
        /// The reasons of the score.
        case reasons
        /// The features computed from what was received.
        case features
    }

    /// What was compared, in order.
    public private(set) var compared: [Part] = []
    /// What differs.
    public private(set) var differences: [Part] = []
    /// Whether the recorded decision was explained: else reasons and contributions are not compared.
    public let isExplained: Bool

    /// Whether nothing differs.
    public var isEqual: Bool { differences.isEmpty }

    /// Compares a record with its explanation computed again on the same day.
    public init(_ record: DecisionRecord, _ explanation: Explanation) {
        let decision = explanation.decision
        isExplained = record.baseline != nil
        compare(.logOdds, explanation.logOdds.value.bitPattern == record.logOdds.value.bitPattern)
        compare(.probability, decision.probability.value.bitPattern == record.probability.value.bitPattern)
        compare(.threshold, decision.threshold == record.threshold && decision.band == record.band)
        compare(.policy, decision.policy.version == record.policyVersion)
        compare(.outcome, decision.status == record.outcome)
        guard let baseline = record.baseline else { return }
        compare(.baseline, baseline == explanation.baseline)
        compare(.contributions, Self.bits(record.contributions) == Self.bits(explanation.contributions))
        compare(
            .reasons, record.reasons.filter { $0.source == .score } == explanation.reasons.map(RecordedReason.init))
    }

    /// Compares the features too, computed again from what was received, in the order of the record's schema.
    public mutating func compare(_ row: FeatureRow, with record: DecisionRecord) {
        compare(.features, Self.bits(row) == Self.bits(record.features))
    }

    private mutating func compare(_ part: Part, _ isEqual: Bool) {
        compared.append(part)
        if !isEqual { differences.append(part) }
    }

    /// A number as its bits, a word as its bytes: what equality of values would take for the same.
    private static func bits(_ row: FeatureRow) -> [[UInt8]] {
        row.values.map { value in
            switch value {
            case .missing: []
            case .number(let number): withUnsafeBytes(of: number.bitPattern) { [0] + Array($0) }
            case .level(let word): [1] + Array(word.utf8)
            }
        }
    }

    private static func bits(_ contributions: [Contribution]) -> [String: UInt64] {
        Dictionary(
            contributions.map { ($0.feature, $0.logOdds.value.bitPattern) }, uniquingKeysWith: { first, _ in first })
    }
}
