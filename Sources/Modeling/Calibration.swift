public import Credit
import Statistics

/// Turns a model's log-odds into a probability that means what it says.
public enum Calibration: Hashable, Sendable, Codable {
    /// `p = logistic(log-odds)`: the model's own probability.
    case none
    /// `p = logistic(slope · log-odds + intercept)` (Platt, 1999); the slope is never below 0.
    case platt(slope: Double, intercept: Double)
    /// A rising step function, linear between its knots (Zadrozny and Elkan, 2002).
    case isotonic(inputs: [Double], outputs: [Double])

    /// The ways from score to probability, the simplest first.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// The score as it is.
        case none
        /// Two numbers.
        case platt = "Platt"
        /// A rising step function.
        case isotonic
    }

    /// Fits one method.
    ///
    /// - Parameters:
    ///   - logOdds: Scores of rows that the model did not learn from.
    ///   - outcomes: One per row, true for a default.
    /// - Returns: nil when the rows hold one class only, or the method cannot be fitted to them.
    public init?(_ method: Method, fitting logOdds: [Double], to outcomes: [Bool]) {
        let fitted: Calibration? =
            switch method {
            case .none: Calibration.none
            case .platt: Self.fitPlatt(logOdds, outcomes)
            case .isotonic: Self.fitIsotonic(logOdds, outcomes)
            }
        guard let fitted else { return nil }
        self = fitted
    }

    /// The calibrated probability of a score.
    public func probability(_ logOdds: LogOdds) -> Probability {
        switch self {
        case .none: Probability(clamping: logistic(logOdds.value))
        case .platt(let slope, let intercept):
            Probability(clamping: logistic(slope * logOdds.value + intercept))
        case .isotonic(let inputs, let outputs):
            Probability(clamping: Self.interpolate(logOdds.value, inputs, outputs))
        }
    }

    /// What the method is called.
    public var name: String {
        switch self {
        case .none: Method.none.rawValue
        case .platt: Method.platt.rawValue
        case .isotonic: Method.isotonic.rawValue
        }
    }

    private static func fitPlatt(_ logOdds: [Double], _ outcomes: [Bool]) -> Calibration? {
        guard outcomes.contains(true), outcomes.contains(false) else { return nil }
        return PlattScaling(fitting: logOdds, to: outcomes).map { fitted in
            // A falling line would grant the riskier client; the best line that does not fall is then the level one.
            guard fitted.slope < 0 else { return .platt(slope: fitted.slope, intercept: fitted.intercept) }
            return .platt(slope: 0, intercept: logit(Double(outcomes.count { $0 }) / Double(outcomes.count)))
        }
    }

    private static func fitIsotonic(_ logOdds: [Double], _ outcomes: [Bool]) -> Calibration? {
        guard outcomes.contains(true), outcomes.contains(false) else { return nil }
        return IsotonicRegression(fitting: logOdds, to: outcomes).map {
            .isotonic(inputs: $0.inputs, outputs: $0.outputs)
        }
    }

    private static func interpolate(_ x: Double, _ inputs: [Double], _ outputs: [Double]) -> Double {
        guard let first = inputs.first, let last = inputs.last, !x.isNaN else { return 1 }
        if x <= first { return outputs[0] }
        if x >= last { return outputs[outputs.count - 1] }
        var low = 0, high = inputs.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if inputs[middle] <= x { low = middle } else { high = middle }
        }
        let share = (x - inputs[low]) / (inputs[high] - inputs[low])
        return outputs[low] + share * (outputs[high] - outputs[low])
    }
}
