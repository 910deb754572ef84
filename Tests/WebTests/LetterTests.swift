import Credit
import Explaining
import Fixtures
import Foundation
import Recording
import Storage
import Testing

@testable import Web

@Suite("A letter says the decision, its reasons, what could change it, and the client's rights")
struct LetterTests {
    enum Case: String, CaseIterable {
        case refused, granted, referred
        case refusedByPerson = "refused-by-person"
        case grantedByPerson = "granted-by-person"
    }

    private let engine: LinearEngine

    init() throws { engine = Server.shared.engine }

    /// A decision with everything that would differ from one run to the next held still.
    private func decided(_ one: Case) throws -> (RecordedDecision, Changes) {
        let isGood = one == .granted
        let client = MemoryStore.client(
            isGood ? Server.granted : Server.refused,
            isGood
                ? ["EXT_SOURCE_2": .number(0.9), "EXT_SOURCE_3": .number(0.75), "AMT_CREDIT": .number(500_000)]
                : [
                    "EXT_SOURCE_2": .number(0.1), "EXT_SOURCE_3": .number(0.25), "AMT_CREDIT": .number(1_500_000),
                    "NAME_HOUSING_TYPE": .text("With parents"), "DAYS_BIRTH": .number(-9_461),
                ])
        let explanation = try engine.explanation(for: client.features, on: engine.today)
        var record = DecisionRecord(
            schema: LinearEngine.schema, features: client.features, modelDigest: engine.model.digest,
            explanation: explanation, on: engine.today)
        record.amount = isGood ? 500_000 : 1_500_000
        if one == .referred {
            record.band = try #require(
                ReviewBand(low: record.threshold.probability, high: Probability(clamping: 1)))
            record.outcome = .referred
            record.policyVersion = "2026-1"
            record.reasons.insert(
                RecordedReason(
                    source: .policy, code: "policy.large_amount", direction: .adverse,
                    label: LocalizedText(fr: "montant élevé", en: "large amount"),
                    sentence: LocalizedText(
                        fr: "Les prêts de ce montant sont toujours examinés par une personne.",
                        en: "Loans of this amount are always looked at by a person.")), at: 0)
        }
        let decision = record.decision(catalog: engine.catalog)
        #expect(decision.status == record.outcome)
        let recorded = RecordedDecision(
            receipt: LogReceipt(
                id: try #require(EntryID("7K3F-9QWE-R2TX-0ABC")), sequence: 1, time: Server.now, digest: ""),
            subject: .client(client.id), author: Author(name: "amelie", role: "adviser", channel: "page"),
            record: record,
            decision: decision, explanation: record.explanation(of: decision), openReview: nil,
            human: try human(one))
        return (recorded, isGood ? .granted : .computed(Self.found(decision), isFromInput: true))
    }

    /// A smaller loan, or a longer one.
    private static func found(_ decision: Decision) -> Counterfactuals {
        func change(
            _ field: String, _ label: LocalizedText, _ before: Double, _ after: Double, isDependent: Bool = false
        ) -> FieldChange {
            func text(_ value: Double) -> LocalizedText {
                LocalizedText(
                    fr: HumanFormat(language: .fr, currency: "€").money(value),
                    en: HumanFormat(language: .en, currency: "€").money(value))
            }
            return FieldChange(
                field: field, label: label, before: .number(before), after: .number(after), beforeText: text(before),
                afterText: text(after), isDependent: isDependent)
        }
        let amount = LocalizedText(fr: "montant emprunté", en: "loan amount")
        let instalment = LocalizedText(fr: "mensualité", en: "monthly instalment")
        let sets = [
            [
                change("AMT_CREDIT", amount, 1_500_000, 310_000),
                change("AMT_ANNUITY", instalment, 24_700, 5_105, isDependent: true),
            ], [change("AMT_ANNUITY", instalment, 24_700, 12_000)],
        ]
        return Counterfactuals(
            answer: .found, found: sets.map { Counterfactual(changes: $0, steps: 1, decision: decision) }, fields: [])
    }

    private func human(_ one: Case) throws -> HumanDecision? {
        guard one == .refusedByPerson || one == .grantedByPerson else { return nil }
        let outcome: Status = one == .grantedByPerson ? .granted : .refused
        let code = outcome == .granted ? "human.income_confirmed" : "human.documents_inconsistent"
        let review = try #require(EntryID("0000-0000-0000-0001"))
        let step = ReviewStepFixture.ended(review, outcome: outcome, code: code)
        return HumanDecision(step, catalog: engine.catalog)
    }

    @Test("the words are those of the golden file", arguments: Case.allCases, Language.allCases)
    func golden(one: Case, language: Language) throws {
        let (decision, changes) = try decided(one)
        let letter = Letter(
            decision, changes, catalog: engine.catalog, language: language,
            on: try #require(Day(year: 2026, month: 12, day: 1)))
        try Golden.check(letter.text, "letters/\(one.rawValue).\(language.rawValue).txt")
        #expect(letter.digest.count == 64)
    }

    @Test("no letter names the model, a column, a member of staff, or sex as a reason", arguments: Case.allCases)
    func clean(one: Case) throws {
        let (decision, changes) = try decided(one)
        for language in Language.allCases {
            let text = Letter(
                decision, changes, catalog: engine.catalog, language: language,
                on: try #require(Day(year: 2026, month: 12, day: 1))
            ).text
            #expect(text.firstMatch(of: /[A-Z]{2,}_[A-Z_0-9]+|SHAP|AUC|log-odds|Optional|amelie|rachel/) == nil)
            #expect(text.firstMatch(of: /\{[a-z]+\}/) == nil && !text.contains("!"))
            let reasons = text.matches(of: #/(?m)^\d\. /#).count
            #expect((1...StatedReason.most).contains(reasons))
        }
    }
}
