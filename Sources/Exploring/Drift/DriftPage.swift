import Catalog
public import Credit
import Drift
public import Markup
import Spelling

/// A comparison as one page of one file: the ranked summary first, then each column's two distributions.
///
/// Without script or any other file, and under ``byteLimit`` bytes however many columns there are: where room is scarce, columns
/// have fewer lines, then their names alone. The same comparison gives the same bytes.
public struct DriftPage: HTML {
    /// The most bytes that a page has.
    public static let byteLimit = 500_000

    private let comparison: DriftComparison
    private let sentences: DriftSentences
    private let wording: Wording
    /// Where the cards of ranked columns are.
    private let anchors: [String: String]

    private static let ranked = 60
    private static let segments = 15
    private static let named = 200
    /// Bytes kept for what follows the cards.
    private static let end = 12_000

    /// Makes the page in a language.
    public init(_ comparison: DriftComparison, language: Language) {
        self.comparison = comparison
        wording = Wording(language: language, currency: comparison.currency)
        sentences = DriftSentences(comparison: comparison, wording: wording)
        let first = Self.ranking(comparison).enumerated().map { ($1.column, "c\($0 + 1)") }
        anchors = Dictionary(first) { first, _ in first }
    }

    /// Writes the page.
    public func write(to page: inout Page) {
        let rows = (comparison.report.dataset.referenceRows, comparison.report.dataset.currentRows)
        ReportPage(
            title: wording("Ce qui a changé : rapport de dérive", "What has changed: drift report"),
            lead: wording(
                "Avant : \(comparison.reference), \(wording.count(rows.0)) lignes. "
                    + "Après : \(comparison.current), \(wording.count(rows.1)) lignes.",
                "Before: \(comparison.reference), \(wording.count(rows.0)) rows. "
                    + "After: \(comparison.current), \(wording.count(rows.1)) rows."),
            isSynthetic: comparison.isSynthetic, wording: wording,
            contents: [
                ("ranking", wording("L’essentiel", "In short")),
                ("segments", wording("Les clients qui ont bougé", "The clients that moved")),
                ("faults", wording("Ce qui n’a pas pu être comparé", "What could not be compared")),
                ("moved", wording("Les colonnes qui ont bougé", "The columns that moved")),
                ("others", wording("Les autres colonnes", "The other columns")),
                ("method", wording("Méthode", "Method")),
            ],
            style: driftStyle
        ) {
            Part(
                id: "ranking", title: wording("L’essentiel", "In short"), lead: rankingLead,
                content: Group(
                    Element("p", .class("verdict")) { sentences.verdict }, problems, tiles, rankingTable, performance))
            Part(
                id: "segments", title: wording("Les clients qui ont bougé", "The clients that moved"),
                lead: wording(
                    "De chaque colonne qui a bougé, le groupe de clients dont la part a le plus changé.",
                    "Of each column that moved, the group of clients whose share changed most."),
                content: list(
                    comparison.segments.prefix(Self.segments).map(sentences.segment),
                    none: wording("Aucun groupe n’a bougé.", "No group moved.")))
            Part(
                id: "faults", title: wording("Ce qui n’a pas pu être comparé", "What could not be compared"),
                lead: wording(
                    "Une colonne absente ou d’un autre type est un défaut des données, à réparer avant de juger.",
                    "A column that is absent or of another type is a fault of the data, to mend before judging."),
                content: list(faults, none: wording("Toutes les colonnes ont pu l’être.", "Every column could be.")))
            DriftCards(
                sections: [
                    DriftCards.Section(
                        id: "moved", title: wording("Les colonnes qui ont bougé", "The columns that moved"),
                        columns: comparison.drifted),
                    DriftCards.Section(
                        id: "others", title: wording("Les autres colonnes", "The other columns"),
                        columns: comparison.report.columns.filter { !$0.drifted && !$0.state.isBroken }),
                ],
                anchors: anchors, sentences: sentences, limit: Self.byteLimit - Self.end)
            Part(
                id: "method", title: wording("Méthode", "Method"), lead: method.0,
                content: list(method.1, none: ""))
        }
        .write(to: &page)
    }

