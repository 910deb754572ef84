import Credit

extension Phrase {
    /// The words of the calculation, the file, the model's page and the problems.
    var laterWording: LocalizedText {
        switch self {
        case .calculation:
            LocalizedText(
                fr: "Voir le calcul complet : la somme est exacte", en: "See the whole calculation: the sum is exact"
            )
        case .calculationLead:
            LocalizedText(
                fr:
                    "Vue d’expert. Le score du client, en log-cotes avant calibration, est celui du point de départ plus "
                    + "la part de chaque sujet.",
                en:
                    "Expert view. The client’s score, in log-odds before calibration, is that of the starting point plus "
                    + "each subject’s part."
            )
        case .startingPoint: LocalizedText(fr: "Point de départ : {baseline}", en: "Starting point: {baseline}")
        case .otherFeatures: LocalizedText(fr: "Autres variables", en: "Other features")
        case .score: LocalizedText(fr: "Score du client", en: "The client’s score")
        case .afterCalibration:
            LocalizedText(
                fr:
                    "Après calibration, ce score correspond à une probabilité de {probability} ; le seuil est {threshold}.",
                en: "After calibration this score is a probability of {probability}; the threshold is {threshold}."
            )
        case .difference:
            LocalizedText(
                fr: "Écart entre la somme et le score du modèle : {residual}.",
                en: "Difference between the sum and the model’s score: {residual}."
            )
        case .element: LocalizedText(fr: "Élément", en: "Item")
        case .logOdds: LocalizedText(fr: "Log-cotes", en: "Log-odds")
        case .running: LocalizedText(fr: "Cumul", en: "Running sum")
        case .strongestFeatures:
            LocalizedText(fr: "Les {count} variables qui pèsent le plus", en: "The {count} features that weigh most")
        case .featureName: LocalizedText(fr: "Variable", en: "Feature")
        case .decidedBy: LocalizedText(fr: "Décidé par le modèle {digest}.", en: "Decided by model {digest}.")

        case .file: LocalizedText(fr: "Le dossier", en: "The application")
        case .fileLead:
            LocalizedText(fr: "Tout ce que nous savons de la demande.", en: "All that we know of the application.")
        case .filterFile: LocalizedText(fr: "Chercher une information", en: "Find a piece of information")
        case .filterHint: LocalizedText(fr: "revenu, emploi, logement…", en: "income, job, housing…")
        case .filterCount: LocalizedText(fr: "{count} informations", en: "{count} items")
        case .filterOne: LocalizedText(fr: "1 information", en: "1 item")
        case .filterNone:
            LocalizedText(fr: "Aucune information ne correspond.", en: "Nothing matches.")

        case .model: LocalizedText(fr: "Comment on décide", en: "How we decide")
        case .modelLead:
            LocalizedText(
                fr:
                    "Un modèle statistique compare chaque demande aux demandes passées dont on connaît la fin, et estime "
                    + "combien de prêts semblables ne sont pas remboursés.",
                en:
                    "A statistical model compares each application with past ones whose outcome is known, and estimates "
                    + "how many similar loans are not repaid."
            )
        case .modelThreshold:
            LocalizedText(fr: "On refuse à partir de {limit}", en: "We refuse from {limit}")
        case .modelThresholdWhy:
            LocalizedText(
                fr: "Cette limite est celle qui coûte le moins au prêteur sur les demandes passées.",
                en: "This is the limit that cost the lender least on past applications."
            )
        case .modelCosts:
            LocalizedText(
                fr: "Un impayé coûte {ratio} fois un bon client refusé",
                en: "A default costs {ratio} times a good client refused"
            )
        case .modelCostsSentence:
            LocalizedText(
                fr:
                    "Le prêteur perd bien plus sur un prêt impayé qu’il ne gagne sur un prêt remboursé. La limite en tient "
                    + "compte : elle accepte de refuser de bons clients, mais pas trop.",
                en:
                    "The lender loses far more on an unpaid loan than it earns on a repaid one. The limit allows for that: "
                    + "it accepts refusing some good clients, but not too many."
            )
        case .modelLearning:
            LocalizedText(fr: "Appris sur {count} demandes", en: "Learned from {count} applications")
        case .modelLearningSentence:
            LocalizedText(
                fr:
                    "Pour chacune, on sait si le prêt a été remboursé. Le modèle regarde {features} informations par demande.",
                en:
                    "For each of them we know whether the loan was repaid. The model looks at {features} items per application."
            )
        case .modelQuality:
            LocalizedText(
                fr: "Il reconnaît le client le plus risqué {count} fois sur 100",
                en: "It tells the riskier client {count} times in 100"
            )
        case .modelQualitySentence:
            LocalizedText(
                fr:
                    "Prenez au hasard un client qui a remboursé et un autre qui ne l’a pas fait : le modèle donne au second "
                    + "le risque le plus élevé {count} fois sur 100. Ces clients n’ont pas servi à l’apprentissage.",
                en:
                    "Take at random a client who repaid and one who did not: the model gives the second the higher risk "
                    + "{count} times in 100. It has not learned from these clients."
            )
        case .modelQualityScale:
            LocalizedText(
                fr: "Au hasard, ce serait 50 fois ; sans jamais se tromper, 100.",
                en: "By chance it would be 50 times; without ever being wrong, 100."
            )
        case .modelCostSentence:
            LocalizedText(
                fr: "Sur 1 000 demandes, ses erreurs coûtent autant que {cost} bons clients refusés.",
                en: "On 1,000 applications its errors cost as much as {cost} good clients refused."
            )
        case .modelLimits: LocalizedText(fr: "Ce qu’il ne sait pas faire", en: "What it cannot do")
        case .modelLimitPast:
            LocalizedText(
                fr: "Il a appris du passé : si l’économie ou la clientèle change, ses estimations peuvent vieillir.",
                en: "It learned from the past: if the economy or the clients change, its estimates may age."
            )
        case .modelLimitCause:
            LocalizedText(
                fr:
                    "Il constate des liens, il ne prouve pas de causes : une raison décrit le dossier, pas la personne.",
                en: "It sees links, it does not prove causes: a reason describes the application, not the person."
            )
        case .modelLimitPerson:
            LocalizedText(
                fr: "Il ignore ce qui n’est pas dans le dossier : un garant, une embauche, une erreur de saisie.",
                en: "It does not know what is not in the application: a guarantor, a new job, a typing error."
            )
        case .modelLimitAverage:
            LocalizedText(
                fr: "Il parle de 100 dossiers semblables : nul ne sait si ce client-ci remboursera.",
                en: "It speaks of 100 similar loans: no one knows whether this client will repay."
            )
        case .modelIdentity: LocalizedText(fr: "Pour l’auditeur", en: "For the auditor")
        case .modelDigest: LocalizedText(fr: "Empreinte du modèle (SHA-256)", en: "Model digest (SHA-256)")
        case .modelLearner: LocalizedText(fr: "Méthode", en: "Method")
        case .modelFeatures: LocalizedText(fr: "Nombre de variables", en: "Number of features")
        case .modelCatalog: LocalizedText(fr: "Catalogue", en: "Catalog")
        case .modelAUC: LocalizedText(fr: "AUC sur l’échantillon de test", en: "AUC on the test set")

        case .malformedClientTitle:
            LocalizedText(fr: "Ce n’est pas un numéro de client", en: "This is not a client number")
        case .malformedClientAdvice:
            LocalizedText(
                fr: "Un numéro de client ne contient que des chiffres, 18 au plus. Vérifiez-le sur la demande de prêt.",
                en: "A client number has digits only, 18 at most. Check it on the loan application."
            )
        case .malformedQueryTitle:
            LocalizedText(fr: "Cette recherche n’est pas possible", en: "This search is not possible")
        case .malformedQueryAdvice:
            LocalizedText(
                fr: "Cherchez par les chiffres du numéro de client ; une page compte de 1 à 200 clients.",
                en: "Search by the digits of the client number; a page has 1 to 200 clients."
            )
        case .unknownClientTitle:
            LocalizedText(fr: "Nous ne connaissons pas ce client", en: "We do not know this client")
        case .unknownClientAdvice:
            LocalizedText(
                fr:
                    "Aucun dossier ne porte ce numéro. Vérifiez-le sur la demande de prêt, ou cherchez par ses premiers "
                    + "chiffres.",
                en: "No application has this number. Check it on the loan application, or search by its first digits."
            )
        case .unknownPageTitle: LocalizedText(fr: "Cette page n’existe pas", en: "This page does not exist")
        case .unknownPageAdvice:
            LocalizedText(
                fr: "L’adresse a peut-être été mal recopiée. Repartez de la recherche.",
                en: "The address may have been mistyped. Start again from the search."
            )
        case .methodNotAllowedTitle:
            LocalizedText(fr: "Cette adresse se lit seulement", en: "This address can only be read")
        case .methodNotAllowedAdvice:
            LocalizedText(fr: "Utilisez une requête GET ou HEAD.", en: "Use a GET or HEAD request.")
        case .missingFileTitle:
            LocalizedText(fr: "Ce fichier n’est pas encore installé", en: "This file is not installed yet")
        case .missingFileAdvice:
            LocalizedText(
                fr: "L’installation est incomplète : lancez scripts/setup sur le serveur.",
                en: "The installation is incomplete: run scripts/setup on the server."
            )
        case .failureTitle:
            LocalizedText(fr: "Nous n’avons pas pu répondre", en: "We could not answer")
        case .failureAdvice:
            LocalizedText(
                fr: "Rien n’est perdu et rien n’a changé. Réessayez dans un instant ; si cela se répète, prévenez "
                    + "l’exploitation.",
                en:
                    "Nothing is lost and nothing has changed. Try again in a moment; if it happens again, tell operations."
            )
        case .backToSearch: LocalizedText(fr: "Revenir à la recherche", en: "Back to the search")
        default: LocalizedText(fr: "", en: "")
        }
    }
}
