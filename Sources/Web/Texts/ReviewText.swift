import Credit

/// The texts of a person's second look.
enum ReviewText: TextTable {
    case reviews, reviewsLead, advisersLead, waiting, mine, decided, asked, nothing, nobodyWaits, allOthers
    case person, reason, askedBy, due, dueNone, dueLate, amount, state, second, secondNeeded, secondNot
    case requested, assigned, assignedTo, proposed, decidedState, unknownAmount
    case review, reviewOf, take, takeOver, takeLead, withOther, youProposed, confirm, confirmLead
    case judge, judgeLead, outcome, grants, refuses, code, words, wordsHint, send, sendConfirm
    case whoAsked, theFile, theFileLead, unknowns, theModel, theModelLead, seeDecision, seeClient, steps, ended,
        endedOverride
    case wrongCode, conflictTaken, conflictJudged, conflictEnded, conflictMoved, proposedBy, erased

    var wording: LocalizedText {
        switch self {
        case .reviews: LocalizedText(fr: "Réexamens", en: "Reviews")
        case .reviewsLead:
            LocalizedText(
                fr: "Des décisions qu’une personne doit regarder, la plus urgente d’abord.",
                en: "Decisions for a person to look at, the most urgent first.")
        case .advisersLead:
            LocalizedText(
                fr: "Où en sont les réexamens que vous avez demandés.",
                en: "Where the reviews that you asked for stand.")
        case .waiting: LocalizedText(fr: "En attente", en: "Waiting")
        case .mine: LocalizedText(fr: "Les vôtres", en: "Yours")
        case .decided: LocalizedText(fr: "Terminés", en: "Ended")
        case .asked: LocalizedText(fr: "Vos demandes", en: "Your requests")
        case .allOthers: LocalizedText(fr: "Pris par d’autres", en: "Taken by others")
        case .nothing: LocalizedText(fr: "Aucun.", en: "None.")
        case .nobodyWaits: LocalizedText(fr: "Personne n’attend.", en: "Nobody is waiting.")
        case .person: LocalizedText(fr: "Dossier", en: "File")
        case .reason: LocalizedText(fr: "Demande", en: "Request")
        case .askedBy: LocalizedText(fr: "demandé par {name}", en: "asked for by {name}")
        case .due: LocalizedText(fr: "Échéance", en: "Due")
        case .dueNone: LocalizedText(fr: "sans échéance", en: "no date")
        case .dueLate: LocalizedText(fr: "en retard", en: "late")
        case .amount: LocalizedText(fr: "Montant", en: "Amount")
        case .unknownAmount: LocalizedText(fr: "inconnu", en: "unknown")
        case .state: LocalizedText(fr: "État", en: "State")
        case .second: LocalizedText(fr: "Seconde personne", en: "Second person")
        case .secondNeeded: LocalizedText(fr: "deux personnes", en: "two persons")
        case .secondNot: LocalizedText(fr: "une personne suffit", en: "one person suffices")
        case .requested: LocalizedText(fr: "personne ne l’a encore pris", en: "nobody has taken it yet")
        case .assigned: LocalizedText(fr: "en cours", en: "under way")
        case .assignedTo: LocalizedText(fr: "pris par {name}", en: "taken by {name}")
        case .proposed: LocalizedText(fr: "à confirmer par une autre personne", en: "for another person to confirm")
        case .decidedState: LocalizedText(fr: "terminé", en: "ended")
        default: reviewWording
        }
    }

