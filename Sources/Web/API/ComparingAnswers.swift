import Catalog
import Credit
import Explaining
import Features
import Storage

extension Call {
    /// A client beside others in one variable.
    func comparison() async throws -> JSON {
        let client = try await client(showing: "comparison")
        let question = try comparisonQuestion(site.comparing.score)
        let found = try await site.comparison(client, question)
        return JSON(found, currency: site.engine.catalog.currency).adding([
            "client": .integer(client.id.rawValue), "model": .text(site.engine.model.digest),
        ])
    }

    /// What the values of a feature add to scores.
    func dependence() throws -> JSON {
        guard site.engine.influence != nil else { throw Problem.noPortfolio }
        guard let name = query("feature"), let variable = site.comparing.variable(String(name)),
            let dependence = site.engine.dependence(of: variable.name)
        else { throw Problem.unknownComparison }
        let texts = dependence.bins.map { bin in
            inEachLanguage(site.engine.catalog.currency) { $0.text(bin.content, of: variable) }
        }
        return JSON(dependence, texts: texts).adding(["model": .text(site.engine.model.digest)])
    }
}

/// The same words in each language.
private func inEachLanguage(_ currency: String, _ text: (Voice) -> String) -> LocalizedText {
    LocalizedText(
        fr: text(Voice(language: .fr, currency: currency)), en: text(Voice(language: .en, currency: currency)))
}

extension JSON {
    init(_ found: FoundComparison, currency: String) {
        let (variable, comparison) = (found.question.variable, found.comparison)
        let shares = comparison.map { SpreadShares($0) }
        let counted = comparison.map { $0.below + $0.same + $0.above } ?? 0
        func share(_ part: Int?, of whole: Int) -> JSON {
            part.flatMap { whole > 0 ? .number(Double($0) / Double(whole)) : nil } ?? .null
        }
        self = [
            "feature": .text(variable.name), "label": JSON(variable.label),
            "text": JSON(inEachLanguage(currency) { $0.text(found.value, of: variable) }),
            "with": .text(found.question.with.rawValue), "count": .integer(Int64(comparison?.size ?? 0)),
            "lower": share(comparison?.below, of: counted), "same": share(comparison?.same, of: counted),
            "higher": share(comparison?.above, of: counted),
            "unknown": share(comparison?.missing.total, of: comparison?.size ?? 0),
            "bins": .list(
                (comparison?.bins ?? []).enumerated().map { place, bin in
                    [
                        "text": JSON(inEachLanguage(currency) { $0.text(bin.content, of: variable) }),
                        "count": .integer(Int64(bin.counts.total)),
                        "share_of_paid": JSON(shares?.second == nil ? nil : shares?.first[place]),
                        "share_of_unpaid": JSON(shares?.second?[place]), "unpaid_share": JSON(bin.defaultRate),
                        "is_own": .flag(place == comparison?.own),
                    ]
                }),
        ]
    }

    /// - Parameter texts: what each bar holds, in words.
    init(_ dependence: Dependence, texts: [LocalizedText]) {
        func effect(_ effect: Dependence.Effect) -> JSON {
            [
                "count": .integer(Int64(effect.count)), "mean": .number(effect.mean),
                "usual_low": .number(effect.usual.lowerBound), "usual_high": .number(effect.usual.upperBound),
            ]
        }
        self = [
            "feature": .text(dependence.feature), "label": JSON(dependence.label),
            "bins": .list(zip(dependence.bins, texts).map { effect($0.effect).adding(["text": JSON($1)]) }),
            "missing": dependence.missing.map(effect) ?? .null,
        ]
    }
}
