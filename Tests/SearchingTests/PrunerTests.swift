import Searching
import Testing

/// What is known after trials that reported these values at steps 1, 2, …; nil at the end means stopped.
private func history(
    _ reports: [[Double?]], _ direction: SearchDirection = .minimise
) throws -> SearchHistory {
    SearchHistory(
        space: try SearchSpace([Dimension("x", .real(from: 0, to: 1))]), direction: direction, seed: 1,
        trials: reports.enumerated().map { number, values in
            let values = values.map { $0 }
            let made = values.compactMap { $0 }
            return FinishedTrial(
                number: number, parameters: ["x": .real(0.5)],
                reports: made.enumerated().map { TrialReport(step: $0 + 1, value: $1) },
                outcome: made.count < values.count ? .pruned : .completed(made.last ?? 0))
        })
}

private func reports(_ values: Double...) -> [TrialReport] {
    values.enumerated().map { TrialReport(step: $0 + 1, value: $1) }
}

@Suite("Pruners")
struct PrunerTests {
    @Test("that never stop a trial do not, however bad it is")
    func never() throws {
        let known = try history([[1, 1], [1, 1]])
        #expect(!NeverPruner().shouldStop(after: reports(99, 99), given: known))
    }

    @Test("by the median stop what is worse than the median at the step, and keep what equals it")
    func median() throws {
        let known = try history([[1, 10], [2, 20], [3, 30]])
        let pruner = try MedianPruner(startupTrials: 3)
        #expect(!pruner.shouldStop(after: reports(2), given: known))
        #expect(pruner.shouldStop(after: reports(2.1), given: known))
        // The median at step 2 is 20, whatever it was at step 1.
        #expect(!pruner.shouldStop(after: reports(25, 20), given: known))
        #expect(pruner.shouldStop(after: reports(25, 21), given: known))
        // A trial is judged by its best value so far.
        #expect(!pruner.shouldStop(after: reports(2, 99), given: known))
    }

    @Test("by the median know which way is better")
    func medianMaximised() throws {
        let known = try history([[1], [2], [3]], .maximise)
        let pruner = try MedianPruner(startupTrials: 3)
        #expect(!pruner.shouldStop(after: reports(2), given: known))
        #expect(pruner.shouldStop(after: reports(1.9), given: known))
    }

    @Test("by the median wait for enough completed trials and for the warm-up, and need others at the step")
    func medianWaits() throws {
        let pruner = try MedianPruner(startupTrials: 3)
        #expect(!pruner.shouldStop(after: reports(99), given: try history([[1], [2], [3, nil]])))
        #expect(pruner.shouldStop(after: reports(99), given: try history([[1], [2], [3]])))
        #expect(!pruner.shouldStop(after: reports(99, 99), given: try history([[1], [2], [3]])))
        let warm = try MedianPruner(startupTrials: 1, warmupSteps: 1)
        #expect(!warm.shouldStop(after: reports(99), given: try history([[1, 1]])))
        #expect(warm.shouldStop(after: reports(99, 99), given: try history([[1, 1]])))
    }

    @Test("by the median compare with completed trials alone, and with the middle of two")
    func medianOfCompleted() throws {
        let pruner = try MedianPruner(startupTrials: 2)
        let known = try history([[1, 1], [3, 3], [50, nil], [50, nil], [50, nil]])
        #expect(!pruner.shouldStop(after: reports(2), given: known))
        #expect(pruner.shouldStop(after: reports(2.5), given: known))
    }

    @Test("by halving let the best one in so many go on from each rung")
    func halving() throws {
        let pruner = try SuccessiveHalvingPruner(leastSteps: 1, reductionFactor: 2)
        // With three others at the first rung, the best two of four go on.
        let known = try history([[5, 5, 5, 5], [6, nil], [7, nil]])
        #expect(!pruner.shouldStop(after: reports(5.5), given: known))
        #expect(!pruner.shouldStop(after: reports(4), given: known))
        #expect(pruner.shouldStop(after: reports(6.5), given: known))
        // Only one other came to the second rung, at step 2: the best one of two goes on.
        #expect(pruner.shouldStop(after: reports(4, 5.1), given: known))
        #expect(!pruner.shouldStop(after: reports(4, 5), given: known))
        // Step 3 is no rung; step 4 is.
        #expect(!pruner.shouldStop(after: reports(4, 4, 99), given: known))
        #expect(pruner.shouldStop(after: reports(4, 4, 4, 99), given: known))
    }

    @Test("by halving let the first trial through every rung, and then only better ones until there are enough")
    func halvingFirst() throws {
        let pruner = try SuccessiveHalvingPruner(leastSteps: 1, reductionFactor: 4)
        #expect(!pruner.shouldStop(after: reports(99), given: try history([])))
        let known = try history([[5], [6, nil]], .maximise)
        #expect(pruner.shouldStop(after: reports(5.5), given: known))
        #expect(!pruner.shouldStop(after: reports(6), given: known))
    }

    @Test("by halving judge a report that passes several rungs at each of them, and none again")
    func halvingLeaps() throws {
        let pruner = try SuccessiveHalvingPruner(leastSteps: 10, reductionFactor: 2)
        let leap = { (step: Int, value: Double) in [TrialReport(step: step, value: value)] }
        let space = try SearchSpace([Dimension("x", .real(from: 0, to: 1))])
        let known = SearchHistory(
            space: space, direction: .minimise, seed: 1,
            trials: [
                FinishedTrial(
                    number: 0, parameters: [:],
                    reports: [TrialReport(step: 12, value: 3), TrialReport(step: 25, value: 1)],
                    outcome: .completed(1))
            ])
        #expect(!pruner.shouldStop(after: leap(9, 99), given: known))
        #expect(pruner.shouldStop(after: leap(11, 4), given: known))
        #expect(!pruner.shouldStop(after: leap(11, 3), given: known))
        // Good enough for the rung at 10, where the other had 3, but not for the one at 20, where it had 1.
        #expect(pruner.shouldStop(after: leap(30, 2), given: known))
        #expect(
            !pruner.shouldStop(
                after: [TrialReport(step: 30, value: 1), TrialReport(step: 39, value: 99)], given: known))
        #expect(!pruner.shouldStop(after: leap(.max, 0), given: known))
    }
}
