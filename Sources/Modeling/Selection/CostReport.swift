public import Credit
public import Statistics

/// What decisions cost, threshold by threshold.
public struct CostReport: Hashable, Sendable, Codable {
    /// What each error costs.
    public let matrix: CostMatrix
    /// The threshold that is cheapest when probabilities are exact.
    public let bayesThreshold: Double
    /// The threshold of the bundle.
    public let threshold: Double
    /// Where the cheapest threshold falls in 95 % of resamples of persons.
    public let thresholdInterval: Interval
    /// The curve, by rising threshold.
    public let curve: [CostPoint]
    /// The thresholds about as cheap as the cheapest (1 % more).
    public let plateau: CostCurve.Plateau
    /// Cost per 1,000 of granting every loan.
    public let costOfGrantingAll: Double
    /// Cost per 1,000 of refusing every loan.
    public let costOfRefusingAll: Double
    /// The models that the sensitivity speaks of, in its order.
    public let sensitivityModels: [String]
    /// Threshold and model choice at ratios from 5 : 1 to 20 : 1; costs per application.
    public let sensitivity: CostSensitivity
    /// The band that a person decides; nil when the catalog has no capacity for it.
    public let referral: ReferralReport?
    /// Costs in money; nil when the catalog does not say how to count them.
    public let amounts: AmountReport?
}

/// One threshold of a cost curve.
public struct CostPoint: Hashable, Sendable, Codable {
    /// The threshold.
    public let threshold: Double
    /// Cost per 1,000 of refusing from it.
    public let cost: Double
    /// Low end of the cost's 95 % interval.
    public let low: Double
    /// High end of the cost's 95 % interval.
    public let high: Double
    /// Share of applications granted, 0…1.
    public let grantedShare: Double
}

/// The band around the threshold that a person decides.
public struct ReferralReport: Hashable, Sendable, Codable {
    /// What the band is called.
    public let label: LocalizedText
    /// The share of applications that people have time for, 0…1.
    public let capacity: Double
    /// The band.
    public let band: ReferralBand
    /// Its cost per application with a person who is right as often as the model, and the accuracy from which it pays.
    public let cost: ReferralCost
    /// How often the model is right in the band, 0…1; nil when nobody falls in it.
    public let modelAccuracy: Double?
}

/// Costs counted in money: loss given default × credit against the margin lost.
public struct AmountReport: Hashable, Sendable, Codable {
    /// The feature that holds the amount lent.
    public let credit: String
    /// Share of the credit lost when a loan defaults, 0…1.
    public let lossGivenDefault: Double
    /// Share of the credit earned when a loan is repaid.
    public let margin: Double
    /// Mean cost per application at the bundle's threshold, in the catalog's currency.
    public let cost: Double
    /// The cheapest threshold in money.
    public let cheapestThreshold: Double
    /// Mean cost per application at that threshold, flattered by the choice.
    public let cheapestCost: Double
    /// Mean cost per application of granting every loan.
    public let costOfGrantingAll: Double
    /// Applications whose amount is known.
    public let rows: Int
    /// What is lost and not earned, threshold by threshold; nil in reports that do not tell.
    public var curve: [AmountPoint]?
}

/// What one threshold costs in money, each kind of error for itself; means per application in the catalog's currency.
public struct AmountPoint: Hashable, Sendable, Codable {
    /// The threshold.
    public let threshold: Double
    /// Lost on loans granted that go unpaid.
    public let lost: Double
    /// Not earned on loans refused that would have been repaid.
    public let foregone: Double
}
