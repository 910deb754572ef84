import Credit
import Features
import Fixtures
import Statistics

@testable import Catalog
@testable import Modeling

/// A table of clients in groups of many sizes, with unknown values everywhere, and what they are compared by.
struct Peers {
    static let schema = FeatureSchema(columns: [
        FeatureColumn(name: "INCOME", isCategory: false), FeatureColumn(name: "JOB", isCategory: true),
        FeatureColumn(name: "grade", isCategory: false), FeatureColumn(name: "owns", isCategory: false),
    ])
    static let jobs = ["Clerk", "Cook", "Driver", "Pilot", "Rare"]

    let table: FeatureTable
    /// The numbers of the table by feature, and each client's job.
    private let numbers: [String: [Float]]
    private let words: [String?]

    /// Draws clients; the first jobs are common, the last is rare.
    ///
    /// - Parameter order: the clients' places; the same clients in another order without it.
    init(rows: Int, seed: UInt64, order: [Int]? = nil, levels: [String] = jobs) {
        var generator = SeededGenerator(seed: seed)
        var incomes: [Float] = [], codes: [Int32] = [], grades: [Float] = [], owns: [Float] = []
        for _ in 0..<rows {
            let isKnown = !generator.nextBool(probability: 0.1)
            // Of very different sizes and signs, so that a sum depends on its order; sometimes a zero of either sign.
            let size = Float(generator.nextNormal() + 2) * (generator.nextBool(probability: 0.2) ? 1e7 : 1)
            let zero: Float = generator.nextBool(probability: 0.5) ? 0 : -0.0
            incomes.append(!isKnown ? .nan : generator.nextBool(probability: 0.05) ? zero : size)
            let job = min(4, Int(generator.nextUniform() * generator.nextUniform() * 5.5))
            let code = levels.firstIndex(of: Self.jobs[job]).map(Int32.init) ?? -1
            codes.append(generator.nextBool(probability: 0.1) ? -1 : code)
            grades.append(generator.nextBool(probability: 0.1) ? .nan : Float(generator.nextIndex(below: 4)) - 1)
            owns.append(generator.nextBool(probability: 0.3) ? 1 : zero)
        }
        let order = order ?? Array(0..<rows)
        words = order.map { codes[$0] < 0 ? nil : levels[Int(codes[$0])] }
        numbers = [
            "INCOME": order.map { incomes[$0] }, "grade": order.map { grades[$0] }, "owns": order.map { owns[$0] },
        ]
        table = FeatureTable(
            schema: Self.schema, clients: order.map { ClientID(rawValue: Int64($0)) },
            outcomes: order.map { _ in nil }, persons: order.map(Int32.init),
            columns: [
                .numbers(order.map { incomes[$0] }), .levels(codes: order.map { codes[$0] }, levels: levels),
                .numbers(order.map { grades[$0] }), .numbers(order.map { owns[$0] }),
            ])
    }

    /// A comparison of `INCOME` named after what it is.
    static func comparison(
        _ against: PeerComparison.Reference, _ form: PeerComparison.Form, within: [String],
        value: String = "INCOME", valid: ValidRange? = nil
    ) -> FittedFeature {
        FittedFeature(
            definition: FeatureDefinition(
                name: "\(against) \(form) \(within.joined(separator: " "))", kind: .number,
                family: FamilyID(rawValue: "income"), label: LocalizedText(fr: "a", en: "a"), levels: [:], risk: nil,
                tables: []),
            comparison: PeerComparison(value: value, against: against, within: within, form: form, valid: valid))
    }

    /// Every way of comparing, within one to three features.
    static let comparisons = PeerComparison.Reference.allCases.flatMap { against in
        PeerComparison.Form.allCases.flatMap { form in
            [["JOB"], ["grade", "JOB"], ["owns", "grade", "JOB"]].map { comparison(against, form, within: $0) }
        }
    }

    /// The slow and obvious answer: of the groups that a row is in, the smallest that is large enough, or else everyone.
    func expected(_ comparison: PeerComparison, row: Int, learnedFrom rows: [Int]) -> Float {
        let value = number(comparison.value, row)
        guard !value.isNaN else { return .nan }
        for depth in (0...comparison.within.count).reversed() {
            let shared = comparison.within.prefix(depth)
            guard shared.allSatisfy({ word($0, row) != nil }) else { continue }
            var alike = rows.filter { !number(comparison.value, $0).isNaN }
            for name in shared {
                let own = word(name, row)
                alike = alike.filter { word(name, $0) == own }
            }
            guard alike.count >= 100 || depth == 0, !alike.isEmpty else { continue }
            let sorted = alike.map { Double(number(comparison.value, $0)) }.sorted()
            let half = sorted.count / 2
            let median = sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
            let reference = comparison.against == .median ? median : sorted.reduce(0, +) / Double(sorted.count)
            if comparison.form == .difference { return Float(Double(value) - reference) }
            return reference == 0 ? .nan : Float(Double(value) / reference)
        }
        return .nan
    }

    private func number(_ name: String, _ row: Int) -> Float {
        guard let values = numbers[name] else { return .nan }
        return values[row]
    }

    /// What a value is called, the same for 0 and −0; nil when it is unknown.
    private func word(_ name: String, _ row: Int) -> String? {
        guard let number = numbers[name]?[row] else { return words[row] }
        return number.isNaN ? nil : number == 0 ? "zero" : "\(number)"
    }
}
