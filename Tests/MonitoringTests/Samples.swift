import Drift
import Foundation
import Monitoring
import Statistics

/// A moment in days after Monday 5 January 2026, midnight UTC.
func day(_ days: Double) -> Date { Date(timeIntervalSince1970: 1_767_571_200 + days * 86_400) }

/// A window of one day.
func window(_ number: Int) -> Window { Window(start: day(Double(number)), end: day(Double(number + 1))) }

/// A window in which indicators ended so.
func record(_ number: Int, _ states: [Indicator: Reading.State], model: String = "m") -> WindowRecord {
    WindowRecord(
        window: window(number), model: model,
        facts: WindowRecord.Facts(
            decisions: 500, approvalRate: 0.8, overrideRate: 0, expectedDefaults: 0.08, expectedCost: 0.5, reasons: [:]),
        measurements: states.sorted { $0.key < $1.key }.map { Reading($0.key, $0.value, value: 0.2, limit: 0.1) })
}

/// Clients of one population, drawn by a seed.
struct Population {
    var rows = 2_000
    var seed: UInt64 = 1
    var missing = 0.01
    var shift = 0.0
    var newLevel = 0.0
    var threshold = 0.2

    var features: [DriftColumn] {
        var generator = SeededGenerator(seed: seed)
        let income = (0..<rows).map { _ -> Float in
            let value = Float(generator.nextUniform() + generator.nextUniform() + shift)
            return generator.nextUniform() < missing ? .nan : value
        }
        let job = (0..<rows).map { _ -> Int32 in
            let draw = generator.nextUniform()
            return draw < newLevel ? 2 : generator.nextUniform() < 0.7 ? 0 : 1
        }
        return [
            DriftColumn(name: "income", values: .floats(income)),
            DriftColumn(name: "job", values: .levels(codes: job, levels: ["worker", "retired", "astronaut"])),
        ]
    }

    var probabilities: [Double] {
        var generator = SeededGenerator(seed: seed &+ 1000)
        return (0..<rows).map { _ in
            let u = generator.nextUniform()
            return min(0.99, u * u * 0.3 + max(0, shift) * 0.2)
        }
    }

    func sample(
        overrides: Int = 10, reasons: [String: Int] = ["income": 200, "job": 100], features: [DriftColumn]? = nil
    ) -> DecisionSample {
        let probabilities = probabilities
        return DecisionSample(
            probabilities: probabilities, granted: probabilities.map { $0 < threshold },
            refused: probabilities.map { $0 >= threshold }, overrides: overrides, reasons: reasons,
            features: features ?? self.features)
    }

    func baseline(first: WindowRecord.Facts? = nil) -> WindowBaseline {
        let score = DriftColumn(name: WindowBaseline.scoreColumn, values: .doubles(probabilities))
        return WindowBaseline(
            profile: PopulationProfile(of: features + [score]),
            approvalRate: Double(probabilities.count { $0 < threshold }) / Double(rows), missedDefault: 10,
            refusedGoodClient: 1, first: first)
    }
}
