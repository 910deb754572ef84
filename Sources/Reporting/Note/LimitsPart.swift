import Catalog
import Charts
import Credit
import Features
import Markup
import Modeling
import Statistics

/// What the model cannot do, whom it treats how, and what would make it better: one page at most.
struct LimitsPart: HTML {
    let record: ModelRecord
    let prose: Prose

    func write(to page: inout Page) {
        let charts = ModelCharts(record, prose: prose)
        PaperPart(
            id: "limits", kicker: prose("Limites et améliorations", "Limits and improvements"),
            title: Findings(record: record, prose: prose).fairness
                ?? prose("Ce que le modèle ne sait pas", "What the model does not know")
        ) {
            Block(prose("Équité", "Fairness")) {
                Bullets(lines: record.protections.prefix(4).map(protection))
                if let chart = charts.fairness {
                    ChartBlock(
                        finding: prose(
                            "Taux d’accord de chaque groupe rapporté au groupe de référence",
                            "Approval rate of each group over that of the reference group"), chart: chart)
                    Paragraph(silence, style: "remark")
                } else if record.selection == nil {
                    NoSelection(
                        prose: prose,
                        what: prose(
                            "ses effets sur les groupes protégés ne sont pas connus.",
                            "its effects on protected groups are not known."))
                }
                each(droppings) { Paragraph($0) }
            }
            Element("div", .class("columns")) {
                Block(prose("Limites", "Limits")) { Bullets(lines: limits) }
                Block(prose("Améliorations", "Improvements")) { Bullets(lines: improvements) }
            }
        }
        .write(to: &page)
    }

    private func protection(_ protection: Protection) -> Typeset {
        prose("\(name: prose.title(protection.label).plain) – \(name: protection.reason)")
    }

    private var silence: Typeset {
        let small = (record.selection?.fairness ?? []).flatMap { report in
            zip(report.groups, report.summary.groups).filter { $0.1.isTooSmall }.map { "\($0.0[prose.language])" }
        }
        let told: Sentence =
            small.isEmpty
            ? ""
            : prose(
                " Trop peu nombreux pour être jugés : \(name: small.prefix(8).joined(separator: ", ")).",
                " Too few to be judged: \(name: small.prefix(8).joined(separator: ", "))."
            ).sentence
        return prose(
            "Accords égaux, erreurs égales et calibration égale ne peuvent tenir ensemble quand les groupes ne remboursent pas également : les chiffres sont donnés, la loi et la politique du prêteur disent lequel doit tenir.\(told)",
            "Equal approvals, equal errors and equal calibration cannot all hold when groups repay differently: the figures are given, and law and the lender’s policy say which must hold.\(told)"
        )
    }

    /// What leaving protected columns out would do.
    private var droppings: [Typeset] {
        (record.selection?.fairness ?? []).compactMap { report in
            report.dropping.map { dropping in
                prose(
                    "Sans les variables qui portent « \(name: report.label) » (\(count: dropping.features.count)) : AUC \(prose.difference(dropping.auc.difference, dropping.auc.interval, decimals: 4)), coût pour mille \(prose.difference(dropping.cost.difference, dropping.cost.interval, times: 1000, decimals: 1)).",
                    "Without the features that carry “\(name: report.label)” (\(count: dropping.features.count)): AUC \(prose.difference(dropping.auc.difference, dropping.auc.interval, decimals: 4)), cost per thousand \(prose.difference(dropping.cost.difference, dropping.cost.interval, times: 1000, decimals: 1))."
                )
            }
        }
        .prefix(2).map { $0 }
    }

    private var limits: [Typeset] {
        let test = record.evaluation
        var lines: [Typeset] = (record.selection?.warnings ?? []).prefix(3).map { prose($0) }
        if record.isSynthetic {
            lines.append(
                prose(
                    "Les clients sont inventés : ces chiffres valent pour la démonstration, pas pour un prêteur.",
                    "The clients are made up: these figures hold for the demonstration, not for a lender."))
        }
        lines += [
            prose(
                "Seuls des crédits accordés ont une issue : ce qu’auraient fait les clients refusés n’est pas connu.",
                "Only granted loans have an outcome: what refused clients would have done is not known."),
            prose(
                "Sur \(count: test.rows) demandes de test, le coût n’est connu qu’à \((test.costPerThousand.high - test.costPerThousand.low) / 2, decimals: 1) près.",
                "On \(count: test.rows) test applications the cost is known only to within \((test.costPerThousand.high - test.costPerThousand.low) / 2, decimals: 1)."
            ),
            prose(
                "L’argent n’est compté que par deux prix : un petit et un grand crédit pèsent autant.",
                "Money is counted by two prices alone: a small and a large loan weigh the same."),
            prose(
                "Les clients de demain peuvent différer de ceux d’hier : la dérive doit être suivie, et le seuil revu.",
                "Tomorrow’s clients may differ from yesterday’s: drift must be watched, and the threshold reviewed."),
        ]
        let lost = record.training.losses.filter { !$0.features.isEmpty }
        if !lost.isEmpty {
            lines.append(
                prose(
                    "Des tables manquaient à l’entraînement : \(name: lost.map(\.table).prefix(4).joined(separator: ", ")).",
                    "Tables were missing in training: \(name: lost.map(\.table).prefix(4).joined(separator: ", "))."))
        }
        return lines
    }

    private var improvements: [Typeset] {
        var lines: [Typeset] = []
        if let report = record.selection {
            let rivals = report.comparisons.filter { $0.cost.interval.low <= 0 }
            if let first = rivals.first {
                lines.append(
                    prose(
                        "Départager « \(name: prose.learner(first.candidate)) » du modèle retenu sur des données nouvelles : l’écart de coût, \(prose.difference(first.cost.difference, first.cost.interval, times: 1000, decimals: 1)), peut être du hasard.",
                        "Tell “\(name: prose.learner(first.candidate))” from the chosen model on new data: the difference in cost, \(prose.difference(first.cost.difference, first.cost.interval, times: 1000, decimals: 1)), may be chance."
                    ))
            }
            if report.search == nil {
                lines.append(
                    prose(
                        "Chercher les réglages (limpide search) : ceux-ci sont standard.",
                        "Search for settings (limpide search): these are standard."))
            }
            if report.cost.amounts == nil {
                lines.append(
                    prose(
                        "Compter les erreurs en argent, crédit par crédit, quand le catalogue dira la perte et la marge.",
                        "Count errors in money, loan by loan, once the catalog says loss and margin."))
            }
            if report.cost.referral == nil {
                lines.append(
                    prose(
                        "Confier à une personne les demandes proches du seuil, quand le catalogue en dira la part.",
                        "Give applications near the threshold to a person, once the catalog says how many."))
            }
        }
        lines += [
            prose(
                "Accorder par tirage une petite part des refus, pour apprendre ce que deviennent les clients refusés.",
                "Grant a small drawn share of refusals, to learn what becomes of refused clients."),
            prose(
                "Rejuger le modèle sur les issues à mesure qu’elles arrivent, et le réentraîner quand son coût s’en éloigne.",
                "Judge the model anew as outcomes come in, and train again when its cost moves away."),
        ]
        return lines
    }
}
