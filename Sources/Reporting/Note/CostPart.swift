import Charts
import Credit
import Markup
import Modeling
import Statistics

/// The cost function, the optimisation and the metric: one page at most.
struct CostPart: HTML {
    let record: ModelRecord
    let prose: Prose

    private var charts: ModelCharts { ModelCharts(record, prose: prose) }
    private var findings: Findings { Findings(record: record, prose: prose) }

    func write(to page: inout Page) {
        PaperPart(
            id: "cost", kicker: prose("Coût, optimisation, métrique", "Cost, optimisation, metric"),
            title: findings.threshold
        ) {
            function
            if let report = record.selection {
                if let chart = charts.costCurve {
                    ChartBlock(
                        finding: prose(
                            "Coût hors plis selon le seuil ; bande : intervalle à 95 % ; fond rouge : où tombe le seuil le moins cher",
                            "Cost out of fold by threshold; band: 95% interval; red ground: where the cheapest threshold falls"
                        ), chart: chart)
                }
                Element("div", .class("columns")) {
                    Element("div") {
                        if let chart = ModelCharts(record, prose: prose, width: 330).calibration {
                            ChartBlock(finding: findings.calibration, chart: chart)
                        }
                        calibrations(report)
                    }
                    Element("div") {
                        sensitivity(report.cost)
                        optimisation(report)
                    }
                }
            } else {
                NoSelection(
                    prose: prose,
                    what: prose(
                        "sa courbe de coût et sa sensibilité aux prix ne sont pas connues.",
                        "its cost curve and its sensitivity to prices are not known."))
                if let chart = charts.calibration { ChartBlock(finding: findings.calibration, chart: chart) }
            }
        }
        .write(to: &page)
    }

    private var function: some HTML {
        let cost = record.decision.cost
        let bayes = cost.refusedGoodClient / (cost.refusedGoodClient + cost.missedDefault)
        return Block(prose("La métrique est le coût du prêteur", "The metric is the lender’s cost")) {
            Paragraph(
                prose(
                    "Un impayé accordé coûte \(.short(cost.missedDefault)), un bon client refusé \(.short(cost.refusedGoodClient)). Le coût d’un modèle est la moyenne sur toutes les demandes, multipliée par mille :",
                    "A default that was granted costs \(.short(cost.missedDefault)), a good client refused \(.short(cost.refusedGoodClient)). A model’s cost is the mean over all applications, times a thousand:"
                ))
            Paragraph(
                prose(
                    "coût = (\(.short(cost.missedDefault)) × impayés accordés + \(.short(cost.refusedGoodClient)) × bons clients refusés) ÷ demandes × mille",
                    "cost = (\(.short(cost.missedDefault)) × defaults granted + \(.short(cost.refusedGoodClient)) × good clients refused) ÷ applications × thousand"
                ), style: "formula")
            Paragraph(
                prose(
                    "Il choisit le modèle, ses réglages et le seuil. Avec des probabilités exactes, le seuil le moins cher se calcule (Bayes) : \(.short(cost.refusedGoodClient)) ÷ (\(.short(cost.refusedGoodClient)) + \(.short(cost.missedDefault))) = \(percent: bayes). L’AUC et l’exactitude ne servent que de contrôle ; une AUC au-delà de \(record.suspicionAUC, decimals: 2) serait suspecte d’une fuite.",
                    "It chooses the model, its settings and the threshold. With exact probabilities the cheapest threshold can be calculated (Bayes): \(.short(cost.refusedGoodClient)) ÷ (\(.short(cost.refusedGoodClient)) + \(.short(cost.missedDefault))) = \(percent: bayes). AUC and accuracy serve as controls only; an AUC above \(record.suspicionAUC, decimals: 2) would be suspected of a leak."
                ))
        }
    }

    private func calibrations(_ report: SelectionReport) -> some HTML {
        Block {
            FigureTable(
                caption: prose("Du score à la probabilité", "From score to probability"),
                columns: [
                    prose("Méthode", "Method"), prose("log-perte", "log-loss"), prose("Brier"),
                    prose("erreur", "error"),
                ],
                rows: report.calibrations.prefix(4).map { way in
                    FigureTable.Row(
                        cells: [
                            prose.title(prose.calibration(way.name)), prose("\(way.logLoss, decimals: 5)"),
                            prose("\(way.brier, decimals: 5)"), prose("\(way.calibrationError, decimals: 4)"),
                        ], isChosen: way.isChosen)
                })
        }
    }

