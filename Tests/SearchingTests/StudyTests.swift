import Foundation
import Searching
import Testing

@Suite("A study")
struct StudyTests {
    private struct Broken: Error, CustomStringConvertible { var description: String { "the fold has no default." } }

    private static func plan(
        _ direction: SearchDirection = .minimise, _ pruner: any Pruner = NeverPruner(),
        startingPoints: [[String: ParameterValue]] = []
    ) throws -> SearchPlan {
        try SearchPlan(
            branchedSpace(), direction: direction, sampler: ParzenSampler(), pruner: pruner, seed: 11,
            startingPoints: startingPoints)
    }

    @Test("gives the best of its trials, the earliest of equals, in both directions")
    func best() throws {
        for direction in [SearchDirection.minimise, .maximise] {
            let values = [3.0, 1, 2, 1, 3]
            let best = try Study(Self.plan(direction)).run(trials: 5) { values[$0.number] }
            #expect(best.number == (direction == .minimise ? 1 : 0))
        }
    }

    @Test("says after every trial how far it is and what is best")
    func progress() throws {
        let study = Study(try Self.plan(.minimise, MedianPruner(startupTrials: 1)))
        var seen: [SearchProgress] = []
        try study.run(trials: 4, progress: { seen.append($0) }) { trial in
            if trial.number == 1 { throw Broken() }
            try trial.report(Double([5, 0, 9, 3][trial.number]), step: 1)
            return Double([5, 0, 9, 3][trial.number])
        }
        #expect(seen.map(\.total) == [4, 4, 4, 4])
        #expect(seen.map(\.done) == [1, 2, 3, 4])
        #expect(seen.map(\.failed) == [0, 1, 1, 1])
        #expect(seen.map(\.pruned) == [0, 0, 1, 1])
        #expect(seen.map { $0.best?.value } == [5, 5, 5, 3])
        #expect(seen.map { $0.last?.number } == [0, 1, 2, 3])
        #expect(seen.last?.best?.parameters == study.history.trials[3].parameters)
        #expect(seen.last == study.progress(of: 4))
        #expect(study.history.trials[1].outcome == .failed("the fold has no default."))
        #expect(study.history.trials[2].reports == [TrialReport(step: 1, value: 9)])
    }

    @Test("tries its starting points first, and learns from them")
    func startingPoints() throws {
        let known: [String: ParameterValue] = ["share": .real(0.5), "learner": .choice("forest"), "depth": .integer(9)]
        let study = Study(try Self.plan(startingPoints: [known]))
        try study.run(trials: 30) { try branchedValue($0.parameters) }
        #expect(study.history.trials[0].parameters == known)
        #expect(study.history.trials[1].parameters != known)
        let without = Study(try Self.plan())
        try without.run(trials: 30) { try branchedValue($0.parameters) }
        #expect(study.history.trials[1...9].map(\.parameters) == without.history.trials[0..<9].map(\.parameters))
    }

    @Test("goes on with more trials as if it had been asked for all of them")
    func inPieces() throws {
        let whole = Study(try Self.plan())
        try whole.run(trials: 40) { try branchedValue($0.parameters) }
        let pieces = Study(try Self.plan())
        for count in [1, 9, 10, 11, 11, 40] {
            try pieces.run(trials: count) { try branchedValue($0.parameters) }
            #expect(pieces.history.trials.count == count)
        }
        #expect(pieces.history.trials == whole.history.trials)
    }

    @Test(
        "counts a trial as failed when its values or steps make no sense, even if the objective goes on",
        arguments: [
            (.nan, 1, "the value at step 1 is not a finite number: the training diverged."),
            (.infinity, 1, "the value at step 1 is not a finite number: the training diverged."),
            (1, 0, "step 0 does not come after 0: report rising steps."),
            (1, -3, "step -3 does not come after 0: report rising steps."),
        ] as [(Double, Int, String)])
    func refusedReports(_ value: Double, _ step: Int, _ message: String) throws {
        let study = Study(try Self.plan())
        try study.run(trials: 2) { trial in
            if trial.number == 0 { try? trial.report(value, step: step) }
            return 1
        }
        #expect(study.history.trials[0].outcome == .failed(message))
        #expect(study.best?.number == 1)
    }

    @Test("counts a value that is not a number as a failure", arguments: [Double.nan, .infinity, -.infinity])
    func notANumber(_ value: Double) throws {
        let study = Study(try Self.plan())
        try study.run(trials: 2) { $0.number == 0 ? value : 1 }
        #expect(study.history.trials[0].outcome == .failed("the value of the objective is not a finite number."))
    }

    @Test("that comes to no value says so, with the first reason")
    func allFailed() throws {
        let failing = Study(try Self.plan())
        #expect(
            #expect(throws: SearchError.self) { try failing.run(trials: 3) { _ in throw Broken() } }
                == SearchError(
                    .nothingCompleted,
                    "of 3 trials, 3 failed and 0 were stopped, so there is no best one; the first failure: "
                        + "the fold has no default."))
        #expect(failing.history.trials.count == 3)
        #expect(
            #expect(throws: SearchError.self) {
                try Study(Self.plan()).run(trials: 2) { _ in throw TrialStopped() }
            }?.message
                == "of 2 trials, 0 failed and 2 were stopped, so there is no best one: search with a milder pruner.")
        #expect(
            #expect(throws: SearchError.self) { try Study(Self.plan()).run(trials: 0) { _ in 1 } }?.message
                == "a search needs at least one trial, not 0.")
    }

    @Test("ends when it is cancelled, and begins the same trial again")
    func cancelled() throws {
        let study = Study(try Self.plan())
        let next = study.nextParameters
        #expect(throws: CancellationError.self) { try study.run(trials: 3) { _ in throw CancellationError() } }
        #expect(study.history.trials.isEmpty && study.nextParameters == next)
        try study.run(trials: 3) { try branchedValue($0.parameters) }
        #expect(study.history.trials[0].parameters == next)
    }

    @Test("ends between two trials when its task is cancelled")
    func cancelledTask() async throws {
        let made = try await Task {
            let study = Study(try Self.plan())
            #expect(throws: CancellationError.self) {
                try study.run(trials: 9) { trial in
                    if trial.number == 2 { withUnsafeCurrentTask { $0?.cancel() } }
                    return 1
                }
            }
            return study.history.trials.count
        }.value
        #expect(made == 3)
    }
}