    /// The columns of the summary: those that drifted, and broken ones that a model feels.
    private static func ranking(_ comparison: DriftComparison) -> [ColumnDrift] {
        Array(
            comparison.report.columns.filter { $0.drifted || ($0.approvalEffect?.decisionsChanged ?? 0) > 0 }
                .prefix(ranked))
    }

    private var rankingLead: String {
        comparison.approvals == nil
            ? wording(
                "Les colonnes qui ont bougé, la plus éloignée de son seuil d’abord.",
                "The columns that moved, the furthest past its threshold first.")
            : wording(
                "Les colonnes qui ont bougé, celle qui change le plus les accords d’abord.",
                "The columns that moved, the one that changes approvals most first.")
    }

    @HTMLBuilder private var problems: some HTML {
        each(comparison.problems) { problem in
            Element("p", .class("notice")) { wording(problem.fr, problem.en) }
        }
    }

    @HTMLBuilder private var performance: some HTML {
        if let performance = comparison.performance {
            Element("h3") { wording("Ce qu’on attend des décisions", "What is expected of the decisions") }
            list(sentences.performance(performance), none: "")
        }
    }

    private var tiles: some HTML {
        let dataset = comparison.report.dataset
        return Element("dl", .class("tiles")) {
            tile(wording("Colonnes comparées", "Columns compared"), wording.count(dataset.comparedColumns))
            tile(wording("Colonnes qui ont bougé", "Columns that moved"), wording.count(dataset.driftedColumns))
            tile(
                wording("Absentes ou d’un autre type", "Absent or of another type"),
                wording.count(dataset.brokenColumns))
            if let approvals = comparison.approvals {
                tile(
                    wording("Accords, de avant à après", "Approvals, from before to after"),
                    wording(
                        "\(sentences.share(approvals.reference)) → \(sentences.share(approvals.current))",
                        "\(sentences.share(approvals.reference)) → \(sentences.share(approvals.current))"))
            }
        }
    }

    private func tile(_ name: String, _ figure: String) -> some HTML {
        Element("div") {
            Element("dt") { name }
            Element("dd") { figure }
        }
    }

    @HTMLBuilder private var rankingTable: some HTML {
        let ranking = Self.ranking(comparison)
        if !ranking.isEmpty {
            let hasEffect = comparison.approvals != nil
            Element("div", .class("card scroll ranking")) {
                Element("table") {
                    Element("caption") {
                        wording("Colonnes qui ont bougé, par importance", "Columns that moved, ranked")
                    }
                    Element("thead") {
                        Element("tr") {
                            heading(wording("Colonne", "Column"))
                            heading(wording("Ce qui a changé", "What changed"))
                            heading(wording("Score", "Score"), "number")
                            heading(wording("Manquants", "Missing"), "number")
                            if hasEffect {
                                heading(wording("Effet sur les accords", "Effect on approvals"), "number")
                                heading(
                                    wording("Coût attendu, pour 1 000 clients", "Expected cost, per 1,000 clients"),
                                    "number")
                            }
                        }
                    }
                    Element("tbody") { each(ranking) { column in row(column, hasEffect) } }
                }
            }
            if comparison.drifted.count > Self.ranked {
                Element("p") {
                    wording(
                        "Les \(Self.ranked) premières ; les autres suivent plus bas.",
                        "The first \(Self.ranked); the others follow below.")
                }
            }
        }
    }

    private func heading(_ text: String, _ style: String? = nil) -> some HTML {
        Element("th", Attribute("scope", "col"), .class(style)) { text }
    }

    private func row(_ column: ColumnDrift, _ hasEffect: Bool) -> some HTML {
        let identity = comparison.identity(column.column)
        let label = identity.label[wording.language]
        var told = column
        told.approvalEffect = nil
        return Element("tr") {
            Element("th", Attribute("scope", "row")) {
                if let anchor = anchors[column.column], !column.state.isBroken {
                    Element("a", .href("#" + anchor)) { wording.title(label) }
                } else {
                    wording.title(label)
                }
                if label != column.column { Element("span", .class("name")) { column.column } }
            }
            Element("td") { sentences.column(told) }
            Element("td", .class("number")) { column.score.map(sentences.figure) ?? "–" }
            Element("td", .class("number")) {
                "\(sentences.share(column.missingReference)) → \(sentences.share(column.missingCurrent))"
            }
            if hasEffect {
                Element("td", .class("number")) {
                    column.approvalEffect.map { sentences.points($0.approvalChange) } ?? "–"
                }
                Element("td", .class("number")) {
                    column.approvalEffect.map { sentences.cost($0.expectedCostChange) } ?? "–"
                }
            }
        }
    }

