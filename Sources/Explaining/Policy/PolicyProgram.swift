public import Catalog
public import Credit
import FeatureKernels
public import Features

/// The lender's policy made ready for rows of one schema.
public struct PolicyProgram: Sendable {
    private let versions: [(version: PolicyVersion, conditions: RowConditions)]

    /// Prepares the versions of a policy; none leave every decision to the model's threshold.
    public init(_ versions: [PolicyVersion], schema: FeatureSchema) {
        self.versions = versions.sorted { $0.from < $1.from }.map { version in
            (version, RowConditions(version.rules.map(\.condition), schema: schema))
        }
    }

    /// The decisions on rows whose probabilities and thresholds the model has given, on a day.
    ///
    /// Before the first version, the model's threshold alone decides.
    public func decisions(_ scored: [Decision], rows: [FeatureRow], on day: Day) -> [Decision] {
        guard let (version, conditions) = version(on: day) else { return scored }
        return Self.decisions(scored, version, conditions.truths(of: rows))
    }

    /// The decisions on the rows of a table of the same schema, on a day.
    public func decisions(_ scored: [Decision], table: FeatureTable, on day: Day) -> [Decision] {
        guard let (version, conditions) = version(on: day) else { return scored }
        return Self.decisions(scored, version, conditions.truths(of: table))
    }

    private func version(on day: Day) -> (version: PolicyVersion, conditions: RowConditions)? {
        versions.last { $0.version.from <= day }
    }

    private static func decisions(_ scored: [Decision], _ version: PolicyVersion, _ truths: [[Bool]]) -> [Decision] {
        scored.enumerated().map { row, decision in
            let threshold = version.cutoff.map { Threshold(Probability(clamping: $0)) } ?? decision.threshold
            let reasons = zip(version.rules, truths).filter { $0.1[row] }.map { rule, _ in
                PolicyReason(code: rule.code, status: rule.status, label: rule.label, sentence: rule.sentence)
            }
            return Decision(
                probability: decision.probability, threshold: threshold, band: version.band(around: threshold),
                policy: PolicyOutcome(version: version.version, reasons: reasons))
        }
    }
}

extension PolicyVersion {
    /// Where a person decides; nil where nobody does.
    func band(around threshold: Threshold) -> ReviewBand? {
        review.flatMap { review in
            ReviewBand(
                low: Probability(clamping: threshold.probability.value * review.low),
                high: Probability(clamping: threshold.probability.value * review.high))
        }
    }
}
