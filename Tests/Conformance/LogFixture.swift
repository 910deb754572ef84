public import Credit
import Features
public import Foundation
public import Recording

/// Logs and records to try a store with.
public enum LogFixture {
    /// A key that is no secret.
    public static func key(_ first: UInt8 = 0) -> LogKey? { LogKey(bytes: (0..<32).map { first &+ $0 }) }

    /// A log over a store, at a time that stands still unless one is given.
    public static func log(
        _ store: any LogStore, at time: Date = Date(milliseconds: 1_795_000_000_000),
        settings: LogSettings = LogSettings(viewDelay: .seconds(3600))
    ) async throws -> StoredDecisionLog {
        guard let key = key() else { throw LogError(.key, "the key of tests is no key.") }
        return try await StoredDecisionLog.open(store, key: key, settings: settings, clock: { time })
    }

    /// An adviser.
    public static let adviser = Author(name: "amelie", role: "adviser", channel: "page")

    /// A decision with a bit of everything that a decision can hold.
    public static func decision(_ number: Int = 0, outcome: Status = .refused) -> DecisionRecord {
        let schema = FeatureSchema(columns: [
            FeatureColumn(name: "amount", isCategory: false), FeatureColumn(name: "work", isCategory: true),
            FeatureColumn(name: "gap", isCategory: false), FeatureColumn(name: "city", isCategory: true),
        ])
        let row = FeatureRow(values: [.number(0.1 + Float(number)), .level("cafe\u{301}"), .missing, .missing])
        let probability = Probability(clamping: outcome == .granted ? 0.01 : 1.0 / 3)
        let threshold = Threshold(Probability(clamping: 0.09))
        let rule = PolicyReason(
            code: "policy.minimum_age", status: .refused, label: LocalizedText(fr: "Âge", en: "Age"),
            sentence: LocalizedText(fr: "Âge minimal non atteint.", en: "Below the minimum age."))
        let explanation = Explanation(
            decision: Decision(
                probability: probability, threshold: threshold,
                policy: PolicyOutcome(version: "2026-11", reasons: outcome == .refused ? [rule] : [])),
            logOdds: LogOdds(-0.693_147_180_559_945_3),
            baseline: Baseline(label: LocalizedText(fr: "accordés", en: "granted"), logOdds: LogOdds(-2.1)),
            contributions: [
                Contribution(feature: "work", family: FamilyID(rawValue: "employment"), logOdds: LogOdds(1.0 / 3)),
                Contribution(feature: "amount", family: FamilyID(rawValue: "debt"), logOdds: LogOdds(-0.1)),
            ],
            reasons: [
                Reason(
                    family: FamilyID(rawValue: "employment"), label: LocalizedText(fr: "Emploi", en: "Employment"),
                    direction: .adverse, contribution: LogOdds(1.0 / 3),
                    sentence: LocalizedText(fr: "Emploi récent.", en: "Recent employment."), evidence: [])
            ])
        var record = DecisionRecord(
            schema: schema, features: row, modelDigest: String(repeating: "ab", count: 32), explanation: explanation,
            on: Day(secondsSince1970: 1_795_000_000))
        record.input = Array(#"{"application": {"AMT_CREDIT": \#(number)}}"#.utf8)
        record.inputType = "application/json"
        record.amount = 12_345.67
        record.texts = ["summary": LocalizedText(fr: "Refusé", en: "Refused")]
        return record
    }

    /// A client by number.
    public static func client(_ number: Int64) -> Subject { .client(ClientID(rawValue: number)) }
}
