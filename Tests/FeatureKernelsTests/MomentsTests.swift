import Catalog
import Credit
import Statistics
import Testing

@testable import FeatureKernels

@Suite("Sum, mean, extremes and spread in one pass")
struct MomentsTests {
    private static let functions: [Aggregate.Function] = [.sum, .mean, .min, .max, .std]

    private func bits(_ values: [Double]) -> [UInt64] { values.map { $0.isNaN ? 1 : $0.bitPattern } }

    /// The rows of some groups, in any order, a few of them in none.
    private func selection(_ rows: Int, _ generator: inout SeededGenerator) -> Selection {
        let groups = 1 + generator.nextIndex(below: 9)
        let ids = (0..<rows).map { _ in
            generator.nextBool(probability: 0.1) ? Column.unknownID : Int64(generator.nextIndex(below: groups))
        }
        let grouping = Grouping(ids)
        return Selection(grouping.rows, starts: grouping.starts, limit: nil) { $0 % 7 != 0 }
    }

    @Test("is what each function gives by itself, to the last bit", arguments: 1...40 as ClosedRange<UInt64>)
    func numbers(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rows = generator.nextIndex(below: 200), step = [1.0, 1_000, 1_000_000][generator.nextIndex(below: 3)]
        // Small amounts, and so large ones that their steps pass 2⁴⁷.
        let scale = [1.0, 1e6, 1e9, 1e13][generator.nextIndex(below: 4)]
        let values = (0..<rows).map { _ -> Double in
            if generator.nextBool(probability: 0.2) { return .nan }
            if generator.nextBool(probability: 0.1) { return generator.nextBool(probability: 0.5) ? 0 : -0.0 }
            return (generator.nextUniform() - 0.5) * scale
        }
        let selection = selection(rows, &generator)
        let wanted = Set(Self.functions.filter { _ in generator.nextBool(probability: 0.7) })
        let moments = Moments(.numbers(values), selection, step: step, wanted: wanted)
        let gathered = values.gathered(selection.rows, otherwise: .nan)
        gathered.withUnsafeBufferPointer { gathered in
            func known(_ range: Range<Int>) -> [Double] { range.map { gathered[$0] }.filter { !$0.isNaN } }
            let expected: [Aggregate.Function: [Double]] = [
                .sum: selection.perGroup { ExactSums(gathered, $0, step: step).total(step) },
                .mean: selection.perGroup { range in
                    let sums = ExactSums(gathered, range, step: step)
                    return sums.total(step) / Double(sums.count)
                },
                .min: selection.perGroup { (known($0).min() ?? .nan) + 0 },
                .max: selection.perGroup { (known($0).max() ?? .nan) + 0 },
                .std: selection.perGroup { deviation(gathered, $0, step: step) },
            ]
            for function in Self.functions {
                let found = moments.values(of: function)
                #expect(bits(found) == (wanted.contains(function) ? bits(expected[function] ?? []) : []))
            }
        }
    }

    @Test("of yes and no, follows from two counts", arguments: 1...40 as ClosedRange<UInt64>)
    func flags(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let rows = generator.nextIndex(below: 200), step = [1.0, 1_000, 1_000_000][generator.nextIndex(below: 3)]
        let flags = (0..<rows).map { _ in UInt8(generator.nextIndex(below: 3)) }
        let selection = selection(rows, &generator), wanted = Set(Self.functions)
        let counted = Moments(.flags(flags), selection, step: step, wanted: wanted)
        let summed = Moments(.numbers(Truths(flags).numbers), selection, step: step, wanted: wanted)
        for function in Self.functions {
            #expect(bits(counted.values(of: function)) == bits(summed.values(of: function)))
        }
    }

    @Test("whole steps are rounded down from a half more")
    func steps() {
        for value in [
            0.0, -0.0, 0.4999, 0.5, 1.5, -0.5, -0.51, -1.5, 1e15, -1e15, 4_503_599_627_370_497.5, 1e300, -1e300,
        ] {
            for step in [1.0, 1_000, 1_000_000] {
                let exact = (value * step + 0.5).rounded(.down)
                let clamped = min(max(exact, -9.2e18), 9.2e18)
                #expect(Double(wholeSteps(value, step)) == clamped)
            }
        }
    }
}
