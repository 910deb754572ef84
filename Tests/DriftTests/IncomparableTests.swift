import Drift
import Testing

@Suite("Sides that cannot be compared")
struct IncomparableTests {
    private func numbers(_ name: String, _ count: Int) -> DriftColumn {
        DriftColumn(name: name, values: .doubles((0..<count).map(Double.init)))
    }

    @Test("every column of the reference is told, and what is absent counts as broken")
    func told() {
        let report = DriftReport(
            incomparable: [numbers("a", 5), levelColumn("b", ["x", nil])], current: [numbers("a", 0), numbers("c", 0)])
        #expect(report.columns.map(\.state) == [.emptyCurrent, .absent])
        #expect(report.columns.map(\.kind) == [.number, .category])
        #expect(report.dataset.brokenColumns == 1 && !report.dataset.drifted && report.newColumns == ["c"])
        #expect(report.columns[1].missingReference == 0.5 && report.columns[0].missingCurrent == nil)
        let empty = DriftReport(incomparable: [numbers("a", 0)], current: [numbers("a", 3)])
        #expect(empty.columns.map(\.state) == [.emptyReference])
    }

    @Test("a column without values takes the other side's type, and no other does")
    func typed() {
        let blank = levelColumn("a", [nil, nil, nil])
        let taken = blank.typed(like: numbers("a", 9))
        guard case .doubles(let values) = taken.values else {
            Issue.record("not numbers")
            return
        }
        #expect(values.count == 3 && values.allSatisfy(\.isNaN))
        guard case .levels = levelColumn("a", ["x", nil]).typed(like: numbers("a", 9)).values else {
            Issue.record("words were lost")
            return
        }
    }

    @Test("without effects, the columns furthest past their thresholds come first")
    func severity() throws {
        let names = ["still", "small", "large"]
        let reference = names.map { numbers($0, 1000) }
        let current = zip(names, [0.0, 100, 300]).map { name, shift in
            DriftColumn(name: name, values: .doubles((0..<1000).map { Double($0) + shift }))
        }
        let own = try LimpidePreset().compare(reference: reference, current: current).ranked(by: [:])
        #expect(own.columns.map(\.column) == ["large", "small", "still"])
        let theirs = try EvidentlyPreset().compare(reference: reference, current: current).ranked(by: [:])
        #expect(theirs.columns.map(\.column) == ["large", "small", "still"])
    }
}
