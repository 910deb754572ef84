import Credit

/// The texts of finding a client.
enum FindingText: TextTable {
    case recent, recentLead, browse, browseLead, filters, answers, risk, from, upTo, sort, byNumber, byRiskUp,
        byRiskDown
    case show, everything, found, noneFound, noneFoundAdvice, badFilter, first, position

    var wording: LocalizedText {
        switch self {
        case .recent: LocalizedText(fr: "Vos derniers dossiers", en: "Your recent applications")
        case .recentLead:
            LocalizedText(
                fr: "Ceux que vous avez ouverts depuis le démarrage du serveur ; personne d’autre ne voit cette liste.",
                en: "Those you opened since the server started; nobody else sees this list.")
        case .browse: LocalizedText(fr: "Parcourir tous les dossiers", en: "Browse all applications")
        case .browseLead:
            LocalizedText(
                fr: "Par réponse, par risque, dans l’ordre de votre choix.",
                en: "By answer, by risk, in the order you choose.")
        case .filters: LocalizedText(fr: "Affiner la liste", en: "Narrow the list")
        case .answers: LocalizedText(fr: "Réponse", en: "Answer")
        case .risk: LocalizedText(fr: "Risque, sur 100", en: "Risk, in 100")
        case .from: LocalizedText(fr: "de", en: "from")
        case .upTo: LocalizedText(fr: "à", en: "to")
        case .sort: LocalizedText(fr: "Ordre", en: "Order")
        case .byNumber: LocalizedText(fr: "par numéro", en: "by number")
        case .byRiskUp: LocalizedText(fr: "du moins risqué au plus risqué", en: "least risk first")
        case .byRiskDown: LocalizedText(fr: "du plus risqué au moins risqué", en: "greatest risk first")
        case .show: LocalizedText(fr: "Afficher", en: "Show")
        case .everything: LocalizedText(fr: "Tout afficher", en: "Show all")
        case .found: LocalizedText(fr: "Clients qui correspondent : {count}", en: "Clients that match: {count}")
        case .noneFound: LocalizedText(fr: "Aucun client ne correspond", en: "No client matches")
        case .noneFoundAdvice:
            LocalizedText(
                fr: "Élargissez le risque, cochez d’autres réponses ou tapez moins de chiffres.",
                en: "Widen the risk, tick other answers, or type fewer digits.")
        case .badFilter:
            LocalizedText(
                fr: "Le risque va de 0 à 100, le plus petit nombre d’abord.",
                en: "The risk goes from 0 to 100, the smaller number first.")
        case .first: LocalizedText(fr: "Revenir au début", en: "Back to the start")
        case .position: LocalizedText(fr: "Suite de la liste", en: "More of the list")
        }
    }
}
