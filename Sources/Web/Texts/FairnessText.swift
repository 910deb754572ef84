import Credit

/// The texts of how decisions fall on protected groups.
enum FairnessText: TextTable {
    case title, lead, rule, none, allowed, notAllowed, within, chance, below, tooFew, reference
    case group, rows, approval, ratio, ratioFinding, caught, caughtGap, calibration, findingWithin, findingChance
    case findingBelow, noRatio, drawing, drawingDescription
    case calibrationRight, calibrationHigh, calibrationLow, details, dropping, droppingCost, droppingNothing
    case droppingSaves, droppingImpact, limits, limitsText, inHundred, interval, alike

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "L’équité des décisions", en: "The fairness of decisions")
        case .lead:
            LocalizedText(
                fr:
                    "Comment les décisions tombent sur chaque groupe que la loi protège, sur des dossiers passés que le modèle n’avait pas vus.",
                en:
                    "How decisions fall on each group that the law protects, on past applications that the model had not seen."
            )
        case .rule:
            LocalizedText(
                fr:
                    "Repère : la règle des quatre cinquièmes. Un groupe accordé moins de 80 fois quand le groupe le plus accordé l’est 100 fois mérite une explication. Sa valeur légale change d’un pays à l’autre.",
                en:
                    "Yardstick: the four-fifths rule. A group granted fewer than 80 times for every 100 times of the group granted most deserves an explanation. Its legal weight differs between countries."
            )
        case .none:
            LocalizedText(
                fr:
                    "Ce modèle ne garde pas de mesure d’équité : entraînez-le de nouveau sur des données qui portent les groupes.",
                en: "This model keeps no measure of fairness: train again on data that name the groups.")
        case .allowed: LocalizedText(fr: "Le modèle peut s’en servir.", en: "The model may use it.")
        case .notAllowed: LocalizedText(fr: "Le modèle ne s’en sert pas.", en: "The model does not use it.")
        case .within: LocalizedText(fr: "au-dessus de quatre cinquièmes", en: "above four fifths")
        case .chance: LocalizedText(fr: "au-dessous, peut-être par hasard", en: "below, perhaps by chance")
        case .below: LocalizedText(fr: "au-dessous : à expliquer", en: "below: to be explained")
        case .tooFew: LocalizedText(fr: "trop peu de dossiers", en: "too few applications")
        case .reference: LocalizedText(fr: "groupe de comparaison", en: "group compared with")
        case .group: LocalizedText(fr: "Groupe", en: "Group")
        case .rows: LocalizedText(fr: "Dossiers", en: "Applications")
        case .approval: LocalizedText(fr: "Accordés sur 100", en: "Granted in 100")
        case .ratio: LocalizedText(fr: "Pour 100 accords de l’autre", en: "For 100 grants of the other")
        case .ratioFinding: LocalizedText(fr: "Quatre cinquièmes", en: "Four fifths")
        case .caught: LocalizedText(fr: "Impayés évités sur 100", en: "Defaults avoided in 100")
        case .caughtGap: LocalizedText(fr: "Écart", en: "Gap")
        case .calibration: LocalizedText(fr: "Risque annoncé", en: "Risk told")
        case .findingWithin:
            LocalizedText(
                fr: "Tous les groupes sont au-dessus de quatre cinquièmes", en: "All groups are above four fifths")
        case .findingChance:
            LocalizedText(
                fr: "« {group} » est sous quatre cinquièmes ({ratio} pour 100), peut-être par hasard",
                en: "“{group}” is below four fifths ({ratio} for 100), perhaps by chance")
        case .findingBelow:
            LocalizedText(
                fr: "« {group} » est sous quatre cinquièmes : {ratio} accords pour 100",
                en: "“{group}” is below four fifths: {ratio} grants for 100")
        case .noRatio:
            LocalizedText(
                fr: "Trop peu de dossiers pour comparer les groupes", en: "Too few applications to compare the groups")
        case .drawing: LocalizedText(fr: "Accords sur 100, par groupe", en: "Grants in 100, by group")
        case .drawingDescription:
            LocalizedText(
                fr:
                    "Une ligne par groupe ; le trait est à quatre cinquièmes du groupe le plus accordé, {fifths} sur 100.",
                en:
                    "One line for each group; the mark stands at four fifths of the group granted most, {fifths} in 100."
            )
        case .calibrationRight: LocalizedText(fr: "juste", en: "right")
        case .calibrationHigh: LocalizedText(fr: "surestimé de {percent}", en: "overstated by {percent}")
        case .calibrationLow: LocalizedText(fr: "sous-estimé de {percent}", en: "understated by {percent}")
        case .details:
            LocalizedText(fr: "Toutes les mesures, avec leurs intervalles", en: "All measures, with their intervals")
        case .dropping:
            LocalizedText(fr: "Et si le modèle s’en passait ?", en: "What if the model did without it?")
        case .droppingCost:
            LocalizedText(
                fr:
                    "Sans ces {features} variables, les erreurs coûteraient {cost} bons clients refusés de plus pour 1 000 dossiers (entre {low} et {high}).",
                en:
                    "Without these {features} features the errors would cost {cost} more good clients refused for 1,000 applications (between {low} and {high})."
            )
        case .droppingSaves:
            LocalizedText(
                fr:
                    "Sans ces {features} variables, les erreurs coûteraient {cost} bons clients refusés de moins pour 1 000 dossiers (entre {low} et {high}).",
                en:
                    "Without these {features} features the errors would cost {cost} fewer good clients refused for 1,000 applications (between {low} and {high})."
            )
        case .droppingNothing:
            LocalizedText(
                fr: "La différence peut être due au hasard.", en: "The difference may be due to chance.")
        case .droppingImpact:
            LocalizedText(
                fr: "Le groupe le moins accordé aurait alors {ratio} accords pour 100.",
                en: "The group granted least would then have {ratio} grants for 100.")
        case .limits: LocalizedText(fr: "Ce que ces chiffres ne disent pas", en: "What these figures do not say")
        case .limitsText:
            LocalizedText(
                fr:
                    "Des accords égaux, des erreurs égales et des risques justes ne peuvent pas aller ensemble quand les groupes remboursent différemment. Les mesures sont données côte à côte ; c’est à la loi et au prêteur de dire laquelle doit tenir. Un groupe de moins de 100 dossiers n’est pas jugé.",
                en:
                    "Equal grants, equal errors and right risks cannot all hold when groups repay differently. The measures are given side by side; it is for the law and the lender to say which must hold. A group of fewer than 100 applications is not judged."
            )
        case .inHundred: LocalizedText(fr: "{count} sur 100", en: "{count} in 100")
        case .interval: LocalizedText(fr: "{value} ({low} à {high})", en: "{value} ({low} to {high})")
        case .alike: LocalizedText(fr: "peut être nul", en: "may be none")
        }
    }
}
