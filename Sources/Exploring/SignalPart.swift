import Charts
import Credit
import Markup
import Statistics

/// Every feature by what it tells alone of the outcome.
struct SignalPart: HTML {
    let exploration: Exploration
    let wording: Wording

    private static let drawn = 20

    func write(to page: inout Page) {
        Part(
            id: "signal", title: wording("Ce qui annonce l’impayé", "What announces a default"),
            lead: wording(
                "Chaque variable est jugée seule. La valeur d’information mesure combien la part d’impayés change d’une tranche "
                    + "à l’autre ; l’AUC, la chance de classer un impayé avant un bon payeur (0,5 : au hasard).",
                "Each feature is judged alone. The information value tells how much the share of defaults changes from bin to "
                    + "bin; the AUC, the chance of ranking a default before a good payer (0.5: by chance)."),
            content: Group(chart, table)
        )
        .write(to: &page)
    }

    @HTMLBuilder private var chart: some HTML {
        let ranked = exploration.ranking.map { exploration.profiles[$0] }.filter { $0.information != nil }
        if let first = ranked.first {
            let informative = ranked.count(where: \.isInformative)
            let byChance = Int((Double(ranked.count) * 0.05).rounded())
            let title = wording(
                "« \(first.identity.label.fr) » en dit le plus ; \(informative) variables sur \(ranked.count) en disent plus que "
                    + "le hasard",
                "“\(first.identity.label.en)” says most; \(informative) of \(ranked.count) features say more than chance"
            )
            let top = Array(ranked.prefix(Self.drawn))
            Figure(
                title: title,
                sentence: wording(
                    "Les \(top.count) plus fortes valeurs d’information. Sans aucun lien avec l’impayé, environ \(byChance) variables "
                        + "passeraient quand même la limite du hasard (5 sur 100).",
                    "The \(top.count) highest information values. Without any link to default, about \(byChance) features would "
                        + "still pass the limit of chance (5 in 100)."),
                chart: BarChart(
                    name: "signal-chart", title: title,
                    description: wording("Valeur d’information par variable.", "Information value by feature."),
                    bars: top.map {
                        BarChart.Bar(
                            label: wording.title($0.identity.label), length: $0.information?.total ?? 0,
                            text: wording.fine($0.information?.total))
                    }),
                summary: wording("Voir les chiffres", "See the figures"),
                table: figures(
                    title, [wording("Variable", "Feature"), wording("Valeur d’information", "Information value")],
                    top.map { [wording.title($0.identity.label), wording.fine($0.information?.total)] }, numbers: [1]))
        }
    }

    private var table: some HTML {
        let title = wording(
            "Toutes les variables, de la plus parlante à la moins parlante",
            "All features, from the one that says most to the one that says least")
        let rows = exploration.ranking.enumerated().map { rank, feature in
            let profile = exploration.profiles[feature]
            return [
                wording.title(profile.identity.label), profile.identity.name,
                profile.identity.family?[wording.language] ?? "–", wording.count(rank + 1),
                wording.fine(profile.information?.total), verdict(profile), wording.fine(profile.area),
                profile.areaInterval.map { wording.range(wording.fine($0.low), wording.fine($0.high)) } ?? "–",
                wording.share(profile.missing, of: exploration.portfolio.clients),
            ]
        }
        return Element("div", .class("card")) {
            Element("h3") { title }
            Element("p") {
                wording(
                    "AUC au-dessus de 0,5 : le risque monte avec la valeur ; en dessous, il baisse.",
                    "AUC above 0.5: risk rises with the value; below, it falls.")
            }
            LongTable(
                table: DataTable(
                    caption: title,
                    columns: [
                        wording("Variable", "Feature"), wording("Nom technique", "Technical name"),
                        wording("Famille", "Family"), wording("Rang", "Rank"), wording("Information", "Information"),
                        wording("Plus que le hasard", "More than chance"), "AUC",
                        wording("Intervalle à 95 %", "95% interval"), wording("Manquants", "Missing"),
                    ],
                    rows: rows, numeric: [3, 4, 6, 7, 8]), wording: wording)
        }
    }

    private func verdict(_ profile: FeatureProfile) -> String {
        profile.information == nil
            ? "–" : profile.isInformative ? wording("oui", "yes") : wording("non", "no")
    }
}