    private var reviewWording: LocalizedText {
        switch self {
        case .review: LocalizedText(fr: "Réexamen", en: "Review")
        case .reviewOf: LocalizedText(fr: "Réexamen : {person}", en: "Review: {person}")
        case .take: LocalizedText(fr: "Prendre ce réexamen", en: "Take this review")
        case .takeOver: LocalizedText(fr: "Le reprendre", en: "Take it over")
        case .takeLead:
            LocalizedText(
                fr: "Prenez-le pour que personne d’autre ne le commence.", en: "Take it so that nobody else starts it.")
        case .withOther: LocalizedText(fr: "{name} s’en occupe.", en: "{name} has it.")
        case .youProposed:
            LocalizedText(
                fr: "Vous avez proposé : {answer}. Une autre personne doit maintenant confirmer.",
                en: "You proposed: {answer}. Another person must now confirm.")
        case .proposedBy:
            LocalizedText(fr: "{name} propose : {answer}.", en: "{name} proposes: {answer}.")
        case .confirm: LocalizedText(fr: "Votre regard, indépendant", en: "Your own look")
        case .confirmLead:
            LocalizedText(
                fr: "La même réponse termine le réexamen ; une autre le fait reprendre.",
                en: "The same answer ends the review; another one starts it again.")
        case .judge: LocalizedText(fr: "Votre décision", en: "Your decision")
        case .judgeLead:
            LocalizedText(
                fr: "Vous pouvez suivre le calcul ou vous en écarter ; dites toujours pourquoi.",
                en: "You may follow the score or depart from it; always say why.")
        case .outcome: LocalizedText(fr: "Réponse", en: "Answer")
        case .grants: LocalizedText(fr: "Accorder le prêt", en: "Grant the loan")
        case .refuses: LocalizedText(fr: "Refuser le prêt", en: "Refuse the loan")
        case .code: LocalizedText(fr: "Raison, dite aussi au client", en: "Reason, told to the client too")
        case .words: LocalizedText(fr: "Ce que vous avez constaté", en: "What you found")
        case .wordsHint:
            LocalizedText(
                fr: "Pour le dossier : ce qui a été vu et pourquoi cela décide.",
                en: "For the file: what was seen and why it decides.")
        case .send: LocalizedText(fr: "Consigner ma décision", en: "Record my decision")
        case .sendConfirm: LocalizedText(fr: "Consigner mon regard", en: "Record my look")
        case .whoAsked: LocalizedText(fr: "La demande", en: "The request")
        case .theFile: LocalizedText(fr: "D’abord, le dossier", en: "First, the file")
        case .theFileLead:
            LocalizedText(
                fr: "Les données telles qu’elles ont servi à décider.", en: "The data as they served to decide.")
        case .unknowns:
            LocalizedText(
                fr: "Informations inconnues : {count} sur {all}.", en: "Unknown information: {count} of {all}.")
        case .theModel: LocalizedText(fr: "Ce que disent le calcul et les règles", en: "What score and rules say")
        case .theModelLead:
            LocalizedText(
                fr: "Regardez le dossier avant : le chiffre influence.", en: "Look at the file before: a figure sways.")
        case .seeDecision: LocalizedText(fr: "Voir toute la décision", en: "See the whole decision")
        case .seeClient: LocalizedText(fr: "Voir le client", en: "See the client")
        case .steps: LocalizedText(fr: "Étapes", en: "Steps")
        case .ended: LocalizedText(fr: "La réponse est maintenue : {answer}", en: "The answer stands: {answer}")
        case .endedOverride: LocalizedText(fr: "La réponse devient : {answer}", en: "The answer becomes: {answer}")
        case .wrongCode:
            LocalizedText(
                fr: "Choisissez une réponse, une raison qui va avec elle, et dites ce que vous avez constaté.",
                en: "Choose an answer, a reason that goes with it, and say what you found.")
        case .conflictTaken:
            LocalizedText(
                fr: "{name} a pris ce réexamen entre-temps. Rien n’a été changé.",
                en: "{name} took this review in the meantime. Nothing was changed.")
        case .conflictJudged:
            LocalizedText(
                fr: "{name} a donné son avis entre-temps. Rien n’a été changé : relisez avant de décider.",
                en: "{name} judged in the meantime. Nothing was changed: read again before you decide.")
        case .conflictEnded:
            LocalizedText(
                fr: "Ce réexamen s’est terminé entre-temps. Rien n’a été changé.",
                en: "This review ended in the meantime. Nothing was changed.")
        case .conflictMoved:
            LocalizedText(
                fr: "Ce réexamen a avancé entre-temps. Rien n’a été changé : relisez avant de décider.",
                en: "This review moved on in the meantime. Nothing was changed: read again before you decide.")
        case .erased:
            LocalizedText(
                fr: "Le client a été effacé : sa décision ne peut plus être lue ni réexaminée.",
                en: "The client was erased: the decision can neither be read nor reviewed.")
        default: LocalizedText(fr: "", en: "")
        }
    }
}
