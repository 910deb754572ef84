import Credit
import Modeling
import Statistics

/// What the figures say, as titles: every sentence follows from the figures that it is about.
struct Findings: Sendable {
    let record: ModelRecord
    let prose: Prose

    /// The cost on the test rows against granting everyone.
    var cost: Typeset {
        let test = record.evaluation
        let figures: Sentence = "\(test.costPerThousand.estimate, decimals: 0)"
        return test.costPerThousand.high < test.costOfGrantingAll
            ? prose(
                "Décider avec ce modèle coûte \(figures) pour mille demandes, contre \(test.costOfGrantingAll, decimals: 0) si l’on accordait tout",
                "Deciding with this model costs \(figures) per thousand applications, against \(test.costOfGrantingAll, decimals: 0) for granting everyone"
            )
            : prose(
                "Ce modèle ne fait pas sûrement mieux que tout accorder : \(figures) contre \(test.costOfGrantingAll, decimals: 0) pour mille demandes",
                "This model is not surely better than granting everyone: \(figures) against \(test.costOfGrantingAll, decimals: 0) per thousand applications"
            )
    }

    /// Who was chosen, and whether the others are surely dearer.
    var candidates: Typeset? {
        guard let report = record.selection, let chosen = record.chosen, report.candidates.count > 1 else { return nil }
        let rivals = report.comparisons.filter { $0.cost.interval.low <= 0 }
        let name = prose.learner(chosen.name)
        guard let first = rivals.first else {
            return prose(
                "« \(name: name) » coûte moins que chacun des \(count: report.comparisons.count) autres candidats, au-delà du hasard",
                "“\(name: name)” costs less than each of the \(count: report.comparisons.count) other candidates, beyond chance"
            )
        }
        let other = prose.learner(first.candidate)
        return rivals.count == 1
            ? prose(
                "« \(name: name) » est retenu ; « \(name: other) » ne s’en distingue pas",
                "“\(name: name)” is chosen; “\(name: other)” cannot be told from it")
            : prose(
                "« \(name: name) » est retenu ; \(count: rivals.count) candidats ne s’en distinguent pas",
                "“\(name: name)” is chosen; \(count: rivals.count) candidates cannot be told from it")
    }

    /// What treating the rarity of defaults brings.
    var imbalance: Typeset? {
        guard let report = record.selection, report.imbalance.count > 1 else { return nil }
        let better = report.imbalance.filter { ($0.difference?.interval.high ?? 0) < 0 }
        guard let best = better.min(by: { $0.cost.estimate < $1.cost.estimate }) else {
            return prose(
                "Aucun traitement de la rareté des impayés n’abaisse sûrement le coût",
                "No treatment of the rarity of defaults surely lowers the cost")
        }
        return prose(
            "« \(name: best.label) » abaisse sûrement le coût", "“\(name: best.label)” surely lowers the cost")
    }

    /// Where the threshold is.
    var threshold: Typeset {
        let decision = record.decision
        return prose(
            "On refuse à partir de \(.percent(decision.threshold)) de risque ; le seuil le moins cher est entre \(.percent(decision.interval.low)) et \(.percent(decision.interval.high))",
            "Loans are refused from a risk of \(.percent(decision.threshold)); the cheapest threshold lies between \(.percent(decision.interval.low)) and \(.percent(decision.interval.high))"
        )
    }

    /// Whether probabilities mean what they say.
    var calibration: Typeset {
        let error = record.selection?.reliability.deciles.expectedCalibrationError ?? record.evaluation.calibrationError
        return prose(
            "Les probabilités s’écartent en moyenne de \(error * 100, decimals: 2) point du taux observé",
            "Probabilities are off the observed rate by \(error * 100, decimals: 2) points on average")
    }

    /// The family that weighs most.
    var importance: Typeset? {
        guard let families = record.selection?.importance.families, let first = families.first else { return nil }
        guard families.count > 1 else {
            return prose(
                "Une seule famille porte le score : « \(name: first.label) »",
                "One family carries the score: “\(name: first.label)”")
        }
        return prose(
            "« \(name: first.label) » pèse le plus dans le score, devant « \(name: families[1].label) »",
            "“\(name: first.label)” weighs most in the score, before “\(name: families[1].label)”")
    }

    /// Whether a group is approved less than four fifths as often as another.
    var fairness: Typeset? {
        let charts = ModelCharts(record, prose: prose)
        let groups = charts.shownGroups.compactMap { entry in entry.group.impact.map { (entry, $0) } }
        guard let lowest = groups.min(by: { $0.1.value < $1.1.value }) else { return nil }
        let below = groups.count { $0.1.finding == .below }
        let label = lowest.0.label, attribute = lowest.0.attribute
        return below == 0
            ? prose(
                "Aucun groupe n’est sûrement accordé moins des quatre cinquièmes d’un autre ; le plus bas : « \(name: label) » (\(name: attribute)), \(lowest.1.value, decimals: 2)",
                "No group is surely approved less than four fifths as often as another; the lowest: “\(name: label)” (\(name: attribute)), \(lowest.1.value, decimals: 2)"
            )
            : prose(
                "« \(name: label) » (\(name: attribute)) n’est accordé que \(lowest.1.value, decimals: 2) fois autant que le groupe de référence",
                "“\(name: label)” (\(name: attribute)) is approved only \(lowest.1.value, decimals: 2) times as often as the reference group"
            )
    }

    /// What a search gained.
    var search: Typeset? {
        guard let search = record.selection?.search else { return nil }
        return prose(
            "La recherche a jugé \(count: search.trials) réglages, dont \(count: search.pruned) abandonnés tôt",
            "The search judged \(count: search.trials) settings, \(count: search.pruned) of them given up early")
    }
}
