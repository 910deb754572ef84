/// The JSON Schema of answers, read off examples of them: what one type encodes is what is described.
enum Schema {
    /// A schema that all the examples satisfy: properties present in all are required, kinds are united.
    ///
    /// Complexity: linear in the size of the examples.
    static func inferred(from examples: [JSON]) -> JSON {
        var schema: [String: JSON] = [:]
        var kinds: [String] = []
        let objects = examples.compactMap { if case .object(let object) = $0 { object } else { nil } }
        let lists = examples.compactMap { if case .list(let list) = $0 { list } else { nil } }
        if !objects.isEmpty {
            kinds.append("object")
            let names = Set(objects.flatMap(\.keys)).sorted()
            schema["properties"] = .object(
                Dictionary(
                    uniqueKeysWithValues: names.map { name in (name, property(name, objects.compactMap { $0[name] })) })
            )
            schema["required"] = .list(
                names.filter { name in objects.allSatisfy { $0[name] != nil } }.map(JSON.text)
            )
        }
        if !lists.isEmpty {
            kinds.append("array")
            schema["items"] = inferred(from: lists.flatMap(\.self))
        }
        if examples.contains(where: { if case .text = $0 { true } else { false } }) { kinds.append("string") }
        if examples.contains(where: { if case .flag = $0 { true } else { false } }) { kinds.append("boolean") }
        if examples.contains(where: { if case .number = $0 { true } else { false } }) {
            kinds.append("number")
        } else if examples.contains(where: { if case .integer = $0 { true } else { false } }) {
            kinds.append("integer")
        }
        if examples.contains(.null) { kinds.append("null") }
        if kinds.count == 1 { schema["type"] = .text(kinds[0]) }
        if kinds.count > 1 { schema["type"] = .list(kinds.map(JSON.text)) }
        return .object(schema)
    }

    private static func property(_ name: String, _ examples: [JSON]) -> JSON {
        guard case .object(var schema) = inferred(from: examples) else { return .null }
        if let meaning = meanings[name] { schema["description"] = .text(meaning) }
        return .object(schema)
    }

