import Charts
import Credit
import Markup

/// Features that say nearly or exactly the same.
struct TwinsPart: HTML {
    let exploration: Exploration
    let wording: Wording

    func write(to page: inout Page) {
        let held = exploration.clusters.reduce(0) { $0 + $1.features.count }
        let limit = wording.format.number(CorrelationCluster.threshold, decimals: 2)
        Part(
            id: "twins", title: wording("Ce qui se répète", "What repeats itself"),
            lead: exploration.clusters.isEmpty
                ? wording(
                    "Aucune paire de variables n’atteint une corrélation des rangs de \(limit).",
                    "No pair of features reaches a rank correlation of \(limit).")
                : wording(
                    "\(wording.features(held)) tiennent en \(exploration.clusters.count) groupes où chacune suit une autre presque "
                        + "parfaitement (corrélation des rangs d’au moins \(limit), dans un sens ou dans l’autre).",
                    "\(wording.features(held)) fall into \(exploration.clusters.count) groups where each follows another nearly "
                        + "perfectly (rank correlation of at least \(limit), either way)."),
            content: Group(chart, table, exact)
        )
        .write(to: &page)
    }

    private func name(_ feature: Int) -> String { wording.title(exploration.profiles[feature].identity.label) }

    @HTMLBuilder private var chart: some HTML {
        if let first = exploration.clusters.first {
            let title = wording(
                "Le plus grand groupe réunit \(wording.features(first.features.count)) autour de « \(name(first.features[0])) »",
                "The largest group holds \(wording.features(first.features.count)) around “\(name(first.features[0]))”")
            let top = exploration.clusters.prefix(20)
            Figure(
                title: title,
                sentence: wording(
                    "Une seule par groupe suffirait souvent : les autres n’apprennent presque rien de plus.",
                    "One of each group would often do: the others teach next to nothing more."),
                chart: BarChart(
                    name: "twins-chart", title: title,
                    description: wording("Nombre de variables par groupe.", "Number of features by group."),
                    bars: top.map {
                        BarChart.Bar(
                            label: name($0.features[0]), length: Double($0.features.count),
                            text: wording.count($0.features.count))
                    }),
                summary: wording("Voir les chiffres", "See the figures"),
                table: figures(
                    title, [wording("Groupe", "Group"), wording("Variables", "Features")],
                    top.map { [name($0.features[0]), wording.count($0.features.count)] }, numbers: [1]))
        }
    }

    @HTMLBuilder private var table: some HTML {
        if !exploration.clusters.isEmpty {
            let title = wording("Tous les groupes", "All groups")
            Element("div", .class("card")) {
                Element("h3") { title }
                LongTable(
                    table: DataTable(
                        caption: title,
                        columns: [
                            wording("Groupe", "Group"), wording("Nombre", "Number"),
                            wording("Corrélation", "Correlation"), wording("Variables", "Features"),
                        ],
                        rows: exploration.clusters.map { cluster in
                            [
                                name(cluster.features[0]), wording.count(cluster.features.count),
                                wording.range(wording.fine(cluster.weakest), wording.fine(cluster.strongest)),
                                cluster.features.map { exploration.profiles[$0].identity.name }.joined(separator: ", "),
                            ]
                        },
                        numeric: [1, 2]), wording: wording)
            }
        }
    }

    private var exact: some HTML {
        sameValues(
            constant: exploration.constant.map { exploration.profiles[$0].identity.name },
            duplicates: exploration.duplicates.map { $0.map { exploration.profiles[$0].identity.name } }, wording)
    }
}

/// Features that carry nothing of their own, named.
func sameValues(constant: [String], duplicates: [[String]], _ wording: Wording) -> some HTML {
    Element("div", .class("card")) {
        Element("h3") {
            constant.isEmpty && duplicates.isEmpty
                ? wording("Aucune variable constante ni en double", "No constant or duplicate feature")
                : [
                    wording.format.counted(
                        Double(constant.count), fr: ("variable constante", "variables constantes"),
                        en: ("constant feature", "constant features")),
                    wording.format.counted(
                        Double(duplicates.count), fr: ("groupe de doubles exacts", "groupes de doubles exacts"),
                        en: ("group of exact duplicates", "groups of exact duplicates")),
                ].joined(separator: ", ")
        }
        if !constant.isEmpty {
            Element("p") {
                wording(
                    "La même valeur pour tous les clients : \(constant.joined(separator: ", ")).",
                    "The same value for every client: \(constant.joined(separator: ", ")).")
            }
        }
        if !duplicates.isEmpty {
            Element("p") { wording("Égales pour tous les clients :", "Equal for every client:") }
            Element("ul") { each(duplicates) { group in Element("li") { group.joined(separator: " = ") } } }
        }
    }
}
