#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A logistic calibration of log-odds, `p = logistic(slope · z + intercept)` (Platt, 1999).
///
/// Two numbers, so it keeps the ranking and needs few rows. A slope below 1 says that the scores were over-confident.
public struct PlattScaling: Sendable, Hashable, Codable {
    /// What the log-odds are multiplied by.
    public let slope: Double
    /// What is then added, in log-odds.
    public let intercept: Double

    /// A calibration with known coefficients.
    ///
    /// - Parameters:
    ///   - slope: What the log-odds are multiplied by.
    ///   - intercept: What is then added, in log-odds.
    public init(slope: Double, intercept: Double) {
        self.slope = slope
        self.intercept = intercept
    }

    /// Fits the two coefficients by maximum likelihood on Platt's smoothed targets.
    ///
    /// A positive row aims at `(P + 1) / (P + 2)` and a negative one at `1 / (N + 2)`, which keeps the coefficients finite
    /// even when the classes do not overlap. Newton's method with a backtracking line search: algorithm 1 of Lin, Lin and
    /// Weng, *A note on Platt's probabilistic outputs* (2007).
    ///
    /// - Parameters:
    ///   - logOdds: One per row, finite.
    ///   - outcomes: One per row, true when the event happened.
    /// - Returns: nil when one class is missing or a log-odds is not finite.
    /// - Complexity: O(n) per step, usually fewer than ten steps, never more than 100.
    public init?(fitting logOdds: [Double], to outcomes: [Bool]) {
        precondition(logOdds.count == outcomes.count, "one outcome per log-odds")
        let positives = Double(outcomes.count { $0 })
        let negatives = Double(outcomes.count) - positives
        guard positives > 0, negatives > 0, logOdds.allSatisfy(\.isFinite) else { return nil }
        let problem = Problem(
            logOdds: logOdds,
            targets: outcomes.map { $0 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2) }
        )
        (slope, intercept) = problem.minimised(
            from: (0, log((positives + 1) / (negatives + 1)))
        )
    }

    /// The calibrated probability.
    ///
    /// - Parameter logOdds: Natural-log odds before calibration.
    /// - Returns: In 0...1.
    public func callAsFunction(_ logOdds: Double) -> Double {
        logistic(slope * logOdds + intercept)
    }
}

/// The cross-entropy of the scaled log-odds against soft targets, and its minimum.
private struct Problem {
    let logOdds: [Double]
    let targets: [Double]

    /// `Σ ln(1 + exp(f)) - t f` with `f = slope · z + intercept`, in a form that does not overflow.
    func loss(_ point: (slope: Double, intercept: Double)) -> Double {
        var sum = 0.0
        for row in logOdds.indices {
            let f = point.slope * logOdds[row] + point.intercept
            sum += f > 0 ? (1 - targets[row]) * f + log1p(exp(-f)) : log1p(exp(f)) - targets[row] * f
        }
        return sum
    }

    func minimised(from start: (slope: Double, intercept: Double)) -> (slope: Double, intercept: Double) {
        var point = start
        var value = loss(point)
        for _ in 0..<100 {
            // The small diagonal keeps the Hessian invertible when all scores are equal.
            var (h11, h22, h21) = (1e-12, 1e-12, 0.0)
            var (g1, g2) = (0.0, 0.0)
            for row in logOdds.indices {
                let z = logOdds[row]
                let p = logistic(point.slope * z + point.intercept)
                let curvature = p * (1 - p)
                h11 += z * z * curvature
                h22 += curvature
                h21 += z * curvature
                let error = p - targets[row]
                g1 += z * error
                g2 += error
            }
            guard abs(g1) > 1e-10 || abs(g2) > 1e-10 else { break }
            let determinant = h11 * h22 - h21 * h21
            guard determinant > 0 else { break }
            let step1 = -(h22 * g1 - h21 * g2) / determinant
            let step2 = -(h11 * g2 - h21 * g1) / determinant
            let descent = g1 * step1 + g2 * step2
            var size = 1.0
            var moved = false
            while size >= 1e-10 {
                let candidate = (slope: point.slope + size * step1, intercept: point.intercept + size * step2)
                let candidateValue = loss(candidate)
                if candidateValue < value + 1e-4 * size * descent {
                    (point, value, moved) = (candidate, candidateValue, true)
                    break
                }
                size /= 2
            }
            guard moved else { break }
        }
        return point
    }
}
