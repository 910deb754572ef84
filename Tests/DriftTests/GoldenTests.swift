import Drift
import Foundation
import Testing

/// The values that evidently 0.7.23 gave, case by case.
private struct GoldenFile: Decodable {
    struct Case: Decodable {
        let name: String
        let expected: [String: Expected]
    }

    struct Expected: Decodable {
        let score: Double
        let drifted: Bool
        let threshold: Double

        private enum CodingKeys: CodingKey { case score, drifted, threshold }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            // Not a number is written as a word.
            score = (try? container.decode(Double.self, forKey: .score)) ?? .nan
            drifted = try container.decode(Bool.self, forKey: .drifted)
            threshold = try container.decode(Double.self, forKey: .threshold)
        }
    }

    let cases: [Case]

    static func read() throws -> GoldenFile {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/evidently-0.7.23.json")
        return try JSONDecoder().decode(GoldenFile.self, from: Data(contentsOf: file))
    }
}

/// The columns of each case, by the formulas that the golden file gives in words.
private func columns(of name: String) throws -> (reference: DriftColumn, current: DriftColumn) {
    func numbers(_ count: Int, isInteger: Bool = false, _ value: (Int) -> Double) -> DriftColumn {
        DriftColumn(name: name, values: .doubles((0..<count).map(value)), isInteger: isInteger)
    }
    func words(_ text: String) -> DriftColumn { levelColumn(name, text.map(String.init)) }
    func first(_ i: Int) -> Double { Double(7 * i % 101) / 10 }
    func second(_ i: Int) -> Double { Double(11 * i % 97 + 5) / 9 }
    func repeated(_ text: String, _ times: Int) -> String { String(repeating: text, count: times) }
    switch name {
    case "num_shift": return (numbers(1500, first), numbers(1200, second))
    case "num_identical": return (numbers(1500, first), numbers(1500, first))
    case "num_small_n": return (numbers(400, first), numbers(300, second))
    case "num_20_unique_valuewise": return (numbers(1500) { Double($0 % 20) }, numbers(1200) { Double($0 % 25) })
    case "num_21_unique_histogram": return (numbers(1500) { Double($0 % 21) }, numbers(1200) { Double($0 % 25) })
    case "num_constant_ref": return (numbers(1500) { _ in 1 }, numbers(1200) { _ in 1.0005 })
    case "cat_new_level": return (words(repeated("aaaaabbbcc", 150)), words(repeated("aaabbbbccd", 120)))
    case "cat_same_levels": return (words(repeated("aaaaabbbcc", 150)), words(repeated("aaaabbbbcc", 120)))
    case "cat_small_chi": return (words(repeated("aaaaabbbcc", 50)), words(repeated("aaaabbbbcc", 40)))
    case "binary_z":
        return (
            numbers(100, isInteger: true) { $0 < 60 ? 0 : 1 }, numbers(100, isInteger: true) { $0 < 50 ? 0 : 1 }
        )
    case "cat_constant": return (words(repeated("a", 50)), words(repeated("a", 50)))
    case "psi_empty_bin": return (words(repeated("a", 900) + repeated("b", 100)), words(repeated("a", 1000)))
    default: throw DriftError(.invalidInput, "the golden file has a case that the tests do not make: \(name)")
    }
}

@Suite("Evidently's golden values")
struct GoldenTests {
    @Test("Every case of the golden file has evidently's score and verdict")
    func everyCase() throws {
        let golden = try GoldenFile.read()
        let preset = try EvidentlyPreset()
        #expect(golden.cases.count == 12)
        for item in golden.cases {
            let (reference, current) = try columns(of: item.name)
            for (name, expected) in item.expected {
                let test = try #require(DriftTest(rawValue: name))
                #expect(EvidentlyPreset.threshold(of: test) == expected.threshold)
                let found = try #require(preset.score(test, reference: reference, current: current))
                let isSame =
                    expected.score.isNaN
                    ? found.score.isNaN
                    : abs(found.score - expected.score) <= 1e-9 * abs(expected.score)
                #expect(isSame, "\(item.name) \(name): \(found.score) for \(expected.score)")
                #expect(found.drifted == expected.drifted, "\(item.name) \(name)")
            }
        }
    }
}
