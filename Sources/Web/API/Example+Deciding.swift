import Catalog
import Credit
import Explaining
import Foundation
import Recording

// Made-up answers of the routes that decide, compare and review.
extension Example {
    private static let refused = Decision(
        probability: Probability(clamping: 0.1824), threshold: Threshold(Probability(clamping: 0.0911)))
    private static let granted = Decision(
        probability: Probability(clamping: 0.0874), threshold: Threshold(Probability(clamping: 0.0911)))
    private static let amount = LocalizedText(fr: "montant du prêt", en: "loan amount")

    private static let change = FieldChange(
        field: "AMT_CREDIT", label: amount, before: .number(406_597.5), after: .number(320_000.5),
        beforeText: LocalizedText(fr: "406\u{202F}598\u{A0}€", en: "€406,598"),
        afterText: LocalizedText(fr: "320\u{202F}001\u{A0}€", en: "€320,001"), isDependent: false)
    private static let otherChange = FieldChange(
        field: "NAME_CONTRACT_TYPE", label: LocalizedText(fr: "type de prêt", en: "type of loan"), before: .missing,
        after: .text("Cash loans"), beforeText: LocalizedText(fr: "inconnu", en: "unknown"),
        afterText: LocalizedText(fr: "prêt personnel", en: "cash loan"), isDependent: true)
    private static let emptied = FieldChange(
        field: "OWN_CAR_AGE", label: LocalizedText(fr: "âge de la voiture", en: "age of the car"), before: .text("x"),
        after: .missing, beforeText: LocalizedText(fr: "x", en: "x"),
        afterText: LocalizedText(fr: "inconnu", en: "unknown"),
        isDependent: true)
    private static let changes = [change, otherChange, emptied]

    private static let found = Counterfactuals(
        answer: .found, found: [Counterfactual(changes: changes, steps: 4, decision: granted)],
        fields: [Counterfactuals.Field(name: "AMT_CREDIT", label: amount)])

    static let foundCounterfactuals = JSON(found).adding(["client": 123_456])
    static let noCounterfactuals = JSON(
        Counterfactuals(answer: .noneWithinLimits, found: [], fields: found.fields)
    ).adding(["client": 123_456])

    private static let variable = SimilarClients.Variable(
        feature: "AMT_CREDIT", label: amount, value: LocalizedText(fr: "406\u{202F}598\u{A0}€", en: "€406,598"))
    static let similar = JSON(
        SimilarClients(
            count: 200, middleDistance: 3.5, furthestDistance: 8.25, variables: [variable],
            defaultRate: ObservedRate(rate: 0.115, low: 0.0781, high: 0.1664))
    ).adding(["client": 123_456])
    static let noSimilar = JSON(
        SimilarClients(count: 0, middleDistance: nil, furthestDistance: nil, variables: [variable], defaultRate: nil)
    ).adding(["client": 123_456])

    private static let policy = PolicyOutcome(
        version: "2026-01",
        reasons: [
            PolicyReason(
                code: "policy.minimum_age", status: .refused,
                label: LocalizedText(fr: "âge minimum", en: "minimum age"),
                sentence: LocalizedText(fr: "Vous avez moins de 18 ans.", en: "You are under 18."))
        ])
    private static let reason = Reason(
        family: FamilyID(rawValue: "affordability"), label: LocalizedText(fr: "budget", en: "budget"),
        direction: .adverse,
        contribution: LogOdds(1.425),
        sentence: LocalizedText(
            fr: "Le prêt demandé est élevé pour vos revenus.", en: "The loan is high for your income."),
        evidence: [
            evidence(usual: LocalizedText(fr: "de 1,90 à 4,80", en: "1.90 to 4.80")), evidence(usual: nil),
        ])

    private static func evidence(usual: LocalizedText?) -> Evidence {
        Evidence(
            feature: "credit_to_income",
            label: LocalizedText(fr: "crédit rapporté au revenu annuel", en: "loan to annual income"),
            value: LocalizedText(fr: "6,02", en: "6.02"), usual: usual, contribution: LogOdds(1.425))
    }

    private static func explained(_ policy: PolicyOutcome) -> JSON {
        let decision = Decision(
            probability: refused.probability, threshold: refused.threshold, policy: policy)
        return JSON(decision).adding([
            "log_odds": .number(-1.5125),
            "baseline": [
                "label": JSON(
                    LocalizedText(fr: "clients dont le prêt est accordé", en: "clients whose loan is granted")),
                "log_odds": .number(-2.9375),
            ],
            "contributions": [
                [
                    "feature": "credit_to_income",
                    "label": JSON(LocalizedText(fr: "crédit rapporté au revenu annuel", en: "loan to annual income")),
                    "family": "affordability", "log_odds": .number(1.425),
                ]
            ],
            "sum_check": ["sum": .number(-1.5125), "residual": .number(2.3e-16)],
            "reasons": [JSON(reason)], "policy": JSON(policy),
            "stated_reasons": .list(StatedReason.refusing(decision, score: [reason]).map { JSON($0) }),
            "model": .text(String(repeating: "3b2f", count: 16)),
        ])
    }

