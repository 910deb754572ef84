import Credit

/// The texts of the client's own page.
enum MineText: TextTable {
    case title, granted, referred, refused, until, yourData, yourDataLead, moreFacts
    case contest, contestLead, contestLabel, contestHint, contestSend, contestKept, contestMany, contestEmpty
    case invalid, invalidLead, tooMany, tooManyLead, unavailable, unavailableLead, otherLanguage

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "Votre demande de prêt", en: "Your loan application")
        case .granted: LocalizedText(fr: "Votre prêt peut être accordé", en: "Your loan can be granted")
        case .referred:
            LocalizedText(fr: "Une personne examine votre demande", en: "A person is looking at your application")
        case .refused: LocalizedText(fr: "Votre prêt n’est pas accordé", en: "Your loan is not granted")
        case .until:
            LocalizedText(
                fr: "Cette page est pour vous seulement et se ferme le {day}.",
                en: "This page is for you alone and closes on {day}.")
        case .yourData: LocalizedText(fr: "Vos données dans cette décision", en: "Your data in this decision")
        case .yourDataLead:
            LocalizedText(
                fr: "Telles qu’elles ont servi à décider. Une erreur ? Dites-le plus bas.",
                en: "As they served to decide. Is something wrong? Say so below.")
        case .moreFacts: LocalizedText(fr: "Voir toutes ces données", en: "See all these data")
        case .contest: LocalizedText(fr: "Contester la réponse", en: "Contest the answer")
        case .contestLead:
            LocalizedText(
                fr:
                    "Donnez votre point de vue : une personne le lira, reprendra votre dossier et vous répondra un mois au "
                    + "plus après. C’est gratuit.",
                en:
                    "State your view: a person will read it, look at your file again and answer within a month. It is free "
                    + "of charge.")
        case .contestLabel: LocalizedText(fr: "Votre point de vue", en: "Your view")
        case .contestHint:
            LocalizedText(
                fr: "Par exemple : une information inexacte, un changement de situation, un justificatif à montrer.",
                en: "For example: something that is wrong, a change in your situation, a document to show.")
        case .contestSend: LocalizedText(fr: "Envoyer ma contestation", en: "Send my contest")
        case .contestKept:
            LocalizedText(
                fr:
                    "Votre contestation du {day} est enregistrée sous la référence {reference}. Une personne réexamine votre "
                    + "dossier.",
                en:
                    "Your contest of {day} is recorded under the reference {reference}. A person is looking at your file "
                    + "again.")
        case .contestMany:
            LocalizedText(
                fr: "Vos messages sont bien reçus. Pour en dire plus, appelez votre conseiller.",
                en: "Your messages were received. To say more, call your adviser.")
        case .contestEmpty:
            LocalizedText(fr: "Écrivez votre point de vue, puis envoyez-le.", en: "Write your view, then send it.")
        case .invalid: LocalizedText(fr: "Ce lien ne peut pas être ouvert", en: "This link cannot be opened")
        case .invalidLead:
            LocalizedText(
                fr: "Il est incomplet, ou il n’est plus valable. Copiez-le en entier, ou demandez-en un autre à votre "
                    + "conseiller.",
                en: "It is incomplete, or no longer valid. Copy the whole of it, or ask your adviser for another one.")
        case .tooMany: LocalizedText(fr: "Trop de demandes", en: "Too many requests")
        case .tooManyLead:
            LocalizedText(
                fr: "Attendez une minute, puis ouvrez de nouveau le lien.",
                en: "Wait a minute, then open the link again.")
        case .unavailable: LocalizedText(fr: "Service indisponible", en: "Service unavailable")
        case .unavailableLead:
            LocalizedText(fr: "Réessayez dans quelques minutes.", en: "Try again in a few minutes.")
        case .otherLanguage: LocalizedText(fr: "English", en: "Français")
        }
    }
}
