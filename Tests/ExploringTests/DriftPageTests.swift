import Credit
import Drift
import Exploring
import Foundation
import Markup
import Testing

@Suite("The page of a comparison")
struct DriftPageTests {
    /// Columns of a thousand rows; the current side of each is shifted by so many hundredths of its range.
    private func columns(_ count: Int, shift: (Int) -> Double) -> (reference: [DriftColumn], current: [DriftColumn]) {
        func values(_ column: Int, _ shift: Double) -> [Double] {
            (0..<1000).map { row -> Double in
                let place = (row * 7919 + column * 104_729) % 1000
                return Double(place) * 1234.567 + shift * 12_345.67
            }
        }
        let names = (0..<count).map { "previous_application.last_24_months.AMOUNT_\($0).mean" }
        return (
            names.indices.map { DriftColumn(name: names[$0], values: .doubles(values($0, 0))) },
            names.indices.map { DriftColumn(name: names[$0], values: .doubles(values($0, shift($0)))) }
        )
    }

    private func comparison(
        _ sides: (reference: [DriftColumn], current: [DriftColumn]), effects: [String: ApprovalEffect] = [:],
        approvals: DriftComparison.Approvals? = nil
    ) throws -> DriftComparison {
        let report = try LimpidePreset().compare(reference: sides.reference, current: sides.current)
        return DriftComparison(
            reference: "before.csv", current: "after.csv", preset: .limpide, report: report.ranked(by: effects),
            approvals: approvals, catalog: nil)
    }

    private func text(_ comparison: DriftComparison, _ language: Language = .fr) -> String {
        Page.text(of: DriftPage(comparison, language: language))
    }

    private func count(_ part: String, in text: String) -> Int { text.components(separatedBy: part).count - 1 }

    @Test("is one file: no script, no address outside, every link leads somewhere", arguments: Language.allCases)
    func whole(language: Language) throws {
        let text = text(try comparison(columns(30) { $0 < 10 ? 20 : 0 }), language)
        #expect(text.contains("<html lang=\"\(language.rawValue)\">"))
        for outside in ["<script", "<link", "<img", "src=", "http:", "https:", "url(", "@import"] {
            #expect(!text.contains(outside), "\(outside)")
        }
        let identifiers = text.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
        #expect(Set(identifiers).count == identifiers.count)
        let targets = text.matches(of: /href="#([a-z0-9]+)"/).map { String($0.1) }
        #expect(targets.count == 6 + 10)
        #expect(Set(targets).isSubset(of: identifiers))
        #expect(count("<table", in: text) == count("<caption", in: text))
    }

    @Test(
        "stays under its limit at 700 columns, each with its two distributions",
        arguments: [0, 350, 700], Language.allCases)
    func size(moved: Int, language: Language) throws {
        let comparison = try comparison(columns(700) { $0 < moved ? 20 : 0 })
        #expect(comparison.report.dataset.driftedColumns == moved)
        let text = text(comparison, language)
        #expect(text.utf8.count < 500_000)
        // The ranking's table, and one per column.
        #expect(count("<table", in: text) == 700 + (moved > 0 ? 1 : 0))
    }

    @Test("stays under its limit however many columns there are, and says how many are left to the JSON")
    func manyColumns() throws {
        let text = text(try comparison(columns(6000) { $0 < 3000 ? 20 : 0 }))
        #expect(text.utf8.count < DriftPage.byteLimit)
        #expect(text.contains("dans le JSON du rapport"))
    }

