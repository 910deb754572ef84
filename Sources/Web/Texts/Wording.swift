import Credit

extension Phrase {
    /// The words of each phrase.
    var wording: LocalizedText {
        switch self {
        case .skipToContent: LocalizedText(fr: "Aller au contenu", en: "Skip to content")
        case .home: LocalizedText(fr: "Accueil", en: "Home")
        case .clientNumber: LocalizedText(fr: "Numéro de client", en: "Client number")
        case .search: LocalizedText(fr: "Chercher", en: "Search")
        case .searchHint: LocalizedText(fr: "ex. {example}", en: "e.g. {example}")
        case .modelLink: LocalizedText(fr: "Comment on décide", en: "How we decide")
        case .otherLanguage: LocalizedText(fr: "English", en: "Français")
        case .navigation: LocalizedText(fr: "Navigation", en: "Navigation")
        case .reference: LocalizedText(fr: "Référence de la décision", en: "Decision reference")

        case .findClient: LocalizedText(fr: "Trouver un client", en: "Find a client")
        case .findClientLead:
            LocalizedText(
                fr: "Tapez son numéro, ou seulement les premiers chiffres. Nous avons {count} dossiers.",
                en: "Type their number, or just its first digits. We have {count} applications."
            )
        case .worthLooking: LocalizedText(fr: "Les dossiers à regarder", en: "Applications worth a look")
        case .narrowlyRefused: LocalizedText(fr: "Refusés de peu", en: "Narrowly refused")
        case .narrowlyRefusedWhy:
            LocalizedText(
                fr: "Juste au-dessus de la limite : un détail du dossier peut changer la réponse.",
                en: "Just above the limit: one detail of the application may change the answer."
            )
        case .narrowlyGranted: LocalizedText(fr: "Accordés de peu", en: "Narrowly granted")
        case .narrowlyGrantedWhy:
            LocalizedText(
                fr: "Juste sous la limite : à relire avec le client avant de signer.",
                en: "Just below the limit: read again with the client before signing."
            )
        case .clearlyRefused: LocalizedText(fr: "Refusés nettement", en: "Clearly refused")
        case .clearlyRefusedWhy:
            LocalizedText(
                fr: "Loin au-dessus de la limite : plusieurs raisons fortes vont dans le même sens.",
                en: "Far above the limit: several strong reasons point the same way."
            )
        case .clearlyGranted: LocalizedText(fr: "Accordés nettement", en: "Clearly granted")
        case .clearlyGrantedWhy:
            LocalizedText(
                fr: "Loin sous la limite : presque tous les dossiers semblables sont remboursés.",
                en: "Far below the limit: nearly all similar loans are repaid."
            )
        case .noClients:
            LocalizedText(
                fr: "Aucun dossier n’a encore été chargé.", en: "No application has been loaded yet."
            )
        case .results: LocalizedText(fr: "Clients", en: "Clients")
        case .resultsFor:
            LocalizedText(fr: "Numéros qui commencent par {query}", en: "Numbers that start with {query}")
        case .resultCount: LocalizedText(fr: "{count} clients trouvés", en: "{count} clients found")
        case .oneResult: LocalizedText(fr: "1 client trouvé", en: "1 client found")
        case .firstResults: LocalizedText(fr: "Les {count} premiers clients", en: "The first {count} clients")
        case .noResult:
            LocalizedText(
                fr: "Aucun numéro de client ne commence par {query}", en: "No client number starts with {query}"
            )
        case .noResultAdvice:
            LocalizedText(
                fr: "Vérifiez le numéro sur la demande de prêt, ou tapez moins de chiffres.",
                en: "Check the number on the loan application, or type fewer digits."
            )
        case .digitsOnly:
            LocalizedText(
                fr: "Un numéro de client ne contient que des chiffres, 18 au plus.",
                en: "A client number has digits only, 18 at most."
            )
        case .nextClients: LocalizedText(fr: "Clients suivants", en: "Next clients")
        case .answerColumn: LocalizedText(fr: "Réponse", en: "Answer")
        case .riskColumn: LocalizedText(fr: "Risque d’impayé", en: "Risk of default")
        case .clientColumn: LocalizedText(fr: "Client", en: "Client")

        case .client: LocalizedText(fr: "Client {number}", en: "Client {number}")
        case .verdict: LocalizedText(fr: "Réponse", en: "Answer")
        case .granted: LocalizedText(fr: "Accordé", en: "Granted")
        case .referred: LocalizedText(fr: "À revoir", en: "To be reviewed")
        case .refused: LocalizedText(fr: "Refusé", en: "Refused")
        case .riskSentence:
            LocalizedText(
                fr: "Sur 100 dossiers semblables, environ {risk} ne sont pas remboursés. Notre limite est de {limit}.",
                en: "Of 100 similar loans, about {risk} are not repaid. Our limit is {limit}."
            )
        case .riskSentenceOne:
            LocalizedText(
                fr: "Sur 100 dossiers semblables, environ {risk} n’est pas remboursé. Notre limite est de {limit}.",
                en: "Of 100 similar loans, about {risk} is not repaid. Our limit is {limit}."
            )
        case .riskSentenceRare:
            LocalizedText(
                fr:
                    "Sur 1 000 dossiers semblables, moins de 1 n’est pas remboursé. Notre limite est de {limit} sur 100.",
                en: "Of 1,000 similar loans, fewer than 1 is not repaid. Our limit is {limit} in 100."
            )
        case .pointsAbove:
            LocalizedText(fr: "{points} points au-dessus de la limite", en: "{points} points above the limit")
        case .pointAbove:
            LocalizedText(fr: "{points} point au-dessus de la limite", en: "{points} point above the limit")
        case .pointsBelow: LocalizedText(fr: "{points} points sous la limite", en: "{points} points below the limit")
        case .pointBelow: LocalizedText(fr: "{points} point sous la limite", en: "{points} point below the limit")
        case .atTheLimit: LocalizedText(fr: "Exactement à la limite", en: "Exactly at the limit")
        case .reviewRight:
            LocalizedText(
                fr: "Le client peut demander qu’une personne réexamine son dossier.",
                en: "The client may ask for a person to look at the application again."
            )
        case .grantedNote:
            LocalizedText(
                fr: "Le prêt peut être proposé aux conditions demandées.",
                en: "The loan may be offered on the terms requested."
            )
        case .referredNote:
            LocalizedText(
                fr: "Une personne doit examiner ce dossier avant toute réponse au client.",
                en: "A person must look at this application before the client is answered."
            )
        case .gaugeTitle:
            LocalizedText(
                fr: "Risque d’impayé, sur une échelle de 0 à 100", en: "Risk of default, on a scale from 0 to 100"
            )
        case .gaugeDescription:
            LocalizedText(
                fr: "Ce client : {risk} sur 100. Limite : {limit} sur 100. À gauche de la limite, le prêt est "
                    + "accordé ; à droite, il est refusé.",
                en: "This client: {risk} in 100. Limit: {limit} in 100. Left of the limit the loan is granted; "
                    + "right of it, refused."
            )
        case .thisClient: LocalizedText(fr: "Ce client : {risk} sur 100", en: "This client: {risk} in 100")
        case .limit: LocalizedText(fr: "Limite : {limit}", en: "Limit: {limit}")
        case .scaleNote:
            LocalizedText(
                fr: "L’échelle est élargie près de zéro, là où se trouvent la plupart des clients.",
                en: "The scale is widened near zero, where most clients are."
            )
        case .dotsTitle: LocalizedText(fr: "{risk} impayés sur 100", en: "{risk} unpaid in 100")
        case .dotsTitleOne: LocalizedText(fr: "{risk} impayé sur 100", en: "{risk} unpaid in 100")
        case .dotsDescription:
            LocalizedText(
                fr: "Cent points, un par dossier semblable : {risk} sont marqués comme impayés.",
                en: "One hundred dots, one for each similar loan: {risk} are marked as unpaid."
            )
        case .dotsDescriptionOne:
            LocalizedText(
                fr: "Cent points, un par dossier semblable : {risk} est marqué comme impayé.",
                en: "One hundred dots, one for each similar loan: {risk} is marked as unpaid."
            )
        case .print: LocalizedText(fr: "Imprimer", en: "Print")

        case .why: LocalizedText(fr: "Pourquoi", en: "Why")
        case .whyLead:
            LocalizedText(
                fr: "Comparaison avec : {baseline}.",
                en: "Compared with: {baseline}."
            )
        case .against: LocalizedText(fr: "Ce qui pèse contre", en: "What speaks against")
        case .inFavour: LocalizedText(fr: "Ce qui pèse pour", en: "What speaks for")
        case .nothingAgainst:
            LocalizedText(fr: "Rien ne pèse nettement contre ce dossier.", en: "Nothing clearly speaks against it.")
        case .nothingInFavour:
            LocalizedText(fr: "Rien ne pèse nettement pour ce dossier.", en: "Nothing clearly speaks for it.")
        case .usually: LocalizedText(fr: "d’habitude {usual}", en: "usually {usual}")
        case .weight: LocalizedText(fr: "Poids", en: "Weight")
        case .weightOf:
            LocalizedText(
                fr: "Poids de cette raison : {share} de la plus forte.",
                en: "Weight of this reason: {share} of the strongest."
            )
        case .weights: LocalizedText(fr: "Le poids de chaque sujet", en: "How much each subject weighs")
        case .weightsFindingAgainst:
            LocalizedText(
                fr: "Ce qui compte le plus ici : « {family} », et cela pèse contre",
                en: "What matters most here: “{family}”, and it speaks against"
            )
        case .weightsFindingFor:
            LocalizedText(
                fr: "Ce qui compte le plus ici : « {family} », et cela pèse pour",
                en: "What matters most here: “{family}”, and it speaks for"
            )
        case .weightsNone:
            LocalizedText(fr: "Aucun sujet ne se détache", en: "No subject stands out")
        case .weightsSentence:
            LocalizedText(
                fr: "À droite, ce qui pèse contre le prêt ; à gauche, ce qui pèse pour. Tous les poids ensemble font "
                    + "100 %.",
                en: "On the right, what speaks against the loan; on the left, what speaks for it. All weights together "
                    + "make 100%."
            )
        case .subject: LocalizedText(fr: "Sujet", en: "Subject")
        case .side: LocalizedText(fr: "Sens", en: "Side")
        case .sideAgainst: LocalizedText(fr: "contre", en: "against")
        case .sideFor: LocalizedText(fr: "pour", en: "for")
        case .weightsMeasure:
            LocalizedText(
                fr: "Poids : pour à gauche, contre à droite", en: "Weight: for on the left, against on the right")
        case .weightsDescription:
            LocalizedText(
                fr: "Barres horizontales : le poids de chaque sujet dans la réponse, contre à droite, pour à gauche.",
                en: "Horizontal bars: each subject’s weight in the answer, against on the right, for on the left."
            )
        default: laterWording
        }
    }
}
