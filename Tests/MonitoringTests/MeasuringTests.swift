import Drift
import Foundation
import Monitoring
import Testing

@Suite("What a window shows")
struct MeasuringTests {
    private func breaches(
        _ sample: DecisionSample, first: WindowRecord.Facts? = nil, limits: Limits = Limits()
    ) throws -> Set<String> {
        let record = try Measuring(against: Population().baseline(first: first), limits: limits)
            .record(of: sample, in: window(0), model: "m")
        return Set(record.measurements.filter { $0.state == .breached }.map(\.indicator.description))
    }

    private func facts(_ sample: DecisionSample) throws -> WindowRecord.Facts {
        try Measuring(against: Population().baseline(), limits: Limits())
            .record(of: sample, in: window(0), model: "m").facts
    }

    @Test("clients of the same population breach nothing", arguments: 2..<12)
    func same(_ seed: UInt64) throws {
        let first = try facts(Population(seed: 99).sample())
        #expect(try breaches(Population(seed: seed).sample(), first: first).isEmpty)
    }

    @Test("half of the values missing instead of one in a hundred is the missing share, and nothing else of the column")
    func missing() throws {
        #expect(try breaches(Population(seed: 2, missing: 0.5).sample()) == ["missing:income"])
    }

    @Test("a level never seen before is told as such")
    func unseen() throws {
        let found = try breaches(Population(seed: 2, newLevel: 0.02).sample())
        #expect(found == ["unseen:job"])
    }

    @Test("other clients move the column, the score, the approvals and the expected defaults and cost")
    func shifted() throws {
        let first = try facts(Population(seed: 99).sample())
        let found = try breaches(Population(seed: 2, shift: 0.5).sample(), first: first)
        let expected: Set = [
            "distribution:income", "unseen:income", "score", "approvals", "expected_defaults", "expected_cost",
        ]
        #expect(found == expected)
    }

    @Test("no decision is a finding, and every rate is unknown rather than wrong")
    func empty() throws {
        let none = DecisionSample(
            probabilities: [], granted: [], refused: [], overrides: 0, reasons: [:], features: [])
        let record = try Measuring(against: Population().baseline(), limits: Limits())
            .record(of: none, in: window(0), model: "m")
        #expect(record.measurements.filter { $0.state == .breached }.map(\.indicator) == [Indicator(.volume)])
        #expect(record.measurements.filter { $0.state == .normal }.isEmpty)
        #expect(record.facts.approvalRate == nil)
    }

    @Test("too few decisions are judged by nothing")
    func few() throws {
        #expect(try breaches(Population(rows: 50, seed: 3, missing: 0.9, shift: 3).sample()).isEmpty)
    }

    @Test("a column that is gone, renamed or of another type is broken; the others are still measured")
    func broken() throws {
        let population = Population(seed: 2)
        let renamed = population.features.map {
            DriftColumn(name: $0.name == "job" ? "work" : $0.name, values: $0.values)
        }
        #expect(try breaches(population.sample(features: renamed)) == ["broken:job"])
        let words = DriftColumn(
            name: "income", values: .levels(codes: Array(repeating: 0, count: population.rows), levels: ["much"]))
        #expect(try breaches(population.sample(features: [words, population.features[1]])) == ["broken:income"])
        #expect(try breaches(population.sample(features: [])) == ["broken:income", "broken:job"])
    }

    @Test("a column whose values are all missing, or all the same, is told as what it is")
    func degenerate() throws {
        let population = Population(seed: 2)
        let blank = DriftColumn(name: "income", values: .floats(Array(repeating: .nan, count: population.rows)))
        #expect(try breaches(population.sample(features: [blank, population.features[1]])) == ["missing:income"])
        let constant = DriftColumn(name: "income", values: .floats(Array(repeating: 1, count: population.rows)))
        let found = try breaches(population.sample(features: [constant, population.features[1]]))
        #expect(found == ["distribution:income"])
    }

    @Test("overrides and reasons are compared with the first window that had enough decisions")
    func people() throws {
        let first = try facts(Population(seed: 99).sample())
        let sample = Population(seed: 2).sample(overrides: 400, reasons: ["income": 60, "job": 240])
        #expect(try breaches(sample, first: first) == ["overrides", "reasons"])
        #expect(try breaches(sample).isEmpty, "without a first window there is nothing to compare with")
        #expect(
            try breaches(Population(seed: 2).sample(overrides: 0, reasons: ["income": 210, "job": 90]), first: first)
                .isEmpty)
    }

    @Test("a probability that is none spoils the estimates alone, and is said")
    func nonsense() throws {
        let good = Population(seed: 2).sample()
        let bad = DecisionSample(
            probabilities: [.nan] + good.probabilities.dropFirst(), granted: good.granted, refused: good.refused,
            overrides: 0, reasons: [:], features: good.features)
        let record = try Measuring(against: Population().baseline(), limits: Limits())
            .record(of: bad, in: window(0), model: "m")
        #expect(record.problems.count == 1)
        #expect(record[Indicator(.distribution, column: "income")]?.state == .normal)
    }

    @Test("a limit that nothing could be past or within is refused")
    func limits() {
        for change in [{ $0.score = 0 }, { $0.approvals = 1.5 }, { $0.decisions = 1 }, { $0.columns = -1 }]
            as [(inout Limits) -> Void]
        {
            var limits = Limits()
            change(&limits)
            #expect(throws: MonitoringError.self) { try Measuring(against: Population().baseline(), limits: limits) }
        }
    }

    @Test("the effect on approvals is asked for columns that drifted alone, and stands beside them")
    func effects() throws {
        var asked: [String] = []
        let effect = try #require(
            ApprovalEffect(
                before: [0.1, 0.1], after: [0.1, 0.3], threshold: 0.2, missedDefault: 10, refusedGoodClient: 1))
        let record = try Measuring(against: Population().baseline(), limits: Limits()).record(
            of: Population(seed: 2, missing: 0.5).sample(), in: window(0), model: "m"
        ) { columns in
            asked = columns.map(\.column)
            return ["income": effect]
        }
        #expect(asked == ["income"])
        #expect(record[Indicator(.missing, column: "income")]?.approvalChange == -0.5)
        #expect(record[Indicator(.distribution, column: "income")]?.approvalChange == nil)
    }
}
