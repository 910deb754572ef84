import Markup

/// The formulas and where they come from.
struct MethodPart: HTML {
    let exploration: Exploration
    let wording: Wording

    func write(to page: inout Page) {
        Part(
            id: "method", title: wording("Méthode", "Method"),
            lead: wording("Pour refaire chaque chiffre.", "To compute each figure again."),
            content: Element("ul") { each(points) { point in Element("li") { point } } }
        )
        .write(to: &page)
    }

    private var points: [String] {
        [
            wording(
                "Tranches : dix au plus, de même effectif, jamais deux pour une même valeur ; les valeurs manquantes ont la leur ; "
                    + "aucune sous \(Binning.smallest) clients, sauf celle des manquants et celle des modalités rares, dont la part "
                    + "d’impayés n’est dite qu’à partir de \(FeatureBin.fewestToTell) issues connues. Les bornes des montants sont arrondies.",
                "Bins: ten at most, of equal counts, never two for one value; missing values have their own; none under "
                    + "\(Binning.smallest) clients, but that of missing values and that of rare levels, whose share of defaults is told "
                    + "only from \(FeatureBin.fewestToTell) known outcomes on. Ends of amounts are rounded."),
            wording(
                "Intervalle d’une part : Wilson (1927), à 95 %.", "Interval of a share: Wilson (1927), at 95%."),
            wording(
                "Poids d’évidence d’une tranche : ln(part des remboursés / part des impayés), un demi ajouté à chaque compte de "
                    + "chaque tranche ; positif, le risque y est plus bas. Valeur d’information : somme des (part des remboursés − part "
                    + "des impayés) × poids (Good, 1950 ; Siddiqi, Credit Risk Scorecards, 2006).",
                "Weight of evidence of a bin: ln(share of the repaid / share of the unpaid), one half added to each count of each "
                    + "bin; positive where risk is lower. Information value: sum of (share of the repaid − share of the unpaid) × "
                    + "weight (Good, 1950; Siddiqi, Credit Risk Scorecards, 2006)."),
            wording(
                "Limite du hasard : sans lien, la valeur d’information divisée par (1/remboursés + 1/impayés) suit à peu près un χ² à "
                    + "(tranches − 1) degrés ; la limite en est le quantile à 95 %.",
                "Limit of chance: without a link, the information value divided by (1/repaid + 1/unpaid) is about χ² with "
                    + "(bins − 1) degrees; the limit is its 95% quantile."),
            wording(
                "AUC : là où la valeur et l’issue sont connues, ex aequo pour moitié ; intervalle de Hanley et McNeil (1982). Celle "
                    + "d’une variable à modalités les classe par leur propre part d’impayés : elle est un peu trop belle.",
                "AUC: where value and outcome are known, ties for half; interval of Hanley and McNeil (1982). That of a category "
                    + "ranks levels by their own share of defaults: it is a little too good."),
            wording(
                "Manques communs : deux variables vont ensemble si, des clients à qui l’une manque, 95 % n’ont ni l’une ni l’autre "
                    + "(indice de Jaccard), de proche en proche.",
                "Common gaps: two features go together when, of the clients who lack either, 95% lack both (Jaccard’s index), "
                    + "from neighbour to neighbour."),
            wording(
                "Répétitions : corrélation de Pearson entre rangs, sur les clients où les deux valeurs sont connues "
                    + "(\(CorrelationCluster.fewestRows) au moins), de proche en proche.",
                "Repetitions: Pearson’s correlation of ranks, over clients for whom both values are known (at least "
                    + "\(CorrelationCluster.fewestRows)), from neighbour to neighbour."),
            wording(
                "Manques et répétitions se mesurent sur \(wording.count(CorrelationCluster.sampleSize)) clients au plus, pris à "
                    + "intervalles égaux ; le reste sur tous.",
                "Gaps and repetitions are measured on at most \(wording.count(CorrelationCluster.sampleSize)) clients, taken at "
                    + "equal steps; the rest on all."),
            wording(
                "Écart robuste : 1,4826 fois la médiane des distances à la médiane ; non mesuré quand il est nul ou que dix valeurs au "
                    + "plus diffèrent.",
                "Robust deviation: 1.4826 times the median distance to the median; not measured when it is zero or at most ten "
                    + "values differ."),
        ]
    }
}