    private func sensitivity(_ cost: CostReport) -> some HTML {
        let rows = cost.sensitivity.rows
        // The lender's own ratio, the ends, and some between.
        let own = cost.matrix.missedDefault / cost.matrix.refusedGoodClient
        let nearest = rows.indices.min { abs(rows[$0].ratio - own) < abs(rows[$1].ratio - own) }
        let last = rows.count - 1
        let places = Set([0, last / 4, last / 2, 3 * last / 4, last] + [nearest].compactMap { $0 })
        let shown = rows.isEmpty ? [] : places.sorted().map { rows[$0] }
        return Block {
            FigureTable(
                caption: prose("Si un impayé coûtait plus ou moins", "Were a default to cost more or less"),
                columns: [
                    prose("Impayé ÷ refus", "Default ÷ refusal"), prose("seuil de Bayes", "Bayes threshold"),
                    prose("modèle le moins cher", "cheapest model"), prose("coût pour mille", "cost per thousand"),
                ],
                rows: shown.map { row in
                    let index = row.cheapestAtBayesThreshold
                    let names = cost.sensitivityModels
                    let name = names.indices.contains(index) ? names[index] : "–"
                    let price = row.models.indices.contains(index) ? row.models[index].costAtBayesThreshold : .nan
                    return FigureTable.Row(
                        cells: [
                            prose("\(.short(row.ratio))"), prose("\(percent: row.bayesThreshold)"),
                            prose.title(prose.learner(name)), prose("\(price * 1000, decimals: 1)"),
                        ], isChosen: abs(row.ratio * cost.matrix.refusedGoodClient - cost.matrix.missedDefault) < 1e-9)
                }, words: [2])
        }
    }

    private func optimisation(_ report: SelectionReport) -> some HTML {
        Block(prose("L’optimisation", "The optimisation")) {
            Bullets(lines: optimisationLines(report))
        }
    }

    private func optimisationLines(_ report: SelectionReport) -> [Typeset] {
        var lines: [Typeset] = []
        let cost = report.cost
        if let search = report.search {
            lines.append(
                prose(
                    "Réglages : recherche \(name: prose.method(search.method)) sur « \(name: prose.learner(search.learner.rawValue)) », \(count: search.space.count) paramètres, \(count: search.trials) essais dont \(count: search.pruned) abandonnés tôt ; objectif : \(name: prose.objective(search.objective)), meilleur \(.short(search.best)).",
                    "Settings: a search \(name: prose.method(search.method)) of “\(name: prose.learner(search.learner.rawValue))”, \(count: search.space.count) parameters, \(count: search.trials) trials, \(count: search.pruned) of them given up early; objective: \(name: prose.objective(search.objective)), best \(.short(search.best))."
                ))
        } else {
            lines.append(
                prose(
                    "Réglages : ceux du catalogue de recettes, sans recherche pour ce modèle.",
                    "Settings: those of the recipes, without a search for this model."))
        }
        lines.append(
            prose(
                "Seuil : à un pour cent près du coût le plus bas, tout seuil entre \(percent: cost.plateau.thresholds.low) et \(percent: cost.plateau.thresholds.high) se vaut.",
                "Threshold: within one per cent of the lowest cost, any threshold from \(percent: cost.plateau.thresholds.low) to \(percent: cost.plateau.thresholds.high) will do."
            ))
        if let referral = report.cost.referral {
            lines.append(
                prose(
                    "Entre \(percent: referral.band.low) et \(percent: referral.band.high), une personne décide (\(percent: referral.cost.referredShare) des demandes).",
                    "Between \(percent: referral.band.low) and \(percent: referral.band.high) a person decides (\(percent: referral.cost.referredShare) of applications)."
                ))
        }
        if let amounts = report.cost.amounts {
            if record.decision.pricing == .amounts {
                lines.append(
                    prose(
                        "Le seuil a été choisi en argent : la perte de chaque prêt impayé (\(percent: amounts.lossGivenDefault) du montant) contre la marge d’un prêt refusé à tort (\(percent: amounts.margin)).",
                        "The threshold was chosen in money: the loss of each unpaid loan (\(percent: amounts.lossGivenDefault) of its amount) against the margin of one refused wrongly (\(percent: amounts.margin))."
                    ))
            }
            lines.append(
                prose(
                    "En argent : \(.money(amounts.cost)) par demande à ce seuil, \(.money(amounts.cheapestCost)) au mieux (\(percent: amounts.cheapestThreshold)), \(.money(amounts.costOfGrantingAll)) en accordant tout.",
                    "In money: \(.money(amounts.cost)) per application at this threshold, \(.money(amounts.cheapestCost)) at best (\(percent: amounts.cheapestThreshold)), \(.money(amounts.costOfGrantingAll)) when granting all."
                ))
        }
        return lines
    }
}
