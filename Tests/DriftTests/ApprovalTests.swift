import Drift
import Foundation
import Statistics
import Testing

private func numbers(_ column: DriftColumn) -> [Float] {
    if case .floats(let values) = column.values { values } else { [] }
}

private func words(_ column: DriftColumn) -> [String?] {
    guard case .levels(let codes, let levels) = column.values else { return [] }
    return codes.map { $0 < 0 ? nil : levels[Int($0)] }
}

@Suite("What one column's drift does to approvals")
struct ApprovalTests {
    @Test("A column carried to another has its distribution, and keeps its order", arguments: Shape.allCases)
    func transport(shape: Shape) throws {
        let reference = shape.values(1_000, seed: 1)
        let target = shape.values(1_000, seed: 2, shift: 0.5)
        let column = DriftColumn(name: "x", values: .floats(reference))
        let moved = numbers(
            try #require(column.transported(to: DriftColumn(name: "x", values: .floats(target)), seed: 1)))
        #expect(moved.sorted() == target.sorted())
        for (a, b) in zip(reference.indices, reference.indices.dropFirst()) where reference[a] < reference[b] {
            #expect(moved[a] <= moved[b])
        }
    }

    @Test("Carried to its own distribution, no value changes", arguments: Shape.allCases)
    func identity(shape: Shape) throws {
        var values = shape.values(2_000, seed: 3)
        for row in stride(from: 0, to: 2_000, by: 7) { values[row] = .nan }
        let column = DriftColumn(name: "x", values: .floats(values))
        let moved = numbers(try #require(column.transported(to: column, seed: 9)))
        #expect(zip(values, moved).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    }

    @Test("The missing share is carried too, both ways", arguments: [(0.1, 0.6), (0.6, 0.1), (0, 1), (1, 0)])
    func missing(from: Double, to: Double) throws {
        func column(_ share: Double, seed: UInt64) -> DriftColumn {
            let values = Shape.normal.values(1_000, seed: seed)
            return DriftColumn(
                name: "x",
                values: .floats(values.enumerated().map { Double($0.offset) < share * 1_000 ? .nan : $0.element }))
        }
        let moved = numbers(try #require(column(from, seed: 4).transported(to: column(to, seed: 5), seed: 2)))
        #expect(Double(moved.count { $0.isNaN }) == to * 1_000)
        #expect(moved.count == 1_000)
    }

    @Test("Levels take the other shares, and no more rows change than must")
    func levels() throws {
        let old: [String?] = ["a", "b", "a", "b", "a", "b", "a", "b", "a", nil]
        let new: [String?] = ["c", nil, "a", "b", "a", "c", nil, "b", "a", "b"]
        let reference = levelColumn("x", (0..<1_000).map { old[$0 % 10] })
        let current = levelColumn("x", (0..<500).map { new[$0 % 10] })
        let moved = words(try #require(reference.transported(to: current, seed: 3)))
        func counts(_ words: [String?]) -> [String?: Int] { words.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
        #expect(counts(moved) == counts(words(current)).mapValues { 2 * $0 })
        let before = counts(words(reference))
        let least = counts(moved).reduce(0) { $0 + max(0, $1.value - (before[$1.key] ?? 0)) }
        #expect(zip(words(reference), moved).count { $0 != $1 } == least)
        #expect(reference.transported(to: DriftColumn(name: "x", values: .floats([1])), seed: 1) == nil)
        #expect(reference.transported(to: levelColumn("x", []), seed: 1) == nil)
    }

    @Test("The effect is counted by hand")
    func effect() throws {
        let effect = try #require(
            ApprovalEffect(
                before: [0.05, 0.08, 0.2, 0.02], after: [0.05, 0.3, 0.05, 0.4], threshold: 0.1, missedDefault: 10,
                refusedGoodClient: 1))
        #expect(effect.approvalChange == -0.25 && effect.decisionsChanged == 0.75)
        // Before: 0.5 + 0.8 + 0.8 + 0.2; after: 0.5 + 0.7 + 0.5 + 0.6.
        #expect(isClose(effect.expectedCostChange, (2.3 - 2.3) / 4) || abs(effect.expectedCostChange) < 1e-12)
        #expect(isClose(effect.meanProbabilityChange, (0.8 - 0.35) / 4, within: 1e-9))
        #expect(
            ApprovalEffect(before: [], after: [], threshold: 0.1, missedDefault: 10, refusedGoodClient: 1) == nil)
    }

    @Test("A report is ranked by effect, and its JSON has the documented shape")
    func rankedReport() throws {
        let names = ["still", "small", "large"]
        let reference = names.map { DriftColumn(name: $0, values: .floats(Shape.normal.values(600, seed: 6))) }
        let current = [0, 0.5, 1].enumerated().map { place, shift in
            DriftColumn(name: names[place], values: .floats(Shape.normal.values(600, seed: 7, shift: shift)))
        }
        func effect(_ after: Double) throws -> ApprovalEffect {
            try #require(
                ApprovalEffect(
                    before: [0.05, 0.05], after: [0.05, after], threshold: 0.1, missedDefault: 10, refusedGoodClient: 1)
            )
        }
        let report = try LimpidePreset().compare(reference: reference, current: current)
            .ranked(by: ["large": try effect(0.3), "small": try effect(0.06)])
        #expect(report.columns.map(\.column) == ["large", "small", "still"])
        let json = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any])
        let dataset = try #require(json["dataset"] as? [String: Any])
        #expect(dataset["drift"] as? Bool == true && dataset["false_alarm_level"] as? Double == 0.05)
        let column = try #require((json["columns"] as? [[String: Any]])?.first)
        for key in ["column", "kind", "test", "score", "threshold", "drift", "missing_reference", "missing_current"] {
            #expect(column[key] != nil, "\(key)")
        }
        let written = try #require(column["approval_effect"] as? [String: Any])
        #expect(written["approval_change"] as? Double == -0.5)
    }

    @Test("A score that is not a number leaves the JSON whole")
    func notANumber() throws {
        let column = levelColumn("x", [String](repeating: "a", count: 50))
        let report = try EvidentlyPreset().compare(reference: [column], current: [column])
        #expect(try !JSONEncoder().encode(report).isEmpty)
    }
}
