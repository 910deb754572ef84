import Foundation
import Statistics
import Testing

@testable import Searching

@Suite("Beside Optuna 5.0.0, the search")
struct PeerTests {
    /// The best value of each of 20 seeds.
    private static func found(_ function: KnownFunction, _ budget: Int, by sampler: any Sampler) throws -> [Double] {
        try (0..<20).map { seed in
            let plan = try SearchPlan(function.space(), direction: .minimise, sampler: sampler, seed: UInt64(seed))
            return try #require(
                try Study(plan).run(trials: budget) { try function.value(at: $0.parameters) }.value)
        }
    }

    /// The lowest value that there is, to the digits that matter here.
    private static func optimum(_ function: KnownFunction) -> Double {
        switch function {
        case .branin: 0.397887
        case .hartmann6: -3.32237
        case .branches: 0.1
        }
    }

    /// The mean of values, and how far chance alone moves it.
    private static func mean(_ values: [Double]) -> (value: Double, error: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, (squares / Double(values.count * (values.count - 1))).squareRoot())
    }

    @Test(
        "by Parzen comes at least twice as near as at random, on 17 of 20 seeds nearer, and as near as Optuna",
        arguments: KnownFunction.allCases)
    func budgets(_ function: KnownFunction) throws {
        let golden = try #require(try GoldenFile.read().functions[function.rawValue])
        let parzen = try Self.found(function, golden.budget, by: ParzenSampler())
        let random = try Self.found(function, golden.budget, by: RandomSampler())
        let optimum = Self.optimum(function)
        let ours = Self.mean(parzen)
        #expect(parzen.allSatisfy { $0 >= optimum })
        #expect((ours.value - optimum) * 2 < Self.mean(random).value - optimum)
        #expect(zip(parzen, random).count { $0 < $1 } >= 17)
        // Nearer or farther than Optuna by no more than chance explains.
        for (mine, theirs) in [(ours, Self.mean(golden.parzen)), (Self.mean(random), Self.mean(golden.random))] {
            let chance = (mine.error * mine.error + theirs.error * theirs.error).squareRoot()
            #expect(abs(mine.value - theirs.value) < 3 * chance)
        }
    }

    @Test("has the same densities", arguments: try GoldenFile.read().densities.map(\.name))
    func densities(_ name: String) throws {
        let golden = try #require(try GoldenFile.read().densities.first { $0.name == name })
        let domains = try golden.parameters.map { parameter -> ParameterDomain in
            if let choices = parameter.choices { return .choice(choices) }
            let (from, to) = (try #require(parameter.from), try #require(parameter.to))
            let scale: ParameterScale = parameter.log == true ? .logarithmic : .linear
            return parameter.integer == true
                ? .integer(from: Int(from), to: Int(to), scale: scale) : .real(from: from, to: to, scale: scale)
        }
        let kinds = domains.map(ParameterKind.init)
        func point(_ values: [Double]) -> [Double] {
            zip(values, kinds).map { value, kind in
                guard case .number(let axis) = kind else { return value }
                return axis.coordinate(of: .real(value)) ?? .nan
            }
        }
        let mixture = ParzenMixture(
            around: golden.seen.map(point), of: kinds, priorWeight: golden.prior)
        for (asked, expected) in zip(golden.asked, golden.logDensities) {
            #expect(abs(mixture.logDensity(at: point(asked)) - expected) < 1e-9 * max(1, abs(expected)))
        }
    }

    @Test("stops the same trials at the same steps", arguments: try GoldenFile.read().pruners.indices)
    func pruners(_ place: Int) throws {
        let golden = try GoldenFile.read().pruners[place]
        let pruner: any Pruner =
            switch golden.name {
            case "median 5 0": try MedianPruner()
            case "median 10 3": try MedianPruner(startupTrials: 10, warmupSteps: 3)
            case "halving 1 4": try SuccessiveHalvingPruner()
            default: try SuccessiveHalvingPruner(leastSteps: 2, reductionFactor: 3)
            }
        let study = Study(
            try SearchPlan(
                KnownFunction.branin.space(), direction: golden.direction == "minimize" ? .minimise : .maximise,
                sampler: RandomSampler(), pruner: pruner, seed: 0))
        func learning(_ trial: Int, _ step: Int) -> Double {
            Double((trial * 37 + 11) % 101) / 8 + Double((trial * 53 + step * 29) % 17) / Double(step)
        }
        try study.run(trials: golden.made.count) { trial in
            for step in 1...golden.steps { try trial.report(learning(trial.number, step), step: step) }
            return learning(trial.number, golden.steps)
        }
        #expect(study.history.trials.map { $0.reports.last?.step ?? 0 } == golden.made)
        #expect(study.history.trials.contains { $0.outcome == .pruned })
    }
}
