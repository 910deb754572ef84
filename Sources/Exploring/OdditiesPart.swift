import Charts
import Credit
import Markup

/// Values that should not be taken at their word.
struct OdditiesPart: HTML {
    let exploration: Exploration
    let wording: Wording

    func write(to page: inout Page) {
        let far = exploration.profiles.filter { ($0.outliers ?? 0) > 0 }
        Part(
            id: "oddities", title: wording("Ce qui étonne", "What is odd"),
            lead: wording(
                "Codes qui veulent dire « inconnu », valeurs impossibles, valeurs très éloignées des autres : ce qu’un modèle prendrait "
                    + "au mot.",
                "Codes that mean “unknown”, impossible values, values far from all others: what a model would take at its word."
            ),
            content: Group(sentinels, outside, outliers(far))
        )
        .write(to: &page)
    }

    private func name(_ feature: Int) -> String { wording.title(exploration.profiles[feature].identity.label) }

    @HTMLBuilder private var sentinels: some HTML {
        let left = exploration.sentinels.reduce(0) { $0 + $1.left }
        let title =
            left == 0
            ? wording(
                "Aucun code « inconnu » n’est resté dans les variables",
                "No code for “unknown” is left in the features")
            : wording(
                "\(wording.clients(left)) ont encore un code « inconnu » pris pour une valeur",
                "\(wording.clients(left)) still have a code for “unknown” taken for a value")
        Element("div", .class("card")) {
            Element("h3") { title }
            Element("p") {
                exploration.sentinels.isEmpty
                    ? wording(
                        "Le catalogue n’en déclare aucun parmi ces variables.",
                        "The catalog declares none among these features.")
                    : wording(
                        "Le catalogue dit quels codes veulent dire « inconnu » ; ils comptent comme manquants, avec les cases vides.",
                        "The catalog says which codes mean “unknown”; they count as missing, with empty cells.")
            }
            if !exploration.sentinels.isEmpty {
                LongTable(
                    table: figures(
                        title,
                        [
                            wording("Variable", "Feature"), wording("Nom technique", "Technical name"),
                            wording("Codes", "Codes"), wording("Inconnus", "Unknown"), wording("Part", "Share"),
                            wording("Codes restés", "Codes left"),
                        ],
                        exploration.sentinels.map { sentinel in
                            [
                                name(sentinel.feature), exploration.profiles[sentinel.feature].identity.name,
                                sentinel.values.joined(separator: ", "), wording.count(sentinel.unknown),
                                wording.share(sentinel.unknown, of: exploration.portfolio.clients),
                                wording.count(sentinel.left),
                            ]
                        }, numbers: [3, 4, 5]), wording: wording)
            }
        }
    }

    private var outside: some HTML {
        let title =
            exploration.outside.isEmpty
            ? wording("Aucune valeur hors des bornes du catalogue", "No value outside the catalog’s ranges")
            : wording(
                "\(wording.features(exploration.outside.count)) ont des valeurs hors des bornes du catalogue",
                "\(wording.features(exploration.outside.count)) have values outside the catalog’s ranges")
        return Element("div", .class("card")) {
            Element("h3") { title }
            Element("p") {
                wording(
                    "Les valeurs impossibles des tables sont écartées au calcul ; on vérifie ici qu’il n’en reste pas.",
                    "Impossible values of the tables are set aside when features are computed; this checks that none is left."
                )
            }
            if !exploration.outside.isEmpty {
                figures(
                    title, [wording("Variable", "Feature"), wording("Clients", "Clients")],
                    exploration.outside.map { [name($0.feature), wording.count($0.clients)] }, numbers: [1])
            }
        }
    }

    private func outliers(_ far: [FeatureProfile]) -> some HTML {
        let sorted = far.enumerated().sorted {
            ($1.element.outliers ?? 0, $0.offset) < ($0.element.outliers ?? 0, $1.offset)
        }.map(\.element)
        let title =
            sorted.isEmpty
            ? wording("Aucune valeur très éloignée des autres", "No value far from all others")
            : wording(
                "\(wording.features(sorted.count)) ont des valeurs très éloignées des autres",
                "\(wording.features(sorted.count)) have values far from all others")
        return Element("div", .class("card")) {
            Element("h3") { title }
            Element("p") {
                wording(
                    "À plus de dix écarts robustes de la médiane. Des montants très inégaux en ont sans être faux : à regarder, non à "
                        + "supprimer.",
                    "More than ten robust deviations from the median. Very unequal amounts have some without being wrong: to be "
                        + "looked at, not deleted.")
            }
            if !sorted.isEmpty {
                LongTable(
                    table: figures(
                        title,
                        [
                            wording("Variable", "Feature"), wording("Nom technique", "Technical name"),
                            wording("Médiane", "Median"), wording("Clients au-delà", "Clients beyond"),
                            wording("Part", "Share"),
                        ],
                        sorted.map { profile in
                            [
                                wording.title(profile.identity.label), profile.identity.name,
                                wording.format.text(profile.median, as: profile.identity.kind),
                                wording.count(profile.outliers ?? 0),
                                wording.share(profile.outliers ?? 0, of: exploration.portfolio.clients),
                            ]
                        }, numbers: [2, 3, 4]), wording: wording)
            }
        }
    }
}
