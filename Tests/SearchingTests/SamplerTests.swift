import Foundation
import Searching
import Statistics
import Testing

@Suite("Samplers")
struct SamplerTests {
    private static func plan(
        _ sampler: any Sampler, _ space: SearchSpace, seed: UInt64 = 7
    ) throws -> SearchPlan {
        try SearchPlan(space, direction: .minimise, sampler: sampler, seed: seed)
    }

    /// The history after some trials by a sampler.
    private static func trials(
        _ count: Int, _ sampler: any Sampler, _ function: KnownFunction = .branches, seed: UInt64 = 7
    ) throws -> [FinishedTrial] {
        let study = Study(try plan(sampler, function.space(), seed: seed))
        try study.run(trials: count) { try function.value(at: $0.parameters) }
        return study.history.trials
    }

    @Test("give the same trials for the same seed, and others for another", arguments: KnownFunction.allCases)
    func reproducible(_ function: KnownFunction) throws {
        for sampler in [RandomSampler(), try ParzenSampler(), try GridSampler(function.space(), steps: 3)]
            as [any Sampler]
        {
            let once = try Self.trials(40, sampler, function)
            #expect(try Self.trials(40, sampler, function) == once)
            #expect(try Self.trials(40, sampler, function, seed: 8) != once)
        }
    }

    @Test("stay within the space, and leave out what does not take part")
    func withinSpace() throws {
        let space = try branchedSpace()
        for sampler in [RandomSampler(), try ParzenSampler(), try GridSampler(space)] as [any Sampler] {
            let trials = try Self.trials(75, sampler)
            for trial in trials { try space.check(trial.parameters) }
            #expect(Set(trials.compactMap { try? $0.parameters.choice("learner") }).count == 3)
        }
    }

    @Test("depend on what has ended, not on how often they are asked")
    func stateless() throws {
        let sampler = try ParzenSampler()
        let space = try branchedSpace()
        let trials = try Self.trials(30, sampler)
        for number in [0, 9, 10, 25, 29].reversed() {
            let history = SearchHistory(
                space: space, direction: .minimise, seed: 7, trials: Array(trials.prefix(number)))
            #expect(sampler.suggestion(forTrial: number, after: history) == trials[number].parameters)
        }
    }

    @Test("at random are uniform on a linear scale, and uniform in the logarithm on a logarithmic one")
    func uniform() throws {
        let space = try SearchSpace([
            Dimension("linear", .real(from: -2, to: 6)),
            Dimension("log", .real(from: 1e-5, to: 10, scale: .logarithmic)),
            Dimension("count", .integer(from: -1, to: 2)),
            Dimension("leaves", .integer(from: 1, to: 8, scale: .logarithmic)),
            Dimension("choice", .choice(["a", "b", "c"])),
        ])
        let history = SearchHistory(space: space, direction: .minimise, seed: 3)
        let count = 4000
        let points = (0..<count).compactMap { RandomSampler().suggestion(forTrial: $0, after: history) }
        #expect(points.count == count)
        // Kolmogorov's distance from uniform; 1.95/√n is passed by chance once in a thousand.
        func distance(_ shares: [Double]) -> Double {
            shares.sorted().enumerated().map { place, share in
                max(abs(share - Double(place) / Double(count)), abs(share - Double(place + 1) / Double(count)))
            }.max() ?? 1
        }
        let bound = 1.95 / Double(count).squareRoot()
        #expect(distance(try points.map { (try $0.real("linear") + 2) / 8 }) < bound)
        #expect(distance(try points.map { (log10(try $0.real("log")) + 5) / 6 }) < bound)
        // A share of n draws has a standard deviation below 0.5/√n.
        let margin = 4 * 0.5 / Double(count).squareRoot()
        for value in -1...2 {
            let share = Double(points.count { $0["count"] == .integer(value) }) / Double(count)
            #expect(abs(share - 0.25) < margin)
        }
        for value in 1...8 {
            let share = Double(points.count { $0["leaves"] == .integer(value) }) / Double(count)
            let expected = log((Double(value) + 0.5) / (Double(value) - 0.5)) / log(8.5 / 0.5)
            #expect(abs(share - expected) < margin)
        }
        for value in ["a", "b", "c"] {
            let share = Double(points.count { $0["choice"] == .choice(value) }) / Double(count)
            #expect(abs(share - 1.0 / 3) < margin)
        }
    }

