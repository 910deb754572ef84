import Credit

/// The texts around every page: the ways to others.
enum LayoutText: TextTable {
    case find, newFile, reviews, portfolio, importance, models, fairness, monitoring, away

    var wording: LocalizedText {
        switch self {
        case .find: LocalizedText(fr: "Clients", en: "Clients")
        case .newFile: LocalizedText(fr: "Nouveau dossier", en: "New application")
        case .reviews: LocalizedText(fr: "Réexamens", en: "Reviews")
        case .portfolio: LocalizedText(fr: "Portefeuille", en: "Portfolio")
        case .importance: LocalizedText(fr: "Ce qui compte", en: "What matters")
        case .models: LocalizedText(fr: "Modèles", en: "Models")
        case .fairness: LocalizedText(fr: "Équité", en: "Fairness")
        case .monitoring: LocalizedText(fr: "Surveillance", en: "Monitoring")
        case .away:
            LocalizedText(
                fr: "Le serveur ne répond pas en ce moment. La demande reprend d’elle-même dès qu’il répond.",
                en: "The server does not answer right now. The request goes on by itself as soon as it does.")
        }
    }
}
