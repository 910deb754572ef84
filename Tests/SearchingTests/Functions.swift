import Foundation
import Searching
import Testing

/// Known functions to find the lowest value of, the same as in `Peers/optuna_golden.py`.
enum KnownFunction: String, CaseIterable, CustomTestStringConvertible {
    case branin, hartmann6, branches

    var testDescription: String { rawValue }

    func space() throws -> SearchSpace {
        switch self {
        case .branin:
            try SearchSpace([
                Dimension("x", .real(from: -5, to: 10)), Dimension("y", .real(from: 0, to: 15)),
            ])
        case .hartmann6: try SearchSpace((0..<6).map { Dimension("x\($0)", .real(from: 0, to: 1)) })
        case .branches: try branchedSpace()
        }
    }

    func value(at parameters: [String: ParameterValue]) throws -> Double {
        switch self {
        case .branin: try braninValue(parameters.real("x"), parameters.real("y"))
        case .hartmann6: hartmannValue(try (0..<6).map { try parameters.real("x\($0)") })
        case .branches: try branchedValue(parameters)
        }
    }
}

/// A choice of learner, each with parameters of its own.
func branchedSpace() throws -> SearchSpace {
    try SearchSpace([
        Dimension("share", .real(from: 0.1, to: 1)),
        Dimension("learner", .choice(["linear", "forest", "boosting"])),
        Dimension(
            "penalty", .real(from: 1e-4, to: 1e4, scale: .logarithmic),
            when: ParameterCondition("learner", is: "linear")),
        Dimension("depth", .integer(from: 2, to: 30), when: ParameterCondition("learner", is: "forest")),
        Dimension(
            "learning_rate", .real(from: 1e-3, to: 1, scale: .logarithmic),
            when: ParameterCondition("learner", is: "boosting")),
        Dimension(
            "leaves", .integer(from: 2, to: 512, scale: .logarithmic),
            when: ParameterCondition("learner", is: "boosting")),
    ])
}

private func squared(_ x: Double) -> Double { x * x }

func branchedValue(_ parameters: [String: ParameterValue]) throws -> Double {
    let share = try parameters.real("share")
    switch try parameters.choice("learner") {
    case "linear":
        return 0.3 + 0.02 * squared(log10(try parameters.real("penalty")) - 1) + 0.1 * squared(share - 1)
    case "forest":
        return 0.2 + 0.001 * squared(Double(try parameters.integer("depth")) - 17) + 0.1 * squared(share - 0.6)
    default:
        return 0.1 + 0.2 * squared(log10(try parameters.real("learning_rate")) + 1.5)
            + 0.1 * squared(log2(Double(try parameters.integer("leaves"))) - 5) / 4 + 0.1 * squared(share - 0.8)
    }
}

private func braninValue(_ x: Double, _ y: Double) -> Double {
    let bend = y - 5.1 / (4 * squared(.pi)) * squared(x) + 5 / .pi * x - 6
    return squared(bend) + 10 * (1 - 1 / (8 * .pi)) * cos(x) + 10
}

private func hartmannValue(_ x: [Double]) -> Double {
    let alpha = [1.0, 1.2, 3.0, 3.2]
    let a: [[Double]] = [
        [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
    ]
    let p: [[Double]] = [
        [1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381],
    ]
    return -(0..<4).reduce(0.0) { sum, row in
        sum + alpha[row] * exp(-(0..<6).reduce(0.0) { $0 + a[row][$1] * squared(x[$1] - 1e-4 * p[row][$1]) })
    }
}
