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
        "auc": "Area under the ROC curve: of a defaulter and a payer, how often the first has the higher score.",
        "baseline": "The clients that the explanation compares with.",
        "catalog": "The catalog that the model was trained with.",
        "client": "The client's number.",
        "clients": "The clients of this page.",
        "code": "The family of features that the reason speaks of.",
        "contribution": "The family's part in the log-odds; positive raises the risk.",
        "contributions": "What each feature adds to the baseline, strongest first.",
        "cost": "What each error costs, in a common unit.",
        "cost_per_thousand": "Cost of the errors made on 1,000 test applications.",
        "detail": "What to do about it.",
        "digest": "SHA-256 of the model's manifest, in hexadecimal.",
        "direction": "adverse when it speaks against the loan, favourable when it speaks for it.",
        "distance": "Probability minus threshold; negative when granted.",
        "en": "In English.",
        "evidence": "The facts that weigh most, strongest first.",
        "family": "The group of features that it belongs to.",
        "feature": "The feature's name in the catalog.",
        "feature_count": "Number of features.",
        "fr": "In French.",
        "items": "The facts, in the catalog's order.",
        "label": "What it is called.",
        "learner": "The learning method.",
        "log_odds": "Natural logarithm of the odds of default, before calibration.",
        "missed_default": "Cost of granting a loan that goes unpaid.",
        "model": "SHA-256 of the manifest of the model that decided.",
        "name": "The name in the catalog.",
        "next": "The value of `after` that gives the next page; null on the last.",
        "predictions": "A probability of default for each row, in order.",
        "probability": "Calibrated probability that the loan goes unpaid, 0 to 1.",
        "reasons": "At most four reasons in each direction, strongest first.",
        "refused_good_client": "Cost of refusing a client who would have paid.",
        "residual": "Sum minus log-odds: rounding of the machine alone.",
        "sections": "The client's information, in the catalog's order.",
        "sentence": "The reason as one sentence for the client.",
        "status": "The answer in a word: accordé or refusé; ok for the server, the HTTP status for a problem.",
        "status_code": "granted, referred or refused.",
        "sum": "Baseline plus all contributions.",
        "sum_check": "The proof that the contributions add up to the score.",
        "test": "Quality on applications that the model has not learned from.",
        "text": "The value in human units.",
        "threshold": "The probability from which a loan is refused.",
        "title": "What happened.",
        "training_rows": "Labelled applications that the model learned from.",
        "type": "The kind of problem.",
        "usual": "What is usual among granted clients; null when nothing is.",
        "value": "The client's value: raw in information, null when unknown; in human units in evidence.",
        "version": "The catalog's version.",
    ]
}
