import Catalog
import Charts
import Credit
import Features
import Markup
import Modeling
import Statistics

/// How the model was trained and chosen: two pages at most.
struct TrainingPart: HTML {
    let record: ModelRecord
    let prose: Prose

    private var charts: ModelCharts { ModelCharts(record, prose: prose) }
    private var findings: Findings { Findings(record: record, prose: prose) }

    func write(to page: inout Page) {
        Element("section", .class("part"), .id("training")) {
            opening
            Element("header") {
                Element("p", .class("kicker")) { prose("Entraînement", "Training") }
                Element("h2") {
                    findings.candidates
                        ?? prose("Comment le modèle a été entraîné", "How the model was trained")
                }
            }
            data
            if let report = record.selection {
                CandidatesBlock(record: record, report: report, prose: prose)
                ComparedBlock(report: report, prose: prose)
            } else {
                NoSelection(
                    prose: prose,
                    what: prose(
                        "les candidats qu’il a battus et leurs coûts ne sont pas connus.",
                        "the candidates that it beat and their costs are not known."))
            }
            judgement
        }
        .write(to: &page)
    }

    private var opening: some HTML {
        let test = record.evaluation
        return Element("div", .class("opening")) {
            Element("p", .class("kicker")) {
                prose(
                    "Note méthodologique · \(name: record.lender) · modèle \(name: record.shortDigest)",
                    "Methodology note · \(name: record.lender) · model \(name: record.shortDigest)")
            }
            Element("h1") { findings.cost }
            Element("p", .class("lead")) {
                prose(
                    "Le modèle estime la probabilité qu’un crédit à la consommation ne soit pas remboursé. Chaque chiffre de cette note vient du modèle lui-même ; les crochets donnent des intervalles à 95 %.",
                    "The model estimates the probability that a consumer loan goes unpaid. Every figure of this note comes from the model itself; brackets give 95% intervals."
                )
            }
            Tiles(tiles: [
                (
                    prose("Coût pour mille demandes", "Cost per thousand applications"),
                    prose("\(test.costPerThousand.estimate, decimals: 1)"),
                    prose(prose.interval(test.costPerThousand.low, test.costPerThousand.high, decimals: 1))
                ),
                (
                    prose("AUC sur le jeu de test", "AUC on the test rows"),
                    prose("\(test.auc.estimate, decimals: 4)"),
                    prose(prose.interval(test.auc.low, test.auc.high, decimals: 4))
                ),
                (
                    prose("Seuil de refus", "Threshold of refusal"), prose("\(percent: record.decision.threshold)"),
                    prose(prose.interval(percent: record.decision.interval))
                ),
                (
                    prose("Demandes accordées", "Applications granted"), prose("\(percent: test.approvalRate)"),
                    prose(
                        "sur \(count: test.rows) demandes jamais vues", "of \(count: test.rows) applications never seen"
                    )
                ),
            ])
        }
    }