    @Test("by Parzen begin as at random, and part from it after the first trials that ended")
    func startup() throws {
        let parzen = try Self.trials(40, ParzenSampler(startupTrials: 12))
        let random = try Self.trials(40, RandomSampler())
        #expect(parzen.prefix(12) == random.prefix(12))
        #expect(parzen[12...] != random[12...])
    }

    @Test("by Parzen turn a maximum into the minimum of the opposite")
    func direction() throws {
        let function = KnownFunction.branin
        let up = Study(
            try SearchPlan(function.space(), direction: .maximise, sampler: ParzenSampler(), seed: 7))
        try up.run(trials: 40) { -(try function.value(at: $0.parameters)) }
        #expect(
            up.history.trials.map(\.parameters) == (try Self.trials(40, ParzenSampler(), function)).map(\.parameters))
        #expect(
            up.best?.number
                == (try Self.trials(40, ParzenSampler(), function)).min { ($0.value ?? 0) < ($1.value ?? 0) }?.number)
    }

    @Test("by Parzen take a trial that was stopped as worse than every completed one, and one that failed as none")
    func prunedAndFailed() throws {
        let space = try SearchSpace([Dimension("x", .real(from: 0, to: 1))])
        let sampler = try ParzenSampler(startupTrials: 4)
        // Completed on the right; on the left only stopped, though their reports look far better.
        func history(_ outcome: FinishedTrial.Outcome) -> SearchHistory {
            SearchHistory(
                space: space, direction: .minimise, seed: 5,
                trials: (0..<40).map { number in
                    let isLeft = number % 2 == 0
                    let x = (Double(number) + 0.5) / 80 + (isLeft ? 0 : 0.5)
                    return FinishedTrial(
                        number: number, parameters: ["x": .real(x)],
                        reports: [TrialReport(step: 1, value: isLeft ? -9 : 9)],
                        outcome: isLeft ? outcome : .completed(9 + Double(number) / 100))
                })
        }
        func meanSuggestion(_ history: SearchHistory) throws -> Double {
            let values = try (40..<140).map { number in
                try #require(sampler.suggestion(forTrial: number, after: history)).real("x")
            }
            return values.reduce(0, +) / 100
        }
        #expect(try meanSuggestion(history(.completed(-9))) < 0.45)
        #expect(try meanSuggestion(history(.pruned)) > 0.5)
        let failed = history(.failed("no"))
        let without = SearchHistory(
            space: space, direction: .minimise, seed: 5, trials: failed.trials.filter { !$0.isFailed })
        #expect(sampler.suggestion(forTrial: 40, after: failed) == sampler.suggestion(forTrial: 40, after: without))
    }

    @Test("by Parzen keep fixed parameters, and search a space where all are fixed")
    func fixed() throws {
        let space = try SearchSpace([
            Dimension("a", .real(from: 2, to: 2)), Dimension("b", .integer(from: 3, to: 3)),
            Dimension("c", .choice(["only"])),
        ])
        for sampler in [RandomSampler(), try ParzenSampler(startupTrials: 2), try GridSampler(space)] as [any Sampler] {
            let study = Study(try Self.plan(sampler, space))
            try study.run(trials: 5) { Double($0.number) }
            for trial in study.history.trials {
                #expect(trial.parameters == ["a": .real(2), "b": .integer(3), "c": .choice("only")])
            }
        }
    }
}

