import Charts
import Credit
import Markup
import Statistics

/// What a person reads of one feature: its finding, its sentence and its bins.
struct FeatureReading {
    let profile: FeatureProfile
    let overall: FeatureBin
    let wording: Wording
    let lines: [(bin: FeatureBin, text: String)]

    init(_ profile: FeatureProfile, in exploration: Exploration, _ wording: Wording) {
        self.profile = profile
        self.wording = wording
        overall = exploration.portfolio
        lines = BinWording(profile, wording).lines
    }

    private var name: String { wording.title(profile.identity.label) }

    /// The finding: where defaults are the most and the fewest, if that stands out of chance.
    var title: String {
        // Ends of intervals rather than rates: a small bin's rate may be far off by chance.
        let told = lines.filter { $0.bin.interval != nil }
        guard let high = told.max(by: { ($0.bin.interval?.low ?? 0) < ($1.bin.interval?.low ?? 0) }),
            let low = told.min(by: { ($0.bin.interval?.high ?? 1) < ($1.bin.interval?.high ?? 1) }),
            let highInterval = high.bin.interval, let lowInterval = low.bin.interval
        else {
            guard let largest = lines.max(by: { $0.bin.clients < $1.bin.clients }) else { return name }
            let share = wording.share(largest.bin.clients, of: overall.clients)
            return wording(
                "\(name) : « \(largest.text) » pour \(share) des clients",
                "\(name): “\(largest.text)” for \(share) of clients")
        }
        guard highInterval.low > lowInterval.high else {
            return wording("\(name) : pas d’écart net d’une tranche à l’autre", "\(name): no clear gap between bins")
        }
        return wording(
            "\(name) : \(wording.inHundred(high.bin.defaultRate)) impayés sur 100 (\(high.text)), "
                + "contre \(wording.inHundred(low.bin.defaultRate)) (\(low.text))",
            "\(name): \(wording.inHundred(high.bin.defaultRate)) unpaid in 100 (\(high.text)), "
                + "against \(wording.inHundred(low.bin.defaultRate)) (\(low.text))")
    }

    /// What the title does not say.
    var sentence: String {
        var parts: [String] = []
        if let strength = profile.strength {
            let times = wording.format.number(strength * 100, decimals: 0)
            parts.append(
                wording(
                    "Seule, elle classe un impayé et un bon payeur dans le bon ordre \(times) fois sur 100 (50 : au hasard).",
                    "Alone it puts a default and a good payer in the right order \(times) times in 100 (50: by chance)."
                ))
        }
        if let information = profile.information {
            parts.append(
                wording(
                    "Valeur d’information \(wording.fine(information.total)) ; le hasard en donne jusqu’à "
                        + "\(wording.fine(profile.noiseLevel)).",
                    "Information value \(wording.fine(information.total)); chance gives up to "
                        + "\(wording.fine(profile.noiseLevel))."))
        }
        parts.append(
            profile.missing == 0
                ? wording("Connue de tous les clients.", "Known for every client.")
                : wording(
                    "Inconnue pour \(wording.share(profile.missing, of: overall.clients)) des clients.",
                    "Unknown for \(wording.share(profile.missing, of: overall.clients)) of clients."))
        return parts.joined(separator: " ")
    }

    /// The bins as figures.
    var table: DataTable {
        DataTable(
            caption: name,
            columns: [
                wording("Tranche", "Bin"), wording("Clients", "Clients"), wording("Part", "Share"),
                wording("Issue connue", "Known outcome"), wording("Impayés sur 100", "Unpaid in 100"),
                wording("Intervalle à 95 %", "95% interval"), wording("Poids d’évidence", "Weight of evidence"),
            ],
            rows: lines.map { line in
                let weight = profile.bins.firstIndex(of: line.bin).flatMap { bin in
                    line.bin.defaultRate == nil ? nil : profile.information?.weightsOfEvidence[bin]
                }
                return [
                    line.text, wording.count(line.bin.clients), wording.share(line.bin.clients, of: overall.clients),
                    wording.count(line.bin.labelled), wording.inHundred(line.bin.defaultRate),
                    line.bin.interval.map {
                        wording.range(wording.inHundred($0.low), wording.inHundred($0.high))
                    } ?? "–",
                    wording.fine(weight),
                ]
            },
            numeric: [1, 2, 3, 4, 5, 6])
    }

    /// The chart with its words.
    func figure(number: Int) -> some HTML {
        Figure(
            title: title, sentence: sentence,
            chart: BinChart(
                name: "feature-\(number)", title: title,
                description: wording(
                    "Part des clients et impayés sur 100 par tranche, avec leur intervalle.",
                    "Share of clients and unpaid loans in 100 by bin, with their interval."),
                lines: lines, clients: overall.clients, overall: overall.defaultRate, wording: wording),
            summary: wording("Voir les chiffres", "See the figures") + " (\(profile.identity.name))", table: table)
    }
}

/// The features that say most, drawn.
struct FeaturesPart: HTML {
    let exploration: Exploration
    let wording: Wording

    func write(to page: inout Page) {
        let drawn = exploration.ranking.prefix(ExplorationPage.mostDrawn)
        Part(
            id: "features", title: wording("Les variables qui en disent le plus", "The features that say most"),
            lead: wording(
                "À gauche, où sont les clients ; à droite, combien sur 100 ne remboursent pas, le trait donnant l’intervalle à 95 %. "
                    + "Rouge : nettement plus que l’ensemble ; vert : nettement moins.",
                "To the left, where clients are; to the right, how many in 100 do not repay, the line being the 95% interval. "
                    + "Red: clearly more than all clients; green: clearly fewer."),
            content: Element("div", .class("grid")) {
                each(drawn.enumerated()) { number, feature in
                    FeatureReading(exploration.profiles[feature], in: exploration, wording).figure(number: number + 1)
                }
            }
        )
        .write(to: &page)
    }
}

/// The other features, each as a table that opens.
struct OthersPart: HTML {
    let exploration: Exploration
    let wording: Wording

    func write(to page: inout Page) {
        let others = exploration.ranking.dropFirst(ExplorationPage.mostDrawn)
        Part(
            id: "others", title: wording("Les autres variables", "The other features"),
            lead: others.isEmpty
                ? wording("Toutes sont dessinées plus haut.", "All are drawn above.")
                : wording(
                    "\(wording.features(others.count)), dans l’ordre de ce qu’elles disent ; à l’écran, chacune s’ouvre sur ses tranches.",
                    "\(wording.features(others.count)), in the order of what they say; on screen, each opens on its bins."
                ),
            content: Element("div") {
                each(others) { feature in
                    let reading = FeatureReading(exploration.profiles[feature], in: exploration, wording)
                    Element("details", .class("entry")) {
                        Element("summary") { reading.title }
                        Element("p") { reading.sentence + " (\(reading.profile.identity.name))" }
                        Element("div", .class("scroll")) { reading.table }
                    }
                }
            }
        )
        .write(to: &page)
    }
}
