import Credit

/// A probability and its limit as figures out of 100 that can be compared and subtracted as they are read.
struct RiskWords: Hashable, Sendable {
    /// The client's figure, as `18`.
    let risk: String
    /// The limit's figure, as `9`.
    let limit: String
    /// The distance between the two as read, as `9`, and whether it is one point.
    let points: String
    let isOnePoint: Bool
    /// Whether the client's figure takes the singular.
    let isOne: Bool
    /// Whether fewer than 1 in 1,000 similar loans go unpaid.
    let isRare: Bool
    let isAtTheLimit: Bool

    /// Rounds both figures alike: whole numbers when both are at least 1 and differ, else the fewest decimals, at
    /// most 4, that tell them apart.
    init(_ decision: Decision, format: HumanFormat) {
        let (risk, limit) = (decision.probability.value * 100, decision.threshold.probability.value * 100)
        isRare = risk < 0.05
        var decimals = (!isRare && risk < 1) || limit < 1 ? 1 : 0
        while decimals < 4, risk != limit, Self.units(risk, decimals) == Self.units(limit, decimals) { decimals += 1 }
        let scale = Self.scale(decimals)
        // Only certainty is written 100.
        let read = isRare ? 0 : risk < 100 ? min(Self.units(risk, decimals), 100 * scale - 1) : 100 * scale
        let distance = (read - Self.units(limit, decimals)).magnitude / scale
        isAtTheLimit = read == Self.units(limit, decimals)
        let less = format.language == .fr ? "moins de 0,1" : "fewer than 0.1"
        self.risk = isRare ? less : format.number(read / scale, atMost: decimals)
        self.limit = format.number(limit, atMost: decimals)
        points = format.number(distance, atMost: decimals)
        isOnePoint = format.language == .fr ? distance < 2 : distance == 1
        isOne = format.language == .fr ? read / scale < 2 : read == scale
    }

    private static func scale(_ decimals: Int) -> Double { [1, 10, 100, 1_000, 10_000][decimals] }

    private static func units(_ value: Double, _ decimals: Int) -> Double { (value * scale(decimals)).rounded() }
}
