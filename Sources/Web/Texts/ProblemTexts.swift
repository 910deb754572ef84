import Credit

// What a problem says to a person: what happened, and what to do.
extension Problem {
    /// What happened, in a few words.
    var title: LocalizedText {
        switch self {
        case .malformedClient: Phrase.malformedClientTitle.text
        case .malformedQuery: Phrase.malformedQueryTitle.text
        case .unknownClient: Phrase.unknownClientTitle.text
        case .unknownPage: Phrase.unknownPageTitle.text
        case .methodNotAllowed: Phrase.methodNotAllowedTitle.text
        case .missingFile: Phrase.missingFileTitle.text
        case .failure: Phrase.failureTitle.text
        case .malformedBody: LocalizedText(fr: "Données illisibles", en: "Unreadable body")
        case .invalidFields: LocalizedText(fr: "Des champs sont à corriger", en: "Some fields are wrong")
        case .unsupportedType: LocalizedText(fr: "Format non reconnu", en: "Unsupported media type")
        case .tooLarge: LocalizedText(fr: "Envoi trop volumineux", en: "Body too large")
        case .slowBody: LocalizedText(fr: "Envoi trop lent", en: "Body too slow")
        case .notSignedIn: LocalizedText(fr: "Connexion nécessaire", en: "Sign-in needed")
        case .unknownToken: LocalizedText(fr: "Jeton refusé", en: "Token refused")
        case .forbidden: LocalizedText(fr: "Accès réservé", en: "Not permitted")
        case .forgedForm: LocalizedText(fr: "Formulaire périmé", en: "Form out of date")
        case .tooManyRequests: LocalizedText(fr: "Trop de demandes", en: "Too many requests")
        case .unknownEntry: LocalizedText(fr: "Référence inconnue", en: "Unknown reference")
        case .conflict: LocalizedText(fr: "Quelqu’un a été plus rapide", en: "Somebody was quicker")
        case .secondPair: LocalizedText(fr: "Une autre personne doit confirmer", en: "Another person must confirm")
        case .unavailable: LocalizedText(fr: "Service indisponible", en: "Service unavailable")
        case .unknownComparison: LocalizedText(fr: "Comparaison inconnue", en: "Unknown comparison")
        case .noPortfolio: LocalizedText(fr: "Comparaison non préparée", en: "Comparison not prepared")
        case .noRecords: LocalizedText(fr: "Historique non chargé", en: "Records not loaded")
        case .cannotRecord: LocalizedText(fr: "Décision impossible", en: "No decision possible")
        }
    }

    /// What to do.
    var advice: LocalizedText {
        switch self {
        case .malformedClient: Phrase.malformedClientAdvice.text
        case .malformedQuery: Phrase.malformedQueryAdvice.text
        case .unknownClient: Phrase.unknownClientAdvice.text
        case .unknownPage: Phrase.unknownPageAdvice.text
        case .methodNotAllowed: Phrase.methodNotAllowedAdvice.text
        case .missingFile: Phrase.missingFileAdvice.text
        case .failure: Phrase.failureAdvice.text
        case .malformedBody:
            LocalizedText(fr: "Envoyez un document JSON complet.", en: "Send one complete JSON document.")
        case .invalidFields:
            LocalizedText(
                fr: "Corrigez les champs nommés, puis envoyez de nouveau.",
                en: "Correct the fields named, then send again."
            )
        case .unsupportedType:
            LocalizedText(
                fr: "Utilisez un des formats que la description de l’adresse nomme, en UTF-8.",
                en: "Use one of the media types that the description of the address names, in UTF-8."
            )
        case .tooLarge:
            LocalizedText(fr: "Envoyez moins à la fois.", en: "Send less at a time.")
        case .slowBody:
            LocalizedText(
                fr: "L’envoi n’est pas arrivé entier à temps. Vérifiez le réseau, puis recommencez.",
                en: "The body did not arrive in time. Check the network, then try again."
            )
        case .notSignedIn:
            LocalizedText(
                fr: "Connectez-vous, ou envoyez un jeton d’accès.", en: "Sign in, or send an access token."
            )
        case .unknownToken:
            LocalizedText(
                fr: "Le jeton est inconnu ou a expiré. Demandez-en un autre à l’exploitation.",
                en: "The token is unknown or has expired. Ask operations for another."
            )
        case .forbidden:
            LocalizedText(
                fr: "Votre compte ou votre jeton ne permet pas cette action. Demandez à l’exploitation.",
                en: "Your account or token does not permit this. Ask operations."
            )
        case .forgedForm:
            LocalizedText(
                fr:
                    "La demande ne vient pas d’une page ouverte avec votre session. Rechargez la page, puis recommencez.",
                en: "The request does not come from a page opened in your session. Load the page again, then retry."
            )
        case .tooManyRequests:
            LocalizedText(fr: "Attendez un peu, puis recommencez.", en: "Wait a little, then try again.")
        case .unknownEntry:
            LocalizedText(fr: "Vérifiez la référence de la décision.", en: "Check the reference of the decision.")
        case .conflict:
            LocalizedText(
                fr: "Le dossier a changé entre-temps. Relisez-le, puis recommencez.",
                en: "It has changed in the meantime. Read it again, then retry."
            )
        case .secondPair:
            LocalizedText(
                fr: "La personne qui confirme n’est pas celle qui a proposé.",
                en: "Who confirms cannot be who proposed."
            )
        case .unavailable:
            LocalizedText(fr: "Réessayez dans quelques minutes.", en: "Try again in a few minutes.")
        case .unknownComparison:
            LocalizedText(
                fr: "Choisissez une information et un groupe de la liste.",
                en: "Choose a piece of information and a group from the list."
            )
        case .noPortfolio:
            LocalizedText(
                fr: "Demandez à l’exploitation de charger les clients de nouveau.",
                en: "Ask operations to load the clients again."
            )
        case .noRecords:
            LocalizedText(
                fr: "Demandez à l’exploitation de charger les clients de nouveau.",
                en: "Ask operations to load the clients again."
            )
        case .cannotRecord:
            LocalizedText(
                fr:
                    "Rien n’a été décidé, car le journal des décisions ne peut pas être écrit. Prévenez l’exploitation.",
                en: "Nothing was decided, because the decision log cannot be written. Tell operations."
            )
        }
    }
}
