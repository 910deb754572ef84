/// How the log-odds of predictions must be stretched and moved to fit what happened.
///
/// Cox's recalibration (1958): the logistic regression of the outcomes on the predictions' log-odds, by maximum
/// likelihood, with standard errors from the observed information. A slope of 1 and an intercept of 0 are perfect; a
/// slope below 1 says over-confident (over-fitted), above 1 too timid. The calibration in the large is the intercept
/// with the slope held at 1: above 0, more events happened than were predicted (Van Calster et al., 2019).
/// Probabilities are held within 1e-6 of 0 and 1, which have no log-odds; `PlattScaling` corrects with smoothed targets
/// what is measured here without.
public struct CalibrationLine: Sendable, Hashable, Codable {
    /// What log-odds should be multiplied by; 1 is perfect.
    public let slope: Double
    /// The slope's standard error.
    public let slopeError: Double
    /// What should then be added, in log-odds; 0 is perfect.
    public let intercept: Double
    /// The intercept's standard error.
    public let interceptError: Double
    /// The intercept with the slope held at 1, in log-odds; 0 when as many events happened as predicted.
    public let inTheLarge: Double
    /// The standard error of the calibration in the large.
    public let inTheLargeError: Double

    /// Measures probabilities.
    ///
    /// - Parameters:
    ///   - probabilities: One per row, in 0...1.
    ///   - outcomes: One per row, true when the event happened.
    /// - Returns: nil with one class only, one probability only, a NaN, or probabilities that separate the classes,
    ///   where no finite slope fits best.
    /// - Complexity: O(n) per step of Newton's method, usually fewer than ten.
    public init?(probabilities: [Double], outcomes: [Bool]) {
        precondition(probabilities.count == outcomes.count, "one outcome per probability")
        guard outcomes.contains(true), outcomes.contains(false), !probabilities.contains(where: \.isNaN) else {
            return nil
        }
        let logOdds = probabilities.map { logit(min(max($0, 1e-6), 1 - 1e-6)) }
        guard logOdds.contains(where: { $0 != logOdds[0] }),
            let free = CalibrationFit(logOdds, outcomes, isSlopeFree: true),
            let held = CalibrationFit(logOdds, outcomes, isSlopeFree: false)
        else { return nil }
        slope = free.slope
        intercept = free.intercept
        slopeError = free.slopeVariance.squareRoot()
        interceptError = free.interceptVariance.squareRoot()
        inTheLarge = held.intercept
        inTheLargeError = held.interceptVariance.squareRoot()
    }

    /// The interval of the slope, normal.
    ///
    /// - Parameter level: The coverage asked, strictly between 0 and 1.
    public func slopeInterval(level: Double = 0.95) -> Interval {
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        let half = normalQuantile((1 + level) / 2) * slopeError
        return Interval(low: slope - half, high: slope + half)
    }

    /// The interval of the calibration in the large, normal, in log-odds.
    ///
    /// - Parameter level: The coverage asked, strictly between 0 and 1.
    public func inTheLargeInterval(level: Double = 0.95) -> Interval {
        precondition(level > 0 && level < 1, "a level strictly between 0 and 1")
        let half = normalQuantile((1 + level) / 2) * inTheLargeError
        return Interval(low: inTheLarge - half, high: inTheLarge + half)
    }
}

/// The maximum of the likelihood of `logistic(intercept + slope · z)`, by Newton's method with step halving.
private struct CalibrationFit {
    var slope = 1.0
    var intercept = 0.0
    var slopeVariance = 0.0
    var interceptVariance = 0.0

    /// Nil when the likelihood has no finite maximum.
    init?(_ logOdds: [Double], _ outcomes: [Bool], isSlopeFree: Bool) {
        var likelihood = Self.logLikelihood(logOdds, outcomes, slope, intercept)
        for _ in 0..<100 {
            // The gradient, and the information matrix of (intercept, slope).
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for (z, outcome) in zip(logOdds, outcomes) {
                let p = logistic(intercept + slope * z)
                let (error, curvature) = ((outcome ? 1 : 0) - p, p * (1 - p))
                g0 += error
                g1 += error * z
                h00 += curvature
                h01 += curvature * z
                h11 += curvature * z * z
            }
            if !isSlopeFree { (g1, h01, h11) = (0, 0, 1) }
            let determinant = h00 * h11 - h01 * h01
            guard determinant > 1e-12 * h00 * h11, h00 > 1e-9 else { return nil }
            interceptVariance = h11 / determinant
            slopeVariance = isSlopeFree ? h00 / determinant : 0
            let step0 = (h11 * g0 - h01 * g1) / determinant
            let step1 = isSlopeFree ? (h00 * g1 - h01 * g0) / determinant : 0
            // The decrement: twice the gain that a quadratic promises.
            guard step0 * g0 + step1 * g1 > 1e-18 * Double(outcomes.count) else { return }
            var size = 1.0
            var gained = false
            while size > 1e-8, !gained {
                let next = Self.logLikelihood(logOdds, outcomes, slope + size * step1, intercept + size * step0)
                if next >= likelihood {
                    gained = next > likelihood
                    (slope, intercept, likelihood) = (slope + size * step1, intercept + size * step0, next)
                    if !gained { return }
                }
                size /= 2
            }
            // No step gains: the figures are as good as rounding lets them be.
            guard gained else { return }
        }
        return nil
    }

    private static func logLikelihood(_ logOdds: [Double], _ outcomes: [Bool], _ slope: Double, _ intercept: Double)
        -> Double
    {
        var sum = 0.0
        for (z, outcome) in zip(logOdds, outcomes) {
            sum -= rowLogLoss(logistic(intercept + slope * z), outcome)
        }
        return sum
    }
}
