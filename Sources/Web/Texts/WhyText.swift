import Credit

/// The texts of the uncertainty, of the way from a usual application to this one, and of what a subject is made of.
enum WhyText: TextTable {
    case observed, observedAlike, rangeBetween, rangeFrom, rangeBelow, bandDescription
    case path, pathLead, start, end, stepAgainst, stepFor, stepNone, reached, onePoint, points
    case pathOrder, stepDetail, allReasons, limitMark
    case familyTitle, familyLead, familyAgainst, familyFor, familyNone, fact, value, usual, direction, against, inFavour
    case noUsual, others, backToClient, reasonsTitle, reasonsLead, quietOnes

    var wording: LocalizedText {
        switch self {
        case .observed:
            LocalizedText(
                fr:
                    "Parmi les {count} dossiers passés au risque comparable ({range}), entre {low} et {high} sur 100 n’ont pas été remboursés.",
                en:
                    "Of {count} past applications of comparable risk ({range}), between {low} and {high} in 100 were not repaid."
            )
        case .observedAlike:
            LocalizedText(
                fr:
                    "Parmi les {count} dossiers passés au risque comparable ({range}), environ {low} sur 100 n’ont pas été remboursés.",
                en: "Of {count} past applications of comparable risk ({range}), about {low} in 100 were not repaid.")
        case .rangeBetween:
            LocalizedText(fr: "estimé de {from} à {to} sur 100", en: "estimated at {from} to {to} in 100")
        case .rangeFrom: LocalizedText(fr: "estimé à {from} sur 100 ou plus", en: "estimated at {from} in 100 or more")
        case .rangeBelow: LocalizedText(fr: "estimé à {to} sur 100 ou moins", en: "estimated at {to} in 100 or less")
        case .bandDescription:
            LocalizedText(
                fr: "Ce qui a été observé pour un risque comparable : de {low} à {high} sur 100.",
                en: "What was observed at a comparable risk: {low} to {high} in 100.")
        case .path: LocalizedText(fr: "Comment on arrive à ce risque", en: "How this risk comes about")
        case .pathLead:
            LocalizedText(
                fr:
                    "On part d’un dossier de comparaison ({baseline}) et on ajoute ce qui distingue ce client, le plus important d’abord. Ouvrez une ligne pour voir de quoi elle est faite.",
                en:
                    "We start from an application to compare with ({baseline}) and add what sets this client apart, the most important first. Open a line to see what it is made of."
            )
        case .start: LocalizedText(fr: "Dossier de comparaison", en: "Application compared with")
        case .end: LocalizedText(fr: "Ce client", en: "This client")
        case .stepAgainst: LocalizedText(fr: "pèse contre", en: "speaks against")
        case .stepFor: LocalizedText(fr: "pèse pour", en: "speaks for")
        case .stepNone: LocalizedText(fr: "ne change rien", en: "changes nothing")
        case .reached: LocalizedText(fr: "on arrive à {risk} sur 100", en: "that makes {risk} in 100")
        case .onePoint: LocalizedText(fr: "{points} point", en: "{points} point")
        case .points: LocalizedText(fr: "{points} points", en: "{points} points")
        case .pathOrder:
            LocalizedText(
                fr:
                    "Les points s’additionnent dans l’ordre de la liste ; dans un autre ordre, une même ligne vaudrait un peu plus ou un peu moins. Le calcul exact, qui ne dépend d’aucun ordre, est dans la vue d’expert.",
                en:
                    "The points add up in the order of the list; in another order the same line would be worth a little more or less. The exact calculation, which depends on no order, is in the expert view."
            )
        case .stepDetail: LocalizedText(fr: "Voir de quoi c’est fait", en: "See what it is made of")
        case .allReasons: LocalizedText(fr: "Le poids de chaque sujet", en: "How much each subject weighs")
        case .limitMark:
            LocalizedText(
                fr: "Le trait pointillé est la limite : {limit} sur 100.",
                en: "The dashed line is the limit: {limit} in 100.")
        case .familyTitle: LocalizedText(fr: "{family} : de quoi c’est fait", en: "{family}: what it is made of")
        case .familyLead:
            LocalizedText(
                fr:
                    "Chaque information de ce sujet, la plus importante d’abord : la valeur du client, ce qui est courant chez les clients accordés, et dans quel sens elle pèse.",
                en:
                    "Each piece of information of this subject, the most important first: the client’s value, what is usual among granted clients, and which way it counts."
            )
        case .familyAgainst:
            LocalizedText(
                fr: "En tout, ce sujet pèse contre le prêt.", en: "On the whole this subject speaks against the loan.")
        case .familyFor:
            LocalizedText(
                fr: "En tout, ce sujet pèse pour le prêt.", en: "On the whole this subject speaks for the loan.")
        case .familyNone:
            LocalizedText(
                fr: "Rien de ce sujet n’a changé la réponse.", en: "Nothing of this subject has changed the answer.")
        case .fact: LocalizedText(fr: "Information", en: "Information")
        case .value: LocalizedText(fr: "Ce client", en: "This client")
        case .usual: LocalizedText(fr: "D’habitude", en: "Usually")
        case .direction: LocalizedText(fr: "Sens", en: "Side")
        case .against: LocalizedText(fr: "contre", en: "against")
        case .inFavour: LocalizedText(fr: "pour", en: "for")
        case .noUsual: LocalizedText(fr: "rien de courant", en: "nothing usual")
        case .others:
            LocalizedText(
                fr: "Et {count}, de moindre poids.",
                en: "And {count}, of lesser weight.")
        case .backToClient: LocalizedText(fr: "Revenir au client {number}", en: "Back to client {number}")
        case .reasonsTitle:
            LocalizedText(fr: "Tous les sujets du client {number}", en: "All subjects of client {number}")
        case .reasonsLead:
            LocalizedText(
                fr: "Ce que chaque sujet pèse dans la réponse, et de quoi il est fait.",
                en: "What each subject weighs in the answer, and what it is made of.")
        case .quietOnes:
            LocalizedText(
                fr: "Les autres sujets ensemble", en: "The other subjects together")
        }
    }
}