    private static let time = Date(timeIntervalSince1970: 1_796_032_800.123)
    private static let receipt: JSON = [
        "reference": "7K3F-9QWE-R2TX-0ABC", "sequence": 4711, "time": JSON(time),
        "digest": .text(String(repeating: "9d1e", count: 16)),
    ]

    static let recordedDecision = explained(policy).adding(fields(receipt)).adding(["client": 123_456])

    static let decisionWithoutPolicy = explained(PolicyOutcome(version: nil, reasons: [])).adding(fields(receipt))
        .adding(["client": 123_456])

    private static let message = FieldMessage(
        kind: .unknownCategory, isProblem: false, table: "application", record: nil, field: "NAME_HOUSING_TYPE",
        text: LocalizedText(
            fr: "Cette valeur n’est pas connue ; elle compte comme nouvelle.",
            en: "This value is not known; it counts as new."))

    private static let applicationFields: [String: JSON] = [
        "client": .null, "counterfactuals": JSON(found), "messages": [JSON(message)],
    ]
    static let application = explained(policy).adding(fields(receipt)).adding(applicationFields)
    static let knownApplication = explained(PolicyOutcome(version: nil, reasons: [])).adding(fields(receipt))
        .adding(applicationFields).adding(["client": 123_456])

    static let explanationOfClient = explained(policy).adding(["client": 123_456])
    static let explanationWithoutPolicy = explained(PolicyOutcome(version: nil, reasons: [])).adding(["client": 123_456]
    )

    static let simulationBody: JSON = ["client": 123_456, "changes": ["AMT_CREDIT": 320_000]]
    static let simulation: JSON = [
        "client": 123_456, "before": JSON(refused), "after": JSON(granted), "changes": .list(changes.map { JSON($0) }),
        "reasons": [JSON(reason)], "messages": [JSON(message)], "model": .text(String(repeating: "3b2f", count: 16)),
    ]

    /// The records of an applicant, as the lender's catalog has them: some columns of the application.
    static func records(of catalog: LenderCatalog) -> JSON {
        var columns: [String: JSON] = [:]
        for column in catalog.rootTable?.columns ?? [] where columns.count < 6 && column.family != nil {
            if let valid = column.valid { columns[column.name] = .number((valid.low + valid.high) / 2) }
            if let level = column.levels.keys.min(), column.kind.isCategory { columns[column.name] = .text(level) }
        }
        return .object([catalog.root: .object(columns)])
    }

    static var batchLines: String {
        let score = JSON(refused).adding([
            "line": 1, "client": 123_456, "model": .text(String(repeating: "3b2f", count: 16)), "messages": [],
        ])
        let problem: JSON = ["line": 2, "problem": (try? JSON(of: fieldProblem)) ?? .null]
        return [score, problem].map { String(decoding: JSONWriter.bytes(of: $0), as: UTF8.self) + "\n" }.joined()
    }

    static let importance = JSON(
        GlobalImportance(
            clients: 307_511, sampled: 2000,
            features: [
                GlobalImportance.Feature(
                    name: "EXT_SOURCE_2", label: LocalizedText(fr: "score externe 2", en: "external score 2"),
                    family: FamilyID(rawValue: "external_scores"), weight: 0.3125)
            ],
            families: [
                GlobalImportance.Family(
                    id: FamilyID(rawValue: "external_scores"),
                    label: LocalizedText(fr: "scores externes", en: "external scores"),
                    weight: 0.5125, share: 0.3125)
            ])
    ).adding(["model": .text(String(repeating: "3b2f", count: 16))])

    static let reviewRequest: JSON = [
        "decision": "7K3F-9QWE-R2TX-0ABC", "reason": "The client has a new job since last month.",
        "due": "2026-12-24T12:00:00Z",
    ]
    static let judgement: JSON = [
        "outcome": "granted", "code": "new_income", "text": "The contract of employment shows a higher income.",
    ]

    static let review: JSON = [
        "reference": "2MD7-Q0ZX-8RTN-4KEP", "decision": "7K3F-9QWE-R2TX-0ABC", "before": "refused", "after": .null,
        "state": "requested", "requested": JSON(time), "due": JSON(time), "amount": .number(406_597.5),
        "needs_second": .flag(true), "requester": "anne", "assignee": .null, "first": .null, "second": .null,
        "judgement_code": .null, "decided": .null, "is_override": .flag(false),
    ]
    static let decidedReview = review.adding([
        "after": "granted", "state": "decided", "due": .null, "amount": .null, "assignee": "claire", "first": "claire",
        "second": "paul", "judgement_code": "new_income", "decided": JSON(time), "is_override": .flag(true),
    ])
    static let reviewList: JSON = ["reviews": [review, decidedReview], "next": "2MD7-Q0ZX-8RTN-4KEP"]
    static let lastReviewList: JSON = ["reviews": [], "next": .null]

    private static func fields(_ json: JSON) -> [String: JSON] {
        if case .object(let object) = json { object } else { [:] }
    }
}
