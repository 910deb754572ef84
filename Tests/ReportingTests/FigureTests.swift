import Credit
import Foundation
import Modeling
import Statistics
import Testing

@testable import Reporting

@Suite("No figure is typed by hand")
struct FigureTests {
    /// What is a number by definition and not by measurement: the coverage of intervals.
    private static let definitions: Set<String> = ["95"]

    @Test(
        "outside charts every digit is a figure of the record, or a name", arguments: ["note", "card", "slides"],
        Language.allCases)
    func noneByHand(name: String, language: Language) throws {
        let text = DocumentTests.page(name, try SmallRecord.make(), language)
        var rest = text
        for part in [
            "<style>.*?</style>", "<svg .*?</svg>", "<data .*?</data>", "<span class=\"name\">.*?</span>",
            "<title>.*?</title>",
        ] {
            rest = try rest.replacing(Regex(part).dotMatchesNewlines(), with: "")
        }
        rest = try rest.replacing(Regex("<[^>]*>"), with: " ").replacing("&#39;", with: "'")
        let numbers = rest.split { !$0.isNumber }.map(String.init)
        #expect(numbers.filter { !Self.definitions.contains($0) } == [])
    }

    @Test(
        "every figure is a value of the record, or follows from one or two of them",
        arguments: ["note", "card", "slides"])
    func fromRecord(name: String) throws {
        let record = try SmallRecord.make()
        let known = Known(record)
        let text = DocumentTests.page(name, record, .fr)
        let values = text.matches(of: try Regex("<data value=\"([^\"]*)\"", as: (Substring, Substring).self))
            .compactMap { Double(String($0.output.1)) }
        #expect(values.count > 20)
        for value in values { #expect(known.explains(value), "\(value) is not of the record") }
        // The test can fail: a figure that is nowhere is not explained.
        #expect(!known.explains(0.123456789) && !known.explains(77_777))
    }

    @Test("another record gives other figures in the note", arguments: Language.allCases)
    func follows(language: Language) throws {
        var record = try SmallRecord.make()
        let before = DocumentTests.page("note", record, language)
        record.referenceClients = 54_321
        record.features = 98_765
        let after = DocumentTests.page("note", record, language)
        #expect(!before.contains("value=\"54321.0\"") && after.contains("value=\"54321.0\""))
        #expect(!before.contains("value=\"98765.0\"") && after.contains("value=\"98765.0\""))
    }
}

/// The numbers that a record holds, and those that simple sums make of them.
private struct Known {
    private var values: Set<Double> = []

    init(_ record: ModelRecord) {
        var found: [Double] = []
        Self.collect(record, &found)
        let costs = [record.decision.cost.missedDefault, record.decision.cost.refusedGoodClient]
        found += [costs[1] / (costs[0] + costs[1]), costs[0] / costs[1]]
        if let design = record.selection?.design { found.append(Double(design.defaults) / Double(design.rows)) }
        let test = record.evaluation.costPerThousand
        found.append((test.high - test.low) / 2)
        found.append(record.evaluation.calibrationError * 100)
        if let deciles = record.selection?.reliability.deciles.expectedCalibrationError { found.append(deciles * 100) }
        // Counts: how many there are of something that is listed.
        found += (0...40).map(Double.init)
        found += [Double(record.selection?.importance.features.count ?? 0)]
        values = Set(found + found.map { $0 * 1000 })
    }

    func explains(_ value: Double) -> Bool {
        values.contains(value) || values.contains { abs($0 - value) <= 1e-9 * max(1, abs(value)) }
    }

    private static func collect(_ value: Any, _ found: inout [Double]) {
        switch value {
        case let number as Double: found.append(number)
        case let number as Int: found.append(Double(number))
        case let number as UInt64: found.append(Double(number))
        default: for child in Mirror(reflecting: value).children { collect(child.value, &found) }
        }
    }
}
