import Credit
import Markup
import Statistics

/// How many clients, how many defaults, which features and which tables.
struct PortfolioPart: HTML {
    let exploration: Exploration
    let wording: Wording

    func write(to page: inout Page) {
        Part(
            id: "portfolio", title: wording("Le portefeuille en bref", "The portfolio at a glance"), lead: lead,
            content: Group(tiles, families, tables)
        )
        .write(to: &page)
    }

    private var lead: String {
        let portfolio = exploration.portfolio
        guard let rate = portfolio.defaultRate, let interval = portfolio.interval else {
            return wording(
                "Trop peu de résultats connus pour parler d’impayés : seules les valeurs sont décrites.",
                "Too few known outcomes to speak of defaults: only values are described.")
        }
        let (low, high) = (wording.inHundred(interval.low), wording.inHundred(interval.high))
        return wording(
            "Sur 100 prêts dont on connaît l’issue, \(wording.inHundred(rate)) ne sont pas remboursés (de \(low) à \(high)).",
            "Of 100 loans whose outcome is known, \(wording.inHundred(rate)) go unpaid (\(low) to \(high)).")
    }

    private var tiles: some HTML {
        let portfolio = exploration.portfolio
        let range = portfolio.interval.map {
            wording.range(wording.inHundred($0.low), wording.inHundred($0.high)) + " (95 %)"
        }
        let entries: [(String, String, String)] = [
            (wording("Clients", "Clients"), wording.count(portfolio.clients), ""),
            (
                wording("Issue connue", "Known outcome"), wording.count(portfolio.labelled),
                wording(
                    "dont \(wording.count(portfolio.defaults)) impayés",
                    "\(wording.count(portfolio.defaults)) of them unpaid")
            ),
            (wording("Impayés sur 100", "Unpaid in 100"), wording.inHundred(portfolio.defaultRate), range ?? ""),
            (
                wording("Variables", "Features"), wording.count(exploration.profiles.count),
                wording(
                    "dans \(exploration.families.count) familles", "in \(exploration.families.count) families")
            ),
        ]
        return Element("dl", .class("tiles")) {
            each(entries) { entry in
                Element("div") {
                    Element("dt") { entry.0 }
                    Element("dd") { entry.1 }
                    if !entry.2.isEmpty { Element("dd") { entry.2 } }
                }
            }
        }
    }

    @HTMLBuilder private var families: some HTML {
        let sorted = exploration.families.enumerated().sorted {
            ($1.element.features, $0.offset) < ($0.element.features, $1.offset)
        }.map(\.element)
        if let first = sorted.first {
            let title = wording(
                "« \(first.label.fr) » est la famille la plus fournie : \(wording.features(first.features))",
                "“\(first.label.en)” is the largest family: \(wording.features(first.features))")
            Figure(
                title: title,
                sentence: wording(
                    "Une famille réunit les variables qui parlent d’un même sujet.",
                    "A family gathers the features that speak of one subject."),
                chart: BarChart(
                    name: "families", title: title,
                    description: wording("Nombre de variables par famille.", "Number of features by family."),
                    bars: sorted.map {
                        BarChart.Bar(
                            label: wording.title($0.label), length: Double($0.features),
                            text: wording.count($0.features))
                    }),
                summary: wording("Voir les chiffres", "See the figures"),
                table: figures(
                    title, [wording("Famille", "Family"), wording("Variables", "Features")],
                    sorted.map { [wording.title($0.label), wording.count($0.features)] }, numbers: [1]))
        }
    }

    private var tables: some HTML {
        let absent = exploration.tables.count { $0.rows == nil }
        let title =
            absent == 0
            ? wording(
                "Les \(exploration.tables.count) tables du prêteur sont là",
                "All \(exploration.tables.count) tables of the lender are there")
            : wording(
                "Il manque \(absent) des \(exploration.tables.count) tables du prêteur",
                "Absent tables: \(absent) of the lender’s \(exploration.tables.count)")
        return Element("div", .class("card")) {
            Element("h3") { title }
            Element("div", .class("scroll")) { coverageTable(exploration.tables, wording, caption: title) }
        }
    }
}
