/// What wrong decisions cost: one price per error, or each loan's own amounts.
///
/// A row is refused when its probability is at or above the threshold, as in `meanCost`.
public enum DecisionCosts: Sendable, Hashable {
    /// The same price for every loan: `missedPositive` for a default granted, not negative, and `falseAlarm` for a good
    /// client refused, above 0.
    case perError(missedPositive: Double, falseAlarm: Double)
    /// Prices by row, finite: what is lost if the loan defaults, not negative, and what is not earned if a good client
    /// is refused; a margin below 0 is a loan that loses money even when repaid.
    case perLoan(missedPositive: [Double], falseAlarm: [Double])

    /// The prices of an error ratio, in units of one good client refused: 10 for 10 : 1.
    public static func ratio(_ ratio: Double) -> DecisionCosts { .perError(missedPositive: ratio, falseAlarm: 1) }

    /// Prices in money: loss given default × credit against the margin lost.
    ///
    /// - Parameters:
    ///   - credits: The amount lent, by row, not negative.
    ///   - lossGivenDefault: The share of the credit that is lost when the loan defaults, in 0...1.
    ///   - margins: What a repaid loan earns over its life, by row, in the unit of `credits`.
    public static func amounts(credits: [Double], lossGivenDefault: Double, margins: [Double]) -> DecisionCosts {
        precondition(credits.count == margins.count, "one margin per credit")
        precondition(lossGivenDefault >= 0 && lossGivenDefault <= 1, "a share in 0...1")
        return .perLoan(missedPositive: credits.map { $0 * lossGivenDefault }, falseAlarm: margins)
    }

    /// The probability from which refusing a loan costs less than granting it, `falseAlarm / (falseAlarm +
    /// missedPositive)`.
    ///
    /// Granting is expected to cost `p · missedPositive` and refusing `(1 − p) · falseAlarm` (Elkan, *The foundations
    /// of cost-sensitive learning*, 2001; with amounts of each loan: Bahnsen, Aouada and Ottersten, 2014). It presumes
    /// calibrated probabilities. 0 for a loan that earns nothing, 1 for one that cannot lose.
    ///
    /// - Returns: In 0...1.
    public func bayesThreshold(row: Int) -> Double {
        let (missed, alarm) = prices(row)
        guard alarm > 0 else { return missed > 0 || alarm < 0 ? 0 : 1 }
        return alarm / (alarm + missed)
    }

    /// The mean cost per row of refusing at one threshold for all loans.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1.
    ///   - outcomes: One per row, true for a default.
    ///   - threshold: In 0...1.
    ///   - weights: How often each row counts; nil counts each once.
    /// - Returns: In the unit of the prices; nil when no row counts.
    public func meanCost(
        probabilities: [Double], outcomes: [Bool], threshold: Double, weights: [Int32]? = nil
    ) -> Double? {
        check(probabilities.count, outcomes.count)
        return weightedMean(count: outcomes.count, weights: weights) {
            cost(row: $0, isRefused: probabilities[$0] >= threshold, outcome: outcomes[$0])
        }
    }

    /// The mean cost per row of refusing each loan from its own ``bayesThreshold(row:)``.
    ///
    /// With one price for all it is the cost at the one Bayes threshold. Nothing is tuned on these rows, so the figure
    /// is not flattered by them.
    ///
    /// - Returns: In the unit of the prices; nil when no row counts.
    public func meanCostByLoan(probabilities: [Double], outcomes: [Bool], weights: [Int32]? = nil) -> Double? {
        check(probabilities.count, outcomes.count)
        return weightedMean(count: outcomes.count, weights: weights) {
            cost(row: $0, isRefused: probabilities[$0] >= bayesThreshold(row: $0), outcome: outcomes[$0])
        }
    }

    /// The cost of one decision once its outcome is known.
    func cost(row: Int, isRefused: Bool, outcome: Bool) -> Double {
        switch (isRefused, outcome) {
        case (false, true): prices(row).missed
        case (true, false): prices(row).alarm
        default: 0
        }
    }

    /// What refusing a loan instead of granting it adds to the cost, once its outcome is known; below 0 for a default.
    public func changeByRefusing(row: Int, outcome: Bool) -> Double {
        cost(row: row, isRefused: true, outcome: outcome) - cost(row: row, isRefused: false, outcome: outcome)
    }

    func check(_ probabilities: Int, _ outcomes: Int) {
        precondition(probabilities == outcomes, "one outcome per probability")
        if case .perLoan(let missed, let alarm) = self {
            precondition(missed.count == outcomes && alarm.count == outcomes, "one price of each kind per row")
        }
    }

    private func prices(_ row: Int) -> (missed: Double, alarm: Double) {
        switch self {
        case .perError(let missed, let alarm): (missed, alarm)
        case .perLoan(let missed, let alarm): (missed[row], alarm[row])
        }
    }
}

/// The threshold that costs least when probabilities are exact and a missed default costs `ratio` refused good clients.
///
/// `1 / (1 + ratio)`: 1/11 at 10 : 1 (Elkan, 2001).
///
/// - Parameter ratio: Above 0.
/// - Returns: Strictly between 0 and 1.
public func bayesThreshold(ratio: Double) -> Double {
    precondition(ratio > 0, "a ratio above 0")
    return 1 / (1 + ratio)
}
