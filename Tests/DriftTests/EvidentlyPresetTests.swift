import Drift
import Testing

private func numbers(_ values: [Double], isInteger: Bool = false) -> DriftColumn {
    DriftColumn(name: "x", values: .doubles(values), isInteger: isInteger)
}

/// The only column of a comparison.
private func compare(_ reference: DriftColumn, _ current: DriftColumn) throws -> ColumnDrift {
    try #require(EvidentlyPreset().compare(reference: [reference], current: [current]).columns.first)
}

@Suite("Evidently's rules")
struct EvidentlyPresetTests {
    @Test(
        "The test follows kind, rows of the reference and different values",
        arguments: [
            (1_000, 6, false, DriftTest.kolmogorovSmirnov), (1_000, 5, false, .chiSquare),
            (1_000, 3, false, .chiSquare), (1_000, 2, false, .twoProportions), (1_001, 6, false, .wasserstein),
            (1_001, 5, false, .jensenShannon), (1_000, 11, true, .kolmogorovSmirnov), (1_000, 10, true, .chiSquare),
            (1_000, 2, true, .twoProportions), (1_001, 11, true, .wasserstein), (1_001, 10, true, .jensenShannon),
        ])
    func selection(rows: Int, distinct: Int, isInteger: Bool, test: DriftTest) throws {
        let column = numbers((0..<rows).map { Double($0 % distinct) }, isInteger: isInteger)
        let found = try compare(column, column)
        #expect(found.test == test)
        #expect(found.kind == (isInteger && distinct <= 10 ? .category : .number))
        #expect(!found.drifted)
    }

    @Test(
        "Words are categories; those of which more than half differ are text",
        arguments: [(600, 3, DriftTest.chiSquare), (600, 2, .twoProportions), (1_500, 2, .jensenShannon)])
    func words(rows: Int, distinct: Int, test: DriftTest) throws {
        let column = levelColumn("x", (0..<rows).map { "level \($0 % distinct)" })
        #expect(try compare(column, column).test == test)
        let names = levelColumn("x", (0..<rows).map { "name \($0)" })
        #expect(try compare(column, names).state == .text)
    }

    @Test("The kind is the current data's, so that it may change from month to month")
    func kindOfCurrent() throws {
        let twelve = numbers((0..<2_400).map { Double($0 % 12) }, isInteger: true)
        let eight = numbers((0..<2_400).map { Double($0 % 8) }, isInteger: true)
        #expect(try compare(twelve, eight).test == .jensenShannon)
        #expect(try compare(eight, twelve).test == .wasserstein)
    }

    @Test("A whole-number column with one missing value is decimal, as pandas reads it")
    func integerWithHole() throws {
        let whole = (0..<2_000).map { Double($0 % 8) }
        let column = numbers(whole + [.nan], isInteger: true)
        #expect(try compare(numbers(whole, isInteger: true), column).kind == .number)
    }

    @Test("Missing values are dropped: from 1 % to 50 % missing is no drift to evidently")
    func missingUnseen() throws {
        func column(_ every: Int) -> DriftColumn {
            numbers((0..<4_000).map { $0 % every == 0 ? .nan : Double($0 * 7 % 1_009) })
        }
        let found = try compare(column(100), column(2))
        #expect(!found.drifted)
        #expect(found.missingCurrent == 0.5)
    }

    @Test("Half of the columns make the data set drift")
    func dataset() throws {
        let same = (0..<2_000).map { Double($0 % 97) }
        let reference = ["a", "b"].map { DriftColumn(name: $0, values: .doubles(same)) }
        let current = [reference[0], DriftColumn(name: "b", values: .doubles(same.map { $0 + 50 }))]
        let report = try EvidentlyPreset().compare(reference: reference, current: current)
        #expect(report.dataset.driftedColumns == 1 && report.dataset.share == 0.5 && report.dataset.drifted)
        #expect(!(try EvidentlyPreset(driftShare: 0.6).compare(reference: reference, current: current).dataset.drifted))
        #expect(throws: DriftError.self) { try EvidentlyPreset(driftShare: 1.5) }
    }

    @Test("What cannot be compared is said, and the rest is compared")
    func unusable() throws {
        let values = (0..<500).map { Double($0) }
        func named(_ name: String, _ values: [Double]) -> DriftColumn {
            DriftColumn(name: name, values: .doubles(values))
        }
        let blank = [Double](repeating: .nan, count: 500)
        let reference = [
            named("good", values), named("gone", values), named("words", values), named("was blank", blank),
            named("is blank", values), named("constant", blank.map { _ in 3 }),
            named("narrow", values.map { 1e16 + 2 * $0.truncatingRemainder(dividingBy: 2) }),
        ]
        let current = [
            named("good", values), levelColumn("words", values.map { "\($0)" }), named("was blank", values),
            named("is blank", blank), named("constant", blank.map { _ in 3 }), named("added", values),
            named("narrow", values.map { 1e16 + 2 * $0.truncatingRemainder(dividingBy: 2) }),
        ]
        let report = try EvidentlyPreset().compare(reference: reference, current: current)
        let states = report.columns.map(\.state)
        #expect(
            states == [.compared, .absent, .typeChanged, .emptyReference, .emptyCurrent, .constant, .compared])
        #expect(report.newColumns == ["added"])
        #expect(report.dataset.brokenColumns == 2)
        // Two values two apart at 10¹⁶ cannot be cut by the bins of Hellinger.
        let narrow = numbers((0..<1_500).map { 1e16 + 2 * Double($0 % 30) })
        #expect(try EvidentlyPreset().score(.hellinger, reference: narrow, current: narrow) != nil)
    }

    @Test("A range that doubles cannot cut is told, where NumPy raises")
    func tooNarrow() throws {
        // 30 neighbouring doubles, 1,500 rows: twelve bins or so are cut; 2²¹ rows' worth of bins would not be.
        let close = numbers((0..<3_000).map { 1 + Double($0 % 3) * 0x1p-52 })
        #expect(try EvidentlyPreset().score(.hellinger, reference: close, current: close) == nil)
    }
}
