/// How a model's decisions fall on one group.
///
/// An application is refused when its probability is at or above the threshold; the positive class is default.
public struct GroupFairness: Sendable, Hashable, Codable {
    /// The group's name, as given.
    public let name: String
    /// Its applications.
    public let count: Int
    /// Defaults among them.
    public let defaults: Int
    /// The share granted.
    public let approval: GroupRate
    /// The share of its defaults that were refused.
    public let truePositive: GroupRate
    /// The share of its good clients that were refused.
    public let falsePositive: GroupRate
    /// The share of defaults among its refused: equal over groups, that is predictive parity.
    public let precision: GroupRate
    /// The share of defaults among its granted: what the lender's losses are made of.
    public let grantedDefault: GroupRate
    /// Approval rate over that of the reference group; nil for that group itself or when either is too small to say.
    public let impact: ImpactRatio?
    /// Approval rate minus that of the reference group; nil as `impact` is.
    public let approvalDifference: RateDifference?
    /// True positive rate minus that of the reference group; nil as `impact` is.
    public let truePositiveDifference: RateDifference?
    /// False positive rate minus that of the reference group; nil as `impact` is.
    public let falsePositiveDifference: RateDifference?
    /// Precision minus that of the reference group; nil as `impact` is.
    public let precisionDifference: RateDifference?
    /// Whether probabilities mean what they say in this group; nil when it is too small to say.
    public let calibration: GroupCalibration?

    /// Whether the group has too few applications for its approval rate to be told.
    public var isTooSmall: Bool { approval.value == nil }
}

/// One group's rates, before it is set against the reference.
struct GroupTally {
    let name: String
    let approval: GroupRate
    let truePositive: GroupRate
    let falsePositive: GroupRate
    let precision: GroupRate
    let grantedDefault: GroupRate
    let defaults: Int
    let calibration: GroupCalibration?

    init(name: String, probabilities: [Double], outcomes: [Bool], settings: FairnessSettings) {
        var (missed, caught, alarms, granted) = (0, 0, 0, 0)
        for (probability, outcome) in zip(probabilities, outcomes) {
            switch (probability >= settings.threshold, outcome) {
            case (true, true): caught += 1
            case (true, false): alarms += 1
            case (false, true): missed += 1
            case (false, false): granted += 1
            }
        }
        func rate(_ successes: Int, _ trials: Int, _ minimum: Int) -> GroupRate {
            GroupRate(successes, of: trials, minimum: minimum, level: settings.level)
        }
        self.name = name
        defaults = caught + missed
        approval = rate(granted + missed, outcomes.count, settings.minimumRows)
        truePositive = rate(caught, caught + missed, settings.minimumOutcomes)
        falsePositive = rate(alarms, alarms + granted, settings.minimumOutcomes)
        precision = rate(caught, caught + alarms, settings.minimumOutcomes)
        grantedDefault = rate(missed, missed + granted, settings.minimumOutcomes)
        calibration =
            outcomes.count >= settings.minimumRows
            ? GroupCalibration(
                probabilities: probabilities, outcomes: outcomes, binCount: settings.binCount, level: settings.level)
            : nil
    }

    func against(_ reference: GroupTally?, level: Double) -> GroupFairness {
        let impact: ImpactRatio? =
            if let reference, approval.value != nil, reference.approval.value != nil {
                ImpactRatio(
                    approved: approval.successes, of: approval.trials, referenceApproved: reference.approval.successes,
                    of: reference.approval.trials, level: level)
            } else {
                nil
            }
        return GroupFairness(
            name: name, count: approval.trials, defaults: defaults, approval: approval, truePositive: truePositive,
            falsePositive: falsePositive, precision: precision, grantedDefault: grantedDefault, impact: impact,
            approvalDifference: reference.flatMap { approval.difference(to: $0.approval) },
            truePositiveDifference: reference.flatMap { truePositive.difference(to: $0.truePositive) },
            falsePositiveDifference: reference.flatMap { falsePositive.difference(to: $0.falsePositive) },
            precisionDifference: reference.flatMap { precision.difference(to: $0.precision) },
            calibration: calibration
        )
    }
}
