import Credit
import Drift
import Features
import Foundation
import Monitoring
import Recording
import Statistics

/// A lender whose clients are drawn by a seed, and who keeps a log.
struct Lender {
    static let model = "model-digest"
    static let threshold = 0.2
    static let schema = FeatureSchema(columns: [
        FeatureColumn(name: "income", isCategory: false), FeatureColumn(name: "job", isCategory: true),
    ])

    /// A day for the policy's sake; there is none.
    static let today = Day(secondsSince1970: 1_767_571_200)

    let log = MemoryLog()

    /// A moment in days after Monday 5 January 2026, midnight UTC.
    static func day(_ days: Double) -> Date { Date(timeIntervalSince1970: 1_767_571_200 + days * 86_400) }

    /// One client and the probability of default.
    static func draw(_ generator: inout SeededGenerator, missing: Double) -> (FeatureRow, Double) {
        let income = Float(generator.nextUniform() + generator.nextUniform())
        let job = generator.nextUniform() < 0.7 ? "worker" : "retired"
        let u = generator.nextUniform()
        let isMissing = generator.nextUniform() < missing
        return (FeatureRow(values: [isMissing ? .missing : .number(income), .level(job)]), u * u * 0.3)
    }

    /// The population that the model was made on.
    static func profile(rows: Int = 2_000) -> PopulationProfile {
        var generator = SeededGenerator(seed: 7)
        let drawn = (0..<rows).map { _ in draw(&generator, missing: 0.01) }
        let income = drawn.map { if case .number(let value) = $0.0.values[0] { value } else { Float.nan } }
        let job = drawn.map { $0.0.values[1] == .level("worker") ? Int32(0) : 1 }
        return PopulationProfile(of: [
            DriftColumn(name: "income", values: .floats(income)),
            DriftColumn(name: "job", values: .levels(codes: job, levels: ["worker", "retired"])),
            DriftColumn(name: "probability", values: .doubles(drawn.map(\.1))),
        ])
    }

    static var approvalRate: Double { (2.0 / 3).squareRoot() }

    /// A day's decisions.
    @discardableResult
    func decide(
        _ count: Int, on day: Int, missing: Double = 0.01, model: String = Lender.model, firstClient: Int64 = 0
    ) -> [EntryID] {
        var generator = SeededGenerator(seed: UInt64(1_000 + day))
        return (0..<count).map { number in
            let (row, probability) = Self.draw(&generator, missing: missing)
            var record = DecisionRecord(
                schema: Self.schema, features: row, modelDigest: model, logOdds: LogOdds(0),
                decision: Decision(
                    probability: Probability(clamping: probability),
                    threshold: Threshold(Probability(clamping: Self.threshold))), on: Self.today)
            let text = LocalizedText(fr: "x", en: "x")
            record.reasons = [
                RecordedReason(source: .score, code: "income", direction: .adverse, label: text, sentence: text)
            ]
            return log.add(
                record, about: .client(ClientID(rawValue: firstClient + Int64(day * 100_000 + number))),
                at: Self.day(Double(day) + Double(number) / Double(count)))
        }
    }
}
