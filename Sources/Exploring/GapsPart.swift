import Charts
import Credit
import Markup
import Statistics

/// Which features are unknown, together, and what their absence tells.
struct GapsPart: HTML {
    let exploration: Exploration
    let wording: Wording

    private static let drawn = 20

    func write(to page: inout Page) {
        let whole = exploration.profiles.count { $0.missing == 0 }
        Part(
            id: "gaps", title: wording("Ce qui manque", "What is missing"),
            lead: wording(
                "\(wording.features(whole)) sur \(exploration.profiles.count) n’ont aucune valeur manquante. Les autres forment "
                    + "\(exploration.missingGroups.count) groupes : dans un groupe, les valeurs manquent pour les mêmes clients, à peu de chose près.",
                "\(whole) of \(wording.features(exploration.profiles.count)) have no missing value. The others form "
                    + "\(exploration.missingGroups.count) groups: within a group, values are missing for nearly the same clients."
            ),
            content: Group(chart, table)
        )
        .write(to: &page)
    }

    /// The first feature's name, cut to a length if one is given, and how many others there are.
    private func name(_ group: MissingGroup, cutTo length: Int? = nil) -> String {
        let label = wording.title(exploration.profiles[group.features[0]].identity.label)
        let first = length.map { shortened(label, to: $0) } ?? label
        return group.features.count == 1 ? first : first + " (+ \(group.features.count - 1))"
    }

    @HTMLBuilder private var chart: some HTML {
        if let first = exploration.missingGroups.first {
            let clients = exploration.portfolio.clients
            let title = wording(
                "« \(exploration.profiles[first.features[0]].identity.label.fr) » manque le plus : "
                    + "\(wording.share(first.clients, of: clients)) des clients",
                "“\(exploration.profiles[first.features[0]].identity.label.en)” is missing most: "
                    + "\(wording.share(first.clients, of: clients)) of clients")
            let top = Array(exploration.missingGroups.prefix(Self.drawn))
            Figure(
                title: title,
                sentence: wording(
                    "Part des clients sans la variable, une ligne par groupe ; entre parenthèses, combien d’autres variables manquent "
                        + "avec elle.",
                    "Share of clients without the feature, one line per group; in brackets, how many other features are "
                        + "missing with it."),
                chart: BarChart(
                    name: "gaps-chart", title: title,
                    description: wording("Part manquante par groupe.", "Missing share by group."),
                    bars: top.map {
                        BarChart.Bar(
                            label: name($0, cutTo: 42), length: $0.share, text: wording.share($0.clients, of: clients))
                    }),
                summary: wording("Voir les chiffres", "See the figures"),
                table: figures(
                    title, [wording("Groupe", "Group"), wording("Clients", "Clients"), wording("Part", "Share")],
                    top.map { [name($0), wording.count($0.clients), wording.share($0.clients, of: clients)] },
                    numbers: [1, 2]))
        }
    }

    @HTMLBuilder private var table: some HTML {
        if !exploration.missingGroups.isEmpty {
            let title = wording("Manquer dit-il quelque chose ?", "Does being missing tell something?")
            Element("div", .class("card")) {
                Element("h3") { title }
                Element("p") {
                    wording(
                        "Impayés sur 100 parmi les clients sans la variable, puis parmi ceux qui l’ont.",
                        "Unpaid in 100 among clients without the feature, then among those who have it.")
                }
                LongTable(
                    table: DataTable(
                        caption: title,
                        columns: [
                            wording("Groupe", "Group"), wording("Manquants", "Missing"), wording("Sans", "Without"),
                            wording("Intervalle à 95 %", "95% interval"), wording("Avec", "With"),
                            wording("Intervalle à 95 %", "95% interval"), wording("Variables", "Features"),
                        ],
                        rows: exploration.missingGroups.map(row), numeric: [1, 2, 3, 4, 5]), wording: wording)
            }
        }
    }

    private func row(_ group: MissingGroup) -> [String] {
        func interval(_ bin: FeatureBin) -> String {
            bin.interval.map { wording.range(wording.inHundred($0.low), wording.inHundred($0.high)) } ?? "–"
        }
        return [
            name(group), wording.share(group.clients, of: exploration.portfolio.clients),
            wording.inHundred(group.without.defaultRate), interval(group.without),
            wording.inHundred(group.with.defaultRate), interval(group.with),
            group.features.map { exploration.profiles[$0].identity.name }.joined(separator: ", "),
        ]
    }
}