    private var data: some HTML {
        let training = record.training
        let lost = training.losses.filter { !$0.features.isEmpty }
        return Block(prose("Les données et leur partage", "The data and its split")) {
            if let design = record.selection?.design {
                Paragraph(
                    prose(
                        "Le catalogue \(name: record.catalog) décrit \(count: design.rows) demandes d’issue connue, de \(count: design.persons) personnes ; \(count: design.defaults) sont des impayés (\(percent: Double(design.defaults) / Double(max(design.rows, 1)))). Les demandes d’une même personne ne sont jamais des deux côtés d’un partage. \(count: design.testRows) demandes ont été mises de côté et regardées une seule fois, à la fin. Sur les \(count: design.developmentRows) autres, tous les candidats ont été jugés par le même protocole : validation croisée stratifiée à \(count: design.folds) plis groupés par personne, \(count: design.repetitions) fois. Imputation, mise à l’échelle, encodage, regroupement et sélection sont appris dans chaque pli. Le tirage part de la graine \(count: Int(clamping: design.seed)).",
                        "The catalog \(name: record.catalog) describes \(count: design.rows) applications of known outcome, of \(count: design.persons) persons; \(count: design.defaults) are defaults (\(percent: Double(design.defaults) / Double(max(design.rows, 1)))). Applications of one person are never on two sides of a split. \(count: design.testRows) applications were put aside and looked at once, at the end. On the other \(count: design.developmentRows), every candidate was judged by one protocol: stratified cross-validation in \(count: design.folds) folds grouped by person, \(count: design.repetitions) times. Imputation, scaling, encoding, binning and selection are learned within each fold. Draws start from seed \(count: Int(clamping: design.seed))."
                    ))
            } else {
                Paragraph(
                    prose(
                        "Le catalogue \(name: record.catalog) décrit \(count: training.rows) demandes d’issue connue, de \(count: training.persons) personnes, dont aucune n’est des deux côtés du partage : \(count: training.trainingRows) demandes pour apprendre, \(count: training.validationRows) pour arrêter, calibrer et fixer le seuil, \(count: record.evaluation.rows) pour juger une seule fois.",
                        "The catalog \(name: record.catalog) describes \(count: training.rows) applications of known outcome, of \(count: training.persons) persons, none of whom is on two sides of the split: \(count: training.trainingRows) applications to learn from, \(count: training.validationRows) to stop, calibrate and set the threshold, \(count: record.evaluation.rows) to judge once."
                    ))
            }
            Paragraph(
                prose(
                    "Le modèle voit \(count: record.features) variables, faites de ratios métier et d’agrégats de toutes les tables ; \(count: record.comparisons) comparent le client à d’autres, par des médianes et des moyennes apprises sur les seules lignes d’entraînement.",
                    "The model sees \(count: record.features) features, made of business ratios and aggregates over every table; \(count: record.comparisons) compare the client with others, by medians and means learned on training rows alone."
                ))
            if !lost.isEmpty {
                Paragraph(
                    prose(
                        "Tables absentes : \(name: lost.map(\.table).joined(separator: ", ")) ; \(count: lost.map(\.features.count).reduce(0, +)) variables en sont perdues.",
                        "Absent tables: \(name: lost.map(\.table).joined(separator: ", ")); \(count: lost.map(\.features.count).reduce(0, +)) features are lost with them."
                    ), style: "missing")
            }
        }
    }

    private var judgement: some HTML {
        let test = record.evaluation, training = record.training
        return Block(prose("Le jugement final", "The final judgement")) {
            Paragraph(
                prose(
                    "Le modèle retenu (\(name: training.learner)\(trees)) a été appliqué une fois aux \(count: test.rows) demandes de test, dont \(count: test.defaults) impayés : AUC \(prose.estimate(test.auc, decimals: 4)), exactitude \(prose.estimate(test.accuracy, decimals: 4)), coût \(prose.estimate(test.costPerThousand, decimals: 1)) pour mille, score de Brier \(prose.estimate(test.brier, decimals: 5)), log-perte \(test.logLoss, decimals: 5). L’exactitude n’est donnée que pour contrôle : elle ignore que les deux erreurs n’ont pas le même prix.",
                    "The chosen model (\(name: training.learner)\(trees)) was applied once to the \(count: test.rows) test applications, \(count: test.defaults) of them defaults: AUC \(prose.estimate(test.auc, decimals: 4)), accuracy \(prose.estimate(test.accuracy, decimals: 4)), cost \(prose.estimate(test.costPerThousand, decimals: 1)) per thousand, Brier score \(prose.estimate(test.brier, decimals: 5)), log-loss \(test.logLoss, decimals: 5). Accuracy is given as a control only: it ignores that the two errors do not have the same price."
                ))
        }
    }

    private var trees: Sentence {
        guard record.training.rounds > 0 else { return "" }
        return prose(", \(count: record.training.rounds) arbres", ", \(count: record.training.rounds) trees").sentence
    }
}

/// The candidates: their chart, their table and the rule.
private struct CandidatesBlock: HTML {
    let record: ModelRecord
    let report: SelectionReport
    let prose: Prose

    func write(to page: inout Page) {
        let charts = ModelCharts(record, prose: prose)
        let shown = charts.shownCandidates
        Block(prose("Les candidats", "The candidates")) {
            Paragraph(
                prose(
                    "\(count: report.candidates.count) candidats, du plus simple au plus riche. Règle : \(name: report.rule) \(name: record.chosen?.reason ?? LocalizedText(fr: "", en: ""))",
                    "\(count: report.candidates.count) candidates, from the simplest to the richest. Rule: \(name: report.rule) \(name: record.chosen?.reason ?? LocalizedText(fr: "", en: ""))"
                ))
            if let chart = charts.candidates {
                ChartBlock(
                    finding: prose(
                        "Coût de chaque candidat au seuil choisi sur les autres plis",
                        "Cost of each candidate at the threshold chosen on the other folds"), chart: chart)
            }
            FigureTable(
                caption: prose("Mesures hors plis", "Figures out of fold"),
                columns: [
                    prose("Candidat", "Candidate"), prose("AUC"), prose("écart entre plis", "spread over folds"),
                    prose("coût au seuil de Bayes", "cost at the Bayes threshold"), prose("log-perte", "log-loss"),
                    prose("Brier"), prose("erreur de calibration", "calibration error"),
                    prose("coût de plus que le retenu", "cost above the chosen one"),
                ],
                rows: shown.map(row)
            )
            if report.candidates.count > shown.count {
                Paragraph(
                    prose(
                        "Les \(count: shown.count) moins chers sur \(count: report.candidates.count) ; la fiche du modèle les a tous.",
                        "The \(count: shown.count) cheapest of \(count: report.candidates.count); the model card has all."
                    ),
                    style: "remark")
            }
        }
        .write(to: &page)
    }