    /// Columns that are absent, retyped, new or left out, as sentences.
    private var faults: [String] {
        let added = comparison.report.newColumns
        let broken = comparison.broken.map { column in
            let near = column.state == .absent ? comparison.renamed(column.column) : nil
            let question = near.map { wording(" Est-ce « \($0) », nouvelle ?", " Is it the new “\($0)”?") } ?? ""
            return name(column.column) + wording(" : ", ": ") + (sentences.state(column.state) ?? "") + question
        }
        let new = added.map { name($0) + wording(" : absente de la référence.", ": not in the reference.") }
        let out = comparison.leftOut.map {
            name($0.column) + wording(" : ", ": ") + wording($0.reason.fr, $0.reason.en) + "."
        }
        let all = broken + new + out
        guard all.count > Self.named else { return all }
        let rest = wording.count(all.count - Self.named)
        return all.prefix(Self.named) + [wording("Et \(rest) autres.", "And \(rest) more.")]
    }

    private func name(_ column: String) -> String {
        let label = comparison.identity(column).label[wording.language]
        return label == column ? column : "\(wording.title(label)) (\(column))"
    }

    @HTMLBuilder private func list(_ lines: [String], none: String) -> some HTML {
        if lines.isEmpty {
            Element("p") { none }
        } else {
            Element("ul", .class("plain")) { each(lines) { line in Element("li") { line } } }
        }
    }

    private var method: (String, [String]) {
        let effect = comparison.approvals.map { approvals in
            wording(
                "L’effet sur les accords est mesuré sur \(wording.clients(approvals.effectClients)) de la référence, dont la seule "
                    + "colonne en cause est déplacée jusqu’à se répartir comme aujourd’hui : ce que sa dérive change, les "
                    + "autres restant en place. Seuil de refus : \(wording.inHundred(approvals.threshold)) sur 100.",
                "The effect on approvals is measured on \(wording.clients(approvals.effectClients)) of the reference, of whom this "
                    + "one column is moved until it is distributed as today: what its drift changes, the others being left. "
                    + "Refused from \(wording.inHundred(approvals.threshold)) in 100.")
        }
        switch comparison.preset {
        case .limpide:
            return (
                wording(
                    "Règles de Limpide : le type, les tranches et le test viennent de la référence.",
                    "Limpide’s rules: type, bins and test come from the reference."),
                [
                    wording(
                        "Une colonne a bougé quand le changement dépasse le hasard (risque corrigé sur toutes les questions, 5 %) "
                            + "et qu’il concerne assez de clients : 5 % pour une répartition ou une part manquante, 0,1 % pour "
                            + "des valeurs jamais vues.",
                        "A column moved when the change is beyond chance (corrected over all questions, 5%) and concerns enough "
                            + "clients: 5% for a distribution or a missing share, 0.1% for values never seen."),
                    wording(
                        "Le score est la part de clients qui a bougé. Sous 100 valeurs connues d’un côté, rien n’est jugé.",
                        "The score is the share of clients that moved. Under 100 known values on a side, nothing is judged."
                    ),
                ] + [effect].compactMap { $0 }
            )
        case .evidently:
            return (
                wording(
                    "Règles d’evidently 0.7.23 : type et test viennent des données actuelles.",
                    "Evidently 0.7.23’s rules: type and test come from the current data."),
                [
                    wording(
                        "Les données ont dérivé quand la moitié des colonnes a bougé. Les valeurs manquantes ne sont pas comparées.",
                        "The data has drifted when half of the columns moved. Missing values are not compared.")
                ] + [effect].compactMap { $0 }
            )
        }
    }
}

extension DriftComparison {
    /// The new column whose name is nearest to that of one that is gone.
    public func renamed(_ column: String) -> String? { nearestName(to: column, among: report.newColumns) }
}
