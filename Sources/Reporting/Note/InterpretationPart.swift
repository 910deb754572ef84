import Charts
import Credit
import Markup
import Modeling

/// How the model explains itself, as a whole and for one client: one page at most.
struct InterpretationPart: HTML {
    let record: ModelRecord
    let prose: Prose

    func write(to page: inout Page) {
        let charts = ModelCharts(record, prose: prose)
        PaperPart(
            id: "interpretation", kicker: prose("Interprétabilité", "Interpretability"),
            title: Findings(record: record, prose: prose).importance
                ?? prose("Comment le modèle s’explique", "How the model explains itself")
        ) {
            if let importance = record.selection?.importance {
                Block(prose("Globale : ce sur quoi le modèle s’appuie", "Global: what the model goes by")) {
                    Paragraph(
                        prose(
                            "Pour \(count: importance.rows) demandes, le score est décomposé exactement en contributions (valeurs de Shapley). L’importance d’une famille est la taille moyenne de la somme de ses contributions : deux variables qui se compensent ne comptent pas deux fois.",
                            "For \(count: importance.rows) applications the score is split exactly into contributions (Shapley values). A family’s importance is the mean size of the sum of its contributions: two features that cancel out do not count twice."
                        ))
                    if let chart = charts.families {
                        ChartBlock(
                            finding: prose(
                                "Contribution moyenne de chaque famille de variables",
                                "Mean contribution of each family of features"), chart: chart)
                    }
                    features(importance)
                }
            } else {
                NoSelection(
                    prose: prose,
                    what: prose(
                        "l’importance de ses variables n’est pas connue.",
                        "the importance of its features is not known."))
            }
            local
        }
        .write(to: &page)
    }

    private func features(_ importance: ImportanceReport) -> some HTML {
        let shown = importance.features.prefix(10)
        return FigureTable(
            caption: prose(
                "Les \(count: shown.count) premières variables sur \(count: importance.features.count)",
                "The first \(count: shown.count) features of \(count: importance.features.count)"),
            columns: [
                prose("Variable", "Feature"), prose("Famille", "Family"),
                prose("Quand elle monte", "When it rises"), prose("contribution moyenne", "mean contribution"),
            ],
            rows: shown.map { feature in
                let family = importance.families.first { $0.id == feature.family }?.label
                return FigureTable.Row(cells: [
                    prose.title(feature.label), family.map { prose.title($0) } ?? prose("–"),
                    direction(feature.direction),
                    prose("\(feature.meanContribution, decimals: 3)"),
                ])
            }, words: [1, 2])
    }

    /// A correlation too weak to call a direction is called none.
    private func direction(_ correlation: Double?) -> Typeset {
        guard let correlation else { return prose("catégorie", "category") }
        if correlation > 0.3 { return prose("le risque monte", "risk rises") }
        if correlation < -0.3 { return prose("le risque baisse", "risk falls") }
        return prose("selon les cas", "it depends")
    }

    private var local: some HTML {
        Block(prose("Locale : pourquoi cette réponse à ce client", "Local: why this answer to this client")) {
            Paragraph(
                prose(
                    "base + somme des contributions = score (log-cotes)",
                    "baseline + sum of contributions = score (log-odds)"),
                style: "formula")
            Paragraph(
                prose(
                    "Chaque réponse porte cette égalité, vérifiée à la neuvième décimale. La base n’est pas un client moyen mais \(count: record.referenceClients) « \(name: record.reference) » : une contribution dit donc ce qui sépare ce client d’un accord. Les contributions sont regroupées par famille ; le conseiller voit au plus quatre raisons de chaque côté, en français courant, avec la valeur du client et ce qui est usuel chez les clients accordés.",
                    "Every answer carries this equation, checked to the ninth decimal. The baseline is not a mean client but \(count: record.referenceClients) “\(name: record.reference)”: a contribution says what stands between this client and approval. Contributions are summed by family; the adviser sees at most four reasons each way, in plain words, with the client’s own value and what is usual among granted clients."
                ))
            Bullets(lines: [
                prose(
                    "Une contribution dit ce qui a déplacé ce score, pas ce qui cause un impayé.",
                    "A contribution says what moved this score, not what causes a default."),
                prose(
                    "Là où le métier est sûr du sens d’une variable, le modèle y est contraint : une meilleure valeur ne peut pas nuire.",
                    "Where the business is sure of a feature’s direction the model is bound to it: a better value cannot do harm."
                ),
                prose(
                    "Les mots viennent du catalogue tel qu’il était à l’entraînement : une décision ancienne s’explique avec les mots de son jour.",
                    "The words are those of the catalog at training: an old decision is explained in the words of its day."
                ),
            ])
        }
    }
}