    private func row(_ candidate: CandidateReport) -> FigureTable.Row {
        let comparison = report.comparisons.first { $0.candidate == candidate.name }
        return FigureTable.Row(
            cells: [
                prose.title(prose.learner(candidate.name)), prose("\(candidate.auc.estimate, decimals: 4)"),
                prose("\(candidate.deviationAUC, decimals: 4)"),
                prose("\(candidate.costAtBayesThreshold.estimate, decimals: 1)"),
                prose("\(candidate.logLoss, decimals: 4)"), prose("\(candidate.brier, decimals: 5)"),
                prose("\(candidate.calibrationError, decimals: 4)"),
                comparison.map {
                    prose(prose.difference($0.cost.difference, $0.cost.interval, times: 1000, decimals: 1))
                } ?? prose("–"),
            ], isChosen: candidate.name == report.chosen)
    }
}

/// What was compared on and off: treatments of imbalance, features made from outcomes.
private struct ComparedBlock: HTML {
    let report: SelectionReport
    let prose: Prose

    func write(to page: inout Page) {
        if report.imbalance.count > 1 { imbalance.write(to: &page) }
        if !report.additions.isEmpty { additions.write(to: &page) }
    }

    private var imbalance: some HTML {
        Block(prose("La rareté des impayés", "The rarity of defaults")) {
            Paragraph(
                prose(
                    "Pondérer ou rééchantillonner change la probabilité moyenne ; elle est donc corrigée avant la calibration, puis chaque traitement est jugé sur les mêmes plis.",
                    "Weighting or resampling changes the mean probability, so it is corrected before calibration; then each treatment is judged on the same folds."
                ))
            FigureTable(
                caption: prose("Traitements comparés", "Treatments compared"),
                columns: [
                    prose("Traitement", "Treatment"), prose("AUC"),
                    prose("probabilité moyenne brute", "raw mean probability"),
                    prose("erreur de calibration brute", "raw calibration error"), prose("corrigée", "corrected"),
                    prose("coût pour mille", "cost per thousand"),
                    prose("écart au sans traitement", "against no treatment"),
                ],
                rows: report.imbalance.prefix(6).map { treatment in
                    FigureTable.Row(
                        cells: [
                            prose.title(treatment.label), prose("\(treatment.auc.estimate, decimals: 4)"),
                            prose("\(percent: treatment.meanProbabilityRaw)"),
                            prose("\(treatment.calibrationErrorRaw, decimals: 4)"),
                            prose("\(treatment.calibrationErrorCorrected, decimals: 4)"),
                            prose("\(treatment.cost.estimate, decimals: 1)"),
                            treatment.difference.map {
                                prose(prose.difference($0.difference, $0.interval, times: 1000, decimals: 1))
                            } ?? prose("–"),
                        ])
                })
        }
    }

    private var additions: some HTML {
        Block(prose("Ce qui a été essayé avec et sans", "What was tried with and without")) {
            FigureTable(
                caption: prose(
                    "Variables tirées des issues et sélection", "Features made from outcomes, and selection"),
                columns: [
                    prose("Essai", "Trial"), prose("variables avec", "features with"), prose("sans", "without"),
                    prose("AUC, avec moins sans", "AUC, with minus without"),
                    prose("coût pour mille, avec moins sans", "cost per thousand, with minus without"),
                    prose("retenu", "kept"),
                ],
                rows: report.additions.prefix(5).map { addition in
                    FigureTable.Row(
                        cells: [
                            prose.title(addition.label), prose("\(count: addition.featuresWith)"),
                            prose("\(count: addition.featuresWithout)"),
                            prose(prose.difference(addition.auc.difference, addition.auc.interval, decimals: 4)),
                            prose(
                                prose.difference(
                                    addition.cost.difference, addition.cost.interval, times: 1000, decimals: 1)),
                            addition.isUsed ? prose("oui", "yes") : prose("non", "no"),
                        ])
                })
        }
    }
}