@Suite("A grid")
struct GridTests {
    @Test("tries every combination once, those of a branch without the others' parameters, then ends")
    func every() throws {
        let space = try branchedSpace()
        let grid = try GridSampler(space, steps: 3, values: ["share": [.real(0.5), .real(0.8), .real(0.5)]])
        // Per share: 3 penalties, 3 depths, 3 rates × 3 leaves.
        #expect(grid.count == 2 * (3 + 3 + 9))
        let study = Study(try SearchPlan(space, direction: .minimise, sampler: grid, seed: 1))
        try study.run(trials: 1000) { try branchedValue($0.parameters) }
        #expect(study.history.trials.count == grid.count)
        #expect(Set(study.history.trials.map(\.parameters)).count == grid.count)
        #expect(study.nextParameters == nil)
        for trial in study.history.trials { try space.check(trial.parameters) }
    }

    @Test("spreads its values evenly on the scale, with both bounds, rounded and each once for integers")
    func spread() throws {
        func values(_ domain: ParameterDomain, _ steps: Int) throws -> [ParameterValue] {
            let space = try SearchSpace([Dimension("x", domain)])
            let study = Study(
                try SearchPlan(
                    space, direction: .minimise, sampler: GridSampler(space, steps: steps), seed: 1))
            try study.run(trials: 100) { _ in 0 }
            return study.history.trials.compactMap { $0.parameters["x"] }
        }
        #expect(Set(try values(.real(from: -1, to: 1), 5)) == [.real(-1), .real(-0.5), .real(0), .real(0.5), .real(1)])
        let rates = try values(.real(from: 0.001, to: 10, scale: .logarithmic), 5).compactMap { value in
            if case .real(let rate) = value { log10(rate) } else { nil }
        }.sorted()
        #expect(zip(rates, [-3, -2, -1, 0, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(rates.count == 5 && rates.first == -3 && rates.last == 1)
        #expect(
            Set(try values(.integer(from: 1, to: 64, scale: .logarithmic), 4))
                == [.integer(1), .integer(4), .integer(16), .integer(64)])
        #expect(Set(try values(.integer(from: 1, to: 3), 9)) == [.integer(1), .integer(2), .integer(3)])
        #expect(try values(.integer(from: 1, to: 9), 1) == [.integer(5)])
    }

    @Test("is refused with no step, values that the space lacks, too many combinations, or over another space")
    func refused() throws {
        let space = try branchedSpace()
        func message(_ body: () throws -> Void) -> String? {
            #expect(throws: SearchError.self, performing: body)?.message
        }
        #expect(
            message { _ = try GridSampler(space, steps: 0) }
                == "a grid needs at least one value of each parameter, not 0.")
        #expect(
            message { _ = try GridSampler(space, values: ["depht": [.integer(3)]]) }
                == "the search space has no parameter depht: did you mean depth?")
        #expect(
            message { _ = try GridSampler(space, values: ["depth": [.integer(99)]]) }
                == "the parameter depth must be from 2 to 30, not 99.")
        #expect(
            message { _ = try GridSampler(space, values: ["depth": []]) }
                == "the grid has no value of depth: give at least one.")
        let wide = try SearchSpace((0..<12).map { Dimension("x\($0)", .real(from: 0, to: 1)) })
        #expect(
            message { _ = try GridSampler(wide, steps: 10) }
                == "the grid has more than 100000 combinations: take fewer values of each parameter, or a random search."
        )
        #expect(
            message {
                _ = try SearchPlan(space, direction: .minimise, sampler: GridSampler(wide, steps: 2), seed: 1)
            } == "the grid lies over another search space: make it of the same one.")
    }

    @Test(
        "of settings out of range, no sampler or pruner is made",
        arguments: [
            { _ = try ParzenSampler(startupTrials: 0) }, { _ = try ParzenSampler(candidates: 0) },
            { _ = try ParzenSampler(priorWeight: 0) }, { _ = try ParzenSampler(priorWeight: .nan) },
            { _ = try MedianPruner(startupTrials: 0) }, { _ = try MedianPruner(warmupSteps: -1) },
            { _ = try SuccessiveHalvingPruner(leastSteps: 0) }, { _ = try SuccessiveHalvingPruner(reductionFactor: 1) },
        ] as [@Sendable () throws -> Void])
    func settings(_ make: @Sendable () throws -> Void) {
        #expect(#expect(throws: SearchError.self, performing: make)?.code == .invalidSetting)
    }
}
