/// What each error costs the lender, in one common unit.
public struct CostMatrix: Hashable, Sendable, Codable {
    /// Cost of granting a loan that goes unpaid.
    public let missedDefault: Double
    /// Cost of refusing a client who would have paid.
    public let refusedGoodClient: Double

    /// Nil unless both costs are positive and finite.
    public init?(missedDefault: Double, refusedGoodClient: Double) {
        guard missedDefault > 0, refusedGoodClient > 0, missedDefault.isFinite, refusedGoodClient.isFinite else {
            return nil
        }
        self.missedDefault = missedDefault
        self.refusedGoodClient = refusedGoodClient
    }

    /// The total cost of a number of errors.
    public func total(missedDefaults: Double, refusedGoodClients: Double) -> Double {
        missedDefault * missedDefaults + refusedGoodClient * refusedGoodClients
    }

    /// The threshold that costs least when probabilities are exact.
    ///
    /// Refusing costs `refusedGoodClient·(1−p)`, granting `missedDefault·p`: equal at
    /// `p = refusedGoodClient / (refusedGoodClient + missedDefault)`, 1/11 for 10 : 1.
    public var indifferenceThreshold: Threshold {
        Threshold(Probability(clamping: refusedGoodClient / (refusedGoodClient + missedDefault)))
    }
}
