/// A person who decides the applications that are referred, as good as is stated.
public struct Reviewer: Sendable, Hashable, Codable {
    /// The share of referred defaults that the person refuses, in 0...1.
    public let truePositiveRate: Double
    /// The share of referred good clients that the person grants, in 0...1.
    public let trueNegativeRate: Double
    /// What one review costs, in the unit of the decision costs, not negative.
    public let costPerReview: Double

    /// A reviewer with a rate for each class.
    public init(truePositiveRate: Double, trueNegativeRate: Double, costPerReview: Double = 0) {
        precondition((0...1).contains(truePositiveRate) && (0...1).contains(trueNegativeRate), "rates in 0...1")
        precondition(costPerReview >= 0, "a cost that is not negative")
        self.truePositiveRate = truePositiveRate
        self.trueNegativeRate = trueNegativeRate
        self.costPerReview = costPerReview
    }

    /// A reviewer who is right as often on both classes.
    public init(accuracy: Double, costPerReview: Double = 0) {
        self.init(truePositiveRate: accuracy, trueNegativeRate: accuracy, costPerReview: costPerReview)
    }
}

/// What a referral band costs with a reviewer, against leaving every decision to the threshold.
///
/// The reviewer's accuracy is an assumption, not a measure, and is taken to be the same all over the band; tell the
/// break-even accuracy with the figure.
public struct ReferralCost: Sendable, Hashable, Codable {
    /// The share of applications referred, in 0...1.
    public let referredShare: Double
    /// The share of defaults among those referred, in 0...1; nil when none is.
    public let referredDefaultRate: Double?
    /// The expected mean cost per application with the band, reviews included.
    public let cost: Double
    /// The mean cost per application at the threshold alone.
    public let costWithoutReview: Double
    /// The accuracy on both classes above which the band pays for itself, in 0...1; nil when no accuracy reaches that
    /// or nobody is referred.
    public let breakEvenAccuracy: Double?

    /// Weighs a band on applications whose outcome is known.
    ///
    /// Outside the band the threshold decides. Inside, a default costs `missedPositive · (1 − true positive rate)`, a
    /// good client `falseAlarm · (1 − true negative rate)`, and every review its cost.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1.
    ///   - outcomes: One per row, true for a default.
    ///   - costs: What wrong decisions cost.
    /// - Returns: nil without rows.
    /// - Complexity: O(n).
    public init?(
        band: ReferralBand, probabilities: [Double], outcomes: [Bool], costs: DecisionCosts, reviewer: Reviewer
    ) {
        costs.check(probabilities.count, outcomes.count)
        guard !outcomes.isEmpty else { return nil }
        var (outside, inside, missed, alarms) = (0.0, 0.0, 0.0, 0.0)
        var (referred, defaults) = (0, 0)
        for row in outcomes.indices {
            let isRefused = probabilities[row] >= band.threshold
            let cost = costs.cost(row: row, isRefused: isRefused, outcome: outcomes[row])
            guard band.route(probabilities[row]) == .referred else {
                outside += cost
                continue
            }
            inside += cost
            missed += costs.cost(row: row, isRefused: false, outcome: outcomes[row])
            alarms += costs.cost(row: row, isRefused: true, outcome: outcomes[row])
            referred += 1
            defaults += outcomes[row] ? 1 : 0
        }
        let rows = Double(outcomes.count)
        let reviews = Double(referred) * reviewer.costPerReview
        let errors = (1 - reviewer.truePositiveRate) * missed + (1 - reviewer.trueNegativeRate) * alarms
        referredShare = Double(referred) / rows
        referredDefaultRate = referred > 0 ? Double(defaults) / Double(referred) : nil
        cost = (outside + errors + reviews) / rows
        costWithoutReview = (outside + inside) / rows
        // (1 − accuracy) · (missed + alarms) + reviews = inside
        let accuracy = 1 - (inside - reviews) / (missed + alarms)
        breakEvenAccuracy = referred > 0 && (0...1).contains(accuracy) ? accuracy : nil
    }
}
