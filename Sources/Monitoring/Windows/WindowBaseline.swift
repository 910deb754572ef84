public import Drift

/// What windows are compared with: the population that the model was made on, and what its decisions cost.
public struct WindowBaseline: Sendable {
    /// The columns of the reference; `probability` is the score.
    public let profile: PopulationProfile
    /// Share of the reference that the model grants, 0...1; nil where it is not known.
    public let approvalRate: Double?
    /// Cost of a default that was granted.
    public let missedDefault: Double
    /// Cost of a good client refused.
    public let refusedGoodClient: Double
    /// How often each reason code was given in the first window of the model with enough decisions; nil before that.
    public let reasons: [String: Int]?
    /// Share of decisions that a person changed in that window, 0...1; nil before that.
    public let overrideRate: Double?
    /// Expected cost per decision in that window, in the unit of the costs; nil before that.
    public let expectedCost: Double?
    /// Expected share of defaults in that window, 0...1; nil before that.
    public let expectedDefaults: Double?

    /// The name of the column that holds the score.
    public static let scoreColumn = "probability"

    /// Puts a baseline together.
    public init(
        profile: PopulationProfile, approvalRate: Double?, missedDefault: Double, refusedGoodClient: Double,
        first: WindowRecord.Facts? = nil
    ) {
        self.profile = profile
        self.approvalRate = approvalRate
        self.missedDefault = missedDefault
        self.refusedGoodClient = refusedGoodClient
        reasons = first?.reasons
        overrideRate = first?.overrideRate
        expectedCost = first?.expectedCost
        expectedDefaults = first?.expectedDefaults
    }
}
