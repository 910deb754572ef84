import Catalog
import Credit
import Explaining
import Hummingbird
import Markup

/// How the lender decides, for the adviser and the client; figures for the auditor at the end.
func modelPage(_ visit: Visit) -> Response {
    let (voice, model) = (visit.voice, visit.site.engine.model)
    return visit.page(
        voice(.model),
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { voice(.model) }
                Element("p", .class("lead")) { voice(.modelLead) }
            },
            Element("div", .class("pair")) {
                card(
                    voice(.modelThreshold, ["limit": voice.format.outOfHundred(model.threshold.probability)]),
                    [voice(.modelThresholdWhy)]
                )
                card(costTitle(voice, model.cost), [voice(.modelCostsSentence)])
                card(learningTitle(voice, model), [learningSentence(voice, model)])
                card(qualityTitle(voice, model), quality(voice, model))
            },
            limits(voice),
            identity(visit, model)
        )
    )
}

private func card(_ title: String, _ sentences: [String]) -> some HTML {
    Element("section", .class("card")) {
        Element("h2") { title }
        each(sentences) { sentence in Element("p") { sentence } }
    }
}

private func costTitle(_ voice: Voice, _ cost: CostMatrix) -> String {
    let ratio = cost.missedDefault / cost.refusedGoodClient
    return voice(.modelCosts, ["ratio": voice.format.number(ratio, decimals: ratio == ratio.rounded() ? 0 : 1)])
}

private func learningTitle(_ voice: Voice, _ model: ModelSummary) -> String {
    voice(.modelLearning, ["count": voice.format.number(Double(model.trainingRows), decimals: 0)])
}

private func learningSentence(_ voice: Voice, _ model: ModelSummary) -> String {
    voice(.modelLearningSentence, ["features": voice.format.number(Double(model.featureCount), decimals: 0)])
}

private func timesInHundred(_ voice: Voice, _ model: ModelSummary) -> String {
    voice.format.number(model.testAUC * 100, decimals: 0)
}

private func qualityTitle(_ voice: Voice, _ model: ModelSummary) -> String {
    voice(.modelQuality, ["count": timesInHundred(voice, model)])
}

private func quality(_ voice: Voice, _ model: ModelSummary) -> [String] {
    let cost = model.testCostPerThousand / model.cost.refusedGoodClient
    return [
        voice(.modelQualitySentence, ["count": timesInHundred(voice, model)]), voice(.modelQualityScale),
        voice(.modelCostSentence, ["cost": voice.format.number(cost, decimals: 0)]),
    ]
}

private func limits(_ voice: Voice) -> some HTML {
    Element("section", .class("card")) {
        Element("h2") { voice(.modelLimits) }
        Element("ul") {
            each([Phrase.modelLimitAverage, .modelLimitPerson, .modelLimitCause, .modelLimitPast]) { limit in
                Element("li") { voice(limit) }
            }
        }
    }
}

private func identity(_ visit: Visit, _ model: ModelSummary) -> some HTML {
    let (voice, catalog) = (visit.voice, visit.site.engine.catalog)
    let rows = [
        (voice(.modelDigest), model.digest), (voice(.modelLearner), model.learner),
        (voice(.modelFeatures), voice.format.number(Double(model.featureCount), decimals: 0)),
        (voice(.modelCatalog), "\(catalog.name), version \(catalog.version)"),
        (voice(.modelAUC), voice.format.number(model.testAUC, decimals: 4)),
    ]
    return Element("details", .class("card expert")) {
        Element("summary") { voice(.modelIdentity) }
        Element("dl") {
            each(rows) { row in
                Element("div", .class("entry")) {
                    Element("dt") { row.0 }
                    Element("dd", .class("digest")) { row.1 }
                }
            }
        }
    }
}
