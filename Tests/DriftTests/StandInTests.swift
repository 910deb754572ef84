import Drift
import Testing

@Suite("A column made up from its profile")
struct StandInTests {
    @Test("is distributed as the profile says: missing share, levels, quantiles", arguments: [100, 999, 5_000])
    func alike(_ rows: Int) throws {
        let numbers = DriftColumn(
            name: "n", values: .floats((0..<3_000).map { $0 % 7 == 0 ? .nan : Float(($0 * 37) % 1_009) / 10 }))
        let words = DriftColumn(
            name: "w",
            values: .levels(
                codes: (0..<3_000).map { $0 % 10 == 0 ? -1 : Int32($0 % 3 == 0 ? 1 : 0) }, levels: ["a", "b"]))
        for column in [numbers, words] {
            let profile = ColumnProfile(of: column)
            let made = profile.standIn(named: column.name, rows: rows)
            #expect(made.rows == rows)
            let report = try LimpidePreset(minimumRows: 50).compare(reference: [column], current: [made])
            #expect(report.columns[0].state == .compared)
            #expect(!report.columns[0].drifted, "\(report.columns[0])")
            let missing = try #require(report.columns[0].missingCurrent)
            #expect(abs(missing - profile.missingShare) <= 0.5 / Double(rows) + 1e-12)
        }
    }

    @Test("a column without any value gives rows without any")
    func blank() {
        let blank = DriftColumn(name: "x", values: .doubles([.nan, .nan]))
        #expect(ColumnProfile(of: blank).standIn(named: "x", rows: 5).isBlank)
    }
}
