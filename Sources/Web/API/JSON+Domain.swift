import Credit
import Explaining
import Features
import Foundation
import Recording

// How the domain's values are said in JSON.
extension JSON {
    init(_ text: LocalizedText) { self = ["en": .text(text.en), "fr": .text(text.fr)] }

    init(_ text: String?) { self = text.map(JSON.text) ?? .null }

    init(_ number: Double?) { self = number.map(JSON.number) ?? .null }

    init(_ moment: Date?) { self = moment.map { .text($0.formatted(JSON.timeFormat)) } ?? .null }

    /// Moments in UTC with milliseconds, as RFC 3339 writes them.
    private static let timeFormat = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// A probability set against the threshold and the rules.
    init(_ decision: Decision) { self = .object(JSON.fields(of: decision)) }

    static func fields(of decision: Decision) -> [String: JSON] {
        [
            "probability": .number(decision.probability.value), "status": .text(decision.status.label.fr),
            "status_code": .text(decision.status.rawValue), "threshold": .number(decision.threshold.probability.value),
            "distance": .number(decision.distance),
        ]
    }

    /// What the lender's rules say, apart from the score.
    init(_ policy: PolicyOutcome) {
        self = [
            "version": JSON(policy.version),
            "reasons": .list(
                policy.reasons.map {
                    [
                        "code": .text($0.code), "status_code": .text($0.status.rawValue), "label": JSON($0.label),
                        "sentence": JSON($0.sentence),
                    ]
                }),
        ]
    }

    init(_ reason: StatedReason) {
        self = [
            "source": .text(reason.source.rawValue), "code": .text(reason.code), "sentence": JSON(reason.sentence),
        ]
    }

    init(_ reason: Reason) {
        self = [
            "code": .text(reason.code), "family": .text(reason.family.rawValue),
            "direction": .text(reason.direction.rawValue), "label": JSON(reason.label),
            "sentence": JSON(reason.sentence), "contribution": .number(reason.contribution.value),
            "evidence": .list(
                reason.evidence.map {
                    [
                        "feature": .text($0.feature), "label": JSON($0.label), "value": JSON($0.value),
                        "usual": $0.usual.map { JSON($0) } ?? .null,
                    ]
                }),
        ]
    }

    init(_ change: FieldChange) {
        self = [
            "field": .text(change.field), "label": JSON(change.label), "before": JSON(change.before),
            "after": JSON(change.after), "before_text": JSON(change.beforeText), "after_text": JSON(change.afterText),
            "is_dependent": .flag(change.isDependent),
        ]
    }

    init(_ counterfactuals: Counterfactuals) {
        self = [
            "answer": .text(counterfactuals.answer.rawValue),
            "found": .list(
                counterfactuals.found.map { found in
                    [
                        "changes": .list(found.changes.map { JSON($0) }), "steps": .integer(Int64(found.steps)),
                        "decision": JSON(found.decision),
                    ]
                }),
            "fields": .list(counterfactuals.fields.map { ["name": .text($0.name), "label": JSON($0.label)] }),
        ]
    }

    init(_ message: FieldMessage) {
        self = [
            "pointer": .text(message.pointer), "kind": .text(message.kind.rawValue),
            "is_problem": .flag(message.isProblem), "text": JSON(message.text),
        ]
    }

    init(_ similar: SimilarClients) {
        self = [
            "count": .integer(Int64(similar.count)), "fewest": .integer(Int64(SimilarClients.fewest)),
            "middle_distance": JSON(similar.middleDistance), "furthest_distance": JSON(similar.furthestDistance),
            "variables": .list(
                similar.variables.map {
                    ["feature": .text($0.feature), "label": JSON($0.label), "value": JSON($0.value)]
                }),
            "default_rate": similar.defaultRate.map {
                ["rate": .number($0.rate), "low": .number($0.low), "high": .number($0.high)]
            } ?? .null,
        ]
    }

    init(_ importance: GlobalImportance) {
        self = [
            "clients": .integer(Int64(importance.clients)), "sampled": .integer(Int64(importance.sampled)),
            "features": .list(
                importance.features.map {
                    [
                        "feature": .text($0.name), "label": JSON($0.label), "family": .text($0.family.rawValue),
                        "weight": .number($0.weight),
                    ]
                }),
            "families": .list(
                importance.families.map {
                    [
                        "family": .text($0.id.rawValue), "label": JSON($0.label), "weight": .number($0.weight),
                        "share": .number($0.share),
                    ]
                }),
        ]
    }

    init(_ receipt: LogReceipt) {
        self = [
            "reference": .text(receipt.id.description), "sequence": .integer(receipt.sequence),
            "time": JSON(receipt.time), "digest": .text(receipt.digest),
        ]
    }

    init(_ review: Review) {
        self = [
            "reference": .text(review.id.description), "decision": .text(review.decision.description),
            "before": .text(review.before.rawValue), "after": JSON(review.after?.rawValue),
            "state": .text(review.state.rawValue), "requested": JSON(review.requested), "due": JSON(review.due),
            "amount": JSON(review.amount), "needs_second": .flag(review.needsSecond),
            "requester": .text(review.requester), "assignee": JSON(review.assignee), "first": JSON(review.first),
            "second": JSON(review.second), "judgement_code": JSON(review.code), "decided": JSON(review.decided),
            "is_override": .flag(review.isOverride),
        ]
    }

    /// The same object with more fields.
    func adding(_ fields: [String: JSON]) -> JSON {
        guard case .object(let object) = self else { return self }
        return .object(object.merging(fields) { $1 })
    }
}

extension FieldMessage {
    /// Where the field stands in the records that were posted, as a JSON pointer.
    var pointer: String {
        FieldProblem.pointer(
            [table, record.map(String.init), field].compactMap(\.self).filter { !$0.isEmpty })
    }
}

extension Refusal {
    /// Records that cannot be scored, every problem named.
    init(_ invalid: InvalidRecords, at prefix: String = "") {
        self.init(
            .invalidFields,
            fields: invalid.messages.filter(\.isProblem).map {
                FieldProblem(pointer: prefix + $0.pointer, detail: $0.text.en)
            })
    }

    /// What a log says when it does not record.
    init(_ error: LogError) {
        switch error.code {
        case .notFound: self.init(.unknownEntry)
        case .conflict: self.init(.conflict)
        case .notAllowed: self.init(.secondPair, detail: LocalizedText(fr: error.message, en: error.message))
        case .invalid: self.init(.invalidFields, fields: [FieldProblem(pointer: "", detail: error.message)])
        default: self.init(error.isOutage ? .cannotRecord : .failure)
        }
    }
}