    @Test("tells missing values, categories never seen, and the group that grew, in words")
    func words() throws {
        let rows = 0..<1000
        func level(_ name: String, _ word: (Int) -> Int32) -> DriftColumn {
            DriftColumn(name: name, values: .levels(codes: rows.map(word), levels: ["red", "blue", "green <b>"]))
        }
        func number(_ share: Int) -> DriftColumn {
            let values = rows.map { $0 % 100 < share ? .nan : Double($0 / 100 * 10 + $0 % 10) }
            return DriftColumn(name: "income", values: .doubles(values))
        }
        let comparison = try comparison(
            (
                [level("colour") { $0 % 2 == 0 ? 0 : 1 }, number(1)],
                [level("colour") { $0 % 10 == 0 ? 2 : $0 % 2 == 0 ? 0 : 1 }, number(50)]
            ))
        let english = text(comparison, .en)
        #expect(english.contains("Missing values: 1% before, 50% after."))
        #expect(english.contains("10% of values had never been seen."))
        #expect(english.contains("never seen before"))
        #expect(english.contains("Income: unknown, 50 in 100 clients instead of 1."))
        let french = text(comparison)
        #expect(french.contains("Valeurs manquantes\u{A0}: 1\u{A0}% avant, 50\u{A0}% après."))
        #expect(!french.contains("<b>"))
    }

    @Test("ranks by what a column's drift does to approvals, and says it")
    func ranking() throws {
        let sides = columns(3) { $0 == 0 ? 40 : 20 }
        let effect = try #require(
            ApprovalEffect(
                before: [0.05, 0.05, 0.05, 0.05], after: [0.05, 0.05, 0.05, 0.3], threshold: 0.1, missedDefault: 10,
                refusedGoodClient: 1))
        let comparison = try comparison(
            sides, effects: [sides.reference[2].name: effect],
            approvals: DriftComparison.Approvals(
                model: "champion", threshold: 0.1, reference: 0.9, current: 0.8, effectClients: 4, lacking: []))
        #expect(comparison.report.columns.map(\.column).first == sides.reference[2].name)
        let text = text(comparison, .en)
        #expect(text.contains("90% → 80%") && text.contains("−25 pts (25% of decisions change)"))
        let first = try #require(text.firstRange(of: "AMOUNT_2.mean"))
        #expect(text.firstRange(of: "AMOUNT_0.mean").map { first.lowerBound < $0.lowerBound } ?? false)
        #expect(comparison.summary(language: .en).contains("Approvals: 90% before, 80% after."))
    }

    @Test("says what is broken, asks about a new name that is near, and keeps the rest")
    func broken() throws {
        var sides = columns(4) { $0 == 3 ? 20 : 0 }
        sides.reference.append(DriftColumn(name: "AMT_CREDIT", values: .doubles((0..<1000).map(Double.init))))
        sides.current.append(DriftColumn(name: "AMT_CREDITS", values: .doubles((0..<1000).map(Double.init))))
        sides.current[0] = DriftColumn(
            name: sides.current[0].name, values: .levels(codes: (0..<1000).map { _ in 0 }, levels: ["x"]))
        let text = text(try comparison(sides), .en)
        #expect(text.contains("AMT_CREDIT: Absent from the current data. Is it the new “AMT_CREDITS”?"))
        #expect(text.contains("Words on one side, numbers on the other."))
        #expect(text.contains("The data has drifted: 1 of 3 columns compared moved."))
    }

    @Test("never shows a word that very few rows have")
    func discreet() throws {
        let names = (0..<1000).map { "person \($0)" }
        let column = DriftColumn(name: "name", values: .levels(codes: (0..<1000).map { Int32($0) }, levels: names))
        let comparison = try comparison(([column], [column]))
        #expect(!text(comparison).contains("person "))
        #expect(try !String(decoding: JSONEncoder().encode(comparison), as: UTF8.self).contains("person "))
    }

    @Test("draws by Limpide's bins what evidently's rules judged")
    func evidently() throws {
        let sides = columns(5) { $0 == 1 ? 20 : 0 }
        let report = try EvidentlyPreset().compare(reference: sides.reference, current: sides.current)
        let comparison = DriftComparison(
            reference: "a", current: "b", preset: .evidently, report: report.ranked(by: [:]),
            figures: try LimpidePreset().compare(reference: sides.reference, current: sides.current), catalog: nil)
        let text = text(comparison, .en)
        #expect(comparison.report.columns.first?.column == sides.reference[1].name)
        #expect(text.contains("threshold 0.05, moved.") && count("<table", in: text) == 6)
        #expect(text.contains("Evidently 0.7.23’s rules"))
    }
}