    /// What each property means; a name means the same wherever it stands.
    static let meanings: [String: String] = [
        "after": "The value after the change; of a review, the outcome proposed or decided.",
        "after_text": "The value after the change in human units.",
        "amount": "The amount of the loan, in the catalog's currency; null when not known.",
        "answer": "already_granted, found, or none_within_limits.",
        "assignee": "The reviewer who has it; null when nobody has.",
        "auc": "Area under the ROC curve: of a defaulter and a payer, how often the first has the higher score.",
        "baseline": "The clients that the explanation compares with.",
        "before": "The value before the change; of a review, the outcome of the decision.",
        "before_text": "The value before the change in human units.",
        "bins": "The bars, ascending; of categories the commonest first.",
        "catalog": "The catalog that the model was trained with.",
        "changes": "What changes: asked for first, then what follows.",
        "client": "The client's number.",
        "clients": "The clients of this page.",
        "code": "The stable code of the reason.",
        "contribution": "The family's part in the log-odds; positive raises the risk.",
        "contributions": "What each feature adds to the baseline, strongest first.",
        "cost": "What each error costs, in a common unit.",
        "cost_per_thousand": "Cost of the errors made on 1,000 test applications.",
        "count": "How many clients are alike; 0 when they are too few to speak of.",
        "counterfactuals": "What would change the answer.",
        "decided": "When the review ended; null before.",
        "decision": "The answer after the changes; of a review, the reference of the decision.",
        "default_rate": "The share of them whose loan went unpaid; null without a group.",
        "detail": "What to do about it.",
        "digest": "SHA-256 of the model's manifest, in hexadecimal.",
        "direction": "adverse when it speaks against the loan, favourable when it speaks for it.",
        "distance": "Probability minus threshold; negative when granted.",
        "due": "Until when the review should be decided; null without a date.",
        "en": "In English.",
        "errors": "What is wrong with single fields.",
        "evidence": "The facts that weigh most, strongest first.",
        "families": "Families of features, heaviest first.",
        "family": "The group of features that it belongs to.",
        "feature": "The feature's name in the catalog.",
        "feature_count": "Number of features.",
        "features": "Features, heaviest first.",
        "fewest": "Nothing is said of a group smaller than this.",
        "field": "The column of the application.",
        "fields": "The fields that may change, in the catalog's order.",
        "first": "Who judged first; null until somebody has.",
        "found": "At most three sets of changes, all on different fields.",
        "fr": "In French.",
        "furthest_distance":
            "How far the furthest of them is, in hundredths of the portfolio's spread; null without a group.",
        "high": "The 95 % interval's high end.",
        "higher": "The share of others whose value is higher, 0 to 1; null when it is not told.",
        "is_dependent": "Whether it follows from another change.",
        "is_override": "Whether the review ended with another outcome.",
        "is_own": "Whether the client stands in it.",
        "is_problem": "Whether nothing is scored because of it.",
        "items": "The facts, in the catalog's order.",
        "judgement_code": "The code of the last judgement; null before.",
        "kind": "The kind of message.",
        "label": "What it is called.",
        "learner": "The learning method.",
        "line": "The line of the request, from 1.",
        "log_odds": "Natural logarithm of the odds of default, before calibration.",
        "low": "The 95 % interval's low end.",
        "lower": "The share of others whose value is lower, 0 to 1; null when it is not told.",
        "mean": "The mean part in the log-odds; positive raises the risk.",
        "messages": "What is to say of single fields.",
        "middle_distance":
            "How far the middle one of them is, in hundredths of the portfolio's spread; null without a group.",
        "missed_default": "Cost of granting a loan that goes unpaid.",
        "missing": "Those for whom it is unknown; null when they are too few to speak of.",
        "model": "SHA-256 of the manifest of the model that decided.",
        "name": "The name in the catalog.",
        "needs_second": "Whether a second reviewer must confirm.",
        "next": "The value of `after` that gives the next page; null on the last.",
        "pointer": "Where the field stands, as a JSON pointer.",
        "policy": "What the lender's rules say, apart from the score.",
        "predictions": "A probability of default for each row, in order.",
        "probability": "Calibrated probability that the loan goes unpaid, 0 to 1.",
        "rate": "The share that was observed, 0 to 1.",
        "reasons": "At most four reasons in each direction, strongest first.",
        "reference": "What people call the entry by.",
        "refused_good_client": "Cost of refusing a client who would have paid.",
        "requested": "When the review was asked for.",
        "requester": "Who asked for it.",
        "residual": "Sum minus log-odds: rounding of the machine alone.",
        "reviews": "The reviews of this page.",
        "same": "The share of others at the same level, 0 to 1; null when it is not told.",
        "sampled": "Clients whose contributions were averaged.",
        "second": "Who confirmed; null until somebody has.",
        "sections": "The client's information, in the catalog's order.",
        "sentence": "The reason as one sentence for the client.",
        "sequence": "The entry's place in the log, from 1.",
        "share": "The part in the sum of all weights, 0 to 1.",
        "share_of_paid": "The share of the group's repaid loans that stand here; null when it is not told.",
        "share_of_unpaid": "The share of the group's unpaid loans that stand here; null when it is not told.",
        "source": "Where the reason comes from: policy, score or human.",
        "state": "requested, assigned, proposed or decided.",
        "stated_reasons": "The reasons that a letter of refusal states.",
        "status": "The answer in a word: accordé or refusé; ok for the server, the HTTP status for a problem.",
        "status_code": "granted, referred or refused.",
        "steps": "How many of the lender's steps it takes.",
        "sum": "Baseline plus all contributions.",
        "sum_check": "The proof that the contributions add up to the score.",
        "test": "Quality on applications that the model has not learned from.",
        "text": "The value in human units.",
        "threshold": "The probability from which a loan is refused.",
        "time": "When it was recorded.",
        "title": "What happened.",
        "training_rows": "Labelled applications that the model learned from.",
        "type": "The kind of problem.",
        "unknown": "The share of others for whom it is unknown, 0 to 1; null when it is not told.",
        "unpaid_share": "The share of loans here that went unpaid; null when too few have ended.",
        "usual": "What is usual among granted clients; null when nothing is.",
        "usual_high": "The part that nine clients in ten do not exceed.",
        "usual_low": "The part that one client in ten does not exceed.",
        "value": "The client's value: raw in information, null when unknown; in human units in evidence.",
        "variables": "What clients are compared on.",
        "version": "The version of the catalog, or of the policy in force; null without a policy.",
        "weight": "The mean size of the part in the log-odds.",
        "with": "With whom the client is compared: all, alike or group.",
    ]
}
