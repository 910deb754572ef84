import Credit

/// The texts of the form for a new applicant, and of what was typed before a session ended.
enum ApplicationText: TextTable {
    case title, lead, neededNote, neededMark, more, decide, decideNote, oneProblem, problems, notKnown
    case range, sinceHint, birthHint, birthLabel, percentHint, blank
    case notices, noticesLead, noticesConfirm
    case sessionEnded, sessionEndedLead, keptNotice, keptLead, keptValues

    var wording: LocalizedText {
        switch self {
        case .title: LocalizedText(fr: "Nouveau dossier", en: "New application")
        case .lead:
            LocalizedText(
                fr:
                    "Pour une personne que nous ne connaissons pas encore. Laissez vide ce que vous ne savez pas : inconnu n’est pas zéro.",
                en: "For a person whom we do not know yet. Leave empty what you do not know: unknown is not zero.")
        case .neededNote:
            LocalizedText(
                fr: "Les informations marquées « nécessaire » sont indispensables.",
                en: "Items marked “needed” are required.")
        case .neededMark: LocalizedText(fr: "nécessaire", en: "needed")
        case .more: LocalizedText(fr: "Plus d’informations : {section}", en: "More information: {section}")
        case .decide: LocalizedText(fr: "Calculer et consigner la réponse", en: "Compute and record the answer")
        case .decideNote:
            LocalizedText(
                fr: "La réponse est consignée au journal des décisions, avec ces informations.",
                en: "The answer is recorded in the decision log, with this information.")
        case .oneProblem: LocalizedText(fr: "Une information est à corriger", en: "One item needs correcting")
        case .problems: LocalizedText(fr: "{count} informations sont à corriger", en: "{count} items need correcting")
        case .notKnown: LocalizedText(fr: "non renseigné", en: "not given")
        case .range: LocalizedText(fr: "De {low} à {high}.", en: "From {low} to {high}.")
        case .sinceHint:
            LocalizedText(
                fr: "Une date comme 31/12/2015, ou une durée comme 8 ans ou 6 mois.",
                en: "A date, day first, as 31/12/2015, or a length of time as 8 years or 6 months.")
        case .birthHint: LocalizedText(fr: "Une date comme 31/12/1985.", en: "A date, day first, as 31/12/1985.")
        case .birthLabel: LocalizedText(fr: "date de naissance", en: "date of birth")
        case .percentHint: LocalizedText(fr: "En pour cent : 12 veut dire 12 %.", en: "In per cent: 12 means 12%.")
        case .blank: LocalizedText(fr: "Vide : {meaning}.", en: "Empty: {meaning}.")
        case .notices: LocalizedText(fr: "À savoir avant de calculer", en: "To know before computing")
        case .noticesLead:
            LocalizedText(
                fr: "Rien n’est consigné. Corrigez si besoin, puis calculez de nouveau pour confirmer.",
                en: "Nothing is recorded. Correct if need be, then compute again to confirm.")
        case .noticesConfirm: LocalizedText(fr: "Confirmer et calculer", en: "Confirm and compute")
        case .sessionEnded:
            LocalizedText(
                fr: "Votre session a pris fin. Ce que vous avez saisi est gardé, et rien n’a été envoyé.",
                en: "Your session has ended. What you typed is kept, and nothing was sent.")
        case .sessionEndedLead:
            LocalizedText(
                fr: "Reconnectez-vous avec le compte {name} pour le retrouver.",
                en: "Sign in again with the account {name} to find it again.")
        case .keptNotice:
            LocalizedText(
                fr: "Votre saisie est retrouvée. Rien n’a été envoyé : relisez, puis envoyez.",
                en: "What you typed is back. Nothing was sent: read it again, then send.")
        case .keptLead: LocalizedText(fr: "Ce que vous aviez saisi", en: "What you had typed")
        case .keptValues:
            LocalizedText(fr: "À recopier si un champ est resté vide.", en: "To copy if a field stayed empty.")
        }
    }
}
