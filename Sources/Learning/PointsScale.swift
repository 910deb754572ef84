#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How log-odds become points: `score = offset + factor · ln(odds of being repaid)`.
///
/// `factor = PDO / ln 2` and `offset = base points − factor · ln(base odds)`, so that the base odds score the base points
/// and every *points to double the odds* (PDO) more double them (Siddiqi, *Credit Risk Scorecards*, 2006, chapter 6).
public struct PointsScale: Sendable, Hashable, Codable {
    /// The score at the base odds.
    public var basePoints = 600.0
    /// Repaid to default, above 0.
    public var baseOdds = 50.0
    /// How many points double the odds, above 0.
    public var pointsToDoubleOdds = 20.0

    /// 600 points at odds of 50 to 1, doubled by every 20 points.
    public init() {}

    /// Points per unit of natural log-odds.
    public var factor: Double { pointsToDoubleOdds / log(2) }

    /// The score at even odds.
    public var offset: Double { basePoints - factor * log(baseOdds) }

    /// The score of natural log-odds of default: fewer points where risk is higher.
    public func points(logOdds: Double) -> Double { offset - factor * logOdds }

    /// The natural log-odds of default at a score.
    public func logOdds(points: Double) -> Double { (offset - points) / factor }

    func check() throws(LearningError) {
        guard basePoints.isFinite, baseOdds > 0, baseOdds.isFinite, pointsToDoubleOdds > 0, pointsToDoubleOdds.isFinite
        else {
            throw LearningError(
                .invalidSetting, "The base odds and the points that double the odds must be above 0.")
        }
    }
}
